// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// RIP44 on the wire: what the announcer sends to every gateway, about every five minutes, in some 23
// packets within 10 ms.
//
//   outer IPv4  announcer → our public address, protocol 4
//   inner IPv4  44.0.0.1 → 224.0.0.9, protocol 17
//   UDP         520 → 520, checksum mostly 0 (not computed)
//   RIPv2       RFC 2453: command 2, version 2, then entries of 20 bytes, at most 25
//     first entry   family 0xffff, type 2, a password of 16 bytes (RFC 2453 section 4.1)
//     others        family 2, tag, network, mask, next hop, metric; all big-endian
//
// Unlike plain RIPv2 the next hop is the tunnel's far end: the endpoint's public address.
//
// A bad packet is dropped as a whole, a bad entry is skipped and the others are kept. Everything dropped
// has a counted reason.

#include "core/net/prefix.h"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace mesh44 {

enum class PacketFault : uint8_t {
    OuterHeader, // not a whole, unfragmented IPv4 packet of protocol 4
    OuterSource, // not the announcer's
    InnerHeader, // not a whole, unfragmented IPv4 packet of protocol 17, or a wrong checksum
    InnerAddress,
    Udp,      // ports, length or checksum
    Length,   // not a header and whole entries
    Command,  // not a version 2 response
    Entries,  // more than 25
    Password, // the first entry is no password, or the wrong one
};
inline constexpr size_t kPacketFaults = 9;

enum class EntryFault : uint8_t {
    Family,   // not IPv4; a password that is not the first entry
    Mask,     // not contiguous
    HostBits, // an address with bits behind its mask
    Metric,   // 0 or more than 16
};
inline constexpr size_t kEntryFaults = 4;

// "outer-source" …: the last part of a counter's name.
std::string_view toString(PacketFault fault);
std::string_view toString(EntryFault fault);

struct RipEntry
{
    Ipv4Prefix prefix;
    Ipv4Address endpoint;
    uint16_t tag = 0;   // 4 in all that was ever seen; not looked at
    uint8_t metric = 0; // 1 to 16
    // 15 and 16 take the route back (RFC 2453: 16 is unreachable; the field removes from 15 up).
    bool withdraws() const { return metric >= 15; }
    bool operator==(const RipEntry &) const = default;
};

struct RipPacket
{
    std::vector<RipEntry> entries;
    std::array<uint32_t, kEntryFaults> skipped{}; // by EntryFault
    bool operator==(const RipPacket &) const = default;
};

struct RipExpectation
{
    Ipv4Address announcer;
    std::string_view password; // at most 16 bytes
};

// `packet` starts with the outer IPv4 header, as a raw socket delivers it.
std::variant<RipPacket, PacketFault> parseRip44(std::span<const std::byte> packet, const RipExpectation &expected);

} // namespace mesh44
