// SPDX-License-Identifier: GPL-3.0-or-later
// Steps, in their order: source, rule, table, route, reverse, check, encapsulation and outer for each tunnel, size,
// kernel, verdict. What a packet does not come to is left out.
#include "core/explain/explanation.h"

#include "core/explain/conclusion.h"
#include "core/explain/words.h"

#include <algorithm>
#include <array>

namespace mesh44::explain {

namespace {

class Writer
{
public:
    Writer(const RoutingIndex &index, const Walk &walk, std::span<const std::optional<KernelAnswer>> answers)
        : m_index(index), m_state(index.snapshot()), m_walk(walk), m_answers(answers), m_flow(walk.flow())
    {
    }

    Explanation write();

private:
    Step &step(const char *id, const char *title, std::string sentence, std::string command = {});
    void source();
    void rule(const Lookup &lookup);
    void table(const Lookup &lookup);
    void route(const Decision &decision);
    void reverse(const Decision &decision);
    void forwarding(const Decision &decision);
    void layer(const Layer &layer);
    void outer(const Layer &layer);
    void size();
    std::string nexthopWords(const Choice &choice) const;
    std::string name(int link) const { return linkName(m_state, link); }

    const RoutingIndex &m_index;
    const RoutingSnapshot &m_state;
    const Walk &m_walk;
    std::span<const std::optional<KernelAnswer>> m_answers;
    Flow m_flow;
    Explanation m_text;
};

Step &Writer::step(const char *id, const char *title, std::string sentence, std::string command)
{
    return m_text.steps.emplace_back(Step{id, title, std::move(sentence), std::move(command), StepOutcome::Ok, {}});
}

std::string Writer::nexthopWords(const Choice &choice) const
{
    const std::string gateway = choice.gateway.isUnspecified() ? "" : "via " + choice.gateway.toString() + " ";
    return gateway + "dev " + name(choice.link);
}

void Writer::source()
{
    const Flow &asked = m_walk.question.flow;
    const Decision &first = m_walk.first;
    if (asked.inLink != 0) {
        step("source", "Where it comes from",
             (asked.source ? asked.source->toString() : "Nobody") + " sends it; it comes in by " + name(asked.inLink)
                 + ".");
        return;
    }
    if (asked.source || first.choices.empty()) {
        step("source", "Source",
             asked.source ? "This computer sends it from " + asked.source->toString() + "."
                          : "This computer sends it, and has not yet chosen a source.",
             "ip address");
        return;
    }
    const std::string chosen = first.choices.front().source.toString();
    Step &made = step("source", "Source", "This computer sends it. The kernel chooses " + chosen + " as the source.",
                      routeGetCommand(m_state, asked));
    if (!m_walk.sourceChangesWay)
        return;
    made.outcome = StepOutcome::Warning;
    const bool refused = m_walk.settled->outcome == Outcome::Refused;
    made.sentence += " With it, " + std::string(refused ? "there is no way" : "there is another way")
                     + " for a connection (TCP), which looks a second time; a single datagram goes "
                     + nexthopWords(first.choices.front()) + ". What follows is the connection.";
}

void Writer::rule(const Lookup &lookup)
{
    const RuleStep &last = lookup.steps.back();
    const RoutingRule &rule = m_index.rule(last.rule);
    const bool decided = last.outcome == RuleOutcome::Found || last.outcome == RuleOutcome::RouteRefuses
                         || last.outcome == RuleOutcome::RuleRefuses;
    std::string sentence = decided ? "Rule " + std::to_string(rule.priority) + " decides: " + ruleWords(rule) + "."
                                   : std::string("No rule has a route for it.");
    if (m_state.localAndMainAreOne)
        sentence += " The kernel looks into the tables local and main at once, for no rule was ever added.";
    Step &made = step("rule", "Rule", std::move(sentence), "ip rule");
    for (const RuleStep &tried : lookup.steps) {
        const RoutingRule &each = m_index.rule(tried.rule);
        made.details.push_back(std::to_string(each.priority) + ": " + ruleWords(each) + ": "
                               + outcomeWords(m_index, tried));
    }
    if (!decided || last.outcome == RuleOutcome::RuleRefuses)
        made.outcome = StepOutcome::Stop;
}

void Writer::table(const Lookup &lookup)
{
    if (!lookup.route)
        return;
    const RuleStep &last = lookup.steps.back();
    const RoutingRoute &best = m_index.route(*lookup.route);
    size_t beaten = 0;
    for (const Candidate &candidate : last.candidates)
        beaten += candidate.loss != Loss::Won;
    std::string sentence = "The longest match in table " + tableName(lookup.table) + " is "
                           + (best.destination.length() == 0 ? "default" : best.destination.toString()) + ".";
    if (beaten != 0)
        sentence += " " + std::to_string(beaten)
                    + (beaten == 1 ? " other route would cover it, too." : " other routes would cover it, too.");
    Step &made = step("table", "Table", std::move(sentence), "ip route show table " + tableName(lookup.table));
    for (const Candidate &candidate : last.candidates)
        made.details.push_back(routeWords(m_state, m_index.route(candidate.route)) + ": "
                               + std::string(lossWords(candidate.loss)));
    if (!lookup.found())
        made.outcome = StepOutcome::Stop;
}

void Writer::route(const Decision &decision)
{
    if (decision.choices.empty())
        return;
    const Choice &first = decision.choices.front();
    const std::string command = routeGetCommand(m_state, m_flow) + " fibmatch";
    if (decision.outcome == Outcome::Local) {
        step("route", "Route", "It is for this computer itself.", command);
        return;
    }
    if (!first.route && decision.outcome == Outcome::Leaves) {
        step("route", "Route",
             "The socket is bound to " + name(first.link)
                 + ": without a route, the kernel takes the destination to be on that link.",
             command)
            .outcome = StepOutcome::Warning;
        return;
    }
    Step &made = step("route", "Route",
                      decision.choices.size() == 1 ? "It goes " + nexthopWords(first) + "."
                                                   : "It goes one of several ways, and the kernel decides for each "
                                                     "connection. What follows is the first of them.",
                      command);
    for (size_t i = 0; decision.choices.size() > 1 && i < decision.choices.size(); ++i)
        made.details.push_back(nexthopWords(decision.choices[i]));
}

void Writer::reverse(const Decision &decision)
{
    const ReverseCheck *check = decision.reverse ? &*decision.reverse : nullptr;
    if (!check && !decision.choices.empty() && decision.choices.front().reverse)
        check = &*decision.choices.front().reverse;
    if (!check)
        return;
    static constexpr std::array<std::string_view, 3> kModes{"off", "strict", "loose"};
    const std::string mode(kModes[std::min<size_t>(check->mode, 2)]);
    Step &made = step("reverse", "Way back", std::string(reverseWords(check->verdict)) + " rp_filter is " + mode + ".",
                      "ip -4 netconf show dev " + name(m_flow.inLink));
    if (check->lookup.route)
        made.details.push_back("The way back: " + routeWords(m_state, m_index.route(*check->lookup.route)));
    if (check->verdict != ReverseVerdict::Passed)
        made.outcome = StepOutcome::Stop;
}

// What is refused by neither a rule nor a route.
void Writer::forwarding(const Decision &decision)
{
    const bool told = decision.reason == Reason::None || decision.reason == Reason::LookupRefused
                      || decision.reason == Reason::ReversePath;
    if (told)
        return;
    const std::string command = m_flow.inLink == 0 ? "ip address" : "ip -4 netconf show dev " + name(m_flow.inLink);
    step("check", "Check", reasonWords(m_index, decision, m_flow), command).outcome = StepOutcome::Stop;
}

void Writer::layer(const Layer &layer)
{
    const std::string protocol = layer.protocol == 47 ? "GRE" : "IPIP";
    const std::string ends = (layer.source.isUnspecified() ? std::string("?") : layer.source.toString()) + " to "
                             + layer.destination.toString();
    Step &made = step("encapsulation", "Encapsulation",
                      name(layer.device) + " wraps it (" + protocol + "): a packet from " + ends + ", ttl "
                          + std::to_string(layer.ttl) + (layer.ttlIsInner ? " (the inner one)" : "")
                          + (layer.dontFragment ? ", which must not be fragmented." : "."),
                      "ip -details link show " + name(layer.device));
    if (layer.problem == TunnelProblem::NotModelled) {
        made.sentence += " What the device does besides is not known here.";
        made.outcome = StepOutcome::Stop;
        return;
    }
    outer(layer);
}

void Writer::outer(const Layer &layer)
{
    const Decision &decision = layer.outer;
    Step &made = step("outer", "Way of the outer packet", "", routeGetCommand(m_state, layer.flow));
    if (decision.lookup.route)
        made.details.push_back("table " + tableName(decision.lookup.table) + ": "
                               + routeWords(m_state, m_index.route(*decision.lookup.route)));
    made.outcome = layer.problem == TunnelProblem::None ? StepOutcome::Ok : StepOutcome::Stop;
    switch (layer.problem) {
    case TunnelProblem::OuterRefused: made.sentence = reasonWords(m_index, decision, layer.flow); return;
    case TunnelProblem::OuterIsLocal: made.sentence = "The other end of the tunnel is this computer itself."; return;
    case TunnelProblem::Loop:
        made.sentence = "It would go into " + name(decision.choices.front().link)
                        + " again, and the kernel drops it: a throw route for " + layer.destination.toString()
                        + " in the table of the tunnel lets it out.";
        return;
    case TunnelProblem::TooDeep: made.sentence = "There are too many tunnels in tunnels."; return;
    default: break;
    }
    made.sentence = "It goes " + nexthopWords(decision.choices.front()) + "; no loop.";
    if (decision.choices.size() > 1)
        made.sentence += " That is one of several ways.";
}

void Writer::size()
{
    if (m_walk.mtu == 0 || m_walk.device == 0 || m_walk.fate == Fate::Everybody)
        return;
    const std::string most = std::to_string(m_walk.mtu) + " octets go in one piece.";
    const std::string asked = std::to_string(m_walk.question.size);
    Step &made = step("size", "Size", "Packets of up to " + most);
    switch (m_walk.fit) {
    case Fit::TooBig:
        made.sentence = "With " + asked + " octets it is too big, and must not be fragmented: it is dropped, and the "
                        + "sender is told. Up to " + most;
        made.outcome = StepOutcome::Stop;
        return;
    case Fit::Fragmented: made.sentence = "With " + asked + " octets it goes in pieces. Up to " + most; return;
    case Fit::LostThenPieces:
        made.sentence = "With " + asked + " octets the first one is lost, and the next ones go in pieces. Up to "
                        + most;
        made.outcome = StepOutcome::Warning;
        return;
    default: return;
    }
}

Explanation Writer::write()
{
    const Decision &decision = m_walk.decision();
    source();
    if (!decision.lookup.steps.empty()) {
        rule(decision.lookup);
        table(decision.lookup);
    }
    route(decision);
    reverse(decision);
    forwarding(decision);
    for (const Layer &each : m_walk.layers)
        layer(each);
    size();
    if (auto kernel = kernelStep(m_index, m_walk, m_answers))
        m_text.steps.push_back(std::move(*kernel));
    m_text.steps.push_back(verdictStep(m_index, m_walk));
    return std::move(m_text);
}

} // namespace

Explanation inWords(const RoutingIndex &index, const Walk &walk, std::span<const std::optional<KernelAnswer>> answers)
{
    return Writer(index, walk, answers).write();
}

} // namespace mesh44::explain
