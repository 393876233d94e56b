// SPDX-License-Identifier: GPL-3.0-or-later
//
// The history's models: events that come in, are filtered and lead to peers, and the time line as it is drawn.
#include "ui/models/eventsfilter.h"
#include "tests/ui/meshmaker.h"
#include "ui/models/peersmodel.h"
#include "ui/models/timeline.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <set>

using namespace mesh44;
using namespace mesh44::test;

class EventsFilterTest : public QObject
{
    Q_OBJECT

    static EventView event(int number)
    {
        return {kNow + number * kSecond, "route", "44.1.0.0/16", std::to_string(number)};
    }
    static std::vector<EventView> events(int newest, int count)
    {
        std::vector<EventView> made;
        for (int i = 0; i < count; ++i)
            made.push_back(event(newest - i));
        return made;
    }
    static std::vector<EventView> all(const EventsModel &model)
    {
        std::vector<EventView> rows;
        for (int row = 0; row < model.rowCount(); ++row)
            rows.push_back(model.eventAt(row));
        return rows;
    }
    static QStringList texts(const EventsFilter &filter)
    {
        QStringList subjects;
        for (const EventView &each : filter.events())
            subjects.append(QString::fromStdString(each.subject));
        return subjects;
    }

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }

    // A history that goes on from what is known keeps its rows, and so the selection.
    void whatIsKnownStays_data()
    {
        QTest::addColumn<int>("newest");
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("resets");
        QTest::newRow("the same") << 50 << 20 << 0;
        QTest::newRow("newer ones") << 55 << 25 << 0;
        QTest::newRow("newer ones, bounded elsewhere") << 55 << 10 << 0;
        QTest::newRow("older ones, too") << 52 << 40 << 0;
        QTest::newRow("older ones only") << 50 << 30 << 0;
        QTest::newRow("nothing in common") << 500 << 20 << 1;
        QTest::newRow("nothing") << 0 << 0 << 1;
    }
    void whatIsKnownStays()
    {
        QFETCH(int, newest);
        QFETCH(int, count);
        QFETCH(int, resets);
        EventsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setEvents(events(50, 20));
        const QPersistentModelIndex chosen = model.index(3, 0);
        const QSignalSpy reset(&model, &EventsModel::modelReset);
        model.setEvents(events(newest, count));
        QCOMPARE(int(reset.size()), resets);
        if (resets == 0) {
            QVERIFY(chosen.isValid());
            QCOMPARE(model.eventAt(chosen.row()), event(47));
            QCOMPARE(all(model), events(newest, std::max(count, newest - 30)));
        } else {
            QCOMPARE(all(model), events(newest, count));
        }
    }

    void isBounded()
    {
        EventsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setEvents(events(0, EventsModel::kLimit));
        model.setEvents(events(30, EventsModel::kLimit));
        QCOMPARE(all(model), events(30, EventsModel::kLimit));
        model.addEvent(event(31));
        QCOMPARE(all(model), events(31, EventsModel::kLimit));
        model.setEvents(events(5000, EventsModel::kLimit + 700));
        QCOMPARE(all(model), events(5000, EventsModel::kLimit));
    }

    void unknownKindsKeepTheirName()
    {
        for (const std::string &kind : eventKinds())
            QVERIFY(!kindWord(kind).isEmpty());
        QCOMPARE(kindWord("weather"), QStringLiteral("weather"));
    }

    void filters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("kinds");
        QTest::addColumn<int>("secondsBack"); // of the range; -1: all
        QTest::addColumn<QString>("subjects");
        const QString none;
        QTest::newRow("all") << none << none << -1 << "44.128.77.0/24 198.18.5.77 gateway.mode ";
        QTest::newRow("word") << "MOVED" << none << -1 << "198.18.5.77";
        QTest::newRow("two words") << "new 203.0.113.20" << none << -1 << "44.128.77.0/24";
        QTest::newRow("words apart") << "new 198.18" << none << -1 << "";
        QTest::newRow("an address inside") << "44.128.77.9" << none << -1 << "44.128.77.0/24";
        QTest::newRow("an address elsewhere") << "44.128.78.9" << none << -1 << "";
        QTest::newRow("kind") << none << "endpoint" << -1 << "198.18.5.77";
        QTest::newRow("kinds") << none << "config gateway" << -1 << "gateway.mode ";
        QTest::newRow("kind and word") << "full" << "config gateway" << -1 << "gateway.mode";
        QTest::newRow("range") << none << none << 20 << "44.128.77.0/24 198.18.5.77";
        QTest::newRow("range and kind") << none << "route" << 20 << "44.128.77.0/24";
    }
    void filters()
    {
        QFETCH(QString, text);
        QFETCH(QString, kinds);
        QFETCH(int, secondsBack);
        QFETCH(QString, subjects);
        EventsModel model;
        EventsFilter filter(model);
        const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.setText(text);
        std::set<std::string> chosen;
        for (const QString &kind : kinds.split(u' ', Qt::SkipEmptyParts))
            chosen.insert(kind.toStdString());
        filter.setKinds(chosen);
        if (secondsBack >= 0)
            filter.setRange(kNow - secondsBack * kSecond, kNow);
        model.setEvents({{kNow - 20 * kSecond, "endpoint", "198.18.5.77", "Moved from 198.18.5.12"},
                         {kNow - 30 * kSecond, "config", "gateway.mode", "set to full by user 1000"},
                         {kNow - 40 * kSecond, "gateway", "", "Started"}});
        model.addEvent({kNow - 10 * kSecond, "route", "44.128.77.0/24", "New, by 203.0.113.20."});
        QCOMPARE(texts(filter).join(u' '), subjects);
    }

    void peers_data()
    {
        QTest::addColumn<std::string>("subject");
        QTest::addColumn<QString>("peer"); // empty: none
        QTest::newRow("prefix") << std::string("44.131.7.0/24") << "44.131.7.0/24";
        QTest::newRow("prefix that left") << std::string("44.99.0.0/16") << "44.99.0.0/16";
        QTest::newRow("endpoint") << std::string("198.51.100.7") << "44.20.0.0/16";
        QTest::newRow("host route") << std::string("44.7.7.7") << "44.7.7.7/32";
        QTest::newRow("unknown endpoint") << std::string("198.51.100.99") << "";
        QTest::newRow("key") << std::string("gateway.mode") << "";
        QTest::newRow("caller") << std::string(":1.204") << "";
        QTest::newRow("host bits") << std::string("44.131.7.1/24") << "";
        QTest::newRow("nothing") << std::string() << "";
    }
    void peers()
    {
        QFETCH(std::string, subject);
        QFETCH(QString, peer);
        PeersModel model;
        const Ipv4Address endpoint(198, 51, 100, 7);
        std::vector<RouteView> routes;
        for (const char *prefix : {"44.131.7.0/24", "44.20.0.0/16", "44.7.7.7/32"})
            routes.push_back({.prefix = *Ipv4Prefix::parse(prefix), .endpoint = endpoint});
        routes[2].endpoint = Ipv4Address(203, 0, 113, 1);
        model.setRoutes(routes, {});
        const auto found = peerOf({kNow, "route", subject, ""}, model);
        QCOMPARE(found ? QString::fromStdString(found->toString()) : QString(), peer);
    }

    void series()
    {
        const auto point = [](int64_t minutes, uint32_t announced, uint64_t bytes) {
            return TimelineView{kNow + minutes * 60 * kSecond, announced, announced - 1, bytes, bytes / 2};
        };
        const std::vector<TimelineView> points{point(0, 50, 900), point(5, 51, 3000), point(10, 52, 6000),
                                               point(60, 40, 9000), point(65, 41, 300)};
        const TimelineSeries series = seriesOf(points);
        QCOMPARE(series.announced.size(), size_t(6)); // one more breaks the line
        QVERIFY(std::isnan(series.announced[3].value));
        QVERIFY(std::isnan(series.in[0].value)); // since when is not known
        QCOMPARE(series.in[1].value, 10.0);
        QCOMPARE(series.out[2].value, 10.0);
        QVERIFY(std::isnan(series.in[4].value));
        QCOMPARE(series.in[5].value, 1.0);
        QCOMPARE(highestTraffic(series, kNow, kNow + 3600 * kSecond), 20.0);
        QCOMPARE(countsOf(series, kNow, kNow + 1800 * kSecond), (ValueRange{48, 53}));
        QCOMPARE(countsOf(series, kNow - 10, kNow - 1), ValueRange());
        QVERIFY(seriesOf({}).announced.empty());
    }

    void nearest()
    {
        const std::vector<TimelineView> points{{.time = 100}, {.time = 200}, {.time = 300}};
        QCOMPARE(nearestPoint({}, 5), -1);
        QCOMPARE(nearestPoint(points, 5), 0);
        QCOMPARE(nearestPoint(points, 149), 0);
        QCOMPARE(nearestPoint(points, 151), 1);
        QCOMPARE(nearestPoint(points, 300), 2);
        QCOMPARE(nearestPoint(points, 900), 2);
    }

    // Whatever the span: not too many, in their order, inside, and at round times.
    void ticks()
    {
        MeshMaker random(11);
        for (int i = 0; i < 500; ++i) {
            const int64_t from = kNow - int64_t(random.below(4'000'000)) * 1000 * kSecond / 100;
            const int64_t to = from + (60 + int64_t(random.below(90 * 86400)) * (random.below(5) + 1)) * kSecond;
            const int most = 1 + int(random.below(20));
            const std::vector<TimeTick> ticks = timeTicks(from, to, most);
            QVERIFY2(int(ticks.size()) <= most, qPrintable(QStringLiteral("%1 of %2").arg(ticks.size()).arg(most)));
            for (size_t at = 0; at < ticks.size(); ++at) {
                QVERIFY(ticks[at].time >= from && ticks[at].time <= to && !ticks[at].text.isEmpty());
                QVERIFY(ticks[at].time % (60 * kSecond) == 0);
                QVERIFY(at == 0 || ticks[at].time > ticks[at - 1].time);
            }
        }
        QVERIFY(timeTicks(kNow, kNow, 5).empty());
        QVERIFY(timeTicks(kNow, kNow + kSecond, 0).empty());
        const auto day = timeTicks(kNow, kNow + 6 * 3600 * kSecond, 7);
        QCOMPARE(day.front().text, QStringLiteral("13:00"));
        QCOMPARE(day.back().text, QStringLiteral("18:00"));
    }
};

QTEST_MAIN(EventsFilterTest)
#include "eventsfiltertest.moc"
