// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mesh/ages.h"

#include <QTest>

#include <limits>

using namespace mesh44;

namespace {

constexpr int64_t kSecond = 1'000'000;
constexpr int64_t kHour = 3600 * kSecond;
constexpr int64_t kYear = 8766 * kHour;
constexpr int64_t kWall = 56 * kYear; // a day in 2025
constexpr int64_t kBoot = 100 * kHour;

} // namespace

class AgesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // A route was announced an hour before the state was stored; how old is it at the next start?
    void carriedOver_data()
    {
        QTest::addColumn<bool>("sameBoot");
        QTest::addColumn<qint64>("wallStep"); // from storing to starting
        QTest::addColumn<qint64>("bootStep");
        QTest::addColumn<qint64>("age");
        const auto row = [](const char *name, bool sameBoot, int64_t wall, int64_t boot, int64_t age) {
            QTest::newRow(name) << sameBoot << qint64{wall} << qint64{boot} << qint64{age};
        };
        row("a restart", true, kSecond, kSecond, kHour + kSecond);
        row("the clock is ten years on", true, 10 * kYear, kSecond, kHour + kSecond);
        row("the clock is ten years back", true, -10 * kYear, kSecond, kHour + kSecond);
        row("slept for eight hours", true, 8 * kHour, 8 * kHour, 9 * kHour);
        row("a reboot", false, kHour, -99 * kHour, 2 * kHour);
        row("a reboot, and the clock ten years on", false, 10 * kYear, -99 * kHour, kHour + 10 * kYear);
        row("a reboot, and the clock ten years back", false, -10 * kYear, -90 * kHour, kHour);
        row("a reboot without a clock", false, -kWall, -99 * kHour, 0);
    }
    void carriedOver()
    {
        QFETCH(bool, sameBoot);
        QFETCH(qint64, wallStep);
        QFETCH(qint64, bootStep);
        QFETCH(qint64, age);
        const ClockReading then{kWall, kBoot, "one"};
        const ClockReading now{kWall + wallStep, kBoot + bootStep, sameBoot ? "one" : "two"};
        QCOMPARE(now.boot - carryOver(kWall - kHour, then, now), int64_t{age});
    }

    void neverStaysNever()
    {
        const ClockReading then{kWall, kBoot, "one"};
        QCOMPARE(carryOver(0, then, {kWall, kBoot, "two"}), int64_t{0});
        QVERIFY(carryOver(kWall - kBoot, then, then) != 0); // at the very moment of the boot
    }

    void clamped_data()
    {
        QTest::addColumn<qint64>("stored");
        QTest::newRow("in the future") << qint64{kWall + kYear};
        QTest::newRow("before 1970") << qint64{-kYear};
        QTest::newRow("least") << std::numeric_limits<qint64>::min();
        QTest::newRow("most") << std::numeric_limits<qint64>::max();
    }
    void clamped()
    {
        QFETCH(qint64, stored);
        for (const int64_t wall : {kWall, std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max()}) {
            for (const char *boot : {"", "one", "two"}) {
                const ClockReading now{kWall, kBoot, "one"};
                const int64_t announced = carryOver(stored, {wall, kBoot, boot}, now);
                QVERIFY(announced <= now.boot);
                WallTimes times;
                times.observe(now);
                QVERIFY(times.of(announced) >= 1 && times.of(announced) <= now.wall);
            }
        }
    }

    // What is shown moves with the clock, so that its distance from the clock, the age, stays.
    void wallTimesFollowTheClock_data()
    {
        QTest::addColumn<qint64>("step");
        QTest::newRow("ten years on") << qint64{10 * kYear};
        QTest::newRow("ten years back") << qint64{-10 * kYear};
        QTest::newRow("an hour back") << qint64{-kHour};
    }
    void wallTimesFollowTheClock()
    {
        QFETCH(qint64, step);
        WallTimes times;
        QVERIFY(!times.observe({kWall, kBoot, "one"}));
        const int64_t announced = kBoot - 2 * kHour;
        QCOMPARE(times.of(announced), kWall - 2 * kHour);
        const ClockReading set{kWall + kHour + step, kBoot + kHour, "one"};
        QVERIFY(times.observe(set));
        QCOMPARE(set.wall - times.of(announced), 3 * kHour);
        QVERIFY(!times.observe(set));
        QCOMPARE(times.of(0), int64_t{0});
    }

    void slewingMovesNothing()
    {
        WallTimes times;
        times.observe({kWall, kBoot, "one"});
        QVERIFY(!times.observe({kWall + kHour + WallTimes::kTolerance, kBoot + kHour, "one"}));
        QCOMPARE(times.of(kBoot), kWall);
    }

    void silence_data()
    {
        QTest::addColumn<qint64>("age");
        QTest::addColumn<int>("silence");
        QTest::newRow("none") << qint64{0} << 0;
        QTest::newRow("just not") << qint64{900 * kSecond - 1} << 0;
        QTest::newRow("15 minutes") << qint64{900 * kSecond} << 1;
        QTest::newRow("just not a day") << qint64{24 * kHour - 1} << 1;
        QTest::newRow("a day") << qint64{24 * kHour} << 2;
        QTest::newRow("a year") << qint64{kYear} << 2;
    }
    void silence()
    {
        QFETCH(qint64, age);
        QFETCH(int, silence);
        QCOMPARE(static_cast<int>(silenceFor(age)), silence);
    }
};

QTEST_APPLESS_MAIN(AgesTest)
#include "ages.moc"
