// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/agreement.h"

#include <algorithm>
#include <cerrno>

namespace mesh44::explain {

namespace {

RouteKind kindOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Local: return RouteKind::Local;
    case Outcome::Broadcast: return RouteKind::Broadcast;
    case Outcome::Multicast: return RouteKind::Multicast;
    default: return RouteKind::Unicast;
    }
}

// While `local` and `main` are one table, the kernel names it `main`.
uint32_t shownTable(const RoutingSnapshot &snapshot, uint32_t table)
{
    return snapshot.localAndMainAreOne && table == kTableLocal ? kTableMain : table;
}

bool matchIs(const RoutingSnapshot &snapshot, const RoutingRoute &route, const KernelMatch &match)
{
    return match.table == shownTable(snapshot, route.table) && match.prefix == route.destination
           && match.tos == route.tos && match.metric == route.metric;
}

bool choiceIs(const RoutingIndex &index, const Choice &choice, const KernelAnswer &answer)
{
    if (choice.link != answer.link || choice.gateway != answer.gateway)
        return false;
    if (answer.source && *answer.source != choice.source)
        return false;
    if (!choice.route || !answer.match)
        return choice.route.has_value() == answer.match.has_value();
    return matchIs(index.snapshot(), index.route(*choice.route), *answer.match);
}

bool kindIs(const RoutingIndex &index, const Decision &decision, RouteKind kind)
{
    if (decision.outcome != Outcome::Leaves)
        return kind == kindOf(decision.outcome);
    const Choice &first = decision.choices.front();
    return kind == (first.route ? index.route(*first.route).kind : RouteKind::Unicast);
}

// Up to Linux 6.12 rp_filter has an errno of its own.
bool errorIs(const Decision &decision, int error)
{
    return error == errnoOf(decision) || (decision.reason == Reason::ReversePath && error == EXDEV);
}

bool isSame(const RoutingIndex &index, const Decision &decision, const KernelAnswer &answer)
{
    if (!errorIs(decision, answer.error))
        return false;
    if (answer.error != 0)
        return true;
    const auto taken = [&](const Choice &choice) { return choiceIs(index, choice, answer); };
    return kindIs(index, decision, answer.kind) && std::ranges::any_of(decision.choices, taken);
}

} // namespace

Agreement compare(const RoutingIndex &index, const Decision &decision, const KernelAnswer &answer)
{
    if (isSame(index, decision, answer))
        return Agreement::Agrees;
    return decision.isUncertain() ? Agreement::NotModelled : Agreement::Differs;
}

std::optional<Flow> askable(const RoutingSnapshot &snapshot, const Flow &flow)
{
    if (flow.protocol == 1 || flow.protocol == 6 || flow.protocol == 17)
        return flow;
    const auto looksAtProtocol = [](const RoutingRule &rule) {
        return rule.ipProtocol != 0 || rule.sourcePorts != PortSelector{} || rule.destinationPorts != PortSelector{};
    };
    if (std::ranges::any_of(snapshot.rules, looksAtProtocol))
        return std::nullopt;
    Flow asUdp = flow;
    asUdp.protocol = 17;
    return asUdp;
}

} // namespace mesh44::explain
