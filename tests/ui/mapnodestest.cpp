// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on the map as the mesh changes: nodes, stacks, picking, traffic.
#include "ui/map/mapnodes.h"
#include "tests/ui/meshmaker.h"
#include "ui/map/maptraffic.h"
#include "ui/models/gatewaymodel.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <random>
#include <set>

using namespace mesh44;
using namespace mesh44::test;

class MapNodesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gridFindsWhatALookAtAllFinds();
    void followsEveryChange_data();
    void followsEveryChange();
    void stacksKeepTheirPlace();
    void stackTellsTheWorst();
    void shows();
    void hitsHoldThePoint();
    void neighboursGoAround();
    void touches();
    void ringsMoveWithTheMoment();
    void traffic();
};

static uint32_t seed()
{
    static const uint32_t value = [] {
        const uint32_t chosen = qEnvironmentVariableIsSet("MESH44_SEED") ? qEnvironmentVariable("MESH44_SEED").toUInt()
                                                                         : std::random_device()();
        qInfo("MESH44_SEED=%u", chosen);
        return chosen;
    }();
    return value;
}

static RouteView routeOf(const char *prefix, RouteState state = RouteState::Installed)
{
    return {.prefix = *Ipv4Prefix::parse(prefix),
            .endpoint = Ipv4Address(198, 51, 100, 7),
            .announced = true,
            .installed = state == RouteState::Installed,
            .state = state,
            .lastAnnounced = kNow};
}

void MapNodesTest::gridFindsWhatALookAtAllFinds()
{
    std::mt19937 random(seed());
    std::uniform_real_distribution<double> place(-1.2, 1.2); // some outside the bounds
    std::vector<QPointF> points;
    for (int i = 0; i < 2000; ++i)
        points.emplace_back(place(random), place(random));
    PointGrid grid;
    grid.build(points, {-1, -1, 2, 2});
    for (int run = 0; run < 200; ++run) {
        const QPointF centre(place(random), place(random));
        const double radius = std::abs(place(random)) / 5;
        const auto found = grid.within(centre, radius);
        const auto near = [&](QPointF p) { return std::hypot((p - centre).x(), (p - centre).y()); };
        const auto expected = std::ranges::count_if(points, [&](QPointF p) { return near(p) <= radius; });
        QCOMPARE(static_cast<long>(found.size()), static_cast<long>(expected));
        QVERIFY(std::ranges::is_sorted(found, {}, [&](int i) { return near(points[static_cast<size_t>(i)]); }));
        std::vector<double> all;
        for (const QPointF &point : points)
            all.push_back(near(point));
        std::ranges::sort(all);
        const auto nearest = grid.nearest(centre, 20);
        QCOMPARE(nearest.size(), size_t(20));
        QCOMPARE(near(points[static_cast<size_t>(nearest.back())]), all[19]);
    }
    grid.build({}, {});
    QVERIFY(grid.within({0, 0}, 5).empty());
    QVERIFY(grid.nearest({0, 0}, 5).empty());
}

void MapNodesTest::followsEveryChange_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("geographic") << static_cast<int>(LayoutKind::Geographic);
    QTest::newRow("rings") << static_cast<int>(LayoutKind::Rings);
    QTest::newRow("prefix") << static_cast<int>(LayoutKind::Prefix);
}

void MapNodesTest::followsEveryChange()
{
    QFETCH(int, kind);
    MeshMaker maker(seed());
    Snapshot mesh = maker.make(400);
    PeersModel peers;
    MapNodes nodes(peers);
    nodes.setLayout(static_cast<LayoutKind>(kind));
    nodes.setMoment(kNow);
    peers.setRoutes(mesh.routes, mesh.endpoints);
    for (int step = 0; step < 30; ++step) {
        const Delta delta = maker.change(mesh, 0.1);
        peers.applyDelta(delta);
        QVERIFY(apply(mesh, delta));
        MapNodes fresh(peers);
        fresh.setLayout(static_cast<LayoutKind>(kind));
        fresh.setMoment(kNow);
        QCOMPARE(nodes.size(), fresh.size());
        for (int i = 0; i < nodes.size(); ++i)
            QVERIFY(nodes.at(i) == fresh.at(i));
        QCOMPARE(nodes.placesTaken(), nodes.stacks().size());
        QVERIFY(nodes.stacks() == fresh.stacks());
        QCOMPARE(nodes.order().size() + nodes.unplaced().size(), mesh.routes.size());
    }
}

