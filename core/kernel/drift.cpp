// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/drift.h"

#include "core/kernel/desired.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace mesh44 {
namespace {

using Kind = DriftObject::Kind;
using Fault = Repair::Fault;

// Without the words that say how it is done, and without the mark, which is the same for all.
std::string ruleName(const KernelRule &rule)
{
    constexpr size_t kVerb = std::string_view("rule add ").size();
    const std::string text = describe(AddRule{rule}).substr(kVerb);
    return "rule " + text.substr(0, text.rfind(" proto "));
}

std::string routeName(const KernelRoute &route)
{
    return "route " + (route.destination.length() == 0 ? "default" : route.destination.toString()) + " table "
           + std::to_string(route.table) + (route.metric == 0 ? "" : " metric " + std::to_string(route.metric));
}

struct Name
{
    DriftObject operator()(const CreateIpip &o) const { return {Kind::Device, "device " + o.name}; }
    DriftObject operator()(const DeleteLink &o) const { return {Kind::Device, "device #" + std::to_string(o.link)}; }
    DriftObject operator()(const ChangeLink &o) const { return {Kind::Device, "device " + o.name}; }
    DriftObject operator()(const AddAddress &o) const { return address(o.address); }
    DriftObject operator()(const RemoveAddress &o) const { return address(o.address); }
    DriftObject operator()(const AddRule &o) const { return rule(o.rule); }
    DriftObject operator()(const RemoveRule &o) const { return rule(o.rule); }
    DriftObject operator()(const PutNexthop &o) const { return nexthop(o.nexthop.id); }
    DriftObject operator()(const RemoveNexthop &o) const { return nexthop(o.id); }
    DriftObject operator()(const PutRoute &o) const { return route(o.route); }
    DriftObject operator()(const RemoveRoute &o) const { return route(o.route); }

private:
    static DriftObject rule(const KernelRule &r) { return {Kind::Rule, ruleName(r), isFloor(r)}; }
    static DriftObject route(const KernelRoute &r) { return {Kind::Route, routeName(r), isLastResort(r)}; }
    static bool isFloor(const KernelRule &r) { return r.action == RuleAction::Unreachable; }
    static bool isLastResort(const KernelRoute &r)
    {
        return r.type == RouteType::Unreachable && r.metric == kLastMetric;
    }
    static DriftObject address(const KernelAddress &a) { return {Kind::Address, "address " + a.address.toString()}; }
    static DriftObject nexthop(uint32_t id) { return {Kind::Nexthop, "nexthop " + std::to_string(id)}; }
};

// Whether what an operation puts was there before, exactly so; for a removal, whether it was not.
class Before
{
public:
    explicit Before(const KernelState &state) : m_state(state) {}

    std::optional<Fault> operator()(const CreateIpip &o) const
    {
        return m_state.link(o.name) ? std::optional(Fault::Removed) : std::nullopt;
    }
    std::optional<Fault> operator()(const DeleteLink &) const { return std::nullopt; }
    std::optional<Fault> operator()(const ChangeLink &o) const
    {
        const KernelLink *link = m_state.link(o.name);
        const auto had = [](const auto &wanted, const auto &was) { return wanted && was == *wanted; };
        const bool repairs = link
                             && (had(o.up, link->up) || had(o.mtu, link->mtu) || had(o.rpFilter, link->rpFilter)
                                 || had(o.forwarding, link->forwarding) || had(o.arpIgnore, link->arpIgnore)
                                 || had(o.ipip, link->ipip));
        return repairs ? std::optional(Fault::Changed) : std::nullopt;
    }
    std::optional<Fault> operator()(const AddAddress &o) const
    {
        return removedIf(std::ranges::any_of(m_state.addresses, [&](const KernelAddress &address) {
            return address.address == o.address.address
                   && (address.link == o.address.link || isMadeAgain(o.address.link, address.link));
        }));
    }
    std::optional<Fault> operator()(const RemoveAddress &) const { return std::nullopt; }
    std::optional<Fault> operator()(const AddRule &o) const { return removedIf(had(o.rule)); }
    std::optional<Fault> operator()(const RemoveRule &o) const { return addedIf(!had(o.rule)); }
    std::optional<Fault> operator()(const PutNexthop &o) const
    {
        const auto same = [&](const KernelNexthop &n) {
            return n.id == o.nexthop.id && n.gateway == o.nexthop.gateway && n.blackhole == o.nexthop.blackhole
                   && n.protocol == o.nexthop.protocol
                   && (n.link == o.nexthop.link || isMadeAgain(o.nexthop.link, n.link));
        };
        return changedOrRemoved(std::ranges::any_of(m_state.nexthops, same), o.replace);
    }
    std::optional<Fault> operator()(const RemoveNexthop &o) const
    {
        return addedIf(std::ranges::find(m_state.nexthops, o.id, &KernelNexthop::id) == m_state.nexthops.end());
    }
    std::optional<Fault> operator()(const PutRoute &o)
    {
        return changedOrRemoved(routes().contains(keyOf(o.route)), o.replace);
    }
    std::optional<Fault> operator()(const RemoveRoute &o) { return addedIf(!routes().contains(keyOf(o.route))); }

private:
    using RouteKey = std::tuple<uint32_t, Ipv4Prefix, uint32_t, RouteType, uint32_t>;
    static RouteKey keyOf(const KernelRoute &r) { return {r.table, r.destination, r.metric, r.type, r.nexthop}; }

    static std::optional<Fault> removedIf(bool yes) { return yes ? std::optional(Fault::Removed) : std::nullopt; }
    static std::optional<Fault> addedIf(bool yes) { return yes ? std::optional(Fault::Added) : std::nullopt; }
    static std::optional<Fault> changedOrRemoved(bool had, bool replaces)
    {
        return had && replaces ? std::optional(Fault::Changed) : removedIf(had);
    }
    // A tunnel that somebody deleted comes back with another index.
    bool isMadeAgain(int link, int before) const
    {
        const KernelLink *device = m_state.link(before);
        return !m_state.link(link) && device && (device->kind == "tun" || device->kind == "ipip");
    }
    bool had(const KernelRule &rule) const { return std::ranges::find(m_state.rules, rule) != m_state.rules.end(); }
    // Only when a route is asked for: there may be ten thousand.
    const std::set<RouteKey> &routes()
    {
        if (!m_routes) {
            m_routes.emplace();
            for (const KernelRoute &route : m_state.routes) {
                if (route.protocol == kOurProtocol)
                    m_routes->insert(keyOf(route));
            }
        }
        return *m_routes;
    }

    const KernelState &m_state;
    std::optional<std::set<RouteKey>> m_routes;
};

} // namespace

DriftObject objectOf(const Operation &operation)
{
    return std::visit(Name{}, operation);
}

std::vector<Repair> findRepairs(std::span<const Operation> operations, const KernelState &before)
{
    std::vector<Repair> repairs;
    if (before.links.empty())
        return repairs;
    Before was(before);
    for (const Operation &operation : operations) {
        if (const auto fault = std::visit(was, operation))
            repairs.push_back({objectOf(operation), *fault});
    }
    return repairs;
}

} // namespace mesh44
