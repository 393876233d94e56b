// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What we say to routers on our own LAN: RIP version 2 (RFC 2453) without password, as every router
// understands it.
//
//   IPv4   TTL 1, UDP 520 → 520, with a checksum
//   RIPv2  command 2, version 2, then entries of 20 bytes, at most 25:
//          family 2, tag, network, mask, next hop, metric; all big-endian
//
// The next hop is 0.0.0.0, "whoever says this": an endpoint is of no use to a router behind us.

#include "core/rip44/packet.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mesh44 {

inline constexpr uint16_t kForwardTag = 44; // by which other routers may tell the mesh from their own routes
inline constexpr uint8_t kUnreachableMetric = 16;
inline constexpr size_t kMostRipEntries = 25; // of one packet

// An entry for a router on the LAN.
RipEntry forwardedEntry(Ipv4Prefix prefix, uint8_t metric);

// Responses, each with at most kMostRipEntries; none for no entry.
std::vector<std::vector<uint8_t>> encodeRip2(std::span<const RipEntry> entries);

// A whole IPv4 packet around a response.
std::vector<uint8_t> ripDatagram(Ipv4Address source, Ipv4Address destination, std::span<const uint8_t> response);

// The response inside a packet that parseRip44() took, with its password and its endpoints; empty for one that
// it would not take. Does not own.
std::span<const uint8_t> ripResponseIn(std::span<const std::byte> outerPacket);

} // namespace mesh44
