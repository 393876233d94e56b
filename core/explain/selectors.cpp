// SPDX-License-Identifier: GPL-3.0-or-later
// fib_rule_match() and fib4_rule_match().
#include "core/explain/lookup.h"

namespace mesh44::explain {

namespace {

// A rule with `tos`, as a route with one, sees only these bits of a packet, whatever the others are.
constexpr uint8_t kTosBits = 0x1c;

bool portFits(const PortSelector &selector, uint16_t port)
{
    if (selector.first == 0 && selector.last == 0)
        return true;
    if (selector.mask != 0xffff) // one port with a mask
        return ((port ^ selector.first) & selector.mask) == 0;
    return port >= selector.first && port <= selector.last;
}

// A name that no device has fits no packet.
bool linkFits(const RoutingIndex &index, const std::string &name, int link)
{
    if (name.empty())
        return true;
    const RoutingLink *device = index.snapshot().link(std::string_view(name));
    return device && device->index == link;
}

bool tosFits(const RoutingRule &rule, uint8_t tos)
{
    if (rule.dscp)
        return (((tos >> 2) ^ *rule.dscp) & rule.dscpMask) == 0;
    return rule.tos == 0 || rule.tos == (tos & kTosBits);
}

} // namespace

std::optional<Selector> mismatch(const RoutingIndex &index, const RoutingRule &rule, const LookupKey &key)
{
    if (!linkFits(index, rule.inInterface, key.inLink))
        return Selector::InInterface;
    if (!linkFits(index, rule.outInterface, key.outLink))
        return Selector::OutInterface;
    if (((rule.mark ^ key.mark) & rule.markMask) != 0)
        return Selector::Mark;
    if (rule.l3mdev && key.vrf == 0)
        return Selector::Vrf;
    if (rule.uids && (key.uid < rule.uids->first || key.uid > rule.uids->last))
        return Selector::Uid;
    if (rule.source && !rule.source->contains(key.source))
        return Selector::Source;
    if (rule.destination && !rule.destination->contains(key.destination))
        return Selector::Destination;
    if (!tosFits(rule, key.tos))
        return Selector::Tos;
    if (rule.ipProtocol != 0 && rule.ipProtocol != key.protocol)
        return Selector::Protocol;
    if (!portFits(rule.sourcePorts, key.sourcePort))
        return Selector::SourcePort;
    if (!portFits(rule.destinationPorts, key.destinationPort))
        return Selector::DestinationPort;
    return std::nullopt;
}

} // namespace mesh44::explain
