// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/plan.h"

#include "core/kernel/conflicts.h"
#include "core/kernel/nexthopids.h"
#include "core/kernel/protocols.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace mesh44 {
namespace {

using RouteKey = std::tuple<uint32_t, Ipv4Prefix, uint32_t>; // table, destination, metric (tos is always 0)
struct RouteKeyHash
{
    size_t operator()(const RouteKey &key) const noexcept
    {
        const auto &[table, destination, metric] = key;
        return std::hash<Ipv4Prefix>{}(destination) ^ (size_t{table} << 40) ^ (size_t{metric} << 20);
    }
};

class Planner
{
public:
    Planner(const DesiredState &desired, const KernelState &actual)
        : m_desired(desired), m_actual(actual), m_ids(desired, actual)
    {
    }

    Plan take()
    {
        if (m_desired.active)
            m_plan.conflicts = findConflicts(m_desired, m_actual);
        if (!m_plan.conflicts.empty())
            return std::move(m_plan);
        indexRoutes();
        if (m_desired.active)
            build();
        else
            tearDown();
        return std::move(m_plan);
    }

private:
    template <class T> void push(T operation) { m_plan.operations.emplace_back(std::move(operation)); }

    bool inOurTables(const KernelRoute &route) const
    {
        return route.table == m_desired.meshTable || route.table == m_desired.sourceTable;
    }
    bool isOurs(const KernelRoute &route) const
    {
        return route.protocol == kOurProtocol && (inOurTables(route) || m_ids.isOurs(route.nexthop));
    }

    void indexRoutes()
    {
        for (const KernelRoute &route : m_actual.routes) {
            if (inOurTables(route) && route.tos == 0)
                m_routes.emplace(RouteKey{route.table, route.destination, route.metric}, &route);
        }
    }

    // --- bringing up ---

    void build()
    {
        if (!m_actual.link(m_desired.device)) {
            // It has to come first, alone: where the kernel has no ipip, nothing at all is touched.
            const DesiredLink &device = m_desired.links.front();
            if (m_desired.plane != Plane::Userspace)
                push(CreateIpip{device.name, device.ipip.value_or(IpipParameters())});
            m_plan.again = true;
            return;
        }
        addRules(true);
        addRoutes([](const DesiredRoute &route) { return route.type != RouteType::Unicast; });
        changeLinks();
        // The first route by nexthop id needs another route in the kernel before it: Linux 6.1 oopses.
        if (m_actual.anyRoute) {
            putNexthops();
            addRoutes([](const DesiredRoute &route) { return route.type == RouteType::Unicast; });
        } else {
            m_plan.again = true;
        }
        addRules(false);
        removeStaleRules();
        removeStaleRoutes();
        removeStaleNexthops();
    }

    // Rules are told apart by their whole value; the floor goes first.
    void addRules(bool floor)
    {
        for (const KernelRule &rule : m_desired.rules) {
            const bool isFloor = rule.action == RuleAction::Unreachable;
            if (isFloor == floor && std::ranges::find(m_actual.rules, rule) == m_actual.rules.end())
                push(AddRule{rule});
        }
    }

    void changeLinks()
    {
        for (const DesiredLink &wanted : m_desired.links) {
            if (const KernelLink *link = m_actual.link(wanted.name))
                changeLink(wanted, *link);
        }
    }

    void changeLink(const DesiredLink &wanted, const KernelLink &link)
    {
        const auto differs = [](const auto &want, const auto &have) { return want && *want != have; };
        ChangeLink change{.link = link.index, .name = link.name};
        if (differs(wanted.ipip, link.ipip))
            change.ipip = wanted.ipip;
        if (differs(wanted.mtu, link.mtu))
            change.mtu = wanted.mtu;
        if (link.rpFilter && differs(wanted.rpFilter, *link.rpFilter))
            change.rpFilter = wanted.rpFilter;
        if (link.forwarding && differs(wanted.forwarding, *link.forwarding))
            change.forwarding = wanted.forwarding;
        if (link.arpIgnore && differs(wanted.arpIgnore, *link.arpIgnore))
            change.arpIgnore = wanted.arpIgnore;
        // Up with its address on it: the first packet has the right source.
        if (wanted.address)
            addAddress(link, *wanted.address);
        if (differs(wanted.up, link.up))
            change.up = wanted.up;
        if (change != ChangeLink{.link = link.index, .name = link.name})
            push(change);
    }

    void addAddress(const KernelLink &link, Ipv4Address address)
    {
        const KernelAddress wanted{link.index, address, 32};
        if (std::ranges::find(m_actual.addresses, wanted) == m_actual.addresses.end())
            push(AddAddress{wanted});
    }

    void putNexthops()
    {
        const int link = m_actual.link(m_desired.device)->index;
        for (const auto &[endpoint, dropped] : m_desired.nexthops) {
            KernelNexthop wanted{.id = m_ids.idOf(endpoint), .blackhole = dropped, .protocol = kOurProtocol};
            if (!dropped) {
                wanted.link = link;
                wanted.gateway = endpoint;
                wanted.onlink = true;
            }
            const KernelNexthop *have = m_ids.ours(wanted.id);
            if (!have || *have != wanted)
                push(PutNexthop{wanted, have != nullptr});
        }
    }

