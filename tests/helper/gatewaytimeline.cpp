// SPDX-License-Identifier: GPL-3.0-or-later
//
// The time line as the gateway writes it, on the fake kernel.

#include "tests/helper/meshrig.h"
#include "tests/helper/rigfixture.h"

#include <QTest>

using namespace mesh44;
using namespace mesh44::test;

namespace {

// What nftables says of the two sets, of one peer.
std::string readings(uint64_t in, uint64_t out)
{
    const auto set = [](const char *name, uint64_t bytes) {
        return std::string(R"({"set":{"name":")") + name
               + R"(","elem":[{"elem":{"val":"198.51.100.1","counter":{"packets":1,"bytes":)" + std::to_string(bytes)
               + "}}}]}}";
    };
    return R"({"nftables":[)" + set("peers", in) + "," + set("sent", out) + "]}";
}

} // namespace

class GatewayTimelineTest : public QObject, RigFixture<MeshRig>
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openRig(); }

    void startAndStopAreOnIt()
    {
        {
            Run run(*m_rig);
            QCOMPARE(run->timeline(10).size(), size_t{1});
            QCOMPARE(run->timeline(10)[0].installed, 0U);
            run.hear({entry(kOne, kA), entry(kTwo, kB)});
            m_rig->pass(400 * kSecond);
            m_rig->filter.setReadings(readings(1000, 300));
            run->stop(true);
            const auto points = run->timeline(10);
            QCOMPARE(points.size(), size_t{2});
            QCOMPARE(points[1].time - points[0].time, 400 * kSecond);
            QCOMPARE(points[1].announced, 2U);
            QCOMPARE(points[1].installed, 2U);
            QCOMPARE(points[1].inBytes, uint64_t{1000});
            QCOMPARE(points[1].outBytes, uint64_t{300});
        }
        m_rig->pass(400 * kSecond);
        m_rig->filter.setReadings(readings(0, 0)); // of the new table
        Run next(*m_rig);
        const auto points = next->timeline(2016);
        QCOMPARE(points.size(), size_t{3});
        QCOMPARE(points[2].inBytes, uint64_t{0}); // not what was carried before
        QVERIFY(next->timeline(1) == (std::vector<TimelineView>{points[2]}));
    }

    // Each start in a circle would push a week of points out.
    void restartsInACircleMakeNoPoints()
    {
        for (int i = 0; i < 20; ++i) {
            Run run(*m_rig);
            m_rig->pass(2 * kSecond);
            run->stop(false);
        }
        QCOMPARE(Run(*m_rig)->timeline(2016).size(), size_t{2}); // the first, and the present
    }

    void endsWithThePresent()
    {
        Run run(*m_rig);
        run.hear({entry(kOne, kA)});
        m_rig->pass(20 * kSecond);
        m_rig->filter.setReadings(readings(700, 50));
        const auto points = run->timeline(10);
        QCOMPARE(points.size(), size_t{2});
        QCOMPARE(points[1].time - points[0].time, 20 * kSecond);
        QCOMPARE(points[1].installed, 1U);
        QCOMPARE(points[1].inBytes, uint64_t{700});
        QVERIFY(run->timeline(1) == (std::vector<TimelineView>{points[1]}));
        m_rig->pass(400 * kSecond); // it was not kept: the next one still tells all since the first
        run->stop(false);
        QCOMPARE(run->timeline(10).back().inBytes, uint64_t{700});
        QCOMPARE(run->timeline(10).size(), size_t{2});
    }

    void damageIsSaid()
    {
        {
            Run run(*m_rig);
        }
        std::ofstream(m_rig->directories.state + "/timeline", std::ios::app) << "noise\n";
        m_rig->pass(400 * kSecond);
        Run run(*m_rig);
        QCOMPARE(run.told("timeline", "1 damaged lines were skipped"), size_t{1});
        QCOMPARE(run->timeline(10).size(), size_t{2});
    }
};

QTEST_GUILESS_MAIN(GatewayTimelineTest)
#include "gatewaytimeline.moc"