void MapNodesTest::stacksKeepTheirPlace()
{
    PeersModel peers;
    MapNodes nodes(peers);
    peers.setRoutes(
        {routeOf("44.134.1.0/24"), routeOf("44.134.2.0/24"), routeOf("44.68.12.0/24"), routeOf("44.128.10.0/24")}, {});
    QCOMPARE(nodes.stacks().size(), size_t(2));
    QCOMPARE(nodes.unplaced().size(), size_t(1)); // never somewhere by chance
    const QPointF italy = nodes.at(0).spot.at;
    QCOMPARE(nodes.hits(italy, 0.01), (std::vector<int>{0, 1}));
    Delta delta;
    delta.routes = {routeOf("44.134.3.0/24"), routeOf("44.134.1.0/24", RouteState::Suppressed)};
    peers.applyDelta(delta);
    QCOMPARE(nodes.at(0).spot.at, italy);
    QCOMPARE(nodes.hits(italy, 0.01).size(), size_t(3));
}

void MapNodesTest::stackTellsTheWorst()
{
    PeersModel peers;
    MapNodes nodes(peers);
    peers.setRoutes({routeOf("44.134.1.0/24"), routeOf("44.134.2.0/24"), routeOf("44.134.3.0/24", RouteState::Held),
                     routeOf("44.68.12.0/24")},
                    {});
    const MapStack stack = nodes.stacks().back(); // the worst is drawn last
    QCOMPARE(stack.count, 3);
    QCOMPARE(stack.sign, Sign::Ok);
    QVERIFY(stack.hasUrgent());
    QCOMPARE(stack.urgent, Sign::Attention);
    QVERIFY(!nodes.stacks().front().hasUrgent());
}

void MapNodesTest::shows()
{
    PeersModel peers;
    MapNodes nodes(peers);
    peers.setRoutes({routeOf("44.134.1.0/24"), routeOf("44.134.2.0/24", RouteState::Held),
                     routeOf("44.68.12.0/24", RouteState::Suppressed)},
                    {});
    const std::pair<Shown, int> expected[] = {
        {Shown::All, 3}, {Shown::InUse, 1}, {Shown::Attention, 1}, {Shown::Rest, 1}};
    for (const auto &[shown, count] : expected) {
        nodes.setShown(shown);
        QCOMPARE(static_cast<int>(nodes.order().size()), count);
    }
}

void MapNodesTest::hitsHoldThePoint()
{
    PeersModel peers;
    MapNodes nodes(peers);
    nodes.setLayout(LayoutKind::Prefix);
    peers.setRoutes({routeOf("44.134.0.0/16"), routeOf("44.134.2.0/24"), routeOf("44.68.0.0/16")}, {});
    const QPointF inner = nodes.at(1).spot.at;
    QCOMPARE(nodes.hits(inner, 0), (std::vector<int>{1, 0})); // the narrowest first
    QVERIFY(nodes.hits({-50, -50}, 3).empty());
}

void MapNodesTest::neighboursGoAround()
{
    PeersModel peers;
    MapNodes nodes(peers);
    QVERIFY(!nodes.neighbour({}, 1));
    peers.setRoutes({routeOf("44.134.2.0/24"), routeOf("44.68.12.0/24"), routeOf("44.134.1.0/24")}, {});
    const auto p = [](const char *text) { return std::optional(*Ipv4Prefix::parse(text)); };
    QCOMPARE(nodes.neighbour({}, 1), p("44.68.12.0/24"));
    QCOMPARE(nodes.neighbour({}, -1), p("44.134.2.0/24"));
    QCOMPARE(nodes.neighbour(p("44.68.12.0/24"), 1), p("44.134.1.0/24"));
    QCOMPARE(nodes.neighbour(p("44.134.2.0/24"), 1), p("44.68.12.0/24"));
    QCOMPARE(nodes.neighbour(p("44.68.12.0/24"), -1), p("44.134.2.0/24"));
    QCOMPARE(nodes.neighbour(p("44.100.0.0/24"), 1), p("44.134.1.0/24")); // one that is gone
}

