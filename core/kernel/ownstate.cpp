// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/ownstate.h"

#include <algorithm>
#include <map>

namespace mesh44 {
namespace {

std::string ownPlace(uint32_t table, uint32_t metric)
{
    return " table " + std::to_string(table) + (metric == 0 ? "" : " metric " + std::to_string(metric));
}

std::string ownRule(const KernelRule &rule)
{
    std::string text = "rule " + std::to_string(rule.priority);
    if (rule.source)
        text += " from " + rule.source->toString();
    if (rule.destination)
        text += " to " + rule.destination->toString();
    if (rule.mark != 0)
        text += " mark " + std::to_string(rule.mark) + "/" + std::to_string(rule.markMask);
    text += rule.action == RuleAction::Table         ? " table " + std::to_string(rule.table)
            : rule.action == RuleAction::Unreachable ? std::string(" unreachable")
                                                     : std::string(" other");
    if (rule.suppressPrefixLength)
        text += " suppress " + std::to_string(*rule.suppressPrefixLength);
    return text;
}

std::string ownTypeWord(RouteType type)
{
    switch (type) {
    case RouteType::Blackhole: return " blackhole";
    case RouteType::Unreachable: return " unreachable";
    case RouteType::Throw: return " throw";
    case RouteType::Local: return " local";
    case RouteType::Unicast:
    case RouteType::Other: break;
    }
    return " other";
}

std::string ownVia(Ipv4Address gateway, bool dropped)
{
    return dropped ? ownTypeWord(RouteType::Blackhole) : " via " + gateway.toString();
}

// Adds one sentence for each property that is known.
class OwnLinkLines
{
public:
    OwnLinkLines(std::string name, OwnState &lines) : m_name(std::move(name)), m_lines(lines) {}

    // Of a link that there is, or of one that should be.
    template <class Link> void all(const Link &link)
    {
        up(link.up);
        mtu(link.mtu);
        rpFilter(link.rpFilter);
        forwarding(link.forwarding);
        arpIgnore(link.arpIgnore);
        ipip(link.ipip);
    }
    void up(std::optional<bool> up)
    {
        add(up, [](bool is) { return std::string(is ? "up" : "down"); });
    }
    void mtu(std::optional<uint32_t> mtu)
    {
        add(mtu, [](uint32_t bytes) { return "mtu " + std::to_string(bytes); });
    }
    void rpFilter(std::optional<uint8_t> filter)
    {
        add(filter, [](unsigned mode) { return "rp_filter " + std::to_string(mode); });
    }
    void forwarding(std::optional<bool> on)
    {
        add(on, [](bool is) { return std::string(is ? "forwards" : "does not forward"); });
    }
    void arpIgnore(std::optional<uint8_t> mode)
    {
        add(mode, [](unsigned value) { return "arp_ignore " + std::to_string(value); });
    }
    void ipip(const std::optional<IpipParameters> &ipip)
    {
        add(ipip, [](const IpipParameters &p) {
            return "ipip local " + p.local.toString() + " remote " + p.remote.toString() + " ttl "
                   + std::to_string(p.ttl) + " tos " + std::to_string(p.tos) + (p.pathMtuDiscovery ? " pmtudisc" : "");
        });
    }
    void address(Ipv4Address address, unsigned length)
    {
        m_lines.insert(m_name + ": " + address.toString() + "/" + std::to_string(length));
    }

private:
    template <class T, class Say> void add(const std::optional<T> &value, Say say)
    {
        if (value)
            m_lines.insert(m_name + ": " + say(*value));
    }

