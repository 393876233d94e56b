// SPDX-License-Identifier: GPL-3.0-or-later
// Places: the address space as a curve, the rings, the world; and the view on them.
#include "tests/ui/meshmaker.h"
#include "ui/map/addressspace.h"
#include "ui/map/mapview.h"
#include "ui/map/projection.h"
#include "ui/map/rings.h"

#include <QTest>

#include <set>

using namespace mesh44;
using namespace mesh44::test;

class MapLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areas_data();
    void areas();
    void areasNestAsPrefixesDo();
    void addressesComeBack();
    void neighboursStandTogether();
    void geographic();
    void bands_data();
    void bands();
    void sectorsFillTheCircle();
    void sectors_data();
    void sectors();
    void ringsByAge();
    void ringMoments();
    void placesIgnoreTheRest_data();
    void placesIgnoreTheRest();
    void view();
    void viewReveals();
};

static Ipv4Prefix prefix(const char *text)
{
    return *Ipv4Prefix::parse(text);
}

void MapLayoutTest::areas_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QSizeF>("size");
    QTest::newRow("host") << QByteArray("44.1.2.3/32") << QSizeF(1, 1);
    QTest::newRow("/24") << QByteArray("44.1.2.0/24") << QSizeF(16, 16);
    QTest::newRow("/16") << QByteArray("44.130.0.0/16") << QSizeF(256, 256);
    QTest::newRow("/12") << QByteArray("44.160.0.0/12") << QSizeF(1024, 1024);
    QTest::newRow("/10") << QByteArray("44.64.0.0/10") << QSizeF(2048, 2048);
    QTest::newRow("/9") << QByteArray("44.0.0.0/9") << QSizeF(2 * kSquareSide + kSquareGap, 2048);
    QTest::newRow("outside") << QByteArray("192.0.2.0/24") << QSizeF(0, 0);
    QTest::newRow("sold") << QByteArray("44.200.0.0/16") << QSizeF(0, 0);
}

void MapLayoutTest::areas()
{
    QFETCH(QByteArray, text);
    QFETCH(QSizeF, size);
    QCOMPARE(areaOf(prefix(text.constData())).size(), size);
}

void MapLayoutTest::areasNestAsPrefixesDo()
{
    std::vector<Ipv4Prefix> prefixes;
    for (const RouteView &route : MeshMaker(3).make(700).routes)
        prefixes.push_back(route.prefix);
    for (unsigned length = 10; length <= 32; ++length)
        prefixes.push_back(Ipv4Prefix::covering(Ipv4Address(44, 68, 77, 201), length));
    for (const Ipv4Prefix a : prefixes) {
        const QRectF area = areaOf(a);
        QCOMPARE(area.width() * area.height(), static_cast<double>(uint64_t{1} << (32 - a.length())));
        QVERIFY(addressSpaceBounds().contains(area));
        for (const Ipv4Prefix b : prefixes) {
            QCOMPARE(area.contains(areaOf(b)), a.contains(b));
            QCOMPARE(area.intersects(areaOf(b)), a.overlaps(b));
        }
    }
}

void MapLayoutTest::addressesComeBack()
{
    MeshMaker maker(5);
    for (int i = 0; i < 3000; ++i) {
        const Ipv4Address address((44u << 24) + maker.below(3u << 22));
        QCOMPARE(addressAt(areaOf(Ipv4Prefix::host(address)).center()), address);
    }
    QVERIFY(!addressAt({-1, 5}));
    QVERIFY(!addressAt({kSquareSide + kSquareGap / 2.0, 5}));
    QVERIFY(!addressAt({5, kSquareSide + 1.0}));
}

void MapLayoutTest::neighboursStandTogether()
{
    for (uint32_t host = 0; host < 5000; ++host) {
        const auto centre = [](uint32_t value) { return areaOf(Ipv4Prefix::host(Ipv4Address(value))).center(); };
        const uint32_t address = (44u << 24) + 77 * 65536 + host;
        QCOMPARE((centre(address + 1) - centre(address)).manhattanLength(), 1.0);
    }
}

