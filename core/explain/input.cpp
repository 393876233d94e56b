// SPDX-License-Identifier: GPL-3.0-or-later
// ip_route_input_rcu(), ip_route_input_slow() and __mkroute_input().
#include "core/explain/output.h"
#include "core/explain/paths.h"

#include <algorithm>

namespace mesh44::explain {

namespace {

LookupKey keyOf(const Flow &flow)
{
    LookupKey key;
    key.destination = flow.destination;
    key.source = *flow.source;
    key.inLink = flow.inLink;
    key.mark = flow.mark;
    key.tos = flow.tos;
    key.protocol = flow.protocol;
    key.sourcePort = flow.sourcePort;
    key.destinationPort = flow.destinationPort;
    return key;
}

class InputDecision
{
public:
    InputDecision(const RoutingIndex &index, const Flow &flow) : m_index(index), m_flow(flow) {}

    Decision decide();

private:
    Reason checkAddresses(const RoutingLink &device) const;
    bool isBroadcast() const;
    void findRoute(const RoutingLink &device);
    void deliver(Outcome outcome, int link, std::optional<uint32_t> route);
    void forward();
    void settleReverse();
    void refuse(Reason reason);
    void noteGaps(const ReverseCheck &check);

    const RoutingIndex &m_index;
    Flow m_flow;
    Decision m_decision;
};

void InputDecision::refuse(Reason reason)
{
    m_decision.outcome = Outcome::Refused;
    m_decision.reason = reason;
    const bool isLoopback = reason == Reason::LoopbackSource || reason == Reason::MartianDestination;
    if (isLoopback && m_index.snapshot().allIsHidden)
        m_decision.gaps.push_back(Gap::HiddenSettings);
}

bool InputDecision::isBroadcast() const
{
    return m_flow.destination == address::kEverybody
           || (m_flow.source->isUnspecified() && m_flow.destination.isUnspecified());
}

// What no route can make right.
Reason InputDecision::checkAddresses(const RoutingLink &device) const
{
    const Ipv4Address source = *m_flow.source;
    if (address::kMulticast.contains(source) || source == address::kEverybody)
        return Reason::InvalidSource;
    if (isBroadcast())
        return Reason::None;
    if (source.isUnspecified())
        return Reason::InvalidSource;
    if (m_flow.destination.isUnspecified())
        return Reason::MartianDestination;
    const bool loopbackAllowed = device.settings.routeLocalnet || m_index.snapshot().all.routeLocalnet;
    if (address::kLoopback.contains(m_flow.destination))
        return loopbackAllowed ? Reason::None : Reason::MartianDestination;
    return address::kLoopback.contains(source) && !loopbackAllowed ? Reason::LoopbackSource : Reason::None;
}

// Without any rule, and without rp_filter, the kernel may look at addresses alone.
void InputDecision::noteGaps(const ReverseCheck &check)
{
    const RoutingLink *device = m_index.snapshot().link(m_flow.inLink);
    const bool marked = m_flow.mark != 0 && device && !device->settings.sourceValidMark;
    if (m_index.snapshot().allIsHidden && (marked || check.verdict == ReverseVerdict::SourceIsOurs))
        m_decision.gaps.push_back(Gap::HiddenSettings);
    const bool mayBeShort = m_index.snapshot().localAndMainAreOne && check.mode == 0;
    const bool refused = check.verdict != ReverseVerdict::Passed;
    if (mayBeShort && refused != (m_index.linkOfAddress(*m_flow.source) != 0))
        m_decision.gaps.push_back(Gap::SourceCheck);
}

void InputDecision::deliver(Outcome outcome, int link, std::optional<uint32_t> route)
{
    m_decision.outcome = outcome;
    if (!m_flow.source->isUnspecified()) {
        Flow asked = m_flow;
        if (outcome == Outcome::Broadcast)
            asked.destination = {};
        m_decision.reverse = checkSource(m_index, asked, 0);
        noteGaps(*m_decision.reverse);
        if (m_decision.reverse->verdict != ReverseVerdict::Passed)
            return refuse(Reason::ReversePath);
    }
    m_decision.choices.push_back({route, link, {}, *m_flow.source, {}});
}

// Each nexthop has a reverse look-up of its own: it "comes in" by the device that the packet leaves by.
void InputDecision::forward()
{
    m_decision.outcome = Outcome::Leaves;
    const LookupKey key = withVrf(m_index, keyOf(m_flow));
    for (const Path &path : pathsOf(m_index, m_decision.lookup, key, false)) {
        const RoutingNexthop &nexthop = m_index.route(path.route).nexthops[path.nexthop];
        ReverseCheck check = checkSource(m_index, m_flow, nexthop.link);
        noteGaps(check);
        const Ipv4Address gateway = gatewayOf(m_index, m_index.route(path.route), nexthop);
        m_decision.choices.push_back({path.route, nexthop.link, gateway, *m_flow.source, std::move(check)});
        if (gateway != nexthop.gateway)
            m_decision.gaps.push_back(Gap::OwnGateway);
        if (nexthop.unmodelled)
            m_decision.gaps.push_back(Gap::UnknownNexthop);
    }
    settleReverse();
}

void InputDecision::settleReverse()
{
    const auto passed = [](const Choice &choice) { return choice.reverse->verdict == ReverseVerdict::Passed; };
    const auto count = std::ranges::count_if(m_decision.choices, passed);
    if (count == 0)
        return refuse(Reason::ReversePath);
    if (static_cast<size_t>(count) != m_decision.choices.size())
        m_decision.gaps.push_back(Gap::ChoiceDecides);
}

void InputDecision::findRoute(const RoutingLink &device)
{
    m_decision.looked = true;
    m_decision.lookup = lookUp(m_index, keyOf(m_flow));
    m_decision.gaps = m_decision.lookup.gaps;
    const bool forwarding = device.settings.forwarding;
    if (!m_decision.lookup.found())
        return refuse(forwarding ? Reason::LookupRefused : Reason::NotForwarding);
    const RoutingRoute &route = m_index.route(*m_decision.lookup.route);
    if (route.nexthops.empty())
        return refuse(Reason::NotUnicast);
    const int vrf = m_index.vrfOf(route.nexthops[m_decision.lookup.nexthop].link);
    const int here = vrf != 0 ? vrf : kLoopbackLink;
    if (route.kind == RouteKind::Broadcast)
        return deliver(Outcome::Broadcast, here, m_decision.lookup.route);
    if (route.kind == RouteKind::Local)
        return deliver(Outcome::Local, here, m_decision.lookup.route);
    if (!forwarding)
        return refuse(Reason::NotForwarding);
    if (route.kind != RouteKind::Unicast)
        return refuse(Reason::NotUnicast);
    return forward();
}

Decision InputDecision::decide()
{
    if (!m_flow.source)
        m_flow.source = Ipv4Address();
    const RoutingLink *device = m_index.snapshot().link(m_flow.inLink);
    if (!device) {
        refuse(Reason::NoSuchLink);
    } else if (!device->ipv4) {
        refuse(Reason::NoIpv4);
    } else if (address::kMulticast.contains(m_flow.destination)) {
        m_decision.gaps.push_back(Gap::Membership);
        m_decision.outcome = Outcome::Multicast;
        m_decision.choices.push_back({{}, kLoopbackLink, {}, *m_flow.source, {}});
    } else if (const Reason reason = checkAddresses(*device); reason != Reason::None) {
        refuse(reason);
    } else if (isBroadcast()) {
        deliver(Outcome::Broadcast, kLoopbackLink, std::nullopt);
    } else {
        findRoute(*device);
    }
    return std::move(m_decision);
}

} // namespace

Decision decideInput(const RoutingIndex &index, const Flow &flow)
{
    return InputDecision(index, flow).decide();
}

Decision decide(const RoutingIndex &index, const Flow &flow)
{
    return flow.inLink != 0 ? decideInput(index, flow) : decideOutput(index, flow);
}

} // namespace mesh44::explain
