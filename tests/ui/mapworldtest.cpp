// SPDX-License-Identifier: GPL-3.0-or-later
// The projection and the file of the world's outline.
#include "ui/map/projection.h"
#include "ui/map/worldoutline.h"

#include <QFile>
#include <QTest>

#include <random>

using namespace mesh44;

class MapWorldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void projects_data();
    void projects();
    void projectionIsSymmetricAndMonotone();
    void builtInIsAWorld();
    void straightLinesAreSeen();
    void landIsWhereItIs_data();
    void landIsWhereItIs();
    void invalid_data();
    void invalid();
    void neverCrashes();
};

static QByteArray builtInFile()
{
    QFile file(QStringLiteral(":/mesh44/world/world.bin"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void MapWorldTest::projects_data()
{
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::addColumn<QPointF>("point");
    QTest::newRow("middle") << 0.0 << 0.0 << QPointF(0, 0);
    QTest::newRow("equator's end") << 0.0 << 180.0 << QPointF(0.8707 * M_PI, 0);
    QTest::newRow("pole") << 90.0 << 0.0 << QPointF(0, -1.42239);
    QTest::newRow("off the globe") << 0.0 << 500.0 << QPointF(0.8707 * M_PI, 0);
}

void MapWorldTest::projects()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    QFETCH(QPointF, point);
    const QPointF difference = project(latitude, longitude) - point;
    QVERIFY2(difference.manhattanLength() < 1e-4, qPrintable(QString::number(difference.manhattanLength())));
}

void MapWorldTest::projectionIsSymmetricAndMonotone()
{
    for (int latitude = -88; latitude <= 88; latitude += 4) {
        QVERIFY(project(latitude + 2, 10).y() < project(latitude, 10).y());
        for (int longitude = -176; longitude <= 176; longitude += 8) {
            const QPointF here = project(latitude, longitude);
            QCOMPARE(project(-latitude, -longitude), -here);
            QVERIFY(project(latitude, longitude + 4).x() > here.x());
            QVERIFY(worldBounds().contains(here));
        }
    }
}

void MapWorldTest::builtInIsAWorld()
{
    const auto world = WorldOutline::parse(builtInFile());
    QVERIFY2(world, world ? "" : world.error().message.c_str());
    using Layer = WorldOutline::Layer;
    QVERIFY(world->lines(Layer::LandFar).size() > 100);
    QVERIFY(world->lines(Layer::LandNear).size() > 1000);
    QVERIFY(world->lines(Layer::Borders).size() > 200);
    QVERIFY(WorldOutline::builtIn().problem().isEmpty());
    for (const Layer layer : {Layer::LandFar, Layer::LandNear, Layer::Borders}) {
        for (const WorldOutline::Line &line : world->lines(layer)) {
            // A ring that jumps from one edge of the world to the other paints a bar over all of it.
            for (qsizetype i = 1; i < line.points.size(); ++i)
                QVERIFY(qAbs(line.points[i].x() - line.points[i - 1].x()) < 1);
        }
    }
}

// A border along a parallel has bounds without a height, which Qt takes for nothing.
void MapWorldTest::straightLinesAreSeen()
{
    const QPolygonF points{{0.3, -0.4}, {0.5, -0.4}};
    const WorldOutline::Line line{points, points.boundingRect()};
    QVERIFY(line.touches({0, -1, 1, 1}));
    QVERIFY(line.touches({0.4, -0.5, 0.01, 0.2})); // a part of it
    QVERIFY(!line.touches({0.6, -1, 1, 1}));
    QVERIFY(!line.touches({0, -0.3, 1, 1}));
    bool seen = false; // between Egypt and the Sudan
    for (const WorldOutline::Line &border : WorldOutline::builtIn().lines(WorldOutline::Layer::Borders)) {
        const QRectF around(project(22.5, 28), project(21.5, 30));
        seen |= border.bounds.height() == 0 && border.touches(around);
    }
    QVERIFY(seen);
}

void MapWorldTest::landIsWhereItIs_data()
{
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::addColumn<bool>("land");
    QTest::newRow("Kansas") << 38.5 << -98.0 << true;
    QTest::newRow("Bavaria") << 48.5 << 11.5 << true;
    QTest::newRow("Sahara") << 23.0 << 10.0 << true;
    QTest::newRow("Australia") << -25.0 << 134.0 << true;
    QTest::newRow("Antarctica") << -80.0 << 60.0 << true;
    QTest::newRow("South Pole, at the edge") << -88.0 << 178.0 << true;
    QTest::newRow("Chukotka, beyond 180 degrees") << 66.5 << -176.0 << true;
    QTest::newRow("Siberia, before 180 degrees") << 68.0 << 176.0 << true;
    QTest::newRow("Atlantic") << 30.0 << -40.0 << false;
    QTest::newRow("Pacific") << 0.0 << -150.0 << false;
    QTest::newRow("North Pole") << 88.0 << 0.0 << false;
    QTest::newRow("Caspian Sea") << 42.0 << 51.0 << false;
}

void MapWorldTest::landIsWhereItIs()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    QFETCH(bool, land);
    for (const auto layer : {WorldOutline::Layer::LandFar, WorldOutline::Layer::LandNear}) {
        int around = 0;
        for (const WorldOutline::Line &line : WorldOutline::builtIn().lines(layer))
            around += line.points.containsPoint(project(latitude, longitude), Qt::OddEvenFill);
        QCOMPARE(around % 2 == 1, land);
    }
}

void MapWorldTest::invalid_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("expected");
    const auto packed = [](const QByteArray &bytes) { return qCompress(bytes); };
    const QByteArray head("M44W\x01", 5);
    QTest::newRow("empty") << QByteArray() << QByteArray("it is too short");
    QTest::newRow("no zlib") << QByteArray("\0\0\0\x10rubbish, and more", 20) << QByteArray("it cannot be unpacked");
    QTest::newRow("absurd size") << QByteArray("\xff\xff\xff\xffx\xda", 6) << QByteArray("it says that it is larger");
    QTest::newRow("cut zlib") << builtInFile().left(4000) << QByteArray("it cannot be unpacked");
    QTest::newRow("magic") << packed("M44X\x01\x01") << QByteArray("it is no outline");
    QTest::newRow("version") << packed("M44W\x02\x01") << QByteArray("it is no outline");
    QTest::newRow("no layers") << packed(head) << QByteArray("its end");
    QTest::newRow("layer cut") << packed(head + '\x01') << QByteArray("a layer");
    QTest::newRow("unknown layer") << packed(head + QByteArray("\x01\x03\0\0", 4)) << QByteArray("a layer");
    QTest::newRow("absurd count of lines")
        << packed(head + QByteArray("\x01\0\xff\xff", 4)) << QByteArray("a line ends");
    QTest::newRow("absurd count of points")
        << packed(head + QByteArray("\x01\0\x01\0\xff\xff\x02\x02", 8)) << QByteArray("a line ends");
    QTest::newRow("endless number") << packed(head + QByteArray("\x01\0\x01\0\x01\0\xff\xff\xff\xff", 10))
                                    << QByteArray("a point is cut off");
    QTest::newRow("off the globe") << packed(head + QByteArray("\x01\0\x01\0\x01\0\xff\xff\x7f\0", 10))
                                   << QByteArray("a point lies off");
    QTest::newRow("more behind") << packed(head + QByteArray("\x01\0\0\0x", 5)) << QByteArray("its end");
}