void MapLayoutTest::geographic()
{
    const auto layout = makeLayout(LayoutKind::Geographic);
    const RouteView glasgow{.prefix = prefix("44.131.7.0/24")};
    QVERIFY(layout->spotOf(glasgow).placed);
    QCOMPARE(layout->spotOf(glasgow).at, project(54.0, -2.5)); // the United Kingdom's
    QVERIFY(!layout->spotOf({.prefix = prefix("44.0.1.0/30")}).area.isValid());
    GatewayStatus status;
    QVERIFY(!layout->ownSpot(status));
    status.subnets = {prefix("44.134.50.0/24")};
    QVERIFY(layout->ownSpot(status));
}

void MapLayoutTest::bands_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<size_t>("band");
    QTest::newRow("from the future") << qint64(-10) << size_t(0);
    QTest::newRow("now") << qint64(0) << size_t(0);
    QTest::newRow("a minute") << qint64(60) << size_t(0);
    QTest::newRow("more") << qint64(61) << size_t(1);
    QTest::newRow("an hour") << qint64(3600) << size_t(2);
    QTest::newRow("a day") << qint64(86400) << size_t(3);
    QTest::newRow("a year") << qint64(31536000) << size_t(4);
}

void MapLayoutTest::bands()
{
    QFETCH(qint64, seconds);
    QFETCH(size_t, band);
    QCOMPARE(bandOf(seconds * kSecond), band);
    QVERIFY(!bandName(band).isEmpty());
}

void MapLayoutTest::sectorsFillTheCircle()
{
    double whole = 0;
    std::set<QString> names;
    for (size_t i = 0; i < kSectors; ++i) {
        whole += sector(i).span;
        names.insert(sectorName(i));
        int following = 0; // each ends where another begins
        for (size_t k = 0; k < kSectors; ++k)
            following += std::fmod(sector(i).from + sector(i).span, 360) == std::fmod(sector(k).from, 360);
        QCOMPARE(following, 1);
    }
    QCOMPARE(whole, 360.0);
    QCOMPARE(names.size(), kSectors);
}

void MapLayoutTest::sectors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("name");
    QTest::newRow("US") << QByteArray("44.68.12.0/24") << QStringLiteral("United States");
    QTest::newRow("Hawaii") << QByteArray("44.14.1.0/24") << QStringLiteral("United States");
    QTest::newRow("Italy") << QByteArray("44.134.50.0/24") << QStringLiteral("Europe");
    QTest::newRow("Canada") << QByteArray("44.135.1.0/24") << QStringLiteral("Canada");
    QTest::newRow("Australia") << QByteArray("44.136.1.0/24") << QStringLiteral("Oceania");
    QTest::newRow("Japan") << QByteArray("44.129.1.0/24") << QStringLiteral("Asia");
    QTest::newRow("nowhere") << QByteArray("44.128.10.0/24") << QStringLiteral("No place");
}

void MapLayoutTest::sectors()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, name);
    const Ipv4Prefix wanted = prefix(text.constData());
    const size_t index = sectorOf(Regions::builtIn().named(wanted), Regions::builtIn().placed(wanted));
    QCOMPARE(sectorName(index), name);
}

void MapLayoutTest::ringsByAge()
{
    RingsLayout layout(Regions::builtIn());
    QVERIFY(layout.setMoment(kNow));
    QVERIFY(!layout.setMoment(kNow));
    for (const RouteView &made : MeshMaker(9).make(300).routes) {
        double last = 0;
        QPointF direction;
        for (const int64_t age : {int64_t{5}, int64_t{200}, int64_t{3000}, int64_t{50'000}, int64_t{900'000}}) {
            RouteView route = made;
            route.lastAnnounced = kNow - age * kSecond;
            const QPointF at = layout.spotOf(route).at;
            const double radius = std::hypot(at.x(), at.y());
            const size_t band = bandOf(age * kSecond);
            QVERIFY(radius < ringBands()[band].radius);
            QVERIFY(radius > (band == 0 ? kInnerRadius : ringBands()[band - 1].radius));
            QVERIFY(radius > last);
            // It goes straight outwards as it falls silent.
            if (last > 0)
                QVERIFY(std::hypot((at / radius - direction).x(), (at / radius - direction).y()) < 1e-9);
            direction = at / radius;
            last = radius;
        }
        RouteView heard = made;
        heard.lastHeard = kNow;
        heard.lastAnnounced = 0;
        const QPointF at = layout.spotOf(heard).at;
        QVERIFY(std::hypot(at.x(), at.y()) < ringBands()[0].radius);
    }
}

