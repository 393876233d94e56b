// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// IP in IP (RFC 2003) as Linux's ipip does it with "ttl 64 pmtudisc tos 0", and what it does not look at.

#include "core/packet/packetview.h"
#include "core/plane/forwardingtable.h"

#include <array>
#include <string_view>
#include <variant>

namespace mesh44 {

using OuterHeader = std::array<uint8_t, kIpHeader>;

// The header in front of `inner`. TTL 64; DF where `dontFragment` says so; DSCP 0 and the inner packet's ECN field
// (RFC 6040, 4.1, normal mode). Source, identification, length and checksum are zero: a raw socket with IP_HDRINCL
// fills them in (raw(7)).
OuterHeader outerHeader(const PacketView &inner, Ipv4Address endpoint, bool dontFragment);

// Why a packet does not pass. The first ones are of the way in, the others of the way out.
enum class PlaneFault : uint8_t {
    Malformed,     // the inner packet is no IPv4 packet
    UnknownPeer,   // the outer source is neither an endpoint in use nor the announcer
    Nested,        // the inner packet is a tunnel packet itself
    NotForUs,      // the inner destination is not in our subnets
    SpoofedSource, // the inner source cannot be behind that endpoint
    Congestion,    // RFC 6040, 4.2: the outer header says congestion, the inner packet does not know of it
    NoEndpoint,    // nothing in the mesh for this destination, or switched off
    TooLarge,      // for the path to the endpoint; the sender was told
    SendFailed,    // the kernel did not take the outer packet
    DeliverFailed, // the kernel did not take the inner packet
};
inline constexpr size_t kPlaneFaults = 10;
std::string_view toString(PlaneFault fault); // "unknown_peer": counters' names

// The inner packet of a tunnel packet, its ECN field as RFC 6040 wants it; or why not.
//
//   from the announcer:  anything but ourselves, loopback, "this network", multicast and above
//   from an endpoint:    amateur space, but not ourselves
//
// The inner packet lies in `outer`, which must outlive it. Announcements to 224.0.0.9 are NotForUs: the listener has
// a socket of its own.
std::variant<PacketView, PlaneFault> decapsulate(std::span<uint8_t> outer, const ForwardingTable &table);

} // namespace mesh44
