// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/operation.h"

#include <charconv>

namespace mesh44 {

namespace {

std::string number(uint64_t value)
{
    return std::to_string(value);
}

std::string hex(uint32_t value)
{
    char digits[8];
    const auto end = std::to_chars(digits, digits + sizeof digits, value, 16).ptr;
    return "0x" + std::string(digits, end);
}

std::string orAny(Ipv4Address address)
{
    return address.isUnspecified() ? "any" : address.toString();
}

std::string ipipText(const IpipParameters &ipip)
{
    std::string text = "local " + orAny(ipip.local) + " remote " + orAny(ipip.remote);
    text += ipip.ttl == 0 ? " ttl inherit" : " ttl " + number(ipip.ttl);
    if (ipip.tos != 0)
        text += " tos " + hex(ipip.tos);
    return text + (ipip.pathMtuDiscovery ? " pmtudisc" : " nopmtudisc");
}

std::string addressText(const KernelAddress &address)
{
    return address.address.toString() + "/" + number(address.prefixLength) + " dev #" + std::to_string(address.link);
}

std::string ruleText(const KernelRule &rule)
{
    std::string text = "pref " + number(rule.priority);
    if (rule.source)
        text += " from " + rule.source->toString();
    if (rule.destination)
        text += " to " + rule.destination->toString();
    if (rule.mark != 0 || rule.markMask != 0)
        text += " fwmark " + hex(rule.mark) + "/" + hex(rule.markMask);
    if (rule.action == RuleAction::Table)
        text += " lookup " + number(rule.table);
    else
        text += rule.action == RuleAction::Unreachable ? " unreachable" : " other";
    if (rule.suppressPrefixLength)
        text += " suppress_prefixlength " + number(*rule.suppressPrefixLength);
    return text + " proto " + number(rule.protocol);
}

std::string nexthopText(const KernelNexthop &nexthop)
{
    std::string text = "id " + number(nexthop.id);
    if (nexthop.blackhole)
        text += " blackhole";
    if (!nexthop.gateway.isUnspecified())
        text += " via " + nexthop.gateway.toString();
    if (nexthop.link != 0)
        text += " dev #" + std::to_string(nexthop.link);
    if (nexthop.onlink)
        text += " onlink";
    return text + " proto " + number(nexthop.protocol);
}

std::string_view typeWord(RouteType type)
{
    switch (type) {
    case RouteType::Unicast: return "";
    case RouteType::Local: return "local ";
    case RouteType::Blackhole: return "blackhole ";
    case RouteType::Unreachable: return "unreachable ";
    case RouteType::Throw: return "throw ";
    case RouteType::Other: break;
    }
    return "other ";
}

std::string routeText(const KernelRoute &route)
{
    std::string text = std::string(typeWord(route.type)) + route.destination.toString();
    if (route.tos != 0)
        text += " tos " + hex(route.tos);
    if (route.nexthop != 0)
        text += " nhid " + number(route.nexthop);
    if (!route.gateway.isUnspecified())
        text += " via " + route.gateway.toString();
    if (route.link != 0)
        text += " dev #" + std::to_string(route.link);
    if (!route.preferredSource.isUnspecified())
        text += " src " + route.preferredSource.toString();
    text += " table " + number(route.table);
    if (route.metric != 0)
        text += " metric " + number(route.metric);
    return text + " proto " + number(route.protocol);
}

std::string_view putWord(bool replace)
{
    return replace ? "replace " : "add ";
}

struct Describe
{
    std::string operator()(const CreateIpip &o) const
    {
        return "link add " + o.name + " type ipip " + ipipText(o.parameters);
    }
    std::string operator()(const DeleteLink &o) const { return "link del dev #" + std::to_string(o.link); }
    std::string operator()(const ChangeLink &o) const;
    std::string operator()(const AddAddress &o) const { return "address add " + addressText(o.address); }
    std::string operator()(const RemoveAddress &o) const { return "address del " + addressText(o.address); }
    std::string operator()(const AddRule &o) const { return "rule add " + ruleText(o.rule); }
    std::string operator()(const RemoveRule &o) const { return "rule del " + ruleText(o.rule); }
    std::string operator()(const PutNexthop &o) const
    {
        return "nexthop " + std::string(putWord(o.replace)) + nexthopText(o.nexthop);
    }
    std::string operator()(const RemoveNexthop &o) const { return "nexthop del id " + number(o.id); }
    std::string operator()(const PutRoute &o) const
    {
        return "route " + std::string(putWord(o.replace)) + routeText(o.route);
    }
    std::string operator()(const RemoveRoute &o) const { return "route del " + routeText(o.route); }
};

std::string Describe::operator()(const ChangeLink &o) const
{
    std::string text = "link set " + (o.name.empty() ? "dev #" + std::to_string(o.link) : o.name);
    if (o.ipip)
        text += " ipip " + ipipText(*o.ipip);
    if (o.up)
        text += *o.up ? " up" : " down";
    if (o.mtu)
        text += " mtu " + number(*o.mtu);
    if (o.rpFilter)
        text += " rp_filter " + number(*o.rpFilter);
    if (o.forwarding)
        text += *o.forwarding ? " forwarding 1" : " forwarding 0";
    if (o.arpIgnore)
        text += " arp_ignore " + number(*o.arpIgnore);
    return text;
}

} // namespace

std::string describe(const Operation &operation)
{
    return std::visit(Describe{}, operation);
}

} // namespace mesh44
