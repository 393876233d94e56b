// SPDX-License-Identifier: GPL-3.0-or-later
// What is decided around the look-up: sources, martians, forwarding, rp_filter, and the choice of one nexthop.
#include "core/explain/agreement.h"
#include "tests/core/explainbuilder.h"

#include <cerrno>

using namespace mesh44;
using namespace mesh44::explain;
using namespace mesh44::test;

namespace {

using Change = void (*)(RoutingSnapshot &);
void nothing(RoutingSnapshot &) {}

} // namespace

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(Flow)

class ExplainDecision : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refused_data();
    void refused()
    {
        QFETCH(Change, change);
        QFETCH(Flow, flow);
        QFETCH(Reason, reason);
        QFETCH(int, error);
        RoutingSnapshot state = gateway();
        change(state);
        const Decision decision = decide(RoutingIndex(state), flow);
        QCOMPARE(decision.outcome, Outcome::Refused);
        QCOMPARE(decision.reason, reason);
        QCOMPARE(errnoOf(decision), error);
        QVERIFY(!decision.isUncertain());
    }

    void goes_data();
    void goes()
    {
        QFETCH(Change, change);
        QFETCH(Flow, flow);
        QFETCH(Outcome, outcome);
        QFETCH(int, link);
        QFETCH(std::string, source);
        RoutingSnapshot state = gateway();
        change(state);
        const Decision decision = decide(RoutingIndex(state), flow);
        QCOMPARE(decision.outcome, outcome);
        QCOMPARE(decision.choices.size(), size_t{1});
        QCOMPARE(decision.choices.front().link, link);
        QCOMPARE(decision.choices.front().source.toString(), source);
    }

    // A socket bound to a device does not care for an unreachable route.
    void boundSocketLeavesOnTheLink()
    {
        RoutingSnapshot state = gateway();
        Flow bound = flow("44.128.10.1", "44.128.10.77");
        state.rules.erase(state.rules.begin() + 1);
        state.rules[1].destination = prefix("44.128.0.0/10");
        QCOMPARE(decide(RoutingIndex(state), bound).lookup.refusal, Refusal::Unreachable);
        bound.outLink = kWan;
        const Decision decision = decide(RoutingIndex(state), bound);
        QCOMPARE(decision.outcome, Outcome::Leaves);
        QVERIFY(!decision.choices.front().route);
        QCOMPARE(decision.choices.front().link, kWan);
    }

    void severalNexthopsAreASet()
    {
        RoutingSnapshot state = gateway();
        RoutingRoute several = route("198.18.0.0/15", 254, kWan, "203.0.113.1");
        several.nexthops.push_back({address("44.128.10.9"), kLan, 2, true});
        several.nexthops.push_back({address("203.0.113.2"), kWan, 1, true, true}); // dead
        state.routes.push_back(several);
        const RoutingIndex index(state);
        const Decision decision = decide(index, flow(nullptr, "198.18.0.7"));
        QCOMPARE(decision.choices.size(), size_t{2});
        QCOMPARE(decision.choices[0].source, address("203.0.113.9"));
        QCOMPARE(decision.choices[1].source, address("44.128.10.1"));
        Flow bound = flow(nullptr, "198.18.0.7");
        bound.outLink = kLan;
        QCOMPARE(decide(index, bound).choices.size(), size_t{1});
    }

    void equalDefaultsAreASet()
    {
        RoutingSnapshot state = gateway();
        state.routes.push_back(route("0.0.0.0/0", 254, kWan, "203.0.113.2"));
        RoutingRoute behind = route("0.0.0.0/0", 254, kWan, "203.0.113.3");
        behind.metric = 10;
        state.routes.push_back(behind);
        QCOMPARE(decide(RoutingIndex(state), flow(nullptr, "198.18.0.7")).choices.size(), size_t{2});
        Flow forwarded = flow("192.168.1.1", "198.18.0.7", kLan);
        QCOMPARE(decide(RoutingIndex(state), forwarded).choices.size(), size_t{1}); // the first, always
    }

    void reversePath_data();
    void reversePath()
    {
        QFETCH(int, mode);
        QFETCH(std::string, source);
        QFETCH(int, inLink);
        QFETCH(ReverseVerdict, verdict);
        RoutingSnapshot state = gateway();
        state.links[1].settings.reversePath = state.links[2].settings.reversePath = static_cast<uint8_t>(mode);
        state.links[3].settings.reversePath = static_cast<uint8_t>(mode);
        const Decision decision = decide(RoutingIndex(state), flow(source.c_str(), "44.128.10.7", inLink));
        const ReverseCheck &check = *decision.choices.front().reverse;
        QCOMPARE(check.verdict, verdict);
        QCOMPARE(check.mode, static_cast<uint8_t>(mode));
        QCOMPARE(decision.outcome == Outcome::Refused, verdict != ReverseVerdict::Passed);
    }

    // Without an address, loose is strict: why the tunnel device carries one.
    void looseIsStrictWithoutAnAddress()
    {
        RoutingSnapshot state = gateway();
        const Flow foreign = flow("198.18.0.7", "203.0.113.9", kTunnel); // the way back goes by the WAN
        QCOMPARE(decide(RoutingIndex(state), foreign).outcome, Outcome::Local);
        state.addresses.pop_back();
        const Decision decision = decide(RoutingIndex(state), foreign);
        QCOMPARE(decision.reason, Reason::ReversePath);
        QCOMPARE(decision.reverse->verdict, ReverseVerdict::OtherInterface);
    }

    void noWayBack()
    {
        RoutingSnapshot state = gateway();
        state.routes.pop_back(); // the floor refuses what has our source
        const Flow incoming = flow("198.18.0.7", "44.128.10.7", kTunnel);
        const Decision decision = decide(RoutingIndex(state), incoming);
        QCOMPARE(decision.choices.front().reverse->verdict, ReverseVerdict::NoWayBack);
        state.links[3].settings.reversePath = 0;
        QCOMPARE(decide(RoutingIndex(state), incoming).outcome, Outcome::Leaves);
    }

    // Where /proc/sys is out of reach, three settings of "all" are unknown: what hangs on them is said to.
    void hiddenSettingsAreAGap()
    {
        RoutingSnapshot state = gateway();
        state.allIsHidden = true;
        const RoutingIndex index(state);
        QCOMPARE(decide(index, flow("203.0.113.9", "44.128.10.7", kWan)).gaps.front(), Gap::HiddenSettings);
        QCOMPARE(decide(index, flow("127.0.0.1", "198.18.0.7")).gaps.front(), Gap::HiddenSettings);
        QVERIFY(!decide(index, flow("44.60.1.9", "44.128.10.7", kTunnel)).isUncertain());
    }

    void gatewayThatIsOurs()
    {
        RoutingSnapshot state = gateway();
        RoutingRoute old = route("198.18.0.0/15", 254, kWan, "203.0.113.9");
        old.nexthops.front().onlink = false;
        state.routes.push_back(old);
        const Decision decision = decide(RoutingIndex(state), flow(nullptr, "198.18.0.7"));
        QVERIFY(decision.choices.front().gateway.isUnspecified());
        QCOMPARE(decision.gaps, std::vector{Gap::OwnGateway});
    }

    void acceptLocalWithoutFilterAsksNothing()
    {
        RoutingSnapshot state = gateway();
        state.links[2].settings.acceptLocal = true;
        const Decision decision = decide(RoutingIndex(state), flow("203.0.113.9", "44.128.10.7", kWan));
        QCOMPARE(decision.outcome, Outcome::Leaves);
        QVERIFY(decision.choices.front().reverse->lookup.steps.empty());
    }

    void comparison()
    {
        const RoutingSnapshot state = gateway();
        const RoutingIndex index(state);
        Decision decision = decide(index, flow(nullptr, "44.60.1.9"));
        KernelAnswer answer{.kind = RouteKind::Unicast,
                            .link = kTunnel,
                            .gateway = address("198.51.100.10"),
                            .source = address("44.128.10.1"),
                            .match = KernelMatch{44, prefix("44.60.1.0/24"), RouteKind::Unicast, 0, 0}};
        QCOMPARE(compare(index, decision, answer), Agreement::Agrees);
        answer.match->table = 254;
        QCOMPARE(compare(index, decision, answer), Agreement::Differs);
        decision.gaps.push_back(Gap::UnknownSelector);
        QCOMPARE(compare(index, decision, answer), Agreement::NotModelled);
        QCOMPARE(compare(index, decision, KernelAnswer{.error = ENETUNREACH}), Agreement::NotModelled);
    }

    void otherProtocolsAreAskedWhereItDoesNotMatter()
    {
        RoutingSnapshot state = gateway();
        Flow outer = flow("203.0.113.9", "198.51.100.10");
        outer.protocol = 4;
        QCOMPARE(askable(state, outer)->protocol, uint8_t{17});
        state.rules.back().ipProtocol = 4;
        QVERIFY(!askable(state, outer));
        QVERIFY(askable(state, flow("203.0.113.9", "198.51.100.10")));
    }
};

