// SPDX-License-Identifier: GPL-3.0-or-later
// Each selector, each thing that a rule does, and each way for a route to lose.
#include "core/explain/lookup.h"
#include "tests/core/explainbuilder.h"

using namespace mesh44;
using namespace mesh44::explain;
using namespace mesh44::test;

namespace {

// One rule with table 44, in which everything is found, and nothing behind it.
RoutingSnapshot withRule(const RoutingRule &only)
{
    RoutingSnapshot state = gateway();
    state.rules = {only};
    state.routes = {route("0.0.0.0/0", 44, kWan, "203.0.113.1")};
    return state;
}

LookupKey key()
{
    LookupKey made;
    made.source = address("44.128.10.7");
    made.destination = address("44.60.1.9");
    made.inLink = kLan;
    made.mark = 0x144;
    made.tos = 0xb8; // DSCP 46; the old selector sees 0x18
    made.protocol = 17;
    made.sourcePort = 1024;
    made.destinationPort = 53;
    made.uid = 1000;
    return made;
}

using Change = void (*)(RoutingRule &);

} // namespace

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(Loss)

class ExplainLookup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void selectorDecides_data();
    void selectorDecides()
    {
        QFETCH(Change, fits);
        QFETCH(Change, fitsNot);
        QFETCH(int, selector);
        for (const bool invert : {false, true}) {
            RoutingRule rule = test::rule(10, 44);
            rule.invert = invert;
            RoutingRule other = rule;
            fits(rule);
            fitsNot(other);
            const RoutingSnapshot fitting = withRule(rule);
            const RoutingSnapshot failing = withRule(other);
            QCOMPARE(lookUp(RoutingIndex(fitting), key()).found(), !invert);
            const Lookup lookup = lookUp(RoutingIndex(failing), key());
            QCOMPARE(lookup.found(), invert);
            QCOMPARE(lookup.steps.front().mismatch, std::optional(static_cast<Selector>(selector)));
        }
    }

    void ruleRefuses_data()
    {
        QTest::addColumn<int>("verb");
        QTest::addColumn<int>("refusal");
        const auto row = [](const char *name, RuleVerb verb, Refusal refusal) {
            QTest::newRow(name) << static_cast<int>(verb) << static_cast<int>(refusal);
        };
        row("unreachable", RuleVerb::Unreachable, Refusal::Unreachable);
        row("prohibit", RuleVerb::Prohibit, Refusal::Prohibited);
        row("blackhole", RuleVerb::Blackhole, Refusal::Blackholed);
        row("without a verb", RuleVerb::Unspecified, Refusal::Blackholed);
        row("of a newer kernel", static_cast<RuleVerb>(99), Refusal::Blackholed);
    }
    void ruleRefuses()
    {
        QFETCH(int, verb);
        QFETCH(int, refusal);
        RoutingRule rule = test::rule(10, 44);
        rule.verb = static_cast<RuleVerb>(verb);
        const RoutingSnapshot state = withRule(rule);
        const Lookup lookup = lookUp(RoutingIndex(state), key());
        QCOMPARE(static_cast<int>(lookup.refusal), refusal);
        QVERIFY(lookup.refusedByRule && !lookup.route);
    }

    void walkGoesOn_data();
    void walkGoesOn()
    {
        QFETCH(Change, change);
        QFETCH(RuleOutcome, outcome);
        RoutingRule first = rule(10, 300);
        change(first);
        RoutingSnapshot state = withRule(first);
        state.rules.push_back(rule(20, 44));
        state.routes.push_back(route(RouteKind::Throw, "44.60.0.0/16", 45));
        state.routes.push_back(route("44.60.1.0/24", 46, kTunnel, "198.51.100.10"));
        state.links[3].group = 7;
        const Lookup lookup = lookUp(RoutingIndex(state), key());
        QCOMPARE(lookup.steps.size(), size_t{2});
        QCOMPARE(lookup.steps[0].outcome, outcome);
        QCOMPARE(lookup.steps[1].outcome, RuleOutcome::Found);
        QCOMPARE(lookup.table, 44U);
    }

    void gotoSkipsWhatIsBetween()
    {
        RoutingRule jump = rule(10, 0);
        jump.verb = RuleVerb::Goto;
        jump.target = 30;
        RoutingSnapshot state = withRule(jump);
        RoutingRule between = rule(20, 0);
        between.verb = RuleVerb::Blackhole;
        state.rules.insert(state.rules.end(), {between, rule(30, 44), rule(30, 45)});
        const Lookup lookup = lookUp(RoutingIndex(state), key());
        QCOMPARE(lookup.steps[0].outcome, RuleOutcome::Jump);
        QCOMPARE(lookup.steps[1].rule, 2U);
        QVERIFY(lookup.found());
    }

    void nothingFoundAnywhere()
    {
        const RoutingSnapshot state = withRule(rule(10, 300));
        const Lookup lookup = lookUp(RoutingIndex(state), key());
        QCOMPARE(lookup.refusal, Refusal::NoRoute);
        QVERIFY(!lookup.route && !lookup.refusedByRule);
    }

    void routeLoses_data();
    void routeLoses()
    {
        QFETCH(std::vector<RoutingRoute>, routes);
        QFETCH(Loss, loss);
        RoutingSnapshot state = withRule(rule(10, 44));
        state.links[1].settings.ignoreLinkdown = true;
        state.routes = routes;
        LookupKey asked = key();
        asked.outLink = loss == Loss::OtherInterface || loss == Loss::Eclipsed ? kWan : 0;
        asked.leastScope = loss == Loss::Scope ? kScopeLink : kScopeUniverse;
        const Lookup lookup = lookUp(RoutingIndex(state), asked);
        bool seen = false;
        for (const Candidate &candidate : lookup.steps.front().candidates)
            seen = seen || (candidate.route == 0 && candidate.loss == loss);
        QVERIFY(seen);
        QVERIFY(lookup.found() && *lookup.route != 0);
    }

    void unknownSelectorIsAGap()
    {
        RoutingRule strange = rule(10, 44);
        strange.unknownSelectors = true;
        const RoutingSnapshot state = withRule(strange);
        QCOMPARE(lookUp(RoutingIndex(state), key()).gaps, std::vector{Gap::UnknownSelector});
        RoutingSnapshot behind = withRule(rule(5, 44));
        behind.rules.push_back(strange); // never reached
        QVERIFY(lookUp(RoutingIndex(behind), key()).gaps.empty());
    }

    void deviceOfAVrfLooksIntoItsTable()
    {
        RoutingRule byVrf = rule(10, 0);
        byVrf.l3mdev = true;
        RoutingSnapshot state = withRule(byVrf);
        state.links.push_back(device(9, "red"));
        state.links.back().kind = "vrf";
        state.links.back().vrfTable = 44;
        const Lookup outside = lookUp(RoutingIndex(state), key());
        QCOMPARE(outside.steps.front().mismatch, std::optional(Selector::Vrf));
        state.links[1].master = 9;
        const Lookup inside = lookUp(RoutingIndex(state), key());
        QVERIFY(inside.found());
        QCOMPARE(inside.table, 44U);
    }
};

