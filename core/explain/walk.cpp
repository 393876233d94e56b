// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/walk.h"

#include <algorithm>

namespace mesh44::explain {

namespace {

constexpr uint32_t kIpv4Header = 20;
// IP_TUNNEL_RECURSION_LIMIT of Linux 6.18 is 5; older ones stop at 8 devices. A way as deep is a mistake anyhow.
constexpr size_t kDeepest = 5;
constexpr uint8_t kTosInherits = 1;

bool sameWay(const Decision &a, const Decision &b)
{
    if (a.outcome != b.outcome || a.choices.size() != b.choices.size())
        return false;
    return std::ranges::equal(a.choices, b.choices, [](const Choice &x, const Choice &y) {
        return x.link == y.link && x.gateway == y.gateway && x.route == y.route;
    });
}

class PacketWalk
{
public:
    PacketWalk(const RoutingIndex &index, const Question &question)
        : m_index(index), m_ttl(question.ttl), m_dontFragment(question.dontFragment)
    {
        m_walk.question = question;
        if (question.flow.inLink != 0 && m_ttl > 0) // forwarded
            --m_ttl;
    }

    Walk run();

private:
    void decideTwice();
    void follow(const Decision &decision, const Flow &flow);
    bool enterTunnel(const RoutingLink &device, const Choice &inner, const Flow &flow);
    TunnelProblem judge(const Layer &layer) const;
    void arrive(const RoutingLink &device, const Choice &choice, const Flow &flow);
    void limitMtu(const RoutingLink &device, const Choice &choice);
    void judgeSize();
    void drop(Drop reason)
    {
        m_walk.fate = Fate::Dropped;
        m_walk.drop = reason;
    }

