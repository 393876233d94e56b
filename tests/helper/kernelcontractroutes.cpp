// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/helper/kernelcontract.h"

#include <QElapsedTimer>
#include <QTest>
#include <cerrno>

namespace mesh44::test {

namespace {

const Ipv4Prefix kMesh = prefix("44.4.8.0/24");

KernelRoute with(KernelRoute route, uint32_t table, uint32_t metric)
{
    route.table = table;
    route.metric = metric;
    return route;
}

} // namespace

void KernelContract::routeIsDumpedAsPut_data()
{
    QTest::addColumn<KernelRoute>("wanted");
    const Ipv4Prefix everything;
    KernelRoute gateway = routeOf(RouteType::Unicast, kMesh);
    gateway.gateway = Ipv4Address(192, 0, 2, 2);
    KernelRoute source = routeBy(kId, kMesh);
    source.preferredSource = Ipv4Address(192, 0, 2, 1);
    KernelRoute marked = routeBy(kId, kMesh);
    marked.tos = 0x10;
    QTest::newRow("by nexthop") << routeBy(kId, kMesh);
    QTest::newRow("host") << routeBy(kId, prefix("44.137.41.16/32"));
    QTest::newRow("default by nexthop") << with(routeBy(kId, everything), 45, 0);
    QTest::newRow("unreachable default, last") << with(routeOf(RouteType::Unreachable, everything), 45, 0xffffffff);
    QTest::newRow("unreachable") << routeOf(RouteType::Unreachable, prefix("44.128.10.0/24"));
    QTest::newRow("throw") << routeOf(RouteType::Throw, prefix("44.137.25.146/32"));
    QTest::newRow("blackhole") << routeOf(RouteType::Blackhole, kMesh);
    QTest::newRow("by gateway") << gateway;
    QTest::newRow("preferred source") << source;
    QTest::newRow("tos") << marked;
    QTest::newRow("table above 255") << with(routeBy(kId, kMesh), 70000, 5);
    QTest::newRow("main table") << with(routeBy(kId, kMesh), kMainTable, 0);
}

void KernelContract::routeIsDumpedAsPut()
{
    QFETCH(KernelRoute, wanted);
    if (!wanted.gateway.isUnspecified())
        wanted.link = m_link;
    QCOMPARE(apply(PutNexthop{nexthop(kId, kEndpoint)}, PutRoute{wanted}), (Errors{0, 0}));
    const KernelState state = dump();
    QVERIFY(holds(state.routes, wanted));
    QVERIFY(state.anyRoute);
    QCOMPARE(apply(RemoveRoute{wanted}), Errors{0});
    QVERIFY(!holds(dump().routes, wanted));
}

void KernelContract::routeErrors()
{
    const KernelRoute route = routeOf(RouteType::Unreachable, kMesh);
    QCOMPARE(apply(PutRoute{route}, PutRoute{route}), (Errors{0, EEXIST}));
    QCOMPARE(apply(RemoveRoute{route}, RemoveRoute{route}), (Errors{0, ESRCH}));
    QCOMPARE(apply(RemoveRoute{with(route, 4444, 0)}), Errors{ESRCH}); // no such table

    KernelRoute gateway = routeOf(RouteType::Unicast, kMesh);
    gateway.gateway = kEndpoint;
    KernelRoute nowhere = routeOf(RouteType::Unicast, kMesh);
    nowhere.link = 4444;
    nowhere.scope = 253;
    QCOMPARE(apply(PutRoute{gateway}, PutRoute{routeBy(kId + 9, kMesh)}, PutRoute{nowhere}),
             (Errors{ENETUNREACH, EINVAL, ENODEV}));
    const KernelRoute other = routeOf(RouteType::Other, kMesh);
    QCOMPARE(apply(PutRoute{other}, RemoveRoute{other}), (Errors{EINVAL, EINVAL}));
}

void KernelContract::addingDoesNotOverwrite()
{
    KernelRoute theirs = routeOf(RouteType::Blackhole, kMesh);
    theirs.protocol = 4;
    QCOMPARE(m_world.outside(PutRoute{theirs}).error, 0);
    QCOMPARE(apply(PutNexthop{nexthop(kId, kEndpoint)}, PutRoute{routeBy(kId, kMesh)}), (Errors{0, EEXIST}));
    QVERIFY(holds(dump().routes, theirs));
    QVERIFY(!holds(dump().routes, routeBy(kId, kMesh)));
}

// Whoever's it was: that is why `replace` is for what is known to be ours.
void KernelContract::replaceOverwrites()
{
    KernelRoute theirs = routeOf(RouteType::Blackhole, kMesh);
    theirs.protocol = 4;
    QCOMPARE(m_world.outside(PutRoute{theirs}).error, 0);
    QCOMPARE(apply(PutNexthop{nexthop(kId, kEndpoint)}, PutRoute{routeBy(kId, kMesh), true}), (Errors{0, 0}));
    QVERIFY(!holds(dump().routes, theirs));
    QVERIFY(holds(dump().routes, routeBy(kId, kMesh)));
    // The nexthop of ours, and what was not there before.
    const KernelRoute fresh = routeBy(kId, prefix("44.9.0.0/16"));
    QCOMPARE(apply(PutNexthop{nexthop(kId + 1, Ipv4Address(203, 0, 113, 20))}, PutRoute{routeBy(kId + 1, kMesh), true},
                   PutRoute{fresh, true}),
             (Errors{0, 0, 0}));
    QVERIFY(holds(dump().routes, routeBy(kId + 1, kMesh)) && holds(dump().routes, fresh));
}

void KernelContract::removalOfARouteNamesItsAuthor()
{
    KernelRoute theirs = routeOf(RouteType::Unreachable, kMesh);
    theirs.protocol = 4;
    QCOMPARE(m_world.outside(PutRoute{theirs}).error, 0);
    QCOMPARE(apply(RemoveRoute{routeOf(RouteType::Unreachable, kMesh)}), Errors{ESRCH});
    QVERIFY(holds(dump().routes, theirs));
    // A metric of 0 is any metric.
    const KernelRoute ours = with(routeOf(RouteType::Unreachable, kMesh), 44, 9);
    QCOMPARE(apply(PutRoute{ours}, RemoveRoute{routeOf(RouteType::Unreachable, kMesh)}), (Errors{0, 0}));
    QVERIFY(!holds(dump().routes, ours));
}

void KernelContract::failuresAreReportedAtTheirPlace()
{
    std::vector<Operation> operations{PutNexthop{nexthop(kId, kEndpoint)}};
    Errors expected{0};
    for (uint32_t i = 0; i < 350; ++i) { // several sends
        const auto destination = Ipv4Prefix::host(Ipv4Address((44U << 24) + i));
        const bool bad = i % 7 == 3;
        operations.push_back(PutRoute{routeBy(bad ? kId + 1 : kId, destination)});
        expected.push_back(bad ? EINVAL : 0);
    }
    operations.push_back(RemoveNexthop{kId + 1});
    expected.push_back(ENOENT);
    QCOMPARE(applyAll(operations), expected);
    const auto routes = dump().routes;
    QCOMPARE(std::ranges::count(routes, kId, &KernelRoute::nexthop), 300);
    if (m_world.isReal()) {
        const auto results = m_world.kernel().apply(std::vector<Operation>{PutRoute{routeBy(kId + 1, kMesh)}});
        QCOMPARE(results.front().message, std::string("Nexthop id does not exist"));
    }
}

void KernelContract::nothingToDo()
{
    QCOMPARE(applyAll({}), Errors{});
    const KernelState before = dump();
    QCOMPARE(apply(ChangeLink{.link = m_link, .name = m_world.device()}), Errors{0});
    QCOMPARE(dump(), before);
}

void KernelContract::writesAreCounted()
{
    const uint64_t before = m_world.kernel().writes();
    (void)dump();
    QCOMPARE(m_world.kernel().writes(), before);
    apply(PutRoute{routeOf(RouteType::Throw, kMesh)}, RemoveNexthop{kId});
    QCOMPARE(m_world.kernel().writes(), before + 2);
}

void KernelContract::tenThousandRoutes()
{
    constexpr uint32_t kRoutes = 10000;
    constexpr uint32_t kEndpoints = 6600;
    std::vector<Operation> operations;
    for (uint32_t i = 0; i < kEndpoints; ++i)
        operations.push_back(PutNexthop{nexthop(kId + i, Ipv4Address((198U << 24) + (18U << 16) + 1 + i))});
    for (uint32_t i = 0; i < kRoutes; ++i) {
        const auto destination = Ipv4Prefix::covering(Ipv4Address((44U << 24) + (i << 4)), 28);
        operations.push_back(PutRoute{routeBy(kId + i % kEndpoints, destination)});
    }
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(applyAll(operations), Errors(operations.size()));
    const auto written = timer.restart();
    const KernelState state = dump();
    if (m_world.isReal())
        qInfo("%u nexthops and %u routes: %lld ms, dump %lld ms", kEndpoints, kRoutes, written, timer.elapsed());
    QCOMPARE(state.nexthops.size(), size_t{kEndpoints});
    for (uint32_t i = 0; i < kEndpoints; ++i)
        QCOMPARE(state.nexthops[i], std::get<PutNexthop>(operations[i]).nexthop);
    auto ours = state.routes;
    std::erase_if(ours, [](const KernelRoute &route) { return route.table != 44; });
    std::ranges::sort(ours, {}, &KernelRoute::destination);
    QCOMPARE(ours.size(), size_t{kRoutes});
    for (uint32_t i = 0; i < kRoutes; ++i)
        QCOMPARE(ours[i], std::get<PutRoute>(operations[kEndpoints + i]).route);
}

} // namespace mesh44::test