void MapNodesTest::touches()
{
    PeersModel peers;
    MapNodes nodes(peers);
    std::vector<Ipv4Prefix> touched;
    connect(&nodes, &MapNodes::touched, this, [&](const MapNode &node, Touch) { touched.push_back(node.prefix); });
    peers.setRoutes({routeOf("44.134.1.0/24"), routeOf("44.134.2.0/24"), routeOf("44.134.3.0/24")}, {});
    QVERIFY(touched.empty()); // a whole new mesh is no news of each
    Delta delta;
    delta.routes = {routeOf("44.134.2.0/24", RouteState::Held), routeOf("44.134.4.0/24")};
    delta.removedRoutes = {*Ipv4Prefix::parse("44.134.1.0/24")};
    peers.applyDelta(delta);
    QCOMPARE(std::set(touched.begin(), touched.end()),
             (std::set{*Ipv4Prefix::parse("44.134.1.0/24"), *Ipv4Prefix::parse("44.134.2.0/24"),
                       *Ipv4Prefix::parse("44.134.4.0/24")}));
    touched.clear();
    peers.applyBurst({.time = kNow + kSecond, .routes = 3, .complete = true, .nextBurst = 0});
    QVERIFY(touched.empty()); // freshness alone is no change
}

void MapNodesTest::ringsMoveWithTheMoment()
{
    PeersModel peers;
    MapNodes nodes(peers);
    nodes.setLayout(LayoutKind::Rings);
    nodes.setMoment(kNow);
    peers.setRoutes({routeOf("44.134.1.0/24")}, {});
    const QPointF near = nodes.at(0).spot.at;
    nodes.setMoment(kNow + 3000 * kSecond);
    const QPointF far = nodes.at(0).spot.at;
    QVERIFY(std::hypot(far.x(), far.y()) > std::hypot(near.x(), near.y()));
    peers.applyBurst({.time = kNow + 3000 * kSecond, .routes = 1, .complete = true, .nextBurst = 0});
    QCOMPARE(nodes.at(0).spot.at, near);
}

void MapNodesTest::traffic()
{
    GatewayModel gateway([] { return kNow; });
    Snapshot mesh{.revision = 1, .status = makeStatus(GatewayState::Up)};
    for (uint8_t i = 0; i < 60; ++i) {
        RouteView route = routeOf("44.134.1.0/24");
        route.prefix = Ipv4Prefix::host(Ipv4Address(44, 134, 1, i));
        route.endpoint = Ipv4Address(198, 51, 100, i);
        mesh.routes.push_back(route);
    }
    gateway.setSnapshot(mesh);
    MapTraffic traffic(gateway);
    std::vector<TrafficView> sample;
    for (uint8_t i = 0; i < 60; ++i)
        sample.push_back({.address = Ipv4Address(198, 51, 100, i), .inBytes = 5000, .outBytes = 1000});
    gateway.setTraffic(sample);
    QVERIFY(traffic.flows().empty()); // what was before we looked is not now
    for (uint8_t i = 0; i < 55; ++i)
        sample[i].inBytes += 100u + i;
    sample[7].outBytes += 9000;
    sample[8] = {.address = Ipv4Address(198, 51, 100, 8), .inBytes = 40, .outBytes = 0}; // counted anew
    gateway.setTraffic(sample);
    QCOMPARE(traffic.flows().size(), MapTraffic::kMost);
    QCOMPARE(traffic.flows().front(), (MapTraffic::Flow{Ipv4Address(198, 51, 100, 7), 107, 9000}));
    gateway.setTraffic(sample);
    QVERIFY(traffic.flows().empty()); // silence
}

QTEST_MAIN(MapNodesTest)
#include "mapnodestest.moc"
