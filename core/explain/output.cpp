// SPDX-License-Identifier: GPL-3.0-or-later
// ip_route_output_key_hash_rcu() and __mkroute_output().
#include "core/explain/output.h"

#include "core/explain/paths.h"
#include "core/explain/source.h"

#include <algorithm>

namespace mesh44::explain {

namespace {

constexpr uint8_t kIgmp = 2;
constexpr Ipv4Address kLocalhost{127, 0, 0, 1};

class OutputDecision
{
public:
    OutputDecision(const RoutingIndex &index, const Flow &flow) : m_index(index), m_flow(flow)
    {
        m_key.destination = flow.destination;
        m_key.source = flow.source.value_or(Ipv4Address());
        m_key.outLink = flow.outLink;
        m_key.mark = flow.mark;
        m_key.tos = flow.tos;
        m_key.protocol = flow.protocol;
        m_key.sourcePort = flow.sourcePort;
        m_key.destinationPort = flow.destinationPort;
        m_key.uid = flow.uid;
    }

    Decision decide();

private:
    bool checkSourceAddress();
    bool checkDevice();
    void findRoute();
    void leaveOnLink(int link);
    void deliverHere();
    void takePaths();
    void refuse(Reason reason);
    void finish();
    void adjust(Choice &choice);
    bool keepsLoopbackIn(const Choice &choice) const;
    bool toEverybody() const
    {
        return address::kMulticast.contains(m_key.destination) || m_key.destination == address::kEverybody;
    }

