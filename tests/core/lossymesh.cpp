// SPDX-License-Identifier: GPL-3.0-or-later
//
// A day of bursts with lost datagrams, in no time: no route may flap.
#include "tests/core/meshmaker.h"

#include <QTest>

#include <random>

using namespace mesh44;
using namespace mesh44::test;

namespace {

constexpr unsigned kRoutes = 531; // as in the mesh of 2016
constexpr size_t kPerPacket = 25; // hence 22 datagrams
constexpr int kBurstsADay = 24 * 12;
constexpr int kDays = 20; // of different chance

struct Day
{
    int complete = 0;
    size_t removed = 0;
    size_t moved = 0;
    size_t held = 0;
    size_t routes = 0;
};

class Gateway
{
public:
    // What arrives of a burst: each datagram is lost with this probability.
    void hear(const std::vector<RipEntry> &mesh, double loss, std::mt19937 &random, Day &day)
    {
        std::bernoulli_distribution lost(loss);
        BurstAssembler assembler;
        m_now += kBurstInterval;
        for (size_t i = 0; i < mesh.size(); i += kPerPacket) {
            RipPacket packet;
            packet.entries.assign(mesh.begin() + static_cast<ptrdiff_t>(i),
                                  mesh.begin() + static_cast<ptrdiff_t>(std::min(i + kPerPacket, mesh.size())));
            if (lost(random))
                continue;
            m_mesh.announce(packet.entries, m_now);
            assembler.add(packet, m_now);
        }
        const auto burst = assembler.finish(m_now + BurstAssembler::kQuiet);
        if (!burst)
            return;
        const bool complete = m_judge.isComplete(*burst);
        const ChangeSet changes = m_mesh.endBurst(*burst, complete, m_now);
        day.complete += complete;
        day.removed += changes.removed.size();
        day.moved += changes.moved.size();
        day.held += changes.verdict == ChangeGuard::Verdict::Held;
        day.routes = m_mesh.routes().size();
    }

private:
    BurstJudge m_judge;
    MeshTable m_mesh;
    int64_t m_now = 0;
};

} // namespace

class LossyMeshTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDay_data()
    {
        QTest::addColumn<int>("percent");
        QTest::addColumn<int>("least"); // complete bursts on the worst day
        QTest::newRow("no loss") << 0 << kBurstsADay + 1;
        QTest::newRow("1 %") << 1 << kBurstsADay * 9 / 10;
        QTest::newRow("10 %") << 10 << kBurstsADay / 10;
        QTest::newRow("30 %") << 30 << 1;
    }
    void aDay()
    {
        QFETCH(int, percent);
        QFETCH(int, least);
        int worst = kBurstsADay + 1;
        for (int seed = 1; seed <= kDays; ++seed) {
            std::mt19937 random(static_cast<unsigned>(seed));
            const auto mesh = entries(0, kRoutes, kA);
            Gateway gateway;
            Day day;
            for (int i = 0; i < 3; ++i)
                gateway.hear(mesh, 0, random, day); // it has a measure: the harder case
            for (int i = 0; i < kBurstsADay; ++i)
                gateway.hear(mesh, percent / 100.0, random, day);
            QCOMPARE(day.removed, size_t{0});
            QCOMPARE(day.moved, size_t{0});
            QCOMPARE(day.held, size_t{0});
            QCOMPARE(day.routes, size_t{kRoutes});
            worst = std::min(worst, day.complete);
        }
        qInfo("%d %% loss: on %d days no flap; at least %d complete bursts a day", percent, kDays, worst);
        QVERIFY2(worst >= least, qPrintable(QString::number(worst)));
    }

    // The control: the same loss, with every burst taken for a complete one, does make routes flap.
    void wouldFlapWithoutTheJudge()
    {
        std::mt19937 random(1);
        const auto mesh = entries(0, kRoutes, kA);
        std::bernoulli_distribution lost(0.3);
        MeshTable table;
        size_t removed = 0;
        for (int i = 0; i < kBurstsADay; ++i) {
            std::vector<RipEntry> heard;
            for (unsigned n = 0; n < kRoutes; n += kPerPacket) {
                if (!lost(random))
                    heard = heard + entries(n, std::min<unsigned>(n + kPerPacket, kRoutes), kA);
            }
            if (!heard.empty())
                removed += test::hear(table, heard, true, i + 1).removed.size();
        }
        QVERIFY(removed > 0);
    }

    // Who really leaves or moves is not overlooked, whatever is lost.
    void changesComeThrough()
    {
        std::mt19937 random(7);
        Gateway gateway;
        Day day;
        for (int i = 0; i < 3; ++i)
            gateway.hear(entries(0, kRoutes, kA), 0, random, day);
        const auto later = entries(0, 500, kA) + entries(500, 520, kB); // eleven left, twenty moved
        for (int i = 0; i < kBurstsADay; ++i)
            gateway.hear(later, 0.05, random, day);
        QCOMPARE(day.removed, size_t{11});
        QCOMPARE(day.moved, size_t{20});
        QCOMPARE(day.routes, size_t{520});
    }
};

QTEST_APPLESS_MAIN(LossyMeshTest)
#include "lossymesh.moc"
