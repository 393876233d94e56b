// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace mesh44 {

// A socket that waits for packets.
struct BoundSocket
{
    uint16_t number = 0; // UDP: the port; raw: the protocol
    uint32_t user = 0;
    uint64_t inode = 0;
    bool operator==(const BoundSocket &) const = default;
};

inline constexpr size_t kMaxBoundSockets = 65536;

// /proc/net/udp, udp6 or raw, a header line and one socket a line. InvalidArgument names the line that is none.
Result<std::vector<BoundSocket>> readSocketTable(std::string_view text);

} // namespace mesh44
