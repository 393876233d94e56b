// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rip44/burst.h"

#include <QTest>

using namespace mesh44;

namespace {

RipEntry entry(unsigned index, uint8_t metric = 1)
{
    return {Ipv4Prefix::covering(Ipv4Address(0x2c000000U + (index << 8)), 24), Ipv4Address(198, 51, 100, 7), 4, metric};
}

RipPacket packet(unsigned from, unsigned to)
{
    RipPacket p;
    for (unsigned i = from; i < to; ++i)
        p.entries.push_back(entry(i));
    return p;
}

Burst burst(unsigned from, unsigned to)
{
    BurstAssembler assembler;
    assembler.add(packet(from, to), 0);
    return *assembler.finish(BurstAssembler::kQuiet);
}

} // namespace

class Rip44Burst : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void endsAfterTwoQuietSeconds()
    {
        BurstAssembler assembler;
        QVERIFY(!assembler.deadline());
        QVERIFY(!assembler.finish(1'000'000'000));
        assembler.add(packet(0, 24), 1'000'000);
        assembler.add(packet(24, 48), 2'900'000);
        QCOMPARE(*assembler.deadline(), int64_t{4'900'000});
        QVERIFY(!assembler.finish(4'899'999));
        const auto done = assembler.finish(4'900'000);
        QVERIFY(done);
        QCOMPARE(done->routes.size(), size_t{48});
        QCOMPARE(done->packets, 2U);
        QVERIFY(!assembler.deadline());
        QVERIFY(!assembler.finish(9'000'000));
    }

    // Whoever keeps sending must not keep the mesh from ever being judged.
    void endsThoughNoQuietComes()
    {
        BurstAssembler assembler;
        int64_t now = 5'000'000;
        for (; now < 5'000'000 + BurstAssembler::kLongest; now += 1'900'000) {
            QVERIFY(!assembler.finish(now));
            assembler.add(packet(0, 24), now);
        }
        QVERIFY(*assembler.deadline() == 5'000'000 + BurstAssembler::kLongest);
        QVERIFY(assembler.finish(*assembler.deadline()));
        QVERIFY(!assembler.deadline());
    }

    // Whatever is forged, a burst stays small: what was said about known prefixes still counts, the rest is counted.
    void hasItsBounds()
    {
        constexpr unsigned kMost = BurstAssembler::kMostPrefixes;
        BurstAssembler assembler;
        const auto say = [&](unsigned from, unsigned to, uint8_t metric) {
            RipPacket p;
            for (unsigned i = from; i < to; ++i)
                p.entries.push_back(
                    {Ipv4Prefix::host(Ipv4Address(0x2c000000U + i)), Ipv4Address(198, 51, 100, 7), 4, metric});
            assembler.add(p, 0);
        };
        say(0, kMost / 2, 1);
        say(kMost / 2, kMost, 16);
        say(kMost, 2 * kMost, 1);
        say(2 * kMost, 3 * kMost, 16);
        say(0, 1, 16);
        say(kMost - 1, kMost, 1);
        const auto done = *assembler.finish(BurstAssembler::kQuiet);
        QCOMPARE(done.routes.size() + done.withdrawn.size(), size_t{kMost});
        QCOMPARE(done.turnedAway, uint64_t{2} * kMost);
        QVERIFY(done.withdrawn.contains(Ipv4Prefix::host(Ipv4Address(0x2c000000U))));
        QVERIFY(done.routes.contains(Ipv4Prefix::host(Ipv4Address(0x2c000000U + kMost - 1))));
    }

    // Nobody knows what was turned away.
    void anOverfullOneIsNotComplete()
    {
        BurstJudge judge;
        for (int i = 0; i < 3; ++i)
            (void)judge.isComplete(burst(0, 200));
        Burst overfull = burst(0, 200);
        overfull.turnedAway = 1;
        QVERIFY(!judge.isComplete(overfull));
        QVERIFY(judge.isComplete(burst(0, 200)));
    }

    void lastWordOnAPrefixCounts()
    {
        BurstAssembler assembler;
        RipPacket p;
        p.entries = {entry(1), entry(2, 16), entry(3)};
        assembler.add(p, 0);
        RipPacket q;
        q.entries = {entry(1, 16), entry(2), entry(3)};
        q.entries[2].endpoint = Ipv4Address(198, 51, 100, 9);
        assembler.add(q, 1);
        const auto done = *assembler.finish(BurstAssembler::kQuiet + 1);
        QVERIFY(done.withdrawn == std::set{entry(1).prefix});
        QVERIFY(!done.routes.contains(entry(1).prefix));
        QVERIFY(done.routes.contains(entry(2).prefix));
        QVERIFY(done.routes.at(entry(3).prefix) == Ipv4Address(198, 51, 100, 9));
    }

    void threeAlikeBecomeTheMeasure()
    {
        BurstJudge judge;
        QVERIFY(!judge.isComplete(burst(0, 200)));
        QVERIFY(!judge.isComplete(burst(0, 200)));
        QVERIFY(judge.isComplete(burst(0, 200)));
        QVERIFY(judge.isComplete(burst(0, 200)));
    }

    void differentOnesStartOver()
    {
        BurstJudge judge;
        QVERIFY(!judge.isComplete(burst(0, 200)));
        QVERIFY(!judge.isComplete(burst(0, 200)));
        QVERIFY(!judge.isComplete(burst(0, 190))); // 95 %: a lost packet
        QVERIFY(!judge.isComplete(burst(0, 200)));
        QVERIFY(!judge.isComplete(burst(0, 200)));
        QVERIFY(judge.isComplete(burst(0, 199))); // 99.5 %
    }

    void partsAreNotComplete_data()
    {
        QTest::addColumn<unsigned>("routes");
        QTest::addColumn<bool>("complete");
        QTest::newRow("all") << 200U << true;
        QTest::newRow("more") << 400U << true;
        QTest::newRow("90 %") << 180U << true;
        QTest::newRow("89.5 %") << 179U << false;
        QTest::newRow("one packet") << 24U << false;
        QTest::newRow("none") << 0U << false;
    }
    void partsAreNotComplete()
    {
        QFETCH(unsigned, routes);
        QFETCH(bool, complete);
        BurstJudge judge;
        for (int i = 0; i < 3; ++i)
            (void)judge.isComplete(burst(0, 200));
        QCOMPARE(judge.isComplete(burst(0, routes)), complete);
    }

    // A mesh that really shrank is believed in the end.
    void threeSmallerOnesAreANewMeasure()
    {
        BurstJudge judge;
        for (int i = 0; i < 3; ++i)
            (void)judge.isComplete(burst(0, 200));
        QVERIFY(!judge.isComplete(burst(0, 100)));
        QVERIFY(!judge.isComplete(burst(0, 100)));
        QVERIFY(judge.isComplete(burst(0, 100)));
        QVERIFY(judge.isComplete(burst(0, 90)));
    }
};

QTEST_APPLESS_MAIN(Rip44Burst)
#include "rip44burst.moc"
