// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Marks that our firewall puts on packets and our rules look at. The upper byte only: the others are left to those who
// mark for their own ends.

#include <cstdint>

namespace mesh44 {

inline constexpr uint32_t kMarkMask = 0xff000000;
inline constexpr uint32_t kTunnelMark = 0x44000000; // belongs to a flow that came in by the tunnel
inline constexpr uint32_t kPlainMark = 0x45000000;  // leaves by the ISP, with the ISP's address (mode hybrid)

} // namespace mesh44
