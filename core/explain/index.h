// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A snapshot that look-ups are quick in. Built once per snapshot, which must outlive it and stay as it is.

#include "core/explain/snapshot.h"
#include "core/net/prefixtrie.h"

#include <span>
#include <unordered_map>

namespace mesh44::explain {

class RoutingIndex
{
public:
    explicit RoutingIndex(const RoutingSnapshot &snapshot);

    const RoutingSnapshot &snapshot() const { return *m_snapshot; }
    const RoutingRoute &route(uint32_t index) const { return m_snapshot->routes[index]; }
    const RoutingRule &rule(uint32_t index) const { return m_snapshot->rules[index]; }

    // Routes of one table that cover the address, in the order in which the kernel tries them: longest prefix first,
    // then higher tos, then smaller metric, then as listed. The table `main` holds those of `local` too where both
    // are one.
    std::vector<uint32_t> covering(uint32_t table, Ipv4Address address) const;
    // Those of the table for exactly this prefix, in the same order.
    std::span<const uint32_t> exactly(uint32_t table, Ipv4Prefix prefix) const;
    bool hasTable(uint32_t table) const { return m_tables.contains(table); }

    int linkOfAddress(Ipv4Address address) const; // the first device that has it; 0: none has
    // The VRF that a device is, or belongs to; 0 for none.
    int vrfOf(int link) const;

private:
    using Table = PrefixTrie<std::vector<uint32_t>>;
    const RoutingSnapshot *m_snapshot;
    std::unordered_map<uint32_t, Table> m_tables;
    std::unordered_map<Ipv4Address, int> m_addresses;
};

} // namespace mesh44::explain