    const RoutingIndex &m_index;
    Walk m_walk;
    uint32_t m_firstMtu = 0; // of the route before any tunnel
    uint32_t m_overhead = 0; // of the tunnels so far
    uint8_t m_ttl;           // of the packet as it is wrapped by now
    bool m_dontFragment;
};

// The first of several ways stands for all.
void PacketWalk::decideTwice()
{
    const Question &question = m_walk.question;
    m_walk.first = decide(m_index, question.flow);
    if (question.flow.inLink != 0 || question.flow.source || m_walk.first.choices.empty())
        return;
    m_walk.settled = decide(m_index, m_walk.flow());
    m_walk.sourceChangesWay = !sameWay(m_walk.first, *m_walk.settled);
}

void PacketWalk::limitMtu(const RoutingLink &device, const Choice &choice)
{
    const uint32_t ofRoute = choice.route ? m_index.route(*choice.route).mtu : 0;
    const uint32_t here = ofRoute != 0 ? ofRoute : device.mtu;
    const uint32_t forPacket = here > m_overhead ? here - m_overhead : 0;
    if (m_firstMtu == 0)
        m_firstMtu = forPacket;
    m_walk.mtu = m_walk.mtu == 0 ? forPacket : std::min(m_walk.mtu, forPacket);
}

TunnelProblem PacketWalk::judge(const Layer &layer) const
{
    const Decision &outer = layer.outer;
    if (outer.outcome == Outcome::Refused)
        return TunnelProblem::OuterRefused;
    if (outer.outcome == Outcome::Local)
        return TunnelProblem::OuterIsLocal;
    const int next = outer.choices.front().link;
    const bool again = next == layer.device
                       || std::ranges::find(m_walk.layers, next, &Layer::device) != m_walk.layers.end();
    if (again)
        return TunnelProblem::Loop;
    return m_walk.layers.size() >= kDeepest ? TunnelProblem::TooDeep : TunnelProblem::None;
}

// False where it ends.
bool PacketWalk::enterTunnel(const RoutingLink &device, const Choice &inner, const Flow &flow)
{
    const TunnelSettings &tunnel = *device.tunnel;
    Layer layer;
    layer.device = device.index;
    const Flow wrapped = outerFlow(tunnel, inner, flow);
    layer.destination = wrapped.destination;
    layer.protocol = tunnel.protocol;
    layer.overhead = kIpv4Header + tunnel.headerLength;
    layer.ttlIsInner = tunnel.ttl == 0;
    layer.ttl = m_ttl = layer.ttlIsInner ? m_ttl : tunnel.ttl;
    layer.tos = wrapped.tos;
    layer.dontFragment = m_dontFragment = tunnel.pathMtuDiscovery || m_dontFragment;
    layer.flow = wrapped;
    layer.outer = decide(m_index, wrapped);
    layer.source = layer.outer.choices.empty() ? tunnel.local : layer.outer.choices.front().source;
    layer.problem = tunnel.unmodelled ? TunnelProblem::NotModelled : judge(layer);
    m_overhead += layer.overhead;
    m_walk.layers.push_back(std::move(layer));
    return m_walk.layers.back().problem == TunnelProblem::None;
}

void PacketWalk::arrive(const RoutingLink &device, const Choice &choice, const Flow &flow)
{
    m_walk.device = device.index;
    m_walk.nextHop = choice.gateway;
    const Ipv4Address toward = choice.gateway.isUnspecified() ? flow.destination : choice.gateway;
    for (const RoutingNeighbour &neighbour : m_index.snapshot().neighbours) {
        if (neighbour.link == device.index && neighbour.address == toward)
            m_walk.neighbour = neighbour.state;
    }
    m_walk.fate = Fate::Leaves;
    if (!device.carrier && !device.loopback)
        drop(Drop::NoCarrier);
}

void PacketWalk::follow(const Decision &start, const Flow &flow)
{
    const Decision *decision = &start;
    Flow packet = flow;
    for (;;) {
        m_walk.isUncertain = m_walk.isUncertain || decision->isUncertain() || decision->choices.size() > 1;
        const Choice &choice = decision->choices.front();
        const RoutingLink *device = m_index.snapshot().link(choice.link);
        if (!device)
            return drop(Drop::Refused);
        limitMtu(*device, choice);
        if (!device->tunnel)
            return arrive(*device, choice, packet);
        if (!enterTunnel(*device, choice, packet))
            return drop(Drop::Tunnel);
        packet = m_walk.layers.back().flow;
        // The layers may move in memory, but no decision outlives its turn here.
        decision = &m_walk.layers.back().outer;
    }
}

void PacketWalk::judgeSize()
{
    const Question &question = m_walk.question;
    if (question.size == 0 || m_walk.mtu == 0)
        return;
    m_walk.fit = Fit::Fits;
    if (question.size <= m_walk.mtu)
        return;
    const bool tunnelForbids = std::ranges::any_of(m_walk.layers, &Layer::dontFragment);
    if (question.dontFragment)
        m_walk.fit = Fit::TooBig;
    else if (m_firstMtu <= m_walk.mtu || !tunnelForbids) // in pieces already before the tunnel, or after it
        m_walk.fit = Fit::Fragmented;
    else
        m_walk.fit = Fit::LostThenPieces;
    if (m_walk.fit == Fit::TooBig)
        drop(Drop::TooBig);
}

Walk PacketWalk::run()
{
    decideTwice();
    const Decision &decision = m_walk.decision();
    const Question &question = m_walk.question;
    m_walk.isUncertain = decision.isUncertain();
    switch (decision.outcome) {
    case Outcome::Refused: drop(Drop::Refused); break;
    case Outcome::Local: m_walk.fate = Fate::Delivered; break;
    case Outcome::Broadcast:
    case Outcome::Multicast:
        m_walk.fate = Fate::Everybody;
        m_walk.device = decision.choices.front().link;
        break;
    case Outcome::Leaves:
        follow(decision, m_walk.flow());
        if (m_walk.fate == Fate::Leaves)
            judgeSize();
        if (question.flow.inLink != 0 && question.ttl <= 1)
            drop(Drop::TtlExpired);
        break;
    }
    return std::move(m_walk);
}

} // namespace

Flow Walk::flow() const
{
    Flow flow = question.flow;
    if (flow.inLink == 0 && !flow.source && !first.choices.empty() && !first.choices.front().source.isUnspecified())
        flow.source = first.choices.front().source;
    return flow;
}

Flow outerFlow(const TunnelSettings &tunnel, const Choice &inner, const Flow &flow)
{
    Flow outer;
    outer.destination = tunnel.remote;
    if (outer.destination.isUnspecified())
        outer.destination = inner.gateway.isUnspecified() ? flow.destination : inner.gateway;
    if (!tunnel.local.isUnspecified())
        outer.source = tunnel.local;
    outer.outLink = tunnel.link;
    outer.mark = tunnel.mark;
    outer.tos = (tunnel.tos & kTosInherits) != 0 ? flow.tos : tunnel.tos;
    outer.protocol = tunnel.protocol;
    return outer;
}

Walk walk(const RoutingIndex &index, const Question &question)
{
    return PacketWalk(index, question).run();
}

} // namespace mesh44::explain
