// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/nexthopids.h"

namespace mesh44 {

NexthopIds::NexthopIds(const DesiredState &desired, const KernelState &actual)
{
    for (const KernelNexthop &nexthop : actual.nexthops) {
        if (nexthop.protocol == kOurProtocol && nexthop.id >= kFirstNexthopId && !nexthop.unmodelled)
            m_ours.emplace(nexthop.id, &nexthop);
    }
    if (!desired.active)
        return;
    keepThoseWithTheGateway(desired, actual);
    takeOverFromRoutes(desired, actual);
    makeNew(desired, actual);
}

void NexthopIds::claim(Ipv4Address endpoint, uint32_t id)
{
    m_ids.emplace(endpoint, id);
    m_claimed.insert(id);
}

void NexthopIds::keepThoseWithTheGateway(const DesiredState &desired, const KernelState &actual)
{
    for (const KernelNexthop &nexthop : actual.nexthops) {
        if (isOurs(nexthop.id) && !nexthop.blackhole && desired.nexthops.contains(nexthop.gateway)
            && !m_ids.contains(nexthop.gateway))
            claim(nexthop.gateway, nexthop.id);
    }
}

void NexthopIds::takeOverFromRoutes(const DesiredState &desired, const KernelState &actual)
{
    if (m_ids.size() == desired.nexthops.size() || m_ours.empty())
        return;
    std::unordered_map<Ipv4Prefix, uint32_t> used; // mesh prefix → nexthop of ours
    for (const KernelRoute &route : actual.routes) {
        if (route.table == desired.meshTable && route.protocol == kOurProtocol && isOurs(route.nexthop))
            used.emplace(route.destination, route.nexthop);
    }
    std::map<Ipv4Address, std::map<uint32_t, size_t>> votes;
    for (const DesiredRoute &route : desired.routes) {
        if (!route.endpoint || route.table != desired.meshTable || m_ids.contains(*route.endpoint))
            continue;
        if (const auto it = used.find(route.destination); it != used.end())
            ++votes[*route.endpoint][it->second];
    }
    for (const auto &[endpoint, candidates] : votes) {
        uint32_t best = 0;
        size_t most = 0;
        for (const auto &[id, count] : candidates) {
            if (!m_claimed.contains(id) && count > most) {
                best = id;
                most = count;
            }
        }
        if (most > 0)
            claim(endpoint, best);
    }
}

void NexthopIds::makeNew(const DesiredState &desired, const KernelState &actual)
{
    std::unordered_set<uint32_t> taken;
    for (const KernelNexthop &nexthop : actual.nexthops)
        taken.insert(nexthop.id);
    uint32_t next = kFirstNexthopId;
    for (const auto &[endpoint, dropped] : desired.nexthops) {
        if (m_ids.contains(endpoint))
            continue;
        while (taken.contains(next))
            ++next;
        claim(endpoint, next++);
    }
}

} // namespace mesh44
