// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/words.h"

#include <array>
#include <charconv>

namespace mesh44::explain {

namespace {

std::string hexadecimal(uint32_t value)
{
    std::array<char, 8> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, 16).ptr;
    return "0x" + std::string(digits.data(), end);
}

std::string protocolWord(uint8_t protocol)
{
    switch (protocol) {
    case 1: return "icmp";
    case 4: return "ipencap";
    case 6: return "tcp";
    case 17: return "udp";
    case 47: return "gre";
    default: return std::to_string(protocol);
    }
}

std::string portWords(const char *name, const PortSelector &ports)
{
    if (ports.first == 0 && ports.last == 0)
        return {};
    std::string text = std::string(" ") + name + " " + std::to_string(ports.first);
    if (ports.mask != 0xffff)
        return text + "/" + hexadecimal(ports.mask);
    return ports.last == ports.first ? text : text + "-" + std::to_string(ports.last);
}

std::string verbWords(const RoutingRule &rule)
{
    switch (rule.verb) {
    case RuleVerb::Table: return rule.l3mdev ? "lookup [l3mdev-table]" : "lookup " + tableName(rule.table);
    case RuleVerb::Goto: return "goto " + std::to_string(rule.target);
    case RuleVerb::Nop: return "nop";
    case RuleVerb::Unreachable: return "unreachable";
    case RuleVerb::Prohibit: return "prohibit";
    default: return "blackhole";
    }
}

std::string markWords(const RoutingRule &rule)
{
    if (rule.mark == 0 && rule.markMask == 0)
        return {};
    const std::string mask = rule.markMask == ~uint32_t{0} ? "" : "/" + hexadecimal(rule.markMask);
    return " fwmark " + hexadecimal(rule.mark) + mask;
}

std::string kindWord(RouteKind kind)
{
    static constexpr std::array<std::string_view, 12> kWords{"",          "",           "local ",     "broadcast ",
                                                             "anycast ",  "multicast ", "blackhole ", "unreachable ",
                                                             "prohibit ", "throw ",     "nat ",       "xresolve "};
    const auto number = static_cast<size_t>(kind);
    return number < kWords.size() ? std::string(kWords[number]) : "type " + std::to_string(number) + " ";
}

} // namespace

std::string tableName(uint32_t table)
{
    switch (table) {
    case kTableDefault: return "default";
    case kTableMain: return "main";
    case kTableLocal: return "local";
    default: return std::to_string(table);
    }
}

std::string linkName(const RoutingSnapshot &snapshot, int link)
{
    const RoutingLink *device = snapshot.link(link);
    return device ? device->name : "device " + std::to_string(link);
}

std::string ruleWords(const RoutingRule &rule)
{
    std::string text = rule.invert ? "not " : "";
    text += "from " + (rule.source ? rule.source->toString() : std::string("all"));
    if (rule.destination)
        text += " to " + rule.destination->toString();
    if (rule.tos != 0)
        text += " tos " + hexadecimal(rule.tos);
    if (rule.dscp)
        text += " dscp " + std::to_string(*rule.dscp);
    text += markWords(rule);
    if (!rule.inInterface.empty())
        text += " iif " + rule.inInterface;
    if (!rule.outInterface.empty())
        text += " oif " + rule.outInterface;
    if (rule.uids)
        text += " uidrange " + std::to_string(rule.uids->first) + "-" + std::to_string(rule.uids->last);
    if (rule.ipProtocol != 0)
        text += " ipproto " + protocolWord(rule.ipProtocol);
    text += portWords("sport", rule.sourcePorts) + portWords("dport", rule.destinationPorts);
    text += " " + verbWords(rule);
    if (rule.suppressPrefixLength)
        text += " suppress_prefixlength " + std::to_string(*rule.suppressPrefixLength);
    if (rule.suppressGroup)
        text += " suppress_ifgroup " + std::to_string(*rule.suppressGroup);
    return text;
}

std::string routeWords(const RoutingSnapshot &snapshot, const RoutingRoute &route)
{
    const RouteKind kind = route.blackholeNexthop ? RouteKind::Blackhole : route.kind;
    std::string text = kindWord(kind) + (route.destination.length() == 0 ? "default" : route.destination.toString());
    if (route.tos != 0)
        text += " tos " + hexadecimal(route.tos);
    if (route.nexthopId != 0)
        text += " nhid " + std::to_string(route.nexthopId);
    for (const RoutingNexthop &nexthop : route.nexthops) {
        if (route.nexthops.size() > 1)
            text += " nexthop";
        if (!nexthop.gateway.isUnspecified())
            text += " via " + nexthop.gateway.toString();
        text += " dev " + linkName(snapshot, nexthop.link);
        if (nexthop.onlink)
            text += " onlink";
    }
    if (!route.preferredSource.isUnspecified())
        text += " src " + route.preferredSource.toString();
    if (route.metric != 0)
        text += " metric " + std::to_string(route.metric);
    if (route.mtu != 0)
        text += " mtu " + std::to_string(route.mtu);
    return text;
}

std::string routeGetCommand(const RoutingSnapshot &snapshot, const Flow &flow)
{
    std::string text = "ip route get " + flow.destination.toString();
    if (flow.source)
        text += " from " + flow.source->toString();
    if (flow.inLink != 0)
        text += " iif " + linkName(snapshot, flow.inLink);
    if (flow.outLink != 0)
        text += " oif " + linkName(snapshot, flow.outLink);
    if (flow.mark != 0)
        text += " mark " + hexadecimal(flow.mark);
    if (flow.tos != 0)
        text += " tos " + hexadecimal(flow.tos);
    if (flow.uid != 0)
        text += " uid " + std::to_string(flow.uid);
    if (flow.protocol == 1 || flow.protocol == 6) // UDP is what it asks about by itself; others it refuses
        text += " ipproto " + protocolWord(flow.protocol);
    if (flow.sourcePort != 0)
        text += " sport " + std::to_string(flow.sourcePort);
    if (flow.destinationPort != 0)
        text += " dport " + std::to_string(flow.destinationPort);
    return text;
}

} // namespace mesh44::explain
