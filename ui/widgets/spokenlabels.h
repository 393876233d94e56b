// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mesh44 {

// A label that has an accessible name is read by it alone, and what it shows is never heard. After this, such a label
// is read as "Prefix: 44.128.10.0/24": its name, then its text. To be called before the
// first label is made.
void speakLabels();

} // namespace mesh44
