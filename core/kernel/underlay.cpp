// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/underlay.h"

#include <algorithm>
#include <set>

namespace mesh44 {
namespace {

// The address that the kernel would pick: one in the gateway's network, else the link's first.
Ipv4Address sourceOn(const KernelState &state, const KernelRoute &route)
{
    if (!route.preferredSource.isUnspecified())
        return route.preferredSource;
    const KernelAddress *first = nullptr;
    for (const KernelAddress &address : state.addresses) {
        if (address.link != route.link)
            continue;
        if (Ipv4Prefix::covering(address.address, address.prefixLength).contains(route.gateway))
            return address.address;
        if (!first)
            first = &address;
    }
    return first ? first->address : Ipv4Address();
}

} // namespace

std::optional<Underlay> findUnderlay(const KernelState &state, Ipv4Address announcer)
{
    const KernelRoute *best = nullptr;
    for (const KernelRoute &route : state.routes) {
        if (route.table != kMainTable || route.type != RouteType::Unicast || route.link == 0
            || !route.destination.contains(announcer))
            continue;
        const bool longer = best && route.destination.length() > best->destination.length();
        const bool cheaper = best && route.destination.length() == best->destination.length()
                             && route.metric < best->metric;
        if (!best || longer || cheaper)
            best = &route;
    }
    const KernelLink *link = best ? state.link(best->link) : nullptr;
    if (!link)
        return std::nullopt;
    Underlay underlay{link->index, link->name, sourceOn(state, *best), std::nullopt, link->mtu};
    if (!best->gateway.isUnspecified())
        underlay.gateway = best->gateway;
    return underlay;
}

std::vector<Ipv4Prefix> connectedPrefixes(const KernelState &state, int wanLink, std::string_view meshDevice)
{
    std::set<Ipv4Prefix> prefixes;
    for (const KernelAddress &address : state.addresses) {
        const KernelLink *link = state.link(address.link);
        if (!link || link->index == wanLink || link->name == meshDevice || link->name == "lo"
            || address.prefixLength == 32)
            continue;
        prefixes.insert(Ipv4Prefix::covering(address.address, address.prefixLength));
    }
    return {prefixes.begin(), prefixes.end()};
}

} // namespace mesh44
