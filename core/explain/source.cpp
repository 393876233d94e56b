// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/source.h"

#include "core/explain/lookup.h"

#include <algorithm>

namespace mesh44::explain {

namespace {

bool setForDevice(const RoutingSnapshot &snapshot, const RoutingLink &link, bool DeviceSettings::*setting)
{
    return link.settings.*setting || snapshot.all.*setting;
}

// Of addresses that reach this far; addresses of scope "link" do not stand in for other devices.
Ipv4Address anyAddress(const RoutingSnapshot &snapshot, int link, uint8_t scope)
{
    for (const RoutingAddress &address : snapshot.addresses) {
        if (address.link == link && !address.secondary && address.scope != kScopeLink && address.scope <= scope)
            return address.address;
    }
    return {};
}

Ipv4Address ownAddress(const RoutingSnapshot &snapshot, const RoutingLink &link, Ipv4Address toward, uint8_t scope)
{
    // Where 127.0.0.0/8 may leave the host, its addresses are as good as those of the link.
    const uint8_t widest = setForDevice(snapshot, link, &DeviceSettings::routeLocalnet) ? kScopeLink : kScopeHost;
    Ipv4Address found;
    for (const RoutingAddress &address : snapshot.addresses) {
        if (address.link != link.index || address.secondary || std::min(address.scope, widest) > scope)
            continue;
        if (toward.isUnspecified() || Ipv4Prefix::covering(address.peer, address.prefixLength).contains(toward))
            return address.address;
        if (found.isUnspecified())
            found = address.address;
    }
    return found;
}

} // namespace

Ipv4Address selectSource(const RoutingIndex &index, int link, Ipv4Address toward, uint8_t scope)
{
    const RoutingSnapshot &snapshot = index.snapshot();
    const RoutingLink *device = snapshot.link(link);
    if (!device)
        return {};
    Ipv4Address found = device->ipv4 ? ownAddress(snapshot, *device, toward, scope) : Ipv4Address();
    const int vrf = index.vrfOf(link);
    if (found.isUnspecified() && vrf != 0)
        found = anyAddress(snapshot, vrf, scope);
    // By index, which is the order of the kernel's list unless devices came from another namespace.
    for (size_t i = 0; i < snapshot.links.size() && found.isUnspecified(); ++i) {
        if (index.vrfOf(snapshot.links[i].index) == vrf)
            found = anyAddress(snapshot, snapshot.links[i].index, scope);
    }
    return found;
}

Ipv4Address sourceFor(const RoutingIndex &index, const RoutingRoute &route, const RoutingNexthop &nexthop, int vrf)
{
    if (vrf != 0 && index.vrfOf(nexthop.link) != vrf)
        return selectSource(index, vrf, {}, kScopeLink);
    if (!route.preferredSource.isUnspecified())
        return route.preferredSource;
    return selectSource(index, nexthop.link, nexthop.gateway, route.scope);
}

bool mayBeRemembered(const RoutingIndex &index, const RoutingRoute &route, const RoutingNexthop &nexthop)
{
    if (route.nexthopId == 0 || !route.preferredSource.isUnspecified())
        return false;
    const Ipv4Address here = selectSource(index, nexthop.link, nexthop.gateway, route.scope);
    return selectSource(index, nexthop.link, nexthop.gateway, kScopeUniverse) != here
           || selectSource(index, nexthop.link, nexthop.gateway, kScopeLink) != here;
}

int ownerOf(const RoutingIndex &index, Ipv4Address address)
{
    if (const int link = index.linkOfAddress(address); link != 0 || address.isUnspecified())
        return link;
    const uint32_t table = index.snapshot().localAndMainAreOne ? kTableMain : kTableLocal;
    LookupKey key;
    key.destination = address;
    const TableAnswer answer = searchTable(index, table, key);
    if (!answer.route || index.route(*answer.route).kind != RouteKind::Local
        || index.route(*answer.route).nexthops.empty())
        return 0;
    return index.route(*answer.route).nexthops[answer.nexthop].link;
}

} // namespace mesh44::explain
