// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the kernel holds for IPv4 routing, whole: each selector of each rule, each route of each table, the settings
// that decide about a packet. It serves the explanation; core/kernel/state.h serves the reconciler, which knows only
// what it writes itself.
//
// Numbers are the kernel's own (linux/rtnetlink.h, linux/fib_rules.h), and enumerations over them may hold values that
// have no name here: what a newer kernel says stays what it said.

#include "core/net/prefix.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mesh44::explain {

inline constexpr int kLoopbackLink = 1; // in every namespace; what is sent from here "comes in" by it
inline constexpr uint32_t kTableDefault = 253;
inline constexpr uint32_t kTableMain = 254;
inline constexpr uint32_t kTableLocal = 255;

// rtm_scope: the smaller, the wider.
inline constexpr uint8_t kScopeUniverse = 0;
inline constexpr uint8_t kScopeLink = 253;
inline constexpr uint8_t kScopeHost = 254;

// net.ipv4.conf.DEVICE.*
struct DeviceSettings
{
    uint8_t reversePath = 0; // rp_filter: 0 off, 1 strict, 2 loose
    bool forwarding = false;
    bool acceptLocal = false;
    bool routeLocalnet = false;
    bool sourceValidMark = false;
    bool sendRedirects = true;
    bool ignoreLinkdown = false; // ignore_routes_with_linkdown
    bool operator==(const DeviceSettings &) const = default;
};

// A device that puts an IPv4 header before what it carries. ttl 0 is "inherit"; an odd tos, too.
struct TunnelSettings
{
    Ipv4Address local;
    Ipv4Address remote; // unspecified: the route's gateway says whereto
    uint8_t ttl = 0;
    uint8_t tos = 0;
    bool pathMtuDiscovery = false;
    uint8_t protocol = 4;     // of the outer header: 4 ipip, 47 gre
    uint8_t headerLength = 0; // between the two IPv4 headers
    int link = 0;             // the device that the outer packet must leave by, 0: any
    uint32_t mark = 0;
    bool unmodelled = false; // encapsulated once more, or told by each route
    bool operator==(const TunnelSettings &) const = default;
};

struct RoutingLink
{
    int index = 0;
    std::string name;
    std::string kind; // "ipip", "vrf", "" for hardware
    uint32_t mtu = 0;
    bool up = false;      // IFF_UP
    bool carrier = false; // IFF_LOWER_UP
    bool loopback = false;
    bool ipv4 = true; // speaks IPv4 at all
    int master = 0;   // bridge or VRF
    uint32_t vrfTable = 0;
    uint32_t group = 0;
    std::optional<TunnelSettings> tunnel;
    DeviceSettings settings;
    bool operator==(const RoutingLink &) const = default;
};

struct RoutingAddress
{
    int link = 0;
    Ipv4Address address; // IFA_LOCAL
    Ipv4Address peer;    // IFA_ADDRESS: the same, or the other side's
    uint8_t prefixLength = 32;
    uint8_t scope = kScopeUniverse;
    bool secondary = false;
    std::optional<Ipv4Address> broadcast;
    bool operator==(const RoutingAddress &) const = default;
};

enum class RuleVerb : uint8_t {
    Unspecified = 0,
    Table = 1,
    Goto = 2,
    Nop = 3,
    Blackhole = 6,
    Unreachable = 7,
    Prohibit = 8
};

// first = last = 0: any port.
struct PortSelector
{
    uint16_t first = 0;
    uint16_t last = 0;
    uint16_t mask = 0xffff; // with one port only (Linux 6.15)
    bool operator==(const PortSelector &) const = default;
};

struct UidRange
{
    uint32_t first = 0;
    uint32_t last = ~uint32_t{0};
    bool operator==(const UidRange &) const = default;
};

struct RoutingRule
{
    uint32_t priority = 0;
    RuleVerb verb = RuleVerb::Table;
    uint32_t table = 0;
    uint32_t target = 0; // goto
    uint8_t protocol = 0;

    bool invert = false; // "not": does its work where a selector does not match
    std::optional<Ipv4Prefix> source;
    std::optional<Ipv4Prefix> destination;
    std::string inInterface; // names: the rule waits for a device that is not there
    std::string outInterface;
    uint32_t mark = 0;
    uint32_t markMask = 0;
    uint8_t tos = 0;             // the old selector: sees three bits less of the packet
    std::optional<uint8_t> dscp; // as six bits
    uint8_t dscpMask = 0x3f;
    uint8_t ipProtocol = 0;
    PortSelector sourcePorts;
    PortSelector destinationPorts;
    std::optional<UidRange> uids;
    bool l3mdev = false; // the VRF of the packet's device, and its table
    std::optional<uint32_t> suppressPrefixLength;
    std::optional<uint32_t> suppressGroup;
    bool unknownSelectors = false; // something above is missing
    bool operator==(const RoutingRule &) const = default;
};

enum class RouteKind : uint8_t {
    Unspecified = 0,
    Unicast = 1,
    Local = 2,
    Broadcast = 3,
    Anycast = 4,
    Multicast = 5,
    Blackhole = 6,
    Unreachable = 7,
    Prohibit = 8,
    Throw = 9,
    Nat = 10,
    External = 11,
};

struct RoutingNexthop
{
    Ipv4Address gateway; // unspecified: the destination is on the link
    int link = 0;
    uint16_t weight = 1;
    bool onlink = false;
    bool dead = false;       // passed over by everything
    bool linkdown = false;   // passed over where the device ignores routes without carrier
    bool unmodelled = false; // an IPv6 gateway, encapsulation by the route
    bool operator==(const RoutingNexthop &) const = default;
};

struct RoutingRoute
{
    Ipv4Prefix destination;
    uint32_t table = 0;
    RouteKind kind = RouteKind::Unicast;
    uint32_t metric = 0;
    uint8_t tos = 0;
    uint8_t scope = kScopeUniverse;
    uint8_t protocol = 0;
    Ipv4Address preferredSource;
    uint32_t mtu = 0; // 0: the device's
    bool mtuLocked = false;
    uint32_t nexthopId = 0; // its nexthops are that object's
    bool blackholeNexthop = false;
    std::vector<RoutingNexthop> nexthops;
    bool operator==(const RoutingRoute &) const = default;
};

struct RoutingNeighbour
{
    int link = 0;
    Ipv4Address address;
    uint16_t state = 0; // NUD_*
    bool operator==(const RoutingNeighbour &) const = default;
};

struct RoutingSnapshot
{
    std::vector<RoutingLink> links;        // by index
    std::vector<RoutingAddress> addresses; // as the kernel lists them: the first that fits is the source
    std::vector<RoutingRule> rules;        // by priority, equal ones as the kernel has them
    std::vector<RoutingRoute> routes;      // all tables; equal ones as the kernel has them
    std::vector<RoutingNeighbour> neighbours;
    DeviceSettings all; // net.ipv4.conf.all.*
    // The four of them that only /proc/sys tells (accept_local, route_localnet, src_valid_mark, send_redirects) are
    // hidden, and taken as they are when nobody changes them.
    bool allIsHidden = false;
    // Until the first rule is ever added or removed, the kernel keeps `local` and `main` as one table.
    bool localAndMainAreOne = false;
    bool operator==(const RoutingSnapshot &) const = default;

    const RoutingLink *link(int index) const;
    const RoutingLink *link(std::string_view name) const;
};

} // namespace mesh44::explain