void ExplainLookup::selectorDecides_data()
{
    QTest::addColumn<Change>("fits");
    QTest::addColumn<Change>("fitsNot");
    QTest::addColumn<int>("selector");
    const auto row = [](const char *name, Change fits, Change fitsNot, Selector selector) {
        QTest::newRow(name) << fits << fitsNot << static_cast<int>(selector);
    };
    row(
        "from", [](RoutingRule &r) { r.source = prefix("44.128.10.0/24"); },
        [](RoutingRule &r) { r.source = prefix("44.128.11.0/24"); }, Selector::Source);
    row(
        "to", [](RoutingRule &r) { r.destination = prefix("44.0.0.0/9"); },
        [](RoutingRule &r) { r.destination = prefix("44.128.0.0/10"); }, Selector::Destination);
    row(
        "iif", [](RoutingRule &r) { r.inInterface = "lan0"; }, [](RoutingRule &r) { r.inInterface = "lo"; },
        Selector::InInterface);
    row(
        "iif that is gone", [](RoutingRule &) {}, [](RoutingRule &r) { r.inInterface = "ppp0"; },
        Selector::InInterface);
    row("oif", [](RoutingRule &) {}, [](RoutingRule &r) { r.outInterface = "wan0"; }, Selector::OutInterface);
    row(
        "fwmark", [](RoutingRule &r) { r.mark = 0x144, r.markMask = ~0U; },
        [](RoutingRule &r) { r.mark = 0x44, r.markMask = ~0U; }, Selector::Mark);
    row(
        "fwmark with a mask", [](RoutingRule &r) { r.mark = 0x44, r.markMask = 0xff; },
        [](RoutingRule &r) { r.mark = 0x44, r.markMask = 0x1ff; }, Selector::Mark);
    row(
        "no mark may be a selector", [](RoutingRule &r) { r.markMask = 0x200; },
        [](RoutingRule &r) { r.markMask = 0x100; }, Selector::Mark);
    row(
        "uidrange", [](RoutingRule &r) { r.uids = UidRange{1000, 1000}; },
        [](RoutingRule &r) { r.uids = UidRange{0, 999}; }, Selector::Uid);
    row(
        "tos sees five bits", [](RoutingRule &r) { r.tos = 0x18; }, [](RoutingRule &r) { r.tos = 0x10; },
        Selector::Tos);
    row(
        "dscp", [](RoutingRule &r) { r.dscp = uint8_t{46}; }, [](RoutingRule &r) { r.dscp = uint8_t{6}; },
        Selector::Tos);
    row(
        "dscp with a mask", [](RoutingRule &r) { r.dscp = uint8_t{6}, r.dscpMask = 7; },
        [](RoutingRule &r) { r.dscp = uint8_t{6}, r.dscpMask = 0x27; }, Selector::Tos);
    row(
        "ipproto", [](RoutingRule &r) { r.ipProtocol = 17; }, [](RoutingRule &r) { r.ipProtocol = 6; },
        Selector::Protocol);
    row(
        "sport", [](RoutingRule &r) { r.sourcePorts = {1024, 1024}; },
        [](RoutingRule &r) { r.sourcePorts = {1, 1023}; }, Selector::SourcePort);
    row(
        "dport", [](RoutingRule &r) { r.destinationPorts = {50, 53}; },
        [](RoutingRule &r) { r.destinationPorts = {54, 60}; }, Selector::DestinationPort);
    row(
        "dport with a mask", [](RoutingRule &r) { r.destinationPorts = {0x35, 0x35, 0x0f}; },
        [](RoutingRule &r) { r.destinationPorts = {0x34, 0x34, 0x0f}; }, Selector::DestinationPort);
}

