// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rates from counters: what is not known is never shown as a number. And what a chart keeps of its points.
#include "ui/models/trafficmeter.h"
#include "tests/ui/meshmaker.h"
#include "ui/models/decimation.h"
#include "ui/models/words.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace mesh44;
using namespace mesh44::test;

class TrafficMeterTest : public QObject
{
    Q_OBJECT

    static constexpr Ipv4Address kOne{198, 51, 100, 7};
    static constexpr Ipv4Address kTwo{203, 0, 113, 9};
    static TrafficView counted(Ipv4Address address, uint64_t in, uint64_t out)
    {
        return {.address = address, .inBytes = in, .outBytes = out};
    }
    // Each reading after the one before.
    struct Meter
    {
        TrafficMeter meter;
        int64_t now = kNow;
        void read(int seconds, std::vector<TrafficView> counters)
        {
            now += seconds * kSecond;
            meter.add(now, counters);
        }
    };

private Q_SLOTS:
    void firstReadingSaysNothing()
    {
        Meter m;
        QVERIFY(!m.meter.isKnown(m.now));
        m.read(0, {counted(kOne, 1'000'000, 5)});
        QVERIFY(!m.meter.isKnown(m.now));
        QCOMPARE(m.meter.total(m.now), Rate());
        QCOMPARE(m.meter.samples().size(), size_t(1));
        QVERIFY(!m.meter.samples().front().known);
    }

    void rates()
    {
        Meter m;
        m.read(0, {counted(kOne, 1000, 0), counted(kTwo, 0, 500)});
        m.read(5, {counted(kOne, 6000, 50), counted(kTwo, 0, 500)});
        QCOMPARE(m.meter.rateOf(kOne, m.now), (Rate{1000, 10}));
        QCOMPARE(m.meter.rateOf(kTwo, m.now), Rate());
        QCOMPARE(m.meter.total(m.now), (Rate{1000, 10}));
        m.read(4, {counted(kOne, 6000, 50), counted(kTwo, 8000, 500)});
        QCOMPARE(m.meter.total(m.now), (Rate{2000, 0}));
        QCOMPARE(m.meter.peak(), (Rate{2000, 10}));
        QCOMPARE(m.meter.top(5, m.now), (std::vector<TrafficMeter::EndpointRate>{{kTwo, {2000, 0}}}));
    }

    void theFastestFirst()
    {
        Meter m;
        std::vector<TrafficView> counters;
        for (uint8_t i = 1; i <= 9; ++i)
            counters.push_back(counted(Ipv4Address(192, 0, 2, i), 0, 0));
        m.read(0, counters);
        for (TrafficView &each : counters)
            each.outBytes = 100u * (each.address.value() % 256 % 5); // 1 and 6, 2 and 7 … are equally fast
        m.read(5, counters);
        const auto top = m.meter.top(4, m.now);
        QCOMPARE(top.size(), size_t(4));
        QCOMPARE(top[0].endpoint, Ipv4Address(192, 0, 2, 4));
        QCOMPARE(top[1].endpoint, Ipv4Address(192, 0, 2, 9));
        for (size_t i = 1; i < top.size(); ++i) {
            QVERIFY(top[i - 1].rate.both() >= top[i].rate.both());
            QVERIFY(top[i - 1].rate.both() > top[i].rate.both() || top[i - 1].endpoint < top[i].endpoint);
        }
    }

    // Counters begin at 0 again: what they show now moved since then.
    void serviceRestarts()
    {
        Meter m;
        m.read(0, {counted(kOne, 900'000, 100'000)});
        m.read(5, {counted(kOne, 1000, 500)});
        QCOMPARE(m.meter.total(m.now), (Rate{200, 100}));
    }

    void whoIsNewCountsFromNothing()
    {
        Meter m;
        m.read(0, {});
        m.read(5, {counted(kOne, 1000, 500)});
        QCOMPARE(m.meter.total(m.now), (Rate{200, 100}));
        m.read(5, {});
        QCOMPARE(m.meter.total(m.now), Rate());
        QVERIFY(m.meter.isKnown(m.now));
    }