void MapLayoutTest::ringMoments()
{
    GatewayStatus status = makeStatus(GatewayState::Up);
    QCOMPARE(ringMoment(&status, kNow), status.lastBurst); // nothing moves between bursts
    QCOMPARE(ringMoment(&status, kNow + 120 * kSecond), status.lastBurst);
    const int64_t later = kNow + 3600 * kSecond; // none came for long
    QVERIFY(later - ringMoment(&status, later) < 60 * kSecond);
    QVERIFY(kNow - ringMoment(nullptr, kNow) < 60 * kSecond);
}

void MapLayoutTest::placesIgnoreTheRest_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("geographic") << static_cast<int>(LayoutKind::Geographic);
    QTest::newRow("rings") << static_cast<int>(LayoutKind::Rings);
    QTest::newRow("prefix") << static_cast<int>(LayoutKind::Prefix);
}

void MapLayoutTest::placesIgnoreTheRest()
{
    QFETCH(int, kind);
    const auto layout = makeLayout(static_cast<LayoutKind>(kind));
    const auto again = makeLayout(static_cast<LayoutKind>(kind));
    layout->setMoment(kNow);
    again->setMoment(kNow);
    for (const RouteView &route : MeshMaker(4).make(400).routes) {
        const Spot spot = layout->spotOf(route);
        RouteView changed = route;
        changed.state = RouteState::Suppressed;
        changed.endpoint = Ipv4Address(192, 0, 2, 1);
        QCOMPARE(again->spotOf(changed), spot);
        QVERIFY(!spot.placed || layout->bounds().contains(spot.at));
    }
}

void MapLayoutTest::view()
{
    MapView view;
    view.setSize({800, 400});
    view.setMargin(10);
    view.setMap({-1, -1, 2, 2}, {-3, -2, 6, 4}, 10);
    QVERIFY(view.isFitted());
    QCOMPARE(view.scale(), 190.0);
    QCOMPARE(view.toScreen({0, 0}), QPointF(400, 200));
    QCOMPARE(view.transform().map(QPointF(0.5, -0.25)), view.toScreen({0.5, -0.25}));

    const QPointF mouse(650, 90);
    const QPointF under = view.toMap(mouse);
    view.zoomAt(mouse, 3);
    QCOMPARE(view.zoom(), 3.0);
    QVERIFY((view.toMap(mouse) - under).manhattanLength() < 1e-9);
    view.zoomAt(mouse, 1e6);
    QCOMPARE(view.zoom(), 10.0);
    view.pan({-1e9, 1e9});
    QCOMPARE(view.centre(), QPointF(3, -2)); // no further than the map
    view.zoomAt(mouse, 1e-6);
    QCOMPARE(view.zoom(), 1.0);
    view.fit();
    QVERIFY(view.isFitted());
}

void MapLayoutTest::viewReveals()
{
    MapView view;
    view.setSize({800, 400});
    view.setMap({-1, -1, 2, 2}, {-3, -3, 6, 6}, 10);
    view.set({0, 0}, 4);
    const MapView before = view;
    QVERIFY(!view.reveal({0.1, 0.1}, 40));
    QCOMPARE(view, before);
    QVERIFY(view.reveal({2, 0}, 40));
    QVERIFY((view.toScreen({2, 0}) - QPointF(760, 200)).manhattanLength() < 1e-6); // no further than it takes
}

QTEST_MAIN(MapLayoutTest)
#include "maplayouttest.moc"
