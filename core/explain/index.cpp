// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/index.h"

#include <algorithm>
#include <tuple>

namespace mesh44::explain {

namespace {

// fib_insert_alias(): within one prefix, the larger table number first where tables are one.
auto trialOrder(const RoutingRoute &route)
{
    return std::tuple(~route.table, 0xff - route.tos, route.metric);
}

} // namespace

RoutingIndex::RoutingIndex(const RoutingSnapshot &snapshot) : m_snapshot(&snapshot)
{
    std::unordered_map<uint32_t, std::unordered_map<Ipv4Prefix, std::vector<uint32_t>>> sorted;
    for (uint32_t i = 0; i < snapshot.routes.size(); ++i) {
        const bool merged = snapshot.localAndMainAreOne && route(i).table == kTableLocal;
        sorted[merged ? kTableMain : route(i).table][route(i).destination].push_back(i);
    }
    for (auto &[table, prefixes] : sorted) {
        Table &trie = m_tables[table];
        for (auto &[prefix, routes] : prefixes) {
            // Equal ones stay as they were listed.
            std::ranges::sort(routes, {}, [this](uint32_t i) { return std::tuple(trialOrder(route(i)), i); });
            trie.insert(prefix, std::move(routes));
        }
    }
    for (const RoutingAddress &address : snapshot.addresses)
        m_addresses.try_emplace(address.address, address.link);
}

std::vector<uint32_t> RoutingIndex::covering(uint32_t table, Ipv4Address address) const
{
    std::vector<uint32_t> found;
    const auto it = m_tables.find(table);
    if (it == m_tables.end())
        return found;
    // The trie gives the widest first.
    it->second.forEachCovering(address, [&](Ipv4Prefix, const std::vector<uint32_t> &routes) {
        found.insert(found.begin(), routes.begin(), routes.end());
    });
    return found;
}

std::span<const uint32_t> RoutingIndex::exactly(uint32_t table, Ipv4Prefix prefix) const
{
    const auto it = m_tables.find(table);
    const std::vector<uint32_t> *routes = it == m_tables.end() ? nullptr : it->second.find(prefix);
    return routes ? std::span<const uint32_t>(*routes) : std::span<const uint32_t>();
}

int RoutingIndex::linkOfAddress(Ipv4Address address) const
{
    const auto it = m_addresses.find(address);
    return it == m_addresses.end() ? 0 : it->second;
}

int RoutingIndex::vrfOf(int link) const
{
    const RoutingLink *device = m_snapshot->link(link);
    if (!device || device->kind == "vrf")
        return device ? link : 0;
    const RoutingLink *master = m_snapshot->link(device->master);
    return master && master->kind == "vrf" ? master->index : 0;
}

} // namespace mesh44::explain
