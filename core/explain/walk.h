// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The whole way of a packet through this host: the choice of its source, the decision, and for a tunnel device the
// packet around it with a look-up of its own, until it is on a device that is no tunnel.
//
// A socket without an address of its own looks twice when it connects (ip_route_connect): first without a source, then
// again with the one that it got, and a rule about sources may send the second another way. TCP and connected UDP go
// by the second, a datagram of an unconnected socket by the first; `settled` has the second.
//
// What ip_tunnel_xmit() does: the outer destination is the tunnel's remote address, or the route's gateway, or without
// one the destination itself; its source is the tunnel's local address, or what the outer look-up chooses; ttl and tos
// are the tunnel's, or the inner ones. The outer packet counts as sent by this host, as root, without the inner mark.

#include "core/explain/decision.h"

namespace mesh44::explain {

struct Question
{
    Flow flow;
    uint16_t size = 0; // of the whole IPv4 packet; 0: not asked
    bool dontFragment = true;
    uint8_t ttl = 64; // as it comes in, or as the socket sends it
};

// What becomes of a packet of the size that was asked about.
enum class Fit : uint8_t {
    NotAsked,
    Fits,
    Fragmented,     // in pieces from here
    TooBig,         // dropped, and its sender is told the size that fits
    LostThenPieces, // the tunnel forbids it where the packet does not: the first is lost, later ones come in pieces
};

enum class TunnelProblem : uint8_t {
    None,
    NotModelled,  // encapsulated once more, or told by each route
    OuterRefused, // see outer
    Loop,         // the outer packet would go into the same tunnel
    OuterIsLocal, // the other end is this host
    TooDeep,      // tunnels in tunnels, more than the kernel follows
};

// One encapsulation.
struct Layer
{
    int device = 0;
    Ipv4Address source; // of the outer header
    Ipv4Address destination;
    uint8_t protocol = 0;
    uint8_t ttl = 0;
    uint8_t tos = 0;
    bool ttlIsInner = false;
    bool dontFragment = false;
    uint32_t overhead = 0; // octets before the inner packet
    Flow flow;             // of the outer packet, as it is looked up
    Decision outer;
    TunnelProblem problem = TunnelProblem::None;
};

enum class Fate : uint8_t {
    Delivered, // to this host
    Leaves,    // see device, nextHop and layers
    Everybody, // broadcast or multicast
    Dropped,
};

enum class Drop : uint8_t { None, Refused, Tunnel, NoCarrier, TooBig, TtlExpired };

struct Walk
{
    Question question;
    Decision first;                  // of the flow as it was asked
    std::optional<Decision> settled; // once more, with the source that was chosen
    bool sourceChangesWay = false;   // the two differ in where the packet goes

    std::vector<Layer> layers;         // the outermost last; empty without tunnel
    int device = 0;                    // that the packet leaves by in the end
    Ipv4Address nextHop;               // on that device; unspecified: the destination itself
    std::optional<uint16_t> neighbour; // NUD_* of it, where the kernel has one
    uint32_t mtu = 0;                  // the largest packet, as asked, that goes in one piece; 0: unknown
    Fit fit = Fit::NotAsked;

    Fate fate = Fate::Dropped;
    Drop drop = Drop::None;
    // The kernel may do otherwise: gaps of the decisions, or one of several nexthops was followed.
    bool isUncertain = false;

    const Decision &decision() const { return settled ? *settled : first; }
    // The flow that decision() is about.
    Flow flow() const;
};

Walk walk(const RoutingIndex &index, const Question &question);

// The flow of the outer packet, without a source where the tunnel has none.
Flow outerFlow(const TunnelSettings &tunnel, const Choice &inner, const Flow &flow);

} // namespace mesh44::explain
