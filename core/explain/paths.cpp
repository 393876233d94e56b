// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/paths.h"

#include <algorithm>

namespace mesh44::explain {

namespace {

// Routes that the kernel keeps once (struct fib_info), whatever their prefix and tos.
bool sameInside(const RoutingRoute &a, const RoutingRoute &b)
{
    return a.metric == b.metric && a.scope == b.scope && a.protocol == b.protocol && a.kind == b.kind
           && a.preferredSource == b.preferredSource && a.nexthopId == b.nexthopId && a.nexthops == b.nexthops
           && a.mtu == b.mtu;
}

bool isDead(const RoutingRoute &route)
{
    return std::ranges::all_of(route.nexthops, &RoutingNexthop::dead);
}

// fib_select_default().
std::vector<uint32_t> equalDefaults(const RoutingIndex &index, const Lookup &lookup, const LookupKey &key)
{
    const RoutingRoute &winner = index.route(*lookup.route);
    std::vector<uint32_t> found;
    uint32_t metric = winner.metric;
    uint8_t tos = 0;
    for (const uint32_t number : index.exactly(lookup.table, winner.destination)) {
        const RoutingRoute &route = index.route(number);
        if (route.tos != 0 && route.tos != (key.tos & 0x1c))
            continue;
        if (route.metric > metric && route.tos == tos) {
            if (tos != 0)
                continue;
            break;
        }
        if (isDead(route))
            continue;
        tos = route.tos;
        metric = route.metric;
        if (route.scope != winner.scope || route.kind != RouteKind::Unicast
            || gatewayOf(index, route, route.nexthops.front()).isUnspecified())
            continue;
        if (found.empty() && !sameInside(route, winner))
            break;
        found.push_back(number);
    }
    return found;
}

} // namespace

Ipv4Address gatewayOf(const RoutingIndex &index, const RoutingRoute &route, const RoutingNexthop &nexthop)
{
    if (nexthop.onlink || nexthop.gateway.isUnspecified())
        return nexthop.gateway;
    LookupKey key;
    key.destination = nexthop.gateway;
    key.outLink = nexthop.link;
    key.leastScope = kScopeLink;
    key.anyLinkState = true;
    std::optional<uint32_t> way;
    if (route.table != kTableMain)
        way = searchTable(index, route.table, key).route;
    if (!way)
        way = lookUp(index, key).route;
    return way && index.route(*way).kind == RouteKind::Local ? Ipv4Address() : nexthop.gateway;
}

std::vector<Path> pathsOf(const RoutingIndex &index, const Lookup &lookup, const LookupKey &key, bool amongDefaults)
{
    const uint32_t number = *lookup.route;
    const RoutingRoute &route = index.route(number);
    std::vector<Path> paths;
    if (key.outLink == 0 && route.nexthops.size() > 1) {
        for (size_t i = 0; i < route.nexthops.size(); ++i) {
            if (isUsable(index, route.nexthops[i], key))
                paths.push_back({number, i});
        }
    } else if (key.outLink == 0 && amongDefaults && route.destination.length() == 0
               && route.kind == RouteKind::Unicast) {
        const auto defaults = equalDefaults(index, lookup, key);
        for (size_t i = 0; defaults.size() > 1 && i < defaults.size(); ++i)
            paths.push_back({defaults[i], 0});
    }
    if (paths.empty())
        paths.push_back({number, lookup.nexthop});
    return paths;
}

} // namespace mesh44::explain
