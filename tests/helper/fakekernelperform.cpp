// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/helper/fakekernelperform.h"

#include <algorithm>
#include <cerrno>
#include <ranges>

namespace mesh44 {

namespace {

// With a ttl of its own, the kernel sets DF.
IpipParameters asKept(IpipParameters parameters)
{
    parameters.pathMtuDiscovery = parameters.pathMtuDiscovery || parameters.ttl != 0;
    return parameters;
}

// A selector that is not named fits anything.
template <class T> bool fits(const std::optional<T> &asked, const std::optional<T> &there)
{
    return !asked || asked == there;
}
template <class T> bool fits(T asked, T there)
{
    return asked == T{} || asked == there;
}

// Source and destination that are not named count as the same even when a rule is added.
bool isThere(const KernelRule &asked, KernelRule there)
{
    if (!asked.source)
        there.source.reset();
    if (!asked.destination)
        there.destination.reset();
    return asked == there;
}

bool fits(const KernelRule &asked, const KernelRule &there)
{
    return asked.priority == there.priority && asked.action == there.action && fits(asked.table, there.table)
           && fits(asked.source, there.source) && fits(asked.destination, there.destination)
           && fits(asked.suppressPrefixLength, there.suppressPrefixLength) && fits(asked.mark, there.mark)
           && fits(asked.markMask, there.markMask) && fits(asked.protocol, there.protocol);
}

bool fitsNexthop(const KernelRoute &asked, const KernelRoute &there)
{
    if (asked.nexthop != 0)
        return asked.nexthop == there.nexthop;
    return fits(asked.gateway, there.gateway) && fits(asked.link, there.link);
}

bool fits(const KernelRoute &asked, const KernelRoute &there)
{
    return asked.table == there.table && asked.destination == there.destination && asked.tos == there.tos
           && asked.type == there.type && asked.scope == there.scope && fits(asked.metric, there.metric)
           && fits(asked.protocol, there.protocol) && fits(asked.preferredSource, there.preferredSource)
           && fitsNexthop(asked, there);
}

} // namespace

bool FakeKernel::Perform::isTunnelTaken(const IpipParameters &parameters, int except) const
{
    return std::ranges::any_of(kernel.m_links, [&](const KernelLink &link) {
        return link.index != except && link.ipip && link.ipip->local == parameters.local
               && link.ipip->remote == parameters.remote;
    });
}

int FakeKernel::Perform::operator()(const CreateIpip &operation)
{
    if (!kernel.m_ipipAvailable)
        return EOPNOTSUPP;
    kernel.addFallbackDevice();
    if (operation.name == "tunl0")
        return 0;
    if (kernel.link(operation.name) || isTunnelTaken(operation.parameters, 0))
        return EEXIST;
    kernel.addLink(operation.name, "ipip", false);
    kernel.m_links.back().ipip = asKept(operation.parameters);
    return 0;
}

int FakeKernel::Perform::operator()(const DeleteLink &operation)
{
    const KernelLink *link = kernel.link(operation.link);
    if (!link)
        return ENODEV;
    if (link->name == "tunl0" && link->kind == "ipip") // nothing happens, and that is no error
        return 0;
    lose(operation.link);
    std::erase_if(kernel.m_addresses, [&](const KernelAddress &address) { return address.link == operation.link; });
    std::erase_if(kernel.m_links, [&](const KernelLink &l) { return l.index == operation.link; });
    return 0;
}

int FakeKernel::Perform::operator()(const ChangeLink &operation)
{
    KernelLink *link = operation.link != 0 ? kernel.link(operation.link) : kernel.link(operation.name);
    if (!link)
        return ENODEV;
    if (operation.ipip) {
        if (!link->ipip)
            return EOPNOTSUPP;
        if (isTunnelTaken(*operation.ipip, link->index))
            return EEXIST;
        link->ipip = asKept(*operation.ipip);
    }
    link->mtu = operation.mtu.value_or(link->mtu);
    if (operation.rpFilter)
        link->rpFilter = operation.rpFilter;
    if (operation.forwarding)
        link->forwarding = operation.forwarding;
    if (operation.arpIgnore)
        link->arpIgnore = operation.arpIgnore;
    if (operation.up && *operation.up != link->up)
        setUp(*link, *operation.up);
    return 0;
}

// Down takes nexthops and routes, without a word; up brings back connected routes only.
void FakeKernel::Perform::setUp(KernelLink &link, bool up)
{
    link.up = link.carrier = up;
    if (!up)
        return lose(link.index);
    for (const KernelAddress &address : kernel.m_addresses) {
        if (address.link == link.index)
            kernel.addConnectedRoute(address);
    }
}

void FakeKernel::Perform::lose(int link)
{
    kernel.loseNexthops([&](const KernelNexthop &nexthop) { return nexthop.link == link; });
    kernel.loseRoutesThrough(link);
}

int FakeKernel::Perform::operator()(const AddAddress &operation)
{
    if (!kernel.link(operation.address.link))
        return ENODEV;
    if (std::ranges::find(kernel.m_addresses, operation.address) != kernel.m_addresses.end())
        return EEXIST;
    kernel.m_addresses.push_back(operation.address);
    kernel.addConnectedRoute(operation.address);
    return 0;
}

int FakeKernel::Perform::operator()(const RemoveAddress &operation)
{
    const KernelAddress &gone = operation.address;
    if (!kernel.link(gone.link))
        return ENODEV;
    if (std::erase(kernel.m_addresses, gone) == 0)
        return EADDRNOTAVAIL;
    const bool stillOurs = std::ranges::any_of(kernel.m_addresses,
                                               [&](const KernelAddress &a) { return a.address == gone.address; });
    std::erase_if(kernel.m_routes, [&](const auto &entry) {
        const KernelRoute &route = entry.second;
        return route.table == kMainTable && route.preferredSource == gone.address
               && (route.link == gone.link || !stillOurs);
    });
    // Without its last address the device loses its routes; those by nexthop object stay.
    if (std::ranges::find(kernel.m_addresses, gone.link, &KernelAddress::link) == kernel.m_addresses.end())
        kernel.loseRoutesThrough(gone.link);
    return 0;
}

int FakeKernel::Perform::operator()(const AddRule &operation)
{
    if (operation.rule.action == RuleAction::Other || operation.rule.unmodelled)
        return EINVAL;
    if (std::ranges::any_of(kernel.m_rules, [&](const KernelRule &rule) { return isThere(operation.rule, rule); }))
        return EEXIST;
    kernel.place(operation.rule);
    return 0;
}

int FakeKernel::Perform::operator()(const RemoveRule &operation)
{
    if (operation.rule.action == RuleAction::Other || operation.rule.unmodelled)
        return EINVAL;
    const auto it = std::ranges::find_if(kernel.m_rules,
                                         [&](const KernelRule &rule) { return fits(operation.rule, rule); });
    if (it == kernel.m_rules.end())
        return ENOENT;
    kernel.m_rules.erase(it);
    return 0;
}

int FakeKernel::Perform::checkNexthop(const KernelNexthop &nexthop) const
{
    if (nexthop.unmodelled)
        return EINVAL;
    if (nexthop.blackhole)
        return nexthop.link == 0 && nexthop.gateway.isUnspecified() ? 0 : EINVAL;
    const KernelLink *link = kernel.link(nexthop.link);
    if (!link)
        return EINVAL;
    if (!link->up || !link->carrier)
        return ENETDOWN;
    if (nexthop.gateway.isUnspecified())
        return nexthop.onlink ? EINVAL : 0;
    return nexthop.onlink || kernel.isReachable(nexthop.gateway, nexthop.link) ? 0 : ENETUNREACH;
}

int FakeKernel::Perform::operator()(const PutNexthop &operation)
{
    if (const int error = checkNexthop(operation.nexthop))
        return error;
    if (!operation.replace && kernel.m_nexthops.contains(operation.nexthop.id))
        return EEXIST;
    kernel.place(operation.nexthop);
    return 0;
}

int FakeKernel::Perform::operator()(const RemoveNexthop &operation)
{
    if (!kernel.m_nexthops.contains(operation.id))
        return ENOENT;
    kernel.loseNexthops([&](const KernelNexthop &nexthop) { return nexthop.id == operation.id; });
    return 0;
}

int FakeKernel::Perform::checkRoute(const KernelRoute &route) const
{
    if (route.type == RouteType::Other)
        return EINVAL;
    if (route.nexthop != 0)
        return kernel.m_nexthops.contains(route.nexthop) ? 0 : EINVAL;
    if (route.type != RouteType::Unicast)
        return route.gateway.isUnspecified() && route.link == 0 ? 0 : EINVAL;
    if (!route.gateway.isUnspecified())
        return kernel.isReachable(route.gateway, route.link) ? 0 : ENETUNREACH;
    const KernelLink *link = kernel.link(route.link);
    if (!link)
        return ENODEV;
    return link->up ? 0 : ENETDOWN;
}

int FakeKernel::Perform::operator()(const PutRoute &operation)
{
    if (const int error = checkRoute(operation.route))
        return error;
    if (!operation.replace && kernel.m_routes.contains(keyOf(operation.route)))
        return EEXIST;
    kernel.place(operation.route);
    return 0;
}

int FakeKernel::Perform::operator()(const RemoveRoute &operation)
{
    if (operation.route.type == RouteType::Other)
        return EINVAL;
    const auto first = kernel.m_routes.lower_bound({operation.route.table, operation.route.destination, 0, 0});
    const auto it = std::find_if(first, kernel.m_routes.end(), [&](const auto &entry) {
        return entry.second.destination != operation.route.destination || fits(operation.route, entry.second);
    });
    if (it == kernel.m_routes.end() || !fits(operation.route, it->second))
        return ESRCH;
    kernel.m_routes.erase(it);
    return 0;
}

} // namespace mesh44
