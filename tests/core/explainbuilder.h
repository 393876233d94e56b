// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A gateway with a LAN, a WAN and tunl0, as the architecture lays it out, to be changed by each test.

#include "core/explain/walk.h"
#include "tests/core/support.h"

namespace mesh44::test {

inline constexpr int kLan = 2;
inline constexpr int kWan = 3;
inline constexpr int kTunnel = 4;

inline explain::RoutingRoute route(const char *destination, uint32_t table, int link = 0, const char *gateway = nullptr)
{
    explain::RoutingRoute made;
    made.destination = prefix(destination);
    made.table = table;
    if (link != 0)
        made.nexthops.push_back({gateway ? address(gateway) : Ipv4Address(), link, 1, gateway != nullptr});
    made.scope = gateway ? explain::kScopeUniverse : explain::kScopeLink;
    return made;
}

inline explain::RoutingRoute route(explain::RouteKind kind, const char *destination, uint32_t table, int link = 0)
{
    explain::RoutingRoute made = route(destination, table, link);
    made.kind = kind;
    if (kind == explain::RouteKind::Local)
        made.scope = explain::kScopeHost;
    return made;
}

inline explain::RoutingRule rule(uint32_t priority, uint32_t table)
{
    explain::RoutingRule made;
    made.priority = priority;
    made.table = table;
    return made;
}

inline explain::RoutingLink device(int index, const char *name)
{
    explain::RoutingLink link;
    link.index = index;
    link.name = name;
    link.mtu = 1500;
    link.up = link.carrier = true;
    link.settings.forwarding = true;
    return link;
}

inline explain::RoutingAddress own(int link, const char *text, uint8_t length)
{
    explain::RoutingAddress made;
    made.link = link;
    made.address = made.peer = address(text);
    made.prefixLength = length;
    return made;
}

inline void addGatewayLinks(explain::RoutingSnapshot &state)
{
    state.links = {device(1, "lo"), device(kLan, "lan0"), device(kWan, "wan0"), device(kTunnel, "tunl0")};
    state.links[0].loopback = true;
    state.links[0].mtu = 65536;
    explain::RoutingLink &tunnel = state.links[3];
    tunnel.kind = "ipip";
    tunnel.mtu = 1480;
    tunnel.settings.reversePath = 2;
    tunnel.tunnel = explain::TunnelSettings{};
    tunnel.tunnel->ttl = 64;
    tunnel.tunnel->pathMtuDiscovery = true;
    state.addresses = {own(1, "127.0.0.1", 8), own(kLan, "44.128.10.1", 24), own(kWan, "203.0.113.9", 24),
                       own(kTunnel, "44.128.10.1", 32)};
    state.addresses[0].scope = explain::kScopeHost;
}

// The layout of the gateway: to SUBNET main, 44 in table 44, our sources in 45, and the floor.
inline explain::RoutingSnapshot gateway()
{
    using explain::RouteKind;
    explain::RoutingSnapshot state;
    addGatewayLinks(state);
    explain::RoutingRule toSubnet = rule(44, 254);
    toSubnet.destination = prefix("44.128.10.0/24");
    toSubnet.suppressPrefixLength = 0;
    explain::RoutingRule toMesh = rule(45, 44);
    toMesh.destination = prefix("44.0.0.0/9");
    explain::RoutingRule fromSubnet = rule(46, 45);
    fromSubnet.source = prefix("44.128.10.0/24");
    explain::RoutingRule floor = rule(47, 0);
    floor.source = prefix("44.128.10.0/24");
    floor.verb = explain::RuleVerb::Unreachable;
    state.rules = {rule(0, 255), toSubnet, toMesh, fromSubnet, floor, rule(32766, 254), rule(32767, 253)};
    state.routes = {route(RouteKind::Local, "127.0.0.0/8", 255, 1),
                    route(RouteKind::Local, "44.128.10.1/32", 255, kLan),
                    route(RouteKind::Local, "203.0.113.9/32", 255, kWan),
                    route(RouteKind::Broadcast, "44.128.10.255/32", 255, kLan),
                    route("44.128.10.0/24", 254, kLan),
                    route("203.0.113.0/24", 254, kWan),
                    route("0.0.0.0/0", 254, kWan, "203.0.113.1"),
                    route("44.60.0.0/16", 44, kTunnel, "198.51.100.20"),
                    route("44.60.1.0/24", 44, kTunnel, "198.51.100.10"),
                    route(RouteKind::Throw, "44.60.1.200/32", 44),
                    route(RouteKind::Unreachable, "44.128.10.0/24", 44),
                    route("0.0.0.0/0", 45, kTunnel, "169.228.34.84")};
    return state;
}

inline explain::Flow flow(const char *source, const char *destination, int inLink = 0)
{
    explain::Flow made;
    if (source)
        made.source = address(source);
    made.destination = address(destination);
    made.inLink = inLink;
    return made;
}

} // namespace mesh44::test