void ExplainDecision::refused_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<Flow>("flow");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<int>("error");
    const auto row = [](const char *name, const Flow &flow, Reason reason, int error, Change change = nothing) {
        QTest::newRow(name) << change << flow << reason << error;
    };
    Flow bound = flow(nullptr, "198.18.0.7");
    bound.outLink = 77;
    row("no such device", bound, Reason::NoSuchLink, ENODEV);
    bound.outLink = kLan;
    row("bound to a device that is down", bound, Reason::LinkIsDown, ENETUNREACH,
        [](RoutingSnapshot &state) { state.links[1].up = false; });
    row("a source of somebody else's", flow("44.128.10.7", "44.60.1.9"), Reason::ForeignSource, ENETUNREACH);
    row("a multicast source", flow("224.0.0.9", "44.60.1.9"), Reason::InvalidSource, EINVAL);
    row("127.0.0.1 to elsewhere", flow("127.0.0.1", "198.18.0.7"), Reason::LoopbackSource, EINVAL);
    row("the floor", flow("44.128.10.1", "198.18.0.7"), Reason::LookupRefused, ENETUNREACH,
        [](RoutingSnapshot &state) { state.routes.pop_back(); });
    row("an unreachable route", flow("44.128.10.1", "44.60.9.9"), Reason::LookupRefused, EHOSTUNREACH,
        [](RoutingSnapshot &state) { state.routes.push_back(route(RouteKind::Unreachable, "44.60.9.0/24", 44)); });
    row("a prohibiting route", flow("44.128.10.1", "44.60.9.9"), Reason::LookupRefused, EACCES,
        [](RoutingSnapshot &state) { state.routes.push_back(route(RouteKind::Prohibit, "44.60.9.0/24", 44)); });
    row("a suppressed endpoint", flow("44.128.10.1", "44.60.1.9"), Reason::LookupRefused, EINVAL,
        [](RoutingSnapshot &state) { state.routes[8].nexthopId = 1, state.routes[8].blackholeNexthop = true; });
    row("in: no such device", flow("44.60.1.9", "44.128.10.7", 77), Reason::NoSuchLink, ENODEV);
    row("in: without IPv4", flow("44.60.1.9", "44.128.10.7", kWan), Reason::NoIpv4, EINVAL,
        [](RoutingSnapshot &state) { state.links[2].ipv4 = false; });
    row("in: broadcast as source", flow("255.255.255.255", "44.128.10.7", kWan), Reason::InvalidSource, EINVAL);
    row("in: no source", flow("0.0.0.0", "44.128.10.7", kWan), Reason::InvalidSource, EINVAL);
    row("in: to 127.0.0.1", flow("44.60.1.9", "127.0.0.1", kWan), Reason::MartianDestination, EINVAL);
    row("in: from 127.0.0.1", flow("127.0.0.1", "44.128.10.7", kWan), Reason::LoopbackSource, EINVAL);
    row("in: from ourselves", flow("203.0.113.9", "44.128.10.7", kWan), Reason::ReversePath, EINVAL);
    row("in: forwarding is off", flow("44.60.1.9", "44.128.10.7", kTunnel), Reason::NotForwarding, EHOSTUNREACH,
        [](RoutingSnapshot &state) { state.links[3].settings.forwarding = false; });
    row("in: no route", flow("44.128.10.7", "198.18.0.7", kLan), Reason::LookupRefused, ENETUNREACH,
        [](RoutingSnapshot &state) { state.routes.pop_back(); });
}

