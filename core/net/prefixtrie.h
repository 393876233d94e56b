// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/prefix.h"

#include <algorithm>
#include <bit>
#include <utility>
#include <vector>

namespace mesh44 {

// Longest match over prefixes: a path-compressed binary trie in one vector of nodes.
//
// Every node stands for a prefix; a node without a value is a branching point. Children are found by
// the first bit behind the node's prefix, so a look-up visits at most one node per distinct length on
// the path. A node without a value always has two children, so there are never more than twice as many
// nodes as prefixes, however many came and went. Indices, not pointers: the table is one block, cheap to
// copy and to throw away; pointers to values hold until the next insert() or erase().
template <class T> class PrefixTrie
{
public:
    // True when the prefix is new; an existing value is replaced.
    bool insert(Ipv4Prefix prefix, T value)
    {
        Link link; // where the node that we look for hangs
        for (uint32_t index = m_root; index != kNone; index = at(link)) {
            const Ipv4Prefix here = m_nodes[index].prefix;
            const unsigned common = commonLength(here, prefix);
            if (common < here.length()) // it belongs above this one, or beside it
                index = splice(link, index, Ipv4Prefix::covering(prefix.address(), common));
            if (common == prefix.length())
                return assign(index, std::move(value));
            link = {index, bitAfter(prefix, common)};
        }
        const uint32_t leaf = newNode(prefix);
        at(link) = leaf;
        return assign(leaf, std::move(value));
    }

    // True when there was one.
    bool erase(Ipv4Prefix prefix)
    {
        Link above; // where the parent of the node hangs
        Link link;  // where the node hangs
        uint32_t index = m_root;
        for (; index != kNone && m_nodes[index].prefix != prefix; index = at(link)) {
            const Ipv4Prefix here = m_nodes[index].prefix;
            if (!here.contains(prefix))
                return false;
            above = link;
            link = {index, bitAfter(prefix, here.length())};
        }
        if (index == kNone || !m_nodes[index].used)
            return false;
        m_nodes[index].used = false;
        m_nodes[index].value = T{};
        --m_size;
        contract(link);
        contract(above);
        return true;
    }

    const T *find(Ipv4Prefix prefix) const
    {
        uint32_t index = m_root;
        while (index != kNone && m_nodes[index].prefix != prefix) {
            const Node &node = m_nodes[index];
            if (!node.prefix.contains(prefix))
                return nullptr;
            index = node.child[bitAfter(prefix, node.prefix.length())];
        }
        return index != kNone && m_nodes[index].used ? &m_nodes[index].value : nullptr;
    }

    struct Match
    {
        Ipv4Prefix prefix;
        const T *value = nullptr;
        explicit operator bool() const { return value != nullptr; }
    };
    Match longestMatch(Ipv4Address address) const
    {
        Match best;
        forEachCovering(address, [&](Ipv4Prefix prefix, const T &value) { best = {prefix, &value}; });
        return best;
    }

    // Calls visit(prefix, value) for all prefixes that contain the address, the widest first.
    template <class Visit> void forEachCovering(Ipv4Address address, Visit visit) const
    {
        for (uint32_t index = m_root; index != kNone;) {
            const Node &node = m_nodes[index];
            if (!node.prefix.contains(address))
                return;
            if (node.used)
                visit(node.prefix, node.value);
            if (node.prefix.length() == 32)
                return;
            index = node.child[bitAfter(Ipv4Prefix::host(address), node.prefix.length())];
        }
    }

    size_t size() const { return m_size; }
    size_t nodeCount() const { return m_nodes.size(); } // for tests: what the memory holds
    bool empty() const { return m_size == 0; }

private:
    static constexpr uint32_t kNone = ~uint32_t{0};
    struct Node
    {
        Ipv4Prefix prefix;
        uint32_t child[2] = {kNone, kNone};
        bool used = false;
        T value{};
    };
    struct Link
    {
        uint32_t parent = kNone;
        unsigned side = 0;
    };

    static unsigned bitAfter(Ipv4Prefix prefix, unsigned length)
    {
        return (prefix.address().value() >> (31 - length)) & 1;
    }
    static unsigned commonLength(Ipv4Prefix a, Ipv4Prefix b)
    {
        const auto same = static_cast<unsigned>(std::countl_zero(a.address().value() ^ b.address().value()));
        return std::min({same, a.length(), b.length()});
    }
    uint32_t newNode(Ipv4Prefix prefix)
    {
        if (m_free == kNone) {
            m_nodes.emplace_back().prefix = prefix;
            return static_cast<uint32_t>(m_nodes.size() - 1);
        }
        const uint32_t index = m_free;
        m_free = m_nodes[index].child[0];
        m_nodes[index].child[0] = kNone;
        m_nodes[index].prefix = prefix;
        return index;
    }
    bool assign(uint32_t index, T value)
    {
        Node &node = m_nodes[index];
        const bool isNew = !node.used;
        node.used = true;
        node.value = std::move(value);
        m_size += isNew;
        return isNew;
    }
    // The index that hangs there; a reference that dies when a node is added.
    uint32_t &at(Link link) { return link.parent == kNone ? m_root : m_nodes[link.parent].child[link.side]; }
    // Puts a new node for `prefix` there, with the old one below it.
    uint32_t splice(Link link, uint32_t below, Ipv4Prefix prefix)
    {
        const uint32_t above = newNode(prefix);
        at(link) = above;
        m_nodes[above].child[bitAfter(m_nodes[below].prefix, prefix.length())] = below;
        return above;
    }
    // Takes the node that hangs there out if it neither holds a value nor branches.
    void contract(Link link)
    {
        const uint32_t index = at(link);
        if (index == kNone)
            return;
        Node &node = m_nodes[index];
        const bool branches = node.child[0] != kNone && node.child[1] != kNone;
        if (node.used || branches)
            return;
        at(link) = node.child[0] != kNone ? node.child[0] : node.child[1];
        node = {};
        node.child[0] = m_free;
        m_free = index;
    }

    std::vector<Node> m_nodes;
    uint32_t m_root = kNone;
    uint32_t m_free = kNone; // the first node to use again; child[0] leads on
    size_t m_size = 0;
};

} // namespace mesh44
