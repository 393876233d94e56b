// SPDX-License-Identifier: GPL-3.0-or-later
// Explanations in words.
#include "core/explain/explanation.h"
#include "core/explain/words.h"
#include "tests/core/explainbuilder.h"

#include <cerrno>

using namespace mesh44;
using namespace mesh44::explain;
using namespace mesh44::test;

namespace {

using Change = void (*)(RoutingSnapshot &);
void nothing(RoutingSnapshot &) {}

Explanation explained(const RoutingSnapshot &state, const Question &question,
                      std::span<const std::optional<KernelAnswer>> answers = {})
{
    const RoutingIndex index(state);
    return inWords(index, walk(index, question), answers);
}

// "source rule! verdict!": "!" stops, "?" warns.
std::string outline(const Explanation &explanation)
{
    std::string text;
    for (const Step &step : explanation.steps)
        text += (text.empty() ? "" : " ") + step.id
                + (step.outcome == StepOutcome::Stop      ? "!"
                   : step.outcome == StepOutcome::Warning ? "?"
                                                          : "");
    return text;
}

std::string whole(const Explanation &explanation)
{
    std::string text;
    for (const Step &step : explanation.steps) {
        text += step.title + ": " + step.sentence + "\n";
        if (!step.command.empty())
            text += "  $ " + step.command + "\n";
        for (const std::string &detail : step.details)
            text += "  - " + detail + "\n";
    }
    return text;
}

} // namespace

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(Question)

class ExplainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lanHostToTheMesh()
    {
        const RoutingSnapshot state = gateway();
        const std::string expected =
            "Where it comes from: 44.128.10.7 sends it; it comes in by lan0.\n"
            "Rule: Rule 45 decides: from all to 44.0.0.0/9 lookup 44.\n"
            "  $ ip rule\n"
            "  - 0: from all lookup local: no route of table local fits\n"
            "  - 44: from all to 44.128.10.0/24 lookup main suppress_prefixlength 0: it is for other destinations\n"
            "  - 45: from all to 44.0.0.0/9 lookup 44: table 44 has the route\n"
            "Table: The longest match in table 44 is 44.60.1.0/24. 1 other route would cover it, too.\n"
            "  $ ip route show table 44\n"
            "  - 44.60.1.0/24 via 198.51.100.10 dev tunl0 onlink: this one is used\n"
            "  - 44.60.0.0/16 via 198.51.100.20 dev tunl0 onlink: shorter than the one that is used\n"
            "Route: It goes via 198.51.100.10 dev tunl0.\n"
            "  $ ip route get 44.60.1.9 from 44.128.10.7 iif lan0 fibmatch\n"
            "Way back: The source may come in here. rp_filter is off.\n"
            "  $ ip -4 netconf show dev lan0\n"
            "  - The way back: 44.128.10.0/24 dev lan0\n"
            "Encapsulation: tunl0 wraps it (IPIP): a packet from 203.0.113.9 to 198.51.100.10, ttl 64, which must not "
            "be fragmented.\n"
            "  $ ip -details link show tunl0\n"
            "Way of the outer packet: It goes via 203.0.113.1 dev wan0; no loop.\n"
            "  $ ip route get 198.51.100.10\n"
            "  - table main: default via 203.0.113.1 dev wan0 onlink\n"
            "Size: Packets of up to 1480 octets go in one piece.\n"
            "Verdict: It leaves by wan0 to 203.0.113.1, inside of a packet from 203.0.113.9 to 198.51.100.10.\n";
        QCOMPARE(whole(explained(state, {flow("44.128.10.7", "44.60.1.9", kLan)})), expected);
    }

    void outlines_data();
    void outlines()
    {
        QFETCH(Change, change);
        QFETCH(Question, question);
        QFETCH(std::string, steps);
        QFETCH(std::string, verdict);
        RoutingSnapshot state = gateway();
        change(state);
        const Explanation explanation = explained(state, question);
        QCOMPARE(outline(explanation), steps);
        QCOMPARE(explanation.verdict().sentence, verdict);
    }

    void kernelAgrees()
    {
        const RoutingSnapshot state = gateway();
        const std::vector<std::optional<KernelAnswer>> answers{
            KernelAnswer{.kind = RouteKind::Unicast,
                         .link = kLan,
                         .match = KernelMatch{254, prefix("44.128.10.0/24"), RouteKind::Unicast, 0, 0}}};
        const Explanation same = explained(state, {flow(nullptr, "44.128.10.7")}, answers);
        QCOMPARE(same.steps[same.steps.size() - 2].sentence, std::string("The kernel says the same."));
    }

    void kernelDiffers()
    {
        RoutingSnapshot state = gateway();
        const std::vector<std::optional<KernelAnswer>> answers{KernelAnswer{.error = ENETUNREACH}};
        Explanation other = explained(state, {flow(nullptr, "44.128.10.7")}, answers);
        const Step &kernel = other.steps[other.steps.size() - 2];
        QCOMPARE(kernel.outcome, StepOutcome::Warning);
        QVERIFY(kernel.sentence.find("please report it") != std::string::npos);
        QCOMPARE(kernel.details.front(), std::string("ip route get 44.128.10.7 from 44.128.10.1: the network is "
                                                     "unreachable (another answer)"));
        state.rules[1].unknownSelectors = true;
        other = explained(state, {flow(nullptr, "44.128.10.7")}, answers);
        QVERIFY(other.steps[other.steps.size() - 2].sentence.find("not known here") != std::string::npos);
    }

    void ruleWordsAreThoseOfIproute2()
    {
        RoutingRule all = rule(10, 44);
        all.invert = true;
        all.source = prefix("44.60.0.0/16");
        all.destination = prefix("44.128.0.0/10");
        all.tos = 0x10;
        all.mark = 0x44;
        all.markMask = 0xff;
        all.inInterface = "lan0";
        all.outInterface = "wan0";
        all.uids = UidRange{1000, 2000};
        all.ipProtocol = 6;
        all.sourcePorts = {1024, 65535};
        all.destinationPorts = {53, 53};
        all.suppressPrefixLength = 0;
        QCOMPARE(ruleWords(all), std::string("not from 44.60.0.0/16 to 44.128.0.0/10 tos 0x10 fwmark 0x44/0xff iif "
                                             "lan0 oif wan0 uidrange 1000-2000 ipproto tcp sport 1024-65535 dport 53 "
                                             "lookup 44 suppress_prefixlength 0"));
    }
};

