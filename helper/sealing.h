// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mesh44 {

// The form of a file that shows whether it is whole: one line "FORM crc32=XXXXXXXX bytes=N", then N bytes with that
// checksum and nothing behind. `form` names kind and version, such as "mesh44-state 1".
std::string seal(std::string_view form, std::string_view body);

// The body, which is part of `file`; nothing: the header is missing, or does not fit form or body.
std::optional<std::string_view> unseal(std::string_view form, std::string_view file);

} // namespace mesh44
