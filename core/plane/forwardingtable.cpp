// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/forwardingtable.h"

#include <algorithm>
#include <bit>

namespace mesh44 {

ForwardingTable::ForwardingTable(std::span<const ForwardingRoute> routes, std::optional<Ipv4Address> standard,
                                 std::vector<Ipv4Prefix> subnets, Ipv4Address announcer)
    : m_slots(kSlots, kNone),
      m_standard(standard.value_or(Ipv4Address())),
      m_announcer(announcer),
      m_subnets(std::move(subnets))
{
    std::vector<ForwardingRoute> sorted;
    std::ranges::copy_if(routes, std::back_inserter(sorted), [](const auto &route) { return isAmateur(route.prefix); });
    // The longer ones are painted over the shorter ones.
    std::ranges::stable_sort(sorted, {}, [](const auto &route) { return route.prefix.length(); });
    std::map<Ipv4Address, uint32_t> known;
    for (const ForwardingRoute &route : sorted)
        paint(route.prefix, route.endpoint ? endpointSlot(*route.endpoint, known) : kDrop);
    setPeers();
}

ForwardingTable ForwardingTable::of(const DesiredState &desired, const std::vector<Ipv4Prefix> &subnets,
                                    Ipv4Address announcer)
{
    std::vector<ForwardingRoute> routes;
    std::optional<Ipv4Address> standard;
    for (const DesiredRoute &route : desired.routes) {
        const bool unicast = route.type == RouteType::Unicast && route.endpoint;
        if (route.table == desired.sourceTable && unicast)
            standard = route.endpoint;
        if (route.table != desired.meshTable || route.type == RouteType::Throw)
            continue;
        const auto nexthop = unicast ? desired.nexthops.find(*route.endpoint) : desired.nexthops.end();
        const bool passes = nexthop != desired.nexthops.end() && !nexthop->second;
        routes.push_back({route.destination, passes ? route.endpoint : std::nullopt});
    }
    return {routes, standard, subnets, announcer};
}

uint32_t ForwardingTable::endpointSlot(Ipv4Address endpoint, std::map<Ipv4Address, uint32_t> &known)
{
    const auto [place, isNew] = known.try_emplace(endpoint, static_cast<uint32_t>(m_endpoints.size()) + kFirst);
    if (isNew)
        m_endpoints.push_back(endpoint);
    return place->second;
}

void ForwardingTable::paint(Ipv4Prefix prefix, uint32_t value)
{
    const uint32_t address = prefix.address().value();
    const uint32_t network = (address >> 8) - kBase;
    if (prefix.length() <= 24) {
        std::fill_n(m_slots.begin() + network, size_t{1} << (24 - prefix.length()), value);
        return;
    }
    if (prefix.length() <= 28) {
        for (uint32_t i = 0; i < uint32_t{1} << (28 - prefix.length()); ++i)
            child(m_slots[network], ((address >> 4) & 15) + i) = value;
        return;
    }
    uint32_t middle = child(m_slots[network], (address >> 4) & 15);
    for (uint32_t i = 0; i < uint32_t{1} << (32 - prefix.length()); ++i)
        child(middle, (address & 15) + i) = value;
    child(m_slots[network], (address >> 4) & 15) = middle;
}

// One of the sixteen below a slot. What was a value becomes a node whose children all have it. The reference holds
// until the next call.
uint32_t &ForwardingTable::child(uint32_t &slot, uint32_t index)
{
    if (!(slot & kNode)) {
        Node node;
        node.fill(slot);
        slot = kNode | static_cast<uint32_t>(m_nodes.size());
        m_nodes.push_back(node);
    }
    return m_nodes[slot & ~kNode][index];
}

void ForwardingTable::setPeers()
{
    const size_t count = m_endpoints.size() + 1;
    m_peers.resize(std::bit_ceil(2 * count + 1));
    m_peerMask = static_cast<uint32_t>(m_peers.size() - 1);
    const auto add = [&](Ipv4Address peer) {
        uint32_t at = place(peer);
        while (!m_peers[at].isUnspecified())
            at = (at + 1) & m_peerMask;
        m_peers[at] = peer;
    };
    std::ranges::for_each(m_endpoints, add);
    if (!m_announcer.isUnspecified() && !isPeer(m_announcer))
        add(m_announcer);
}

size_t ForwardingTable::memory() const
{
    return m_slots.capacity() * sizeof m_slots[0] + m_nodes.capacity() * sizeof(Node)
           + (m_endpoints.capacity() + m_peers.capacity()) * sizeof(Ipv4Address);
}

} // namespace mesh44
