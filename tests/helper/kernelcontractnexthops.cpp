// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/helper/kernelcontract.h"

#include <QTest>
#include <cerrno>

namespace mesh44::test {

namespace {

constexpr Ipv4Address kOther{203, 0, 113, 20};

KernelNexthop blackhole(uint32_t id)
{
    return {.id = id, .blackhole = true, .protocol = kOurProtocol};
}

// Mesh routes, as many as the prefixes of one endpoint.
std::vector<KernelRoute> severalRoutes()
{
    return {routeBy(kId, prefix("44.4.8.0/24")), routeBy(kId, prefix("44.60.1.0/28")),
            routeBy(kId, prefix("44.137.41.16/32"))};
}

} // namespace

void KernelContract::nexthopIsDumpedAsPut_data()
{
    QTest::addColumn<KernelNexthop>("wanted");
    QTest::newRow("onlink") << nexthop(kId, kEndpoint);
    QTest::newRow("reachable gateway") << KernelNexthop{
        .id = kId, .gateway = Ipv4Address(192, 0, 2, 2), .protocol = kOurProtocol};
    QTest::newRow("device only") << KernelNexthop{.id = kId, .protocol = kOurProtocol};
    QTest::newRow("blackhole") << blackhole(kId);
    QTest::newRow("highest id") << nexthop(0xffffffff, kEndpoint);
    QTest::newRow("another author") << KernelNexthop{.id = 1, .gateway = kEndpoint, .onlink = true, .protocol = 3};
}

void KernelContract::nexthopIsDumpedAsPut()
{
    QFETCH(KernelNexthop, wanted);
    wanted.link = wanted.blackhole ? 0 : m_link; // the device is made anew for each row
    QCOMPARE(apply(PutNexthop{wanted}), Errors{0});
    QVERIFY(holds(dump().nexthops, wanted));
    QCOMPARE(apply(RemoveNexthop{wanted.id}), Errors{0});
    QVERIFY(dump().nexthops.empty());
}

void KernelContract::nexthopErrors()
{
    const KernelNexthop good = nexthop(kId, kEndpoint);
    QCOMPARE(apply(PutNexthop{good}, PutNexthop{good}), (Errors{0, EEXIST}));
    QCOMPARE(apply(RemoveNexthop{kId}, RemoveNexthop{kId}), (Errors{0, ENOENT}));

    KernelNexthop unreachable = good;
    unreachable.onlink = false;
    KernelNexthop elsewhere = good;
    elsewhere.link = 4444;
    KernelNexthop group = good;
    group.unmodelled = true;
    QCOMPARE(apply(PutNexthop{unreachable}, PutNexthop{elsewhere}, PutNexthop{group}),
             (Errors{ENETUNREACH, EINVAL, EINVAL}));
    QCOMPARE(apply(ChangeLink{.link = m_link, .name = m_world.device(), .up = false}, PutNexthop{good}),
             (Errors{0, ENETDOWN}));
    QVERIFY(dump().nexthops.empty());
}

void KernelContract::nexthopReplaceMovesItsRoutes()
{
    const auto routes = severalRoutes();
    QCOMPARE(apply(PutNexthop{nexthop(kId, kEndpoint)}), Errors{0});
    for (const KernelRoute &route : routes)
        QCOMPARE(apply(PutRoute{route}), Errors{0});
    QCOMPARE(apply(PutNexthop{nexthop(kId, kOther), true}), Errors{0}); // one message for all of them
    const KernelState state = dump();
    QCOMPARE(state.nexthops, std::vector{nexthop(kId, kOther)});
    for (const KernelRoute &route : routes)
        QVERIFY(holds(state.routes, route));
    // Replacing what is not there makes it.
    QCOMPARE(apply(PutNexthop{nexthop(kId + 1, kEndpoint), true}), Errors{0});
    QVERIFY(holds(dump().nexthops, nexthop(kId + 1, kEndpoint)));
}

void KernelContract::nexthopRemovalTakesItsRoutes()
{
    QCOMPARE(apply(PutNexthop{nexthop(kId, kEndpoint)}, PutNexthop{nexthop(kId + 1, kOther)}), (Errors{0, 0}));
    const KernelRoute stays = routeBy(kId + 1, prefix("44.8.0.0/16"));
    QCOMPARE(apply(PutRoute{stays}), Errors{0});
    for (const KernelRoute &route : severalRoutes())
        QCOMPARE(apply(PutRoute{route}), Errors{0});
    QCOMPARE(apply(RemoveNexthop{kId}), Errors{0});
    const KernelState state = dump();
    QVERIFY(holds(state.routes, stays));
    for (const KernelRoute &route : severalRoutes())
        QVERIFY(!holds(state.routes, route));
}

void KernelContract::blackholeAndBackKeepsTheRoutes()
{
    const auto routes = severalRoutes();
    QCOMPARE(apply(PutNexthop{nexthop(kId, kEndpoint)}), Errors{0});
    for (const KernelRoute &route : routes)
        QCOMPARE(apply(PutRoute{route}), Errors{0});
    for (const KernelNexthop &now : {blackhole(kId), nexthop(kId, kEndpoint)}) {
        QCOMPARE(apply(PutNexthop{now, true}), Errors{0});
        const KernelState state = dump();
        QCOMPARE(state.nexthops, std::vector{now});
        for (const KernelRoute &route : routes)
            QVERIFY(holds(state.routes, route)); // of the same type as before
    }
    // As blackhole, routes are added and removed like any.
    const KernelRoute late = routeBy(kId, prefix("44.9.0.0/16"));
    QCOMPARE(apply(PutNexthop{blackhole(kId), true}, PutRoute{late}, RemoveRoute{routes.front()}), (Errors{0, 0, 0}));
    QVERIFY(holds(dump().routes, late));
    QVERIFY(!holds(dump().routes, routes.front()));
}

void KernelContract::linkDownTakesNexthopsAndRoutes()
{
    const KernelRoute byId = routeBy(kId, prefix("44.4.8.0/24"));
    const KernelRoute dead = routeOf(RouteType::Throw, prefix("44.137.25.146/32"));
    const KernelRule rule{.priority = 47,
                          .source = prefix("44.128.10.0/24"),
                          .action = RuleAction::Unreachable,
                          .protocol = kOurProtocol};
    QCOMPARE(apply(PutNexthop{nexthop(kId, kEndpoint)}, PutRoute{byId}, PutRoute{dead}, AddRule{rule},
                   PutNexthop{blackhole(kId + 1)}),
             (Errors{0, 0, 0, 0, 0}));
    for (const bool up : {false, true}) { // and up again brings nothing back
        QCOMPARE(apply(ChangeLink{.link = m_link, .name = m_world.device(), .up = up}), Errors{0});
        const KernelState state = dump();
        QCOMPARE(state.nexthops, std::vector{blackhole(kId + 1)});
        QVERIFY(!holds(state.routes, byId));
        QVERIFY(holds(state.routes, dead));
        QVERIFY(holds(state.rules, rule));
    }
}

void KernelContract::lastAddressTakesPlainRoutesOnly()
{
    const KernelRoute byId = routeBy(kId, prefix("44.4.8.0/24"));
    KernelRoute plain = routeOf(RouteType::Unicast, prefix("44.5.0.0/16"));
    plain.gateway = Ipv4Address(192, 0, 2, 2);
    plain.link = m_link;
    QCOMPARE(apply(PutNexthop{nexthop(kId, kEndpoint)}, PutRoute{byId}, PutRoute{plain}), (Errors{0, 0, 0}));
    QCOMPARE(apply(RemoveAddress{{m_link, Ipv4Address(192, 0, 2, 1), 24}}), Errors{0});
    QVERIFY(holds(dump().routes, byId));
    QVERIFY(!holds(dump().routes, plain));
}

void KernelContract::whatWeDoNotModelIsMarked()
{
    const Status added = m_world.addWhatWeDoNotModel();
    QVERIFY2(bool(added), added ? "" : added.error().message.c_str());
    const KernelState state = dump();
    const auto rule = std::ranges::find(state.rules, 7U, &KernelRule::priority);
    QVERIFY(rule != state.rules.end() && rule->unmodelled);
    for (uint32_t id : {71U, 72U}) {
        const auto there = std::ranges::find(state.nexthops, id, &KernelNexthop::id);
        QVERIFY(there != state.nexthops.end() && there->unmodelled);
    }
    QCOMPARE(apply(PutNexthop{nexthop(72, kEndpoint)}), Errors{EEXIST}); // ids are shared by all families
}

} // namespace mesh44::test
