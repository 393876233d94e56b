// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mesh44 {

// The last value of KEY in a text of KEY=VALUE lines (with `section`: in that section of an INI file), without
// blanks around it. Lines that are something else, comments among them, are passed over: it is others' files.
std::optional<std::string> valueIn(std::string_view text, std::string_view key, std::string_view section = {});

// systemd's way of saying no: "no", "false", "off", "0", "n", "f", in any case.
bool isSystemdNo(std::string_view value);

} // namespace mesh44
