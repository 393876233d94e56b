// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mesh/view.h"
#include "tests/bus/samples.h"

#include <QtTest>

using namespace mesh44;

namespace {

Ipv4Prefix prefix(uint8_t third)
{
    return Ipv4Prefix::covering(Ipv4Address(44, 4, third, 0), 24);
}

RouteView route(uint8_t third, uint8_t endpoint, bool announced = true)
{
    return {.prefix = prefix(third), .endpoint = Ipv4Address(198, 51, 100, endpoint), .announced = announced};
}

} // namespace

class ViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAndBack();
    void unknownWords_data();
    void unknownWords();
    void differenceLeadsFromOneToTheOther();
    void differenceIsSmall();
    void orderOfADeltaDoesNotMatter();
    void gaps_data();
    void gaps();
    void completeBurstRefreshes();
    void partOfABurstRefreshesNothing();
};

void ViewTest::wordsAndBack()
{
    for (int i = 0; i <= static_cast<int>(RouteOrigin::Import); ++i)
        QVERIFY(routeOriginFrom(toString(static_cast<RouteOrigin>(i))) == static_cast<RouteOrigin>(i));
    for (int i = 0; i <= static_cast<int>(RouteState::Cached); ++i)
        QVERIFY(routeStateFrom(toString(static_cast<RouteState>(i))) == static_cast<RouteState>(i));
    for (int i = 0; i <= static_cast<int>(GatewayState::Misconfigured); ++i)
        QVERIFY(gatewayStateFrom(toString(static_cast<GatewayState>(i))) == static_cast<GatewayState>(i));
    QCOMPARE(toString(RouteOrigin::Rip44), std::string_view("rip44"));
    QCOMPARE(toString(RouteState::Suppressed), std::string_view("suppressed"));
}

void ViewTest::unknownWords_data()
{
    QTest::addColumn<QByteArray>("word");
    for (const char *word : {"", "Installed", "installed ", "unknown", "up\n", "0"})
        QTest::newRow(word) << QByteArray(word);
}

void ViewTest::unknownWords()
{
    QFETCH(QByteArray, word);
    const std::string text = word.toStdString();
    QVERIFY(!routeOriginFrom(text) && !routeStateFrom(text) && !gatewayStateFrom(text));
}

void ViewTest::differenceLeadsFromOneToTheOther()
{
    const auto seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    for (int i = 0; i < 300; ++i) {
        Snapshot a = test::someSnapshot(random, random(), test::below(random, 80));
        const Snapshot b = test::someSnapshot(random, random(), test::below(random, 80));
        QVERIFY(apply(a, difference(a, b)));
        QVERIFY(a == b);
        const Delta none = difference(a, b);
        QVERIFY(none.routes.empty() && none.removedRoutes.empty() && none.endpoints.empty()
                && none.removedEndpoints.empty());
    }
}

void ViewTest::differenceIsSmall()
{
    const Snapshot a{.revision = 1, .routes = {route(8, 7), route(9, 7), route(10, 7)}};
    const Snapshot b{.revision = 2, .routes = {route(8, 7), route(10, 8), route(11, 7)}};
    const Delta delta = difference(a, b);
    QVERIFY(delta.from == 1 && delta.to == 2 && delta.whole);
    QVERIFY((delta.routes == std::vector<RouteView>{route(10, 8), route(11, 7)}));
    QVERIFY((delta.removedRoutes == std::vector<Ipv4Prefix>{prefix(9)}));
}

void ViewTest::orderOfADeltaDoesNotMatter()
{
    Snapshot snapshot{.revision = 1, .routes = {route(8, 7), route(12, 7)}};
    Delta delta{.from = 1, .to = 2, .routes = {route(14, 1), route(9, 1), route(12, 1)}};
    delta.removedRoutes = {prefix(200), prefix(8)};
    QVERIFY(apply(snapshot, delta));
    QVERIFY((snapshot.routes == std::vector<RouteView>{route(9, 1), route(12, 1), route(14, 1)}));
}

void ViewTest::gaps_data()
{
    QTest::addColumn<quint64>("from");
    QTest::addColumn<bool>("whole");
    QTest::newRow("later") << quint64{6} << true;
    QTest::newRow("older") << quint64{4} << true;
    QTest::newRow("not whole") << quint64{5} << false;
}

void ViewTest::gaps()
{
    QFETCH(quint64, from);
    QFETCH(bool, whole);
    const Snapshot before{.revision = 5, .routes = {route(8, 7)}};
    Snapshot snapshot = before;
    const Status status = apply(snapshot, Delta{.from = from, .to = 9, .whole = whole, .removedRoutes = {prefix(8)}});
    QVERIFY(!status && status.error().code == ErrorCode::Conflict);
    QVERIFY(snapshot == before);
}

void ViewTest::completeBurstRefreshes()
{
    Snapshot snapshot{.routes = {route(8, 7), route(9, 9, false)}};
    snapshot.endpoints = {{.address = Ipv4Address(198, 51, 100, 7)}, {.address = Ipv4Address(198, 51, 100, 9)}};
    apply(snapshot, BurstView{.time = 100, .routes = 1, .complete = true, .nextBurst = 400});
    QCOMPARE(snapshot.routes[0].lastAnnounced, int64_t{100});
    QCOMPARE(snapshot.routes[1].lastAnnounced, int64_t{0});
    QCOMPARE(snapshot.endpoints[0].lastAnnounced, int64_t{100});
    QCOMPARE(snapshot.endpoints[1].lastAnnounced, int64_t{0});
    QCOMPARE(snapshot.status.lastBurst, int64_t{100});
    QCOMPARE(snapshot.status.nextBurst, int64_t{400});
    QVERIFY(snapshot.status.burstsConfirmed);
    apply(snapshot, BurstView{.time = 200, .routes = 1, .complete = false, .nextBurst = 500});
    QVERIFY(snapshot.status.burstsConfirmed && !snapshot.status.lastBurstComplete);
}

void ViewTest::partOfABurstRefreshesNothing()
{
    Snapshot snapshot{.routes = {route(8, 7)}};
    apply(snapshot, BurstView{.time = 100, .routes = 1, .complete = false, .nextBurst = 400});
    QCOMPARE(snapshot.routes[0].lastAnnounced, int64_t{0});
    QCOMPARE(snapshot.status.lastBurst, int64_t{100});
    QVERIFY(!snapshot.status.lastBurstComplete && !snapshot.status.burstsConfirmed);
}

QTEST_GUILESS_MAIN(ViewTest)
#include "viewtest.moc"