    std::string m_name;
    OwnState &m_lines;
};

void addOwnLink(const KernelLink &link, const KernelState &actual, OwnState &lines)
{
    const bool tunnel = link.kind == "ipip" || link.kind == "tun";
    OwnLinkLines says(link.name, lines);
    if (!tunnel) {
        says.arpIgnore(link.arpIgnore);
        return says.forwarding(link.forwarding);
    }
    if (link.name == "tunl0" && !link.up)
        return;
    says.all(link);
    for (const KernelAddress &address : actual.addresses) {
        if (address.link == link.index)
            says.address(address.address, address.prefixLength);
    }
}

} // namespace

OwnState ownState(const KernelState &actual, const std::set<std::string> &links)
{
    OwnState lines;
    std::map<uint32_t, std::string> hops;
    for (const KernelNexthop &nexthop : actual.nexthops) {
        hops[nexthop.id] = ownVia(nexthop.gateway, nexthop.blackhole);
        if (nexthop.protocol == kOurProtocol)
            lines.insert("nexthop" + hops[nexthop.id]);
    }
    for (const KernelRoute &route : actual.routes) {
        if (route.protocol != kOurProtocol)
            continue;
        const std::string where = route.nexthop != 0 ? hops[route.nexthop] : ownVia(route.gateway, false);
        lines.insert("route " + route.destination.toString() + ownPlace(route.table, route.metric)
                     + (route.type == RouteType::Unicast ? where : ownTypeWord(route.type)));
    }
    for (const KernelRule &rule : actual.rules) {
        if (rule.protocol == kOurProtocol)
            lines.insert(ownRule(rule));
    }
    for (const KernelLink &link : actual.links) {
        if (links.contains(link.name))
            addOwnLink(link, actual, lines);
    }
    return lines;
}

KernelState withoutStrangers(KernelState actual, const std::set<std::string> &devices,
                             const std::vector<DesiredLink> &touched)
{
    for (KernelLink &link : actual.links) {
        const auto keepTouched = [&](auto &setting, auto wanted) {
            const bool isTouched = std::ranges::any_of(
                touched, [&](const DesiredLink &ours) { return ours.name == link.name && (ours.*wanted).has_value(); });
            if (!isTouched && !devices.contains(link.name))
                setting.reset();
        };
        keepTouched(link.rpFilter, &DesiredLink::rpFilter);
        keepTouched(link.forwarding, &DesiredLink::forwarding);
        keepTouched(link.arpIgnore, &DesiredLink::arpIgnore);
        keepTouched(link.ipip, &DesiredLink::ipip);
    }
    std::erase_if(actual.addresses, [&](const KernelAddress &there) {
        return std::ranges::none_of(touched, [&](const DesiredLink &ours) { return ours.address == there.address; });
    });
    return actual;
}

OwnState ownState(const DesiredState &desired)
{
    OwnState lines;
    for (const auto &[endpoint, dropped] : desired.nexthops)
        lines.insert("nexthop" + ownVia(endpoint, dropped));
    for (const DesiredRoute &route : desired.routes) {
        const auto hop = route.endpoint ? desired.nexthops.find(*route.endpoint) : desired.nexthops.end();
        const bool dropped = hop != desired.nexthops.end() && hop->second;
        lines.insert("route " + route.destination.toString() + ownPlace(route.table, route.metric)
                     + (route.type == RouteType::Unicast ? ownVia(route.endpoint.value_or(Ipv4Address()), dropped)
                                                         : ownTypeWord(route.type)));
    }
    for (const KernelRule &rule : desired.rules)
        lines.insert(ownRule(rule));
    for (const DesiredLink &link : desired.links) {
        if (link.remove)
            continue;
        OwnLinkLines says(link.name, lines);
        says.all(link);
        if (link.address && desired.active)
            says.address(*link.address, 32);
    }
    return lines;
}

std::vector<std::string> differenceFrom(const OwnState &before, const OwnState &now, const OwnState &wanted)
{
    std::vector<std::string> lines;
    for (const std::string &line : before) {
        if (wanted.contains(line) && !now.contains(line))
            lines.push_back("- " + line);
    }
    for (const std::string &line : now) {
        if (!before.contains(line) && !wanted.contains(line))
            lines.push_back("+ " + line);
    }
    return lines;
}

} // namespace mesh44
