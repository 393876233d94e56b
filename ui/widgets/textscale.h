// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mesh44 {

// Makes the text of the whole application this large, in percent of the desktop's own size, at once: the fonts, and
// the lengths that were made for them. What opens later is made for the new size by itself.
void applyTextScale(int percent);
int textScale();

} // namespace mesh44