    const RoutingIndex &m_index;
    const Flow &m_flow;
    LookupKey m_key;
    Decision m_decision;
};

void OutputDecision::refuse(Reason reason)
{
    m_decision.outcome = Outcome::Refused;
    m_decision.reason = reason;
    m_decision.choices.clear();
    if (reason == Reason::LoopbackSource && m_index.snapshot().allIsHidden)
        m_decision.gaps.push_back(Gap::HiddenSettings);
}

// True when that is all there is to decide.
bool OutputDecision::checkSourceAddress()
{
    if (m_key.source.isUnspecified())
        return m_flow.source.has_value() ? (refuse(Reason::InvalidSource), true) : false;
    if (address::kMulticast.contains(m_key.source) || m_key.source == address::kEverybody)
        return refuse(Reason::InvalidSource), true;
    const int owner = ownerOf(m_index, m_key.source);
    if (owner == 0)
        return refuse(Reason::ForeignSource), true;
    if (m_key.outLink != 0 || !toEverybody())
        return false;
    // A source picks the device for multicast; of several that have it, the one that got it last.
    if (std::ranges::count(m_index.snapshot().addresses, m_key.source, &RoutingAddress::address) > 1)
        m_decision.gaps.push_back(Gap::SharedAddress);
    leaveOnLink(owner);
    return true;
}

bool OutputDecision::checkDevice()
{
    const RoutingLink *device = m_index.snapshot().link(m_key.outLink);
    if (!device)
        return refuse(Reason::NoSuchLink), true;
    if (!device->up || !device->ipv4)
        return refuse(Reason::LinkIsDown), true;
    const bool needsNoRoute = address::kLocalMulticast.contains(m_key.destination)
                              || m_key.destination == address::kEverybody || m_key.protocol == kIgmp;
    if (needsNoRoute)
        return leaveOnLink(device->index), true;
    if (!m_key.source.isUnspecified())
        return false;
    if (address::kMulticast.contains(m_key.destination))
        m_key.source = selectSource(m_index, device->index, {}, kScopeUniverse);
    else if (m_key.destination.isUnspecified())
        m_key.source = selectSource(m_index, device->index, {}, kScopeHost);
    return false;
}

// Without a route.
void OutputDecision::leaveOnLink(int link)
{
    if (m_key.source.isUnspecified())
        m_key.source = selectSource(m_index, link, {}, kScopeLink);
    m_decision.outcome = Outcome::Leaves;
    m_decision.choices.push_back({{}, link, {}, m_key.source, {}});
}

void OutputDecision::deliverHere()
{
    const RoutingRoute &route = m_index.route(*m_decision.lookup.route);
    const RoutingNexthop &nexthop = route.nexthops[m_decision.lookup.nexthop];
    Ipv4Address source = m_key.source;
    if (source.isUnspecified())
        source = route.preferredSource.isUnspecified() ? m_key.destination : route.preferredSource;
    const int vrf = m_index.vrfOf(nexthop.link);
    m_decision.outcome = Outcome::Local;
    m_decision.choices.push_back({m_decision.lookup.route, vrf != 0 ? vrf : kLoopbackLink, {}, source, {}});
}

void OutputDecision::takePaths()
{
    m_decision.outcome = Outcome::Leaves;
    for (const Path &path : pathsOf(m_index, m_decision.lookup, m_key, true)) {
        const RoutingRoute &route = m_index.route(path.route);
        const RoutingNexthop &nexthop = route.nexthops[path.nexthop];
        const bool chosen = !m_key.source.isUnspecified();
        const Ipv4Address source = chosen ? m_key.source : sourceFor(m_index, route, nexthop, m_key.vrf);
        const Ipv4Address gateway = gatewayOf(m_index, route, nexthop);
        m_decision.choices.push_back({path.route, nexthop.link, gateway, source, {}});
        if (gateway != nexthop.gateway)
            m_decision.gaps.push_back(Gap::OwnGateway);
        if (!chosen && mayBeRemembered(m_index, route, nexthop))
            m_decision.gaps.push_back(Gap::RememberedSource);
        if (nexthop.unmodelled)
            m_decision.gaps.push_back(Gap::UnknownNexthop);
    }
}

void OutputDecision::findRoute()
{
    const int bound = m_key.outLink;
    m_key = withVrf(m_index, m_key);
    m_decision.looked = true;
    m_decision.lookup = lookUp(m_index, m_key);
    m_decision.gaps = m_decision.lookup.gaps;
    if (!m_decision.lookup.found()) {
        const bool onLink = m_key.outLink != 0 && (address::kMulticast.contains(m_key.destination) || m_key.vrf == 0);
        return onLink ? leaveOnLink(bound) : refuse(Reason::LookupRefused);
    }
    const RoutingRoute &route = m_index.route(*m_decision.lookup.route);
    if (route.nexthops.empty())
        return refuse(Reason::NotUnicast); // cannot be: the kernel has a device for each
    return route.kind == RouteKind::Local ? deliverHere() : takePaths();
}

// What goes to everybody has no gateway.
void OutputDecision::adjust(Choice &choice)
{
    const RoutingRoute *route = choice.route ? &m_index.route(*choice.route) : nullptr;
    const RouteKind kind = route ? route->kind : RouteKind::Unspecified;
    if (m_key.destination == address::kEverybody)
        m_decision.outcome = Outcome::Broadcast;
    else if (address::kMulticast.contains(m_key.destination) || kind == RouteKind::Multicast)
        m_decision.outcome = Outcome::Multicast;
    else if (kind == RouteKind::Broadcast)
        m_decision.outcome = Outcome::Broadcast;
    const bool wide = route && route->destination.length() < 4;
    if (m_decision.outcome == Outcome::Broadcast || (m_decision.outcome == Outcome::Multicast && wide))
        choice.gateway = {};
}

bool OutputDecision::keepsLoopbackIn(const Choice &choice) const
{
    const RoutingLink *device = m_index.snapshot().link(choice.link);
    const bool mayLeave = !device || device->settings.routeLocalnet || m_index.snapshot().all.routeLocalnet
                          || device->loopback || device->kind == "vrf";
    return address::kLoopback.contains(choice.source) && !mayLeave;
}

void OutputDecision::finish()
{
    const auto keepsIn = [this](const Choice &choice) { return keepsLoopbackIn(choice); };
    const auto kept = std::ranges::count_if(m_decision.choices, keepsIn);
    if (static_cast<size_t>(kept) == m_decision.choices.size())
        return refuse(Reason::LoopbackSource);
    if (kept != 0)
        m_decision.gaps.push_back(Gap::ChoiceDecides);
    for (Choice &choice : m_decision.choices)
        adjust(choice);
}

Decision OutputDecision::decide()
{
    if (!checkSourceAddress() && (m_key.outLink == 0 || !checkDevice())) {
        if (m_key.destination.isUnspecified()) { // this host itself
            if (m_key.source.isUnspecified())
                m_key.source = kLocalhost;
            m_key.destination = m_key.source;
            leaveOnLink(kLoopbackLink);
            m_decision.outcome = Outcome::Local;
        } else {
            findRoute();
        }
    }
    if (m_decision.outcome != Outcome::Refused)
        finish();
    return std::move(m_decision);
}

} // namespace

Decision decideOutput(const RoutingIndex &index, const Flow &flow)
{
    return OutputDecision(index, flow).decide();
}

} // namespace mesh44::explain
