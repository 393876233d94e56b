// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The mesh as the userspace plane sees it: immutable, made anew for each change, read by many threads.
//
// The kernel's rules and routes decide which packets come to the mesh device at all; what they do not tell is the
// nexthop that was chosen. So the device's reader looks for it again, here, in what the same desired state says.
//
// Amateur space is three quarters of a /8: one slot for each of its 49,152 /24 networks, and for what is longer, nodes
// of sixteen (/25 to /28, then /29 to /32). A look-up reads one to three words, however many prefixes there are.

#include "core/kernel/desired.h"
#include "core/net/prefix.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace mesh44 {

struct ForwardingRoute
{
    Ipv4Prefix prefix;
    std::optional<Ipv4Address> endpoint; // nothing: dropped
};

class ForwardingTable
{
public:
    // Nothing is known and nothing passes.
    ForwardingTable() = default;

    // Routes outside amateur space are left out. `standard`: where goes what no route covers (the announcer, in mode
    // full). `others`: who may send to us beside the endpoints of `routes`.
    ForwardingTable(std::span<const ForwardingRoute> routes, std::optional<Ipv4Address> standard,
                    std::vector<Ipv4Prefix> subnets, Ipv4Address announcer);

    // What the kernel's tables hold for this desired state.
    static ForwardingTable of(const DesiredState &desired, const std::vector<Ipv4Prefix> &subnets,
                              Ipv4Address announcer);

    // Where a packet for `destination` goes; unspecified: nowhere.
    Ipv4Address endpointFor(Ipv4Address destination) const
    {
        const uint32_t slot = slotFor(destination);
        return slot == kNone ? m_standard : slot == kDrop ? Ipv4Address() : m_endpoints[slot - kFirst];
    }

    // Whether tunnel packets from this outer source are taken: an endpoint in use, or the announcer.
    bool isPeer(Ipv4Address outerSource) const
    {
        if (m_peers.empty())
            return false;
        for (uint32_t at = place(outerSource); !m_peers[at].isUnspecified(); at = (at + 1) & m_peerMask) {
            if (m_peers[at] == outerSource)
                return true;
        }
        return false;
    }
    bool isAnnouncer(Ipv4Address outerSource) const { return outerSource == m_announcer; }
    bool isOurs(Ipv4Address address) const
    {
        for (const Ipv4Prefix subnet : m_subnets) {
            if (subnet.contains(address))
                return true;
        }
        return false;
    }

    size_t endpointCount() const { return m_endpoints.size(); }
    size_t memory() const; // bytes, for tests and benches

private:
    static constexpr uint32_t kBase = Ipv4Address(44, 0, 0, 0).value() >> 8;
    static constexpr uint32_t kSlots = (uint32_t{1} << 15) + (uint32_t{1} << 14);
    static constexpr uint32_t kNone = 0;
    static constexpr uint32_t kDrop = 1;
    static constexpr uint32_t kFirst = 2;           // endpoint 0
    static constexpr uint32_t kNode = 0x8000'0000U; // the rest is a node's index
    using Node = std::array<uint32_t, 16>;

    uint32_t slotFor(Ipv4Address address) const
    {
        const uint32_t network = (address.value() >> 8) - kBase;
        if (network >= m_slots.size())
            return kNone;
        uint32_t slot = m_slots[network];
        if (slot & kNode)
            slot = m_nodes[slot & ~kNode][(address.value() >> 4) & 15];
        if (slot & kNode)
            slot = m_nodes[slot & ~kNode][address.value() & 15];
        return slot;
    }
    uint32_t place(Ipv4Address address) const { return ((address.value() * 0x9e3779b1U) >> 7) & m_peerMask; }

    uint32_t endpointSlot(Ipv4Address endpoint, std::map<Ipv4Address, uint32_t> &known);
    void paint(Ipv4Prefix prefix, uint32_t value);
    uint32_t &child(uint32_t &slot, uint32_t index);
    void setPeers();

    std::vector<uint32_t> m_slots;
    std::vector<Node> m_nodes;
    std::vector<Ipv4Address> m_endpoints;
    std::vector<Ipv4Address> m_peers; // open addressing, a power of two, at most half full
    uint32_t m_peerMask = 0;
    Ipv4Address m_standard;
    Ipv4Address m_announcer;
    std::vector<Ipv4Prefix> m_subnets;
};

} // namespace mesh44
