// SPDX-License-Identifier: GPL-3.0-or-later
// fib_rules_lookup(), fib4_rule_action(), fib4_rule_suppress() and l3mdev_update_flow().
#include "core/explain/lookup.h"

#include <algorithm>

namespace mesh44::explain {

namespace {

Refusal refusalOf(const RoutingRoute &route)
{
    if (route.blackholeNexthop)
        return Refusal::Blackholed;
    switch (route.kind) {
    case RouteKind::Unreachable: return Refusal::Unreachable;
    case RouteKind::Prohibit: return Refusal::Prohibited;
    case RouteKind::Blackhole:
    case RouteKind::Nat:
    case RouteKind::External: return Refusal::Blackholed;
    default: return Refusal::None;
    }
}

// The walk over the rules of one look-up.
class RuleWalk
{
public:
    RuleWalk(const RoutingIndex &index, const LookupKey &key) : m_index(index), m_key(key) {}

    Lookup rules();
    Lookup asOneTable();

private:
    bool tryRule(uint32_t number);
    bool lookInto(RuleStep &step, const RoutingRule &rule);
    bool suppresses(RuleStep &step, const RoutingRule &rule, const RoutingRoute &route) const;
    void refuse(Refusal refusal, bool byRule);
    void note(Gap gap)
    {
        if (std::ranges::find(m_lookup.gaps, gap) == m_lookup.gaps.end())
            m_lookup.gaps.push_back(gap);
    }
    void noteGaps(const RoutingRule &rule);
    uint32_t targetOf(const RoutingRule &rule) const;

    const RoutingIndex &m_index;
    const LookupKey &m_key;
    Lookup m_lookup;
    uint32_t m_next = 0;
};

void RuleWalk::refuse(Refusal refusal, bool byRule)
{
    m_lookup.refusal = refusal;
    m_lookup.refusedByRule = byRule;
}

void RuleWalk::noteGaps(const RoutingRule &rule)
{
    if (rule.unknownSelectors || (rule.l3mdev && rule.invert))
        note(Gap::UnknownSelector);
    for (const std::string &name : {rule.inInterface, rule.outInterface}) {
        const RoutingLink *device = name.empty() ? nullptr : m_index.snapshot().link(std::string_view(name));
        if (device && device->kind == "vrf")
            note(Gap::VrfInterface);
    }
}

// Where there are several with the priority, the first; they are all behind.
uint32_t RuleWalk::targetOf(const RoutingRule &rule) const
{
    const auto &rules = m_index.snapshot().rules;
    const auto it = std::ranges::find(rules, rule.target, &RoutingRule::priority);
    return static_cast<uint32_t>(it - rules.begin());
}

bool RuleWalk::suppresses(RuleStep &step, const RoutingRule &rule, const RoutingRoute &route) const
{
    if (rule.suppressPrefixLength && route.destination.length() <= *rule.suppressPrefixLength) {
        step.outcome = RuleOutcome::SuppressedByLength;
        return true;
    }
    // The first nexthop's device counts, whichever is taken.
    const RoutingLink *device = route.nexthops.empty() ? nullptr : m_index.snapshot().link(route.nexthops.front().link);
    if (!rule.suppressGroup || !device || device->group != *rule.suppressGroup)
        return false;
    step.outcome = RuleOutcome::SuppressedByGroup;
    return true;
}

// True when the walk is at its end.
bool RuleWalk::lookInto(RuleStep &step, const RoutingRule &rule)
{
    const RoutingLink *vrf = rule.l3mdev ? m_index.snapshot().link(m_key.vrf) : nullptr;
    step.table = vrf ? vrf->vrfTable : rule.table;
    TableAnswer answer = searchTable(m_index, step.table, m_key);
    step.candidates = std::move(answer.candidates);
    step.outcome = RuleOutcome::NothingFound;
    if (!answer.route)
        return false;
    const RoutingRoute &route = m_index.route(*answer.route);
    step.outcome = RuleOutcome::Thrown;
    if (route.kind == RouteKind::Throw && !route.blackholeNexthop)
        return false;
    const Refusal refusal = refusalOf(route);
    if (refusal == Refusal::None && suppresses(step, rule, route))
        return false;
    step.outcome = refusal == Refusal::None ? RuleOutcome::Found : RuleOutcome::RouteRefuses;
    m_lookup.route = answer.route;
    m_lookup.nexthop = answer.nexthop;
    m_lookup.table = step.table;
    refuse(refusal, false);
    return true;
}

bool RuleWalk::tryRule(uint32_t number)
{
    const RoutingRule &rule = m_index.rule(number);
    RuleStep &step = m_lookup.steps.emplace_back();
    step.rule = number;
    step.mismatch = mismatch(m_index, rule, m_key);
    m_next = number + 1;
    noteGaps(rule);
    if (step.mismatch.has_value() != rule.invert)
        return false;
    switch (rule.verb) {
    case RuleVerb::Table: return lookInto(step, rule);
    case RuleVerb::Nop: step.outcome = RuleOutcome::Nop; return false;
    case RuleVerb::Goto:
        m_next = targetOf(rule);
        step.outcome = m_next < m_index.snapshot().rules.size() ? RuleOutcome::Jump : RuleOutcome::JumpNowhere;
        if (step.outcome == RuleOutcome::JumpNowhere)
            m_next = number + 1;
        return false;
    case RuleVerb::Unreachable: refuse(Refusal::Unreachable, true); break;
    case RuleVerb::Prohibit: refuse(Refusal::Prohibited, true); break;
    default: refuse(Refusal::Blackholed, true); break;
    }
    step.outcome = RuleOutcome::RuleRefuses;
    return true;
}

Lookup RuleWalk::rules()
{
    const size_t count = m_index.snapshot().rules.size();
    while (m_next < count && !tryRule(m_next)) {}
    return std::move(m_lookup);
}

// Without rules of its own, the kernel looks into `local` and `main` at once, and then into `default`.
Lookup RuleWalk::asOneTable()
{
    const auto &rules = m_index.snapshot().rules;
    for (uint32_t number = 0; number < rules.size(); ++number) {
        if (rules[number].table == kTableLocal)
            continue;
        RuleStep &step = m_lookup.steps.emplace_back();
        step.rule = number;
        if (lookInto(step, rules[number]))
            break;
    }
    return std::move(m_lookup);
}

} // namespace

LookupKey withVrf(const RoutingIndex &index, LookupKey key)
{
    if (key.outLink != 0) {
        if (key.vrf == 0)
            key.vrf = index.vrfOf(key.outLink);
        if (key.vrf == key.outLink)
            key.outLink = 0; // the table says it all
    } else if (key.vrf == 0 && key.inLink != kLoopbackLink) {
        key.vrf = index.vrfOf(key.inLink);
    }
    return key;
}

Lookup lookUp(const RoutingIndex &index, LookupKey key)
{
    key = withVrf(index, key);
    RuleWalk walk(index, key);
    return index.snapshot().localAndMainAreOne ? walk.asOneTable() : walk.rules();
}

} // namespace mesh44::explain
