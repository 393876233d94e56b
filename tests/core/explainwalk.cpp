// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way: source, tunnel, outer packet, loops, sizes.
#include "core/explain/walk.h"
#include "tests/core/explainbuilder.h"

using namespace mesh44;
using namespace mesh44::explain;
using namespace mesh44::test;

namespace {

Walk walked(const RoutingSnapshot &state, const Flow &flow, uint16_t size = 0, bool dontFragment = true)
{
    return walk(RoutingIndex(state), {flow, size, dontFragment, 64});
}

} // namespace

class ExplainWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void meshHostIsEncapsulated()
    {
        const RoutingSnapshot state = gateway();
        const Walk way = walked(state, flow("44.128.10.7", "44.60.1.9", kLan));
        QCOMPARE(way.fate, Fate::Leaves);
        QCOMPARE(way.layers.size(), size_t{1});
        const Layer &layer = way.layers.front();
        QCOMPARE(layer.source, address("203.0.113.9"));
        QCOMPARE(layer.destination, address("198.51.100.10"));
        QCOMPARE(layer.protocol, uint8_t{4});
        QCOMPARE(layer.ttl, uint8_t{64});
        QVERIFY(layer.dontFragment && !layer.ttlIsInner);
        QCOMPARE(way.device, kWan);
        QCOMPARE(way.nextHop, address("203.0.113.1"));
        QCOMPARE(way.mtu, 1480U);
        QVERIFY(!way.isUncertain);
    }

    void ttlAndTosOfTheInnerPacket()
    {
        RoutingSnapshot state = gateway();
        state.links[3].tunnel->ttl = 0;
        state.links[3].tunnel->tos = 1;
        Flow asked = flow("44.128.10.7", "44.60.1.9", kLan);
        asked.tos = 0x10;
        const Walk way = walked(state, asked);
        QVERIFY(way.layers.front().ttlIsInner);
        QCOMPARE(way.layers.front().ttl, uint8_t{63}); // one less by forwarding
        QCOMPARE(way.layers.front().tos, uint8_t{0x10});
    }

    void tunnelsOwnEndsAndDevice()
    {
        RoutingSnapshot state = gateway();
        state.links[3].tunnel->local = address("44.128.10.1");
        state.links[3].tunnel->remote = address("198.51.100.99");
        state.links[3].tunnel->link = kLan;
        const Walk way = walked(state, flow(nullptr, "44.60.1.9"));
        QCOMPARE(way.layers.front().source, address("44.128.10.1"));
        QCOMPARE(way.layers.front().destination, address("198.51.100.99"));
        QCOMPARE(way.device, kLan); // bound to it, although no route leads there
    }

    // Without throw, an endpoint inside of a mesh prefix is looked for in the tunnel.
    void endpointInsideItsOwnPrefixLoops()
    {
        RoutingSnapshot state = gateway();
        state.routes[8].nexthops.front().gateway = address("44.60.1.200");
        QCOMPARE(walked(state, flow(nullptr, "44.60.1.9")).fate, Fate::Leaves);
        state.routes.erase(state.routes.begin() + 9);
        const Walk way = walked(state, flow(nullptr, "44.60.1.9"));
        QCOMPARE(way.drop, Drop::Tunnel);
        QCOMPARE(way.layers.back().problem, TunnelProblem::Loop);
    }

    void twoTunnelsInACircle()
    {
        RoutingSnapshot state = gateway();
        state.links.push_back(device(5, "gre1"));
        state.links.back().tunnel = TunnelSettings{.remote = address("44.60.2.1"), .protocol = 47, .headerLength = 4};
        state.routes.push_back(route("198.51.100.0/24", 254, 5));
        const Walk way = walked(state, flow(nullptr, "44.60.1.9"));
        QCOMPARE(way.layers.size(), size_t{2});
        QCOMPARE(way.layers.back().problem, TunnelProblem::Loop);
    }

    void outerPacketHasNoWay()
    {
        RoutingSnapshot state = gateway();
        state.routes.erase(state.routes.begin() + 6); // the default route
        Walk way = walked(state, flow(nullptr, "44.60.1.9"));
        QCOMPARE(way.layers.back().problem, TunnelProblem::OuterRefused);
        QCOMPARE(way.layers.back().outer.lookup.refusal, Refusal::NoRoute);
        state = gateway();
        state.links[3].tunnel->local = address("198.51.100.1"); // after a redial
        way = walked(state, flow(nullptr, "44.60.1.9"));
        QCOMPARE(way.layers.back().outer.reason, Reason::ForeignSource);
        state = gateway();
        state.routes[8].nexthops.front().gateway = address("203.0.113.9");
        way = walked(state, flow(nullptr, "44.60.1.9"));
        QCOMPARE(way.layers.back().problem, TunnelProblem::OuterIsLocal);
    }

    // connect() looks again with the source that it got: the rule for our sources takes over.
    void sourceMayChangeTheWay()
    {
        RoutingSnapshot state = gateway();
        state.routes[6].preferredSource = address("44.128.10.1");
        const Walk way = walked(state, flow(nullptr, "198.18.0.7"));
        QVERIFY(way.sourceChangesWay);
        QCOMPARE(way.first.choices.front().link, kWan);
        QCOMPARE(way.layers.size(), size_t{1});
        QCOMPARE(way.layers.front().destination, address("169.228.34.84"));
        QVERIFY(!walked(state, flow(nullptr, "44.60.1.9")).sourceChangesWay);
    }

    void size_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("dontFragment");
        QTest::addColumn<bool>("pathMtu");
        QTest::addColumn<int>("underlay");
        QTest::addColumn<Fit>("fit");
        QTest::newRow("fits") << 1480 << true << true << 1500 << Fit::Fits;
        QTest::newRow("one more") << 1481 << true << true << 1500 << Fit::TooBig;
        QTest::newRow("one more, in pieces") << 1481 << false << true << 1500 << Fit::Fragmented;
        QTest::newRow("small underlay") << 1381 << true << true << 1400 << Fit::TooBig;
        QTest::newRow("small underlay, fits") << 1380 << true << true << 1400 << Fit::Fits;
        QTest::newRow("the first is lost") << 1381 << false << true << 1400 << Fit::LostThenPieces;
        QTest::newRow("outer in pieces") << 1381 << false << false << 1400 << Fit::Fragmented;
    }
    void size()
    {
        QFETCH(int, size);
        QFETCH(bool, dontFragment);
        QFETCH(bool, pathMtu);
        QFETCH(int, underlay);
        QFETCH(Fit, fit);
        RoutingSnapshot state = gateway();
        state.links[2].mtu = static_cast<uint32_t>(underlay);
        state.links[3].tunnel->pathMtuDiscovery = pathMtu;
        const Walk way = walked(state, flow("44.128.10.7", "44.60.1.9", kLan), static_cast<uint16_t>(size),
                                dontFragment);
        QCOMPARE(way.fit, fit);
        QCOMPARE(way.mtu, static_cast<uint32_t>(underlay - 20));
        QCOMPARE(way.drop, fit == Fit::TooBig ? Drop::TooBig : Drop::None);
    }

    void mtuOfTheRoute()
    {
        RoutingSnapshot state = gateway();
        state.routes[8].mtu = 1300;
        QCOMPARE(walked(state, flow(nullptr, "44.60.1.9")).mtu, 1300U);
        state.routes[6].mtu = 1280; // of the underlay's default route
        QCOMPARE(walked(state, flow(nullptr, "44.60.1.9")).mtu, 1260U);
    }

    void endsOfAWay()
    {
        RoutingSnapshot state = gateway();
        QCOMPARE(walked(state, flow(nullptr, "203.0.113.9")).fate, Fate::Delivered);
        QCOMPARE(walked(state, flow(nullptr, "44.128.10.255")).fate, Fate::Everybody);
        QCOMPARE(walked(state, flow("44.128.10.7", "44.60.1.9")).drop, Drop::Refused); // not our address
        const Walk dying = walk(RoutingIndex(state), {flow("44.128.10.7", "44.60.1.9", kLan), 0, true, 1});
        QCOMPARE(dying.drop, Drop::TtlExpired);
        state.neighbours.push_back({kWan, address("203.0.113.1"), 0x20});
        QCOMPARE(walked(state, flow(nullptr, "44.60.1.9")).neighbour, std::optional<uint16_t>(uint16_t{0x20}));
        state.links[2].carrier = false;
        QCOMPARE(walked(state, flow(nullptr, "44.60.1.9")).drop, Drop::NoCarrier);
    }

    void severalWaysAreUncertain()
    {
        RoutingSnapshot state = gateway();
        state.routes.push_back(route("0.0.0.0/0", 254, kWan, "203.0.113.2"));
        QVERIFY(walked(state, flow(nullptr, "198.18.0.7")).isUncertain);
        QVERIFY(walked(state, flow(nullptr, "44.60.1.9")).isUncertain); // of the outer packet
    }

    void unmodelledTunnelEndsThere()
    {
        RoutingSnapshot state = gateway();
        state.links[3].tunnel->unmodelled = true;
        const Walk way = walked(state, flow(nullptr, "44.60.1.9"));
        QCOMPARE(way.layers.back().problem, TunnelProblem::NotModelled);
    }
};

QTEST_GUILESS_MAIN(ExplainWalk)
#include "explainwalk.moc"
