// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernel/state.h"
#include "core/net/prefixtrie.h"

#include <unordered_map>

namespace mesh44 {

// Which way an unmarked packet takes: the rules in their order, in each table the longest match, as the kernel does
// (net/core/fib_rules.c, net/ipv4/fib_rules.c). Table `local` is not among the facts: nothing here is about packets to
// ourselves. Rules with selectors that are not modelled (ports, users, interfaces) are passed over.
class WayFinder
{
public:
    // The state must outlive it.
    explicit WayFinder(const KernelState &state);

    struct Way
    {
        const KernelRule *rule = nullptr;   // that decided; nullptr: none did
        const KernelRoute *route = nullptr; // nullptr: the rule itself refuses
        int link = 0;                       // 0: it leaves nowhere
        bool leaves() const { return link != 0; }
    };
    // source: unspecified where the kernel is to choose one.
    Way find(Ipv4Address source, Ipv4Address destination) const;

private:
    const KernelRoute *match(uint32_t table, Ipv4Address destination) const;
    int linkOf(const KernelRoute &route) const;

    const KernelState &m_state;
    std::unordered_map<uint32_t, PrefixTrie<const KernelRoute *>> m_tables;
    std::unordered_map<uint32_t, int> m_nexthopLinks;
};

} // namespace mesh44
