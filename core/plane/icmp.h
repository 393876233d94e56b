// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/packet/packetview.h"

#include <array>

namespace mesh44 {

// "Fragmentation needed and DF set" (RFC 792, RFC 1191).
struct IcmpError
{
    // RFC 1812, 4.3.2.3: as much of the packet as fits into 576 bytes.
    std::array<uint8_t, 576> bytes{};
    size_t length = 0; // 0: there must be no answer
    std::span<const uint8_t> packet() const { return std::span(bytes).first(length); }
};

// To the sender of `packet`, from our address `from`; `mtu` is what would pass. Without an answer: ICMP errors, later
// fragments, and what has no single sender (RFC 1812, 4.3.2.7).
IcmpError fragmentationNeeded(const PacketView &packet, Ipv4Address from, uint16_t mtu);

} // namespace mesh44
