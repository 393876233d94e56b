// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/checkup/way.h"

namespace mesh44 {
namespace {

bool takes(const KernelRule &rule, Ipv4Address source, Ipv4Address destination)
{
    const bool unmarked = rule.mark == 0; // with any mask: our packet has no mark
    return !rule.unmodelled && unmarked && (!rule.source || rule.source->contains(source))
           && (!rule.destination || rule.destination->contains(destination));
}

} // namespace

WayFinder::WayFinder(const KernelState &state) : m_state(state)
{
    for (const KernelRoute &route : state.routes) {
        if (route.tos != 0)
            continue;
        auto &table = m_tables[route.table];
        const KernelRoute *const *known = table.find(route.destination);
        if (!known || route.metric < (*known)->metric)
            table.insert(route.destination, &route);
    }
    for (const KernelNexthop &nexthop : state.nexthops)
        m_nexthopLinks[nexthop.id] = nexthop.blackhole ? 0 : nexthop.link;
}

const KernelRoute *WayFinder::match(uint32_t table, Ipv4Address destination) const
{
    const auto found = m_tables.find(table);
    if (found == m_tables.end())
        return nullptr;
    const auto best = found->second.longestMatch(destination);
    return best.value ? *best.value : nullptr;
}

int WayFinder::linkOf(const KernelRoute &route) const
{
    if (route.type != RouteType::Unicast)
        return 0;
    const auto nexthop = m_nexthopLinks.find(route.nexthop);
    return nexthop == m_nexthopLinks.end() ? route.link : nexthop->second;
}

WayFinder::Way WayFinder::find(Ipv4Address source, Ipv4Address destination) const
{
    for (const KernelRule &rule : m_state.rules) {
        if (!takes(rule, source, destination))
            continue;
        if (rule.action == RuleAction::Unreachable)
            return {.rule = &rule};
        if (rule.action != RuleAction::Table)
            continue;
        const KernelRoute *route = match(rule.table, destination);
        if (!route || route->type == RouteType::Throw)
            continue;
        if (rule.suppressPrefixLength && route->destination.length() <= *rule.suppressPrefixLength)
            continue;
        return {&rule, route, linkOf(*route)};
    }
    return {};
}

} // namespace mesh44
