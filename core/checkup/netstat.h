// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <cstdint>
#include <string_view>

namespace mesh44 {

// A counter of /proc/net/netstat or snmp: a line "GROUP: NAME NAME …", then a line "GROUP: NUMBER NUMBER …".
// NotFound where the kernel has none of that name; InvalidArgument where the text is something else.
Result<uint64_t> readNetstat(std::string_view text, std::string_view group, std::string_view name);

} // namespace mesh44