void MapWorldTest::invalid()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, expected);
    const auto world = WorldOutline::parse(file);
    QVERIFY(!world);
    QVERIFY2(world.error().message.starts_with(expected.toStdString()), world.error().message.c_str());
    const WorldOutline nothing = WorldOutline::load(file);
    QVERIFY(!nothing.problem().isEmpty());
    QVERIFY(nothing.lines(WorldOutline::Layer::LandFar).empty());
}

// Whatever is in the file: a world or a reason.
void MapWorldTest::neverCrashes()
{
    const uint32_t seed = qEnvironmentVariableIsSet("MESH44_SEED") ? qEnvironmentVariable("MESH44_SEED").toUInt()
                                                                   : std::random_device()();
    qInfo("MESH44_SEED=%u", seed);
    std::mt19937 random(seed);
    const QByteArray bytes = qUncompress(builtInFile()).left(6000);
    for (int run = 0; run < 300; ++run) {
        QByteArray damaged = bytes.left(static_cast<qsizetype>(random() % 6000));
        for (int i = 0; i < 5 && !damaged.isEmpty(); ++i)
            damaged[static_cast<qsizetype>(random() % static_cast<size_t>(damaged.size()))] = static_cast<char>(
                random());
        const auto world = WorldOutline::parse(qCompress(damaged, 1));
        QVERIFY(world || !world.error().message.empty());
    }
}

QTEST_MAIN(MapWorldTest)
#include "mapworldtest.moc"
