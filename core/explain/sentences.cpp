// SPDX-License-Identifier: GPL-3.0-or-later
// The values of a trace as sentences.
#include "core/explain/words.h"

namespace mesh44::explain {

std::string_view selectorWords(Selector selector)
{
    switch (selector) {
    case Selector::InInterface: return "it is for packets that come in by another device";
    case Selector::OutInterface: return "it is for sockets that are bound to another device";
    case Selector::Mark: return "it is for another mark";
    case Selector::Vrf: return "it is for devices of a VRF";
    case Selector::Uid: return "it is for other users";
    case Selector::Source: return "it is for other sources";
    case Selector::Destination: return "it is for other destinations";
    case Selector::Tos: return "it is for another tos";
    case Selector::Protocol: return "it is for another protocol";
    case Selector::SourcePort: return "it is for other source ports";
    case Selector::DestinationPort: return "it is for other destination ports";
    }
    return "it is for other packets";
}

std::string_view lossWords(Loss loss)
{
    switch (loss) {
    case Loss::Won: return "this one is used";
    case Loss::Shorter: return "shorter than the one that is used";
    case Loss::Later: return "the same prefix, but a larger metric, or there later";
    case Loss::Tos: return "for packets with another tos";
    case Loss::Scope: return "leads farther than asked for";
    case Loss::Dead: return "its device is down";
    case Loss::LinkDown: return "its device has no carrier, and ignores routes then";
    case Loss::OtherInterface: return "leaves by another device than the socket is bound to";
    case Loss::Eclipsed: return "hidden behind a route by nexthop object with the same address that could not be used";
    }
    return "not used";
}

std::string outcomeWords(const RoutingIndex &index, const RuleStep &step)
{
    const RoutingRule &rule = index.rule(step.rule);
    const std::string table = tableName(step.table);
    switch (step.outcome) {
    case RuleOutcome::NoMatch:
        return step.mismatch ? std::string(selectorWords(*step.mismatch))
                             : "all that it names fits, and it says \"not\"";
    case RuleOutcome::Nop: return "does nothing";
    case RuleOutcome::Jump: return "goes on at rule " + std::to_string(rule.target);
    case RuleOutcome::JumpNowhere: return "would go on at rule " + std::to_string(rule.target) + ", which is not there";
    case RuleOutcome::NothingFound: return "no route of table " + table + " fits";
    case RuleOutcome::Thrown: return "table " + table + " sends it on by a throw route";
    case RuleOutcome::SuppressedByLength:
        return "the route that table " + table + " has is too wide for this rule, and does not count";
    case RuleOutcome::SuppressedByGroup:
        return "the route that table " + table + " has leaves by a device of a group that does not count here";
    case RuleOutcome::Found: return "table " + table + " has the route";
    case RuleOutcome::RouteRefuses: return "table " + table + " refuses it";
    case RuleOutcome::RuleRefuses: return "the rule itself refuses it";
    }
    return {};
}

namespace {

std::string refusalWords(const RoutingIndex &index, const Lookup &lookup)
{
    std::string by = "No rule leads to a route";
    if (lookup.refusedByRule)
        by = "Rule " + std::to_string(index.rule(lookup.steps.back().rule).priority);
    else if (lookup.route)
        by = "The route \"" + routeWords(index.snapshot(), index.route(*lookup.route)) + "\" of table "
             + tableName(lookup.table);
    switch (lookup.refusal) {
    case Refusal::Unreachable: return by + " says that it cannot be reached; the sender is told.";
    case Refusal::Prohibited: return by + " prohibits it; the sender is told.";
    case Refusal::Blackholed: return by + " drops it without a word.";
    default: return by + ": the network is unreachable.";
    }
}

} // namespace

std::string_view reverseWords(ReverseVerdict verdict)
{
    switch (verdict) {
    case ReverseVerdict::Passed: return "The source may come in here.";
    case ReverseVerdict::SourceIsOurs: return "The source is an address of this computer: it cannot come from outside.";
    case ReverseVerdict::SourceUnusable: return "The source is no address that a packet can come from.";
    case ReverseVerdict::NoWayBack: return "rp_filter drops it: there is no way back to its source.";
    case ReverseVerdict::OtherInterface: return "rp_filter drops it: the way back to its source is by another device.";
    }
    return {};
}

std::string reasonWords(const RoutingIndex &index, const Decision &decision, const Flow &flow)
{
    const std::string source = flow.source ? flow.source->toString() : "";
    const std::string in = linkName(index.snapshot(), flow.inLink);
    switch (decision.reason) {
    case Reason::None: return {};
    case Reason::LookupRefused: return refusalWords(index, decision.lookup);
    case Reason::NoSuchLink: return "There is no such device.";
    case Reason::LinkIsDown: return linkName(index.snapshot(), flow.outLink) + " is down.";
    case Reason::NoIpv4: return in + " does not speak IPv4.";
    case Reason::InvalidSource: return source + " cannot be a source.";
    case Reason::ForeignSource: return source + " is no address of this computer: it cannot send from it.";
    case Reason::LoopbackSource: return "Addresses of 127.0.0.0/8 stay inside of a computer.";
    case Reason::MartianDestination: return flow.destination.toString() + " cannot be a destination here.";
    case Reason::NotForwarding: return "Forwarding is off on " + in + ", and the packet is not for this computer.";
    case Reason::NotUnicast: return "The route is for something that is not forwarded.";
    case Reason::ReversePath: break;
    }
    const ReverseCheck *check = decision.reverse ? &*decision.reverse : nullptr;
    if (!check && !decision.choices.empty() && decision.choices.front().reverse)
        check = &*decision.choices.front().reverse;
    return std::string(reverseWords(check ? check->verdict : ReverseVerdict::NoWayBack));
}

std::string_view gapWords(Gap gap)
{
    switch (gap) {
    case Gap::UnknownSelector: return "a rule has a condition that is not known here";
    case Gap::VrfInterface: return "a rule names a VRF, which kernels read differently";
    case Gap::UnknownNexthop: return "the route wraps packets by itself, or has an IPv6 gateway";
    case Gap::Membership: return "who listens to a multicast group is not known here";
    case Gap::RememberedSource: return "the nexthop object may remember another source";
    case Gap::OwnGateway: return "the gateway is an address of this computer";
    case Gap::SharedAddress: return "several devices have the source";
    case Gap::ChoiceDecides: return "it goes by one of several nexthops, and not all of them let it pass";
    case Gap::HiddenSettings: return "a setting of the kernel could not be read";
    case Gap::SourceCheck: return "the kernel may look at this source less closely";
    }
    return {};
}

} // namespace mesh44::explain
