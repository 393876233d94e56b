// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gateway on the fake kernel and with a clock of its own: silence, clocks that jump, ages.

#include "tests/helper/meshrig.h"
#include "tests/helper/rigfixture.h"

#include <QTest>

using namespace mesh44;
using namespace mesh44::test;

class GatewayAgesTest : public QObject, RigFixture<MeshRig>
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openRig(); }

    void silenceMarksAndKeeps()
    {
        Run run(*m_rig);
        run.hear({entry(kOne, kA)});
        const uint64_t writes = m_rig->kernel.writes();
        m_rig->pass(kStaleAfter - 1);
        run.look();
        QVERIFY(run.route(kOne).state == RouteState::Installed);
        m_rig->pass(1);
        run.look();
        RouteView route = run.route(kOne);
        QVERIFY(route.state == RouteState::Stale);
        QVERIFY(route.installed && !route.reason.empty());
        QVERIFY(run->status().state == GatewayState::Degraded);
        QVERIFY(run->status().reason.find("15 minutes") != std::string::npos);
        m_rig->pass(kLongSilence);
        run.look();
        QVERIFY(run->status().reason.find("more than a day") != std::string::npos);
        m_rig->pass(kYear);
        run.look();
        QVERIFY(run.route(kOne).state == RouteState::Stale);
        QCOMPARE(m_rig->routesThrough(kA), size_t{1});
        QCOMPARE(m_rig->kernel.writes(), writes);
        run.hear({entry(kOne, kA)});
        route = run.route(kOne);
        QVERIFY(route.state == RouteState::Installed);
        QVERIFY(run->status().state == GatewayState::Up);
        QCOMPARE(run.told("silence", ""), size_t{3}); // began, grew, ended
    }

    void silenceFromTheStart()
    {
        Run run(*m_rig);
        QVERIFY(run->status().state == GatewayState::Waiting);
        m_rig->pass(kStaleAfter);
        run.look();
        QVERIFY(run->status().state == GatewayState::Degraded);
        QVERIFY(run->switchTo(false, "root"));
        QVERIFY(run->status().state == GatewayState::Down);
    }

    // The clock is set, or the machine sleeps: ages follow the boot clock, and nothing is written to the kernel.
    void clocks_data()
    {
        QTest::addColumn<qint64>("wall");
        QTest::addColumn<qint64>("boot");
        QTest::addColumn<bool>("stale");
        QTest::newRow("ten years on") << qint64{10 * kYear} << qint64{60 * kSecond} << false;
        QTest::newRow("ten years back") << qint64{-10 * kYear} << qint64{60 * kSecond} << false;
        QTest::newRow("slept for eight hours") << qint64{8 * kHour} << qint64{8 * kHour} << true;
        QTest::newRow("slept, and the clock stood still") << qint64{0} << qint64{8 * kHour} << true;
    }
    void clocks()
    {
        QFETCH(qint64, wall);
        QFETCH(qint64, boot);
        QFETCH(bool, stale);
        Run run(*m_rig);
        run.hear({entry(kOne, kA)});
        m_rig->pass(30 * kSecond);
        run.look();
        const uint64_t writes = m_rig->kernel.writes();
        m_rig->now.wall += wall;
        m_rig->now.boot += boot;
        run.look();
        const RouteView route = run.route(kOne);
        QCOMPARE(m_rig->now.wall - route.lastAnnounced, int64_t{boot + 30 * kSecond});
        QCOMPARE(m_rig->now.wall - run->status().lastBurst, int64_t{boot + 30 * kSecond});
        QVERIFY(route.state == (stale ? RouteState::Stale : RouteState::Installed));
        QVERIFY(route.installed);
        QCOMPARE(m_rig->kernel.writes(), writes);
        QCOMPARE(m_rig->routesThrough(kA), size_t{1});
        // A sleep alone withdraws nothing, and neither does one burst that lacks the route.
        for (int i = 1; i < MeshTable::kWithdrawAfter; ++i)
            run.hear({entry(kTwo, kA)});
        QCOMPARE(m_rig->routesThrough(kA), size_t{2});
    }

    void agesOutliveTheHelper_data()
    {
        QTest::addColumn<qint64>("wall");
        QTest::addColumn<qint64>("boot");
        QTest::addColumn<bool>("reboot");
        QTest::addColumn<qint64>("age");
        QTest::newRow("restart") << qint64{kHour} << qint64{kHour} << false << qint64{2 * kHour};
        QTest::newRow("clock ten years on") << qint64{10 * kYear} << qint64{kHour} << false << qint64{2 * kHour};
        QTest::newRow("clock ten years back") << qint64{-10 * kYear} << qint64{kHour} << false << qint64{2 * kHour};
        QTest::newRow("reboot") << qint64{kHour} << qint64{-98 * kHour} << true << qint64{2 * kHour};
        QTest::newRow("reboot, clock back") << qint64{-kYear} << qint64{-98 * kHour} << true << qint64{kHour};
    }
    void agesOutliveTheHelper()
    {
        QFETCH(qint64, wall);
        QFETCH(qint64, boot);
        QFETCH(bool, reboot);
        QFETCH(qint64, age);
        {
            Run run(*m_rig);
            run.hear({entry(kOne, kA)});
            m_rig->pass(kHour);
            run->stop(false);
        }
        m_rig->now.wall += wall;
        m_rig->now.boot += boot;
        m_rig->now.bootId = reboot ? "boot two" : m_rig->now.bootId;
        Run run(*m_rig);
        const RouteView route = run.route(kOne);
        QVERIFY(route.state == RouteState::Cached);
        QCOMPARE(m_rig->now.wall - route.lastAnnounced, int64_t{age});
    }
};

QTEST_GUILESS_MAIN(GatewayAgesTest)
#include "gatewayages.moc"