void ExplainLookup::walkGoesOn_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<RuleOutcome>("outcome");
    const auto row = [](const char *name, Change change, RuleOutcome outcome) {
        QTest::newRow(name) << change << outcome;
    };
    row("a table without routes", [](RoutingRule &) {}, RuleOutcome::NothingFound);
    row("throw", [](RoutingRule &r) { r.table = 45; }, RuleOutcome::Thrown);
    row("nop", [](RoutingRule &r) { r.verb = RuleVerb::Nop; }, RuleOutcome::Nop);
    row("goto nowhere", [](RoutingRule &r) { r.verb = RuleVerb::Goto, r.target = 15; }, RuleOutcome::JumpNowhere);
    row(
        "prefix is too short", [](RoutingRule &r) { r.table = 46, r.suppressPrefixLength = 24; },
        RuleOutcome::SuppressedByLength);
    row(
        "device is in a group", [](RoutingRule &r) { r.table = 46, r.suppressGroup = 7; },
        RuleOutcome::SuppressedByGroup);
    row(
        "selectors of an inverted rule fit", [](RoutingRule &r) { r.table = 46, r.invert = true; },
        RuleOutcome::NoMatch);
}

void ExplainLookup::routeLoses_data()
{
    QTest::addColumn<std::vector<RoutingRoute>>("routes");
    QTest::addColumn<Loss>("loss");
    const auto row = [](const char *name, Loss loss, RoutingRoute loser, RoutingRoute winner) {
        QTest::newRow(name) << std::vector{std::move(loser), std::move(winner)} << loss;
    };
    const RoutingRoute wide = route("44.60.0.0/16", 44, kWan, "203.0.113.1");
    const RoutingRoute long24 = route("44.60.1.0/24", 44, kLan, "44.128.10.9");
    RoutingRoute changed = long24;
    row("shorter", Loss::Shorter, wide, long24);
    changed.metric = 10;
    row("larger metric", Loss::Later, changed, long24);
    changed = long24;
    changed.tos = 0x10;
    row("another tos", Loss::Tos, changed, long24);
    changed.tos = 0x18;
    row("no tos after this one", Loss::Later, long24, changed);
    changed = long24;
    changed.nexthops.front().dead = true;
    row("dead", Loss::Dead, changed, wide);
    changed = long24;
    changed.nexthops.front().linkdown = true;
    row("no carrier, and such routes are ignored", Loss::LinkDown, changed, wide);
    row("another device", Loss::OtherInterface, long24, wide);
    RoutingRoute onLink = wide;
    onLink.scope = kScopeLink;
    row("scope", Loss::Scope, long24, onLink);

    // 44.60.0.0/15 by nexthop object cannot be used, and takes 44.60.0.0/14 with it.
    RoutingRoute object = route("44.60.0.0/15", 44, kLan, "44.128.10.9");
    object.nexthopId = 1;
    const std::vector routes{route("44.60.0.0/14", 44, kWan, "203.0.113.1"), object,
                             route("0.0.0.0/0", 44, kWan, "203.0.113.1")};
    QTest::newRow("eclipsed by a nexthop object") << routes << Loss::Eclipsed;
}

QTEST_GUILESS_MAIN(ExplainLookup)
#include "explainlookup.moc"