    template <class Which> void addRoutes(Which which)
    {
        for (const DesiredRoute &route : m_desired.routes) {
            if (which(route))
                addRoute(route);
        }
    }

    void addRoute(const DesiredRoute &route)
    {
        const uint32_t nexthop = route.endpoint ? m_ids.idOf(*route.endpoint) : 0;
        const auto known = m_routes.find(RouteKey{route.table, route.destination, route.metric});
        const KernelRoute *have = known == m_routes.end() ? nullptr : known->second;
        if (have && have->protocol != kOurProtocol) {
            m_plan.contested.push_back(route.destination.toString() + " in table " + std::to_string(route.table)
                                       + " is held by " + protocolName(have->protocol));
            return;
        }
        if (have && have->type == route.type && have->nexthop == nexthop)
            return;
        KernelRoute wanted{.destination = route.destination, .table = route.table, .metric = route.metric};
        wanted.protocol = kOurProtocol;
        wanted.type = route.type;
        wanted.nexthop = nexthop;
        push(PutRoute{wanted, have != nullptr});
    }

    void removeStaleRules()
    {
        for (const KernelRule &rule : m_actual.rules) {
            if (isOurs(rule) && std::ranges::find(m_desired.rules, rule) == m_desired.rules.end())
                push(RemoveRule{rule});
        }
    }
    static bool isOurs(const KernelRule &rule) { return rule.protocol == kOurProtocol && !rule.unmodelled; }

    void removeStaleRoutes()
    {
        std::unordered_set<RouteKey, RouteKeyHash> wanted;
        wanted.reserve(m_desired.routes.size());
        for (const DesiredRoute &route : m_desired.routes)
            wanted.insert(RouteKey{route.table, route.destination, route.metric});
        for (const KernelRoute &route : m_actual.routes) {
            if (isOurs(route)
                && (route.tos != 0 || !wanted.contains(RouteKey{route.table, route.destination, route.metric})))
                push(RemoveRoute{route});
        }
    }

    void removeStaleNexthops()
    {
        for (const KernelNexthop &nexthop : m_actual.nexthops) {
            if (m_ids.isOurs(nexthop.id) && !m_ids.isWanted(nexthop.id))
                push(RemoveNexthop{nexthop.id});
        }
    }

    // --- taking down ---

    // With start.lockdown some rules are wanted even so: the floor first.
    void tearDown()
    {
        addRules(true);
        addRules(false);
        removeRules(false);
        for (const KernelRoute &route : m_actual.routes) {
            if (isOurs(route))
                push(RemoveRoute{route});
        }
        removeStaleNexthops();
        for (const DesiredLink &wanted : m_desired.links)
            restoreLink(wanted);
        removeRules(true);
    }

    void removeRules(bool floor)
    {
        for (const KernelRule &rule : m_actual.rules) {
            if (isOurs(rule) && (rule.action == RuleAction::Unreachable) == floor
                && std::ranges::find(m_desired.rules, rule) == m_desired.rules.end())
                push(RemoveRule{rule});
        }
    }

    void restoreLink(const DesiredLink &wanted)
    {
        const KernelLink *link = m_actual.link(wanted.name);
        if (!link)
            return;
        if (wanted.remove) {
            if (isMadeByUs(*link))
                push(DeleteLink{link->index});
            return;
        }
        if (wanted.address) {
            const KernelAddress ours{link->index, *wanted.address, 32};
            if (std::ranges::find(m_actual.addresses, ours) != m_actual.addresses.end())
                push(RemoveAddress{ours});
        }
        DesiredLink before = wanted;
        before.address.reset();
        changeLink(before, *link);
    }

    // Somebody may have put his own in the place of ours meanwhile. Its local address follows the underlay.
    static bool isMadeByUs(const KernelLink &link)
    {
        return link.kind == "ipip" && link.ipip && link.ipip->remote.isUnspecified() && link.ipip->ttl == kDeviceTtl;
    }

    const DesiredState &m_desired;
    const KernelState &m_actual;
    NexthopIds m_ids;
    std::unordered_map<RouteKey, const KernelRoute *, RouteKeyHash> m_routes;
    Plan m_plan;
};

} // namespace

Plan plan(const DesiredState &desired, const KernelState &actual)
{
    return Planner(desired, actual).take();
}

std::map<Ipv4Prefix, Ipv4Address> installedRoutes(const DesiredState &desired, const KernelState &actual)
{
    std::unordered_map<uint32_t, Ipv4Address> gateways;
    for (const KernelNexthop &nexthop : actual.nexthops) {
        if (nexthop.protocol == kOurProtocol && !nexthop.blackhole && !nexthop.unmodelled)
            gateways.emplace(nexthop.id, nexthop.gateway);
    }
    std::map<Ipv4Prefix, Ipv4Address> installed;
    for (const KernelRoute &route : actual.routes) {
        if (route.table != desired.meshTable || route.protocol != kOurProtocol || route.type != RouteType::Unicast)
            continue;
        if (const auto gateway = gateways.find(route.nexthop); gateway != gateways.end())
            installed.emplace(route.destination, gateway->second);
    }
    return installed;
}

} // namespace mesh44