void ExplainDecision::goes_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<Flow>("flow");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<int>("link");
    QTest::addColumn<std::string>("source");
    const auto row = [](const char *name, const Flow &flow, Outcome outcome, int link, const char *source,
                        Change change = nothing) {
        QTest::newRow(name) << change << flow << outcome << link << std::string(source);
    };
    row("to the mesh, with the device's address", flow(nullptr, "44.60.1.9"), Outcome::Leaves, kTunnel, "44.128.10.1");
    row("to the mesh, without one: the WAN's", flow(nullptr, "44.60.1.9"), Outcome::Leaves, kTunnel, "203.0.113.9",
        [](RoutingSnapshot &state) { state.addresses = {state.addresses[0], state.addresses[2]}; });
    row("with the route's own source", flow(nullptr, "44.60.1.9"), Outcome::Leaves, kTunnel, "203.0.113.9",
        [](RoutingSnapshot &state) { state.routes[8].preferredSource = address("203.0.113.9"); });
    row("to the Internet", flow(nullptr, "198.18.0.7"), Outcome::Leaves, kWan, "203.0.113.9");
    row("to the endpoint that throw lets out", flow(nullptr, "44.60.1.200"), Outcome::Leaves, kWan, "203.0.113.9");
    row("to ourselves", flow(nullptr, "203.0.113.9"), Outcome::Local, 1, "203.0.113.9");
    row("to nobody is to ourselves", flow(nullptr, "0.0.0.0"), Outcome::Local, 1, "127.0.0.1");
    row("broadcast of the LAN", flow(nullptr, "44.128.10.255"), Outcome::Broadcast, kLan, "44.128.10.1");
    row("multicast by the default route", flow(nullptr, "239.1.1.1"), Outcome::Multicast, kWan, "203.0.113.9");
    row("multicast by the source's device", flow("203.0.113.9", "224.0.0.9"), Outcome::Multicast, kWan, "203.0.113.9");
    row("in: to a LAN host", flow("44.60.1.9", "44.128.10.7", kTunnel), Outcome::Leaves, kLan, "44.60.1.9");
    row("in: from a LAN host to the Internet", flow("44.128.10.7", "198.18.0.7", kLan), Outcome::Leaves, kTunnel,
        "44.128.10.7");
    row("in: for us", flow("198.18.0.7", "203.0.113.9", kWan), Outcome::Local, 1, "198.18.0.7");
}

void ExplainDecision::reversePath_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<std::string>("source");
    QTest::addColumn<int>("inLink");
    QTest::addColumn<ReverseVerdict>("verdict");
    const auto row = [](const char *name, int mode, const char *source, int inLink, ReverseVerdict verdict) {
        QTest::newRow(name) << mode << std::string(source) << inLink << verdict;
    };
    row("strict, the way back is the same", 1, "44.60.1.9", kTunnel, ReverseVerdict::Passed);
    row("strict, the way back is another", 1, "44.60.1.9", kWan, ReverseVerdict::OtherInterface);
    row("loose, the way back is another", 2, "44.60.1.9", kWan, ReverseVerdict::Passed);
    row("off", 0, "44.60.1.9", kWan, ReverseVerdict::Passed);
    row("loose, from the LAN's broadcast address", 2, "44.128.10.255", kWan, ReverseVerdict::SourceUnusable);
    row("off, from one of our addresses", 0, "203.0.113.9", kWan, ReverseVerdict::SourceIsOurs);
}

QTEST_GUILESS_MAIN(ExplainDecision)
#include "explaindecision.moc"
