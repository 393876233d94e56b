// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mesh44 {

// Text that was refused, as a message may repeat it: in quotes, at most 40 bytes of it, and with '?' for
// everything but printable ASCII, so that it is safe on a terminal and valid on D-Bus.
std::string quote(std::string_view refused);

} // namespace mesh44
