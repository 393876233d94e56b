// SPDX-License-Identifier: GPL-3.0-or-later
// fib_table_lookup() and fib_lookup_good_nhc().
#include "core/explain/lookup.h"

namespace mesh44::explain {

namespace {

constexpr uint8_t kRouteTosBits = 0x1c;

bool refusesByKind(const RoutingRoute &route)
{
    switch (route.kind) {
    case RouteKind::Blackhole:
    case RouteKind::Unreachable:
    case RouteKind::Prohibit:
    case RouteKind::Throw:
    case RouteKind::Nat:
    case RouteKind::External: return true;
    default: return route.blackholeNexthop;
    }
}

// Why this nexthop is passed over, or Won.
Loss judge(const RoutingIndex &index, const RoutingNexthop &nexthop, const LookupKey &key)
{
    if (nexthop.dead)
        return Loss::Dead;
    const RoutingLink *device = index.snapshot().link(nexthop.link);
    if (nexthop.linkdown && !key.anyLinkState && device && device->settings.ignoreLinkdown)
        return Loss::LinkDown;
    return key.outLink != 0 && key.outLink != nexthop.link ? Loss::OtherInterface : Loss::Won;
}

// The first nexthop that will do. Without any: why the last one would not.
Loss chooseNexthop(const RoutingIndex &index, const RoutingRoute &route, const LookupKey &key, size_t &chosen)
{
    Loss last = Loss::Dead;
    for (chosen = 0; chosen < route.nexthops.size(); ++chosen) {
        last = judge(index, route.nexthops[chosen], key);
        if (last == Loss::Won)
            break;
    }
    return last;
}

} // namespace

bool isUsable(const RoutingIndex &index, const RoutingNexthop &nexthop, const LookupKey &key)
{
    return judge(index, nexthop, key) == Loss::Won;
}

TableAnswer searchTable(const RoutingIndex &index, uint32_t table, const LookupKey &key)
{
    TableAnswer answer;
    std::optional<Ipv4Address> eclipsed;
    for (const uint32_t number : index.covering(table, key.destination)) {
        const RoutingRoute &route = index.route(number);
        Loss loss = Loss::Won;
        if (answer.route)
            loss = index.route(*answer.route).destination == route.destination ? Loss::Later : Loss::Shorter;
        else if (eclipsed == route.destination.address())
            loss = Loss::Eclipsed;
        else if (route.tos != 0 && route.tos != (key.tos & kRouteTosBits))
            loss = Loss::Tos;
        else if (route.scope < key.leastScope)
            loss = Loss::Scope;
        else if (!refusesByKind(route))
            loss = chooseNexthop(index, route, key, answer.nexthop);
        const bool passedOver = loss == Loss::Dead || loss == Loss::LinkDown || loss == Loss::OtherInterface;
        if (passedOver && route.nexthopId != 0)
            eclipsed = route.destination.address();
        if (loss == Loss::Won)
            answer.route = number;
        answer.candidates.push_back({number, loss});
    }
    return answer;
}

} // namespace mesh44::explain