    void gaps_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<bool>("known");
        QTest::newRow("on time") << 5 << true;
        QTest::newRow("a little late") << 30 << true;
        QTest::newRow("after a pause") << 31 << false;
        QTest::newRow("after a night") << 8 * 3600 << false;
        QTest::newRow("the clock was set back") << -3600 << false;
    }
    void gaps()
    {
        QFETCH(int, seconds);
        QFETCH(bool, known);
        Meter m;
        m.read(0, {counted(kOne, 0, 0)});
        m.read(5, {counted(kOne, 500, 0)});
        m.read(seconds, {counted(kOne, 1000, 0)});
        QCOMPARE(m.meter.isKnown(m.now), known);
        QCOMPARE(m.meter.samples().back().known, known);
        for (const TrafficMeter::Sample &sample : m.meter.samples())
            QVERIFY(sample.time <= m.now && sample.time >= m.now - TrafficMeter::kSpan);
        m.read(5, {counted(kOne, 2000, 0)}); // and on from there
        QCOMPARE(m.meter.total(m.now), (Rate{200, 0}));
    }

    // Two who ask do not halve the intervals.
    void tooEarlyIsLeftOut()
    {
        Meter m;
        m.read(0, {counted(kOne, 0, 0)});
        m.read(1, {counted(kOne, 900'000, 0)});
        QCOMPARE(m.meter.samples().size(), size_t(1));
        m.read(4, {counted(kOne, 1'000'000, 0)});
        QCOMPARE(m.meter.total(m.now), (Rate{200'000, 0}));
    }

    void thePastIsNotThePresent()
    {
        Meter m;
        m.read(0, {counted(kOne, 0, 0)});
        m.read(5, {counted(kOne, 500, 0)});
        QVERIFY(!m.meter.isKnown(m.now + 31 * kSecond));
        QCOMPARE(m.meter.total(m.now + 31 * kSecond), Rate());
        QVERIFY(m.meter.top(5, m.now + 31 * kSecond).empty());
    }

    void isBounded()
    {
        Meter m;
        for (uint64_t i = 0; i < 500; ++i)
            m.read(3, {counted(kOne, i * 300, 0)});
        QCOMPARE(m.meter.samples().size(), TrafficMeter::kSamples);
        QCOMPARE(m.meter.total(m.now), (Rate{100, 0}));
        m.meter.clear();
        QVERIFY(m.meter.samples().empty() && !m.meter.isKnown(m.now));
    }

    void rateTexts_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << 0.0 << QStringLiteral("0 B/s");
        QTest::newRow("little") << 87.6 << QStringLiteral("88 B/s");
        QTest::newRow("almost a thousand") << 999.4 << QStringLiteral("999 B/s");
        QTest::newRow("a thousand") << 999.6 << QStringLiteral("1.0 kB/s");
        QTest::newRow("some") << 9'940.0 << QStringLiteral("9.9 kB/s");
        QTest::newRow("more") << 38'400.0 << QStringLiteral("38 kB/s");
        QTest::newRow("much") << 1.44e6 << QStringLiteral("1.4 MB/s");
        QTest::newRow("very much") << 2.5e9 << QStringLiteral("2.5 GB/s");
    }
    void rateTexts()
    {
        QFETCH(double, rate);
        QFETCH(QString, text);
        QCOMPARE(rateText(rate), text);
    }

    // Whatever the points: each column has the extremes of its own, and nothing else.
    void decimation_data()
    {
        QTest::addColumn<uint32_t>("seed");
        const uint32_t first = qEnvironmentVariableIsSet("MESH44_SEED") ? qEnvironmentVariable("MESH44_SEED").toUInt()
                                                                        : std::random_device()();
        for (uint32_t i = 0; i < 60; ++i)
            QTest::addRow("seed %u", first + i) << first + i;
    }
    void decimation()
    {
        QFETCH(uint32_t, seed);
        MeshMaker random(seed);
        const int64_t from = kNow;
        const int64_t to = kNow + 1 + random.below(10'000'000);
        const int columns = 1 + int(random.below(200));
        std::vector<ChartPoint> points;
        for (int64_t time = from - 100'000; time < to + 100'000; time += 1 + random.below(60'000)) {
            const double value = random.below(12) == 0 ? std::numeric_limits<double>::quiet_NaN()
                                                       : double(random.below(1000)) - 300;
            points.push_back({time, value});
        }
        const std::vector<ChartColumn> result = decimate(points, from, to, columns);
        QCOMPARE(result.size(), size_t(columns));
        std::vector<std::vector<double>> expected(result.size());
        for (const ChartPoint &point : points) {
            const auto at = size_t(double(point.time - from) / (double(to - from) / columns));
            if (point.time >= from && point.time <= to && !std::isnan(point.value))
                expected[std::min(at, expected.size() - 1)].push_back(point.value);
        }
        for (size_t i = 0; i < result.size(); ++i) {
            QCOMPARE(result[i].filled, !expected[i].empty());
            if (expected[i].empty())
                continue;
            QCOMPARE(result[i].low, *std::ranges::min_element(expected[i]));
            QCOMPARE(result[i].high, *std::ranges::max_element(expected[i]));
            QCOMPARE(result[i].first, expected[i].front());
            QCOMPARE(result[i].last, expected[i].back());
        }
    }

    void unknownBreaksTheLine()
    {
        const double nothing = std::numeric_limits<double>::quiet_NaN();
        const std::vector<ChartPoint> points{{0, 1}, {10, 2}, {20, nothing}, {30, 4}, {40, 5}};
        const auto columns = decimate(points, 0, 50, 5);
        const bool gaps[] = {true, false, false, true, false};
        for (size_t i = 0; i < columns.size(); ++i) {
            QCOMPARE(columns[i].filled, i != 2);
            QCOMPARE(columns[i].gapBefore, gaps[i]);
        }
        QVERIFY(decimate(points, 0, 50, 0).empty());
        QVERIFY(!decimate(points, 50, 50, 3)[0].filled);
    }
};

QTEST_APPLESS_MAIN(TrafficMeterTest)
#include "trafficmetertest.moc"