void ExplainText::outlines_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<Question>("question");
    QTest::addColumn<std::string>("steps");
    QTest::addColumn<std::string>("verdict");
    const auto row = [](const char *name, const Question &question, const char *steps, const char *verdict,
                        Change change = nothing) {
        QTest::newRow(name) << change << question << std::string(steps) << std::string(verdict);
    };
    row("to ourselves", {flow(nullptr, "203.0.113.9")}, "source rule table route verdict",
        "It is delivered to this computer.");
    row("foreign source", {flow("44.128.10.7", "44.60.1.9")}, "source check! verdict!",
        "It is dropped. 44.128.10.7 is no address of this computer: it cannot send from it.");
    row("the floor", {flow("44.128.10.1", "198.18.0.7")}, "source rule! verdict!",
        "It is dropped. Rule 47 says that it cannot be reached; the sender is told.",
        [](RoutingSnapshot &state) { state.routes.pop_back(); });
    row("unreachable route", {flow(nullptr, "44.60.9.9")}, "source rule table! verdict!",
        "It is dropped. The route \"unreachable 44.60.9.0/24\" of table 44 says that it cannot be reached; the sender "
        "is told.",
        [](RoutingSnapshot &state) { state.routes.push_back(route(RouteKind::Unreachable, "44.60.9.0/24", 44)); });
    row("loop", {flow(nullptr, "44.60.1.9")}, "source rule table route encapsulation outer! verdict!",
        "It is dropped. The packet that tunl0 would wrap it in does not get out.", [](RoutingSnapshot &state) {
            state.routes[8].nexthops.front().gateway = address("44.60.1.200");
            state.routes.erase(state.routes.begin() + 9);
        });
    row("rp_filter", {flow("44.60.1.9", "44.128.10.7", kWan)}, "source rule table route reverse! verdict!",
        "It is dropped. rp_filter drops it: the way back to its source is by another device.",
        [](RoutingSnapshot &state) { state.all.reversePath = 1; });
    row("forwarding is off", {flow("44.60.1.9", "44.128.10.7", kTunnel)}, "source rule table check! verdict!",
        "It is dropped. Forwarding is off on tunl0, and the packet is not for this computer.",
        [](RoutingSnapshot &state) { state.links[3].settings.forwarding = false; });
    row("too big", {flow("44.128.10.7", "44.60.1.9", kLan), 1500},
        "source rule table route reverse encapsulation outer size! verdict!",
        "It is dropped. It is too big; up to 1480 octets would go.");
    row("a connection goes another way", {flow(nullptr, "198.18.0.7")},
        "source? rule table route encapsulation outer size verdict",
        "It leaves by wan0 to 203.0.113.1, inside of a packet from 203.0.113.9 to 169.228.34.84.",
        [](RoutingSnapshot &state) {
            state.routes[6].preferredSource = address("44.128.10.1");
            state.links[3].tunnel->local = address("203.0.113.9");
        });
    row("no route at all", {flow(nullptr, "198.18.0.7")}, "source rule! verdict!",
        "It is dropped. No rule leads to a route: the network is unreachable.",
        [](RoutingSnapshot &state) { state.routes.erase(state.routes.begin() + 6); });
    row("unknown selector", {flow(nullptr, "44.128.10.7")}, "source rule table route size verdict?",
        "It leaves by lan0. This is not certain: a rule has a condition that is not known here.",
        [](RoutingSnapshot &state) { state.rules[1].unknownSelectors = true; });
}

QTEST_GUILESS_MAIN(ExplainText)
#include "explaintext.moc"
