// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/meshmaker.h"

#include <QTest>

using namespace mesh44;
using namespace mesh44::test;
using Verdict = ChangeGuard::Verdict;

Q_DECLARE_METATYPE(mesh44::ChangeGuard::Verdict)

namespace {

size_t through(const MeshTable &mesh, Ipv4Address endpoint)
{
    return static_cast<size_t>(
        std::ranges::count_if(mesh.routes(), [&](const auto &r) { return r.second.endpoint == endpoint; }));
}

} // namespace

class ChangeGuardTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void threshold_data()
    {
        QTest::addColumn<unsigned>("size");
        QTest::addColumn<unsigned>("gone");
        QTest::addColumn<unsigned>("moved");
        QTest::addColumn<bool>("held");
        QTest::newRow("20 % gone") << 100U << 20U << 0U << false;
        QTest::newRow("21 % gone") << 100U << 21U << 0U << true;
        QTest::newRow("30 % moved") << 100U << 0U << 30U << false;
        QTest::newRow("31 % moved") << 100U << 0U << 31U << true;
        QTest::newRow("20 and 30 %") << 100U << 20U << 30U << false;
        QTest::newRow("all moved") << 100U << 0U << 100U << true;
        QTest::newRow("nine of nine moved") << 9U << 0U << 9U << false;
        QTest::newRow("ten of ten moved") << 10U << 0U << 10U << true;
        QTest::newRow("nine of twelve gone") << 12U << 9U << 0U << false;
        QTest::newRow("ten of twelve gone") << 12U << 10U << 0U << true;
        QTest::newRow("gone and moved are ten") << 20U << 5U << 5U << true;
        QTest::newRow("a big mesh") << 10000U << 2001U << 0U << true;
    }
    void threshold()
    {
        QFETCH(unsigned, size);
        QFETCH(unsigned, gone);
        QFETCH(unsigned, moved);
        QFETCH(bool, held);
        ChangeGuard guard;
        QCOMPARE(guard.judge(burstOf(entries(0, size, kA))), Verdict::Usual); // nothing to compare it with
        const auto changed = entries(gone, gone + moved, kB) + entries(gone + moved, size, kA);
        QCOMPARE(guard.judge(burstOf(changed)), held ? Verdict::Held : Verdict::Usual);
        QCOMPARE(guard.held() != nullptr, held);
        if (!held)
            return;
        QCOMPARE(guard.held()->gone.size(), size_t{gone});
        QCOMPARE(guard.held()->moved.size(), size_t{moved});
        QCOMPARE(guard.held()->of, size_t{size});
        QCOMPARE(guard.judge(burstOf(changed)), Verdict::Repeated);
        QCOMPARE(guard.judge(burstOf(changed)), Verdict::Confirmed);
        QVERIFY(!guard.held());
        QCOMPARE(guard.judge(burstOf(changed)), Verdict::Usual); // it is the mesh now
    }

    // After a first complete burst of 100 routes and one where the first 40 moved to B.
    void second_data()
    {
        QTest::addColumn<unsigned>("stillMoved");
        QTest::addColumn<unsigned>("alsoMoved");
        QTest::addColumn<unsigned>("lost"); // of the last ones
        QTest::addColumn<Verdict>("verdict");
        QTest::newRow("the same") << 40U << 0U << 0U << Verdict::Repeated;
        QTest::newRow("nine tenths of it") << 36U << 0U << 0U << Verdict::Repeated;
        QTest::newRow("less of it") << 35U << 0U << 0U << Verdict::Held;
        QTest::newRow("under the threshold") << 30U << 0U << 0U << Verdict::TakenBack;
        QTest::newRow("as it was") << 0U << 0U << 0U << Verdict::TakenBack;
        QTest::newRow("a few more") << 40U << 30U << 0U << Verdict::Repeated;
        QTest::newRow("another mass change with it") << 40U << 31U << 0U << Verdict::Held;
        QTest::newRow("a lost packet") << 40U << 0U << 10U << Verdict::Repeated;
        QTest::newRow("others are gone with it") << 40U << 0U << 25U << Verdict::Held;
    }
    void second()
    {
        QFETCH(unsigned, stillMoved);
        QFETCH(unsigned, alsoMoved);
        QFETCH(unsigned, lost);
        QFETCH(Verdict, verdict);
        ChangeGuard guard;
        guard.judge(burstOf(entries(0, 100, kA)));
        QCOMPARE(guard.judge(burstOf(entries(0, 40, kB) + entries(40, 100, kA))), Verdict::Held);
        const auto next = entries(0, stillMoved, kB) + entries(stillMoved, 40, kA) + entries(40, 40 + alsoMoved, kC)
                          + entries(40 + alsoMoved, 100 - lost, kA);
        QCOMPARE(guard.judge(burstOf(next)), verdict);
        QCOMPARE(guard.held() != nullptr, verdict != Verdict::TakenBack);
        if (guard.held())
            QCOMPARE(guard.held()->confirmations, verdict == Verdict::Repeated ? 1U : 0U);
    }

    // To somewhere else than before is not the same.
    void anotherEndpointIsAnotherChange()
    {
        ChangeGuard guard;
        guard.judge(burstOf(entries(0, 100, kA)));
        QCOMPARE(guard.judge(burstOf(entries(0, 100, kB))), Verdict::Held);
        QCOMPARE(guard.judge(burstOf(entries(0, 100, kC))), Verdict::Held);
        QCOMPARE(guard.judge(burstOf(entries(0, 100, kB))), Verdict::Held);
        QCOMPARE(guard.judge(burstOf(entries(0, 100, kB))), Verdict::Repeated);
        QCOMPARE(guard.judge(burstOf(entries(0, 100, kB))), Verdict::Confirmed);
    }

    // By another run, which was told of it.
    void resumedGoesOnWhereItWas()
    {
        const auto before = entries(0, 100, kA);
        const auto changed = entries(0, 25, kB) + entries(50, 100, kA);
        ChangeGuard first;
        first.judge(burstOf(before));
        QCOMPARE(first.judge(burstOf(changed)), Verdict::Held);
        QCOMPARE(first.judge(burstOf(changed)), Verdict::Repeated);
        const auto resumed = [&] {
            ChangeGuard guard;
            guard.resume(burstOf(before).routes, *first.held());
            return guard;
        };
        ChangeGuard again = resumed();
        QVERIFY(*again.held() == *first.held());
        QCOMPARE(again.judge(burstOf(changed)), Verdict::Confirmed);
        QCOMPARE(again.judge(burstOf(changed)), Verdict::Usual);
        QCOMPARE(resumed().judge(burstOf(before)), Verdict::TakenBack);
        QCOMPARE(resumed().judge(burstOf(entries(0, 100, kC))), Verdict::Held);
        ChangeGuard accepting = resumed();
        QVERIFY(accepting.accept() == *first.held());
        QCOMPARE(accepting.judge(burstOf(changed)), Verdict::Usual);
        ChangeGuard rejecting = resumed();
        QVERIFY(rejecting.reject());
        QCOMPARE(rejecting.judge(burstOf(changed)), Verdict::Held);
    }

    void rejectedIsCountedAnew()
    {
        ChangeGuard guard;
        QVERIFY(!guard.accept() && !guard.reject());
        const Burst changed = burstOf(entries(0, 100, kB));
        guard.judge(burstOf(entries(0, 100, kA)));
        guard.judge(changed);
        guard.judge(changed);
        QVERIFY(guard.reject());
        QVERIFY(!guard.held() && !guard.reject());
        QCOMPARE(guard.judge(changed), Verdict::Held);
        QCOMPARE(guard.judge(changed), Verdict::Repeated);
        QCOMPARE(guard.judge(changed), Verdict::Confirmed);
    }

    void movesWaitInTheTable()
    {
        MeshTable mesh;
        hear(mesh, entries(0, 100, kA), true, 1);
        const auto changed = entries(0, 40, kB) + entries(40, 100, kA) + entries(100, 103, kC);
        ChangeSet changes = hear(mesh, changed, true, 2);
        QCOMPARE(changes.verdict, Verdict::Held);
        QVERIFY(changes.moved.empty());
        QCOMPARE(changes.altered.size(), size_t{40 + 3}); // these are held, and the new ones confirmed
        QCOMPARE(through(mesh, kB), size_t{0});
        QCOMPARE(through(mesh, kC), size_t{3}); // new prefixes come in all the same
        QVERIFY(hear(mesh, changed, true, 3).moved.empty());
        changes = hear(mesh, changed, true, 4);
        QCOMPARE(changes.verdict, Verdict::Confirmed);
        QCOMPARE(changes.moved.size(), size_t{40});
        QCOMPARE(through(mesh, kB), size_t{40});
    }

    void incompleteBurstsConfirmNothing()
    {
        MeshTable mesh;
        hear(mesh, entries(0, 100, kA), true, 1);
        hear(mesh, entries(0, 100, kB), true, 2);
        for (int i = 0; i < 10; ++i)
            hear(mesh, entries(0, 100, kB), false, 3 + i);
        QCOMPARE(through(mesh, kA), size_t{100});
        QCOMPARE(mesh.guard().held()->confirmations, 0U);
    }

    void withdrawalWaits_data()
    {
        QTest::addColumn<bool>("poisoned");
        QTest::addColumn<int>("leavesWith"); // the n-th burst without them
        QTest::newRow("metric 16") << true << 3;
        QTest::newRow("missing") << false << int{MeshTable::kWithdrawAfter};
    }
    void withdrawalWaits()
    {
        QFETCH(bool, poisoned);
        QFETCH(int, leavesWith);
        MeshTable mesh;
        hear(mesh, entries(0, 100, kA), true, 1);
        const auto changed = entries(30, 100, kA) + (poisoned ? entries(0, 30, kA, 16) : std::vector<RipEntry>());
        for (int burst = 1; burst < leavesWith; ++burst) {
            QVERIFY(hear(mesh, changed, true, 1 + burst).removed.empty());
            QCOMPARE(mesh.routes().size(), size_t{100});
        }
        QCOMPARE(hear(mesh, changed, true, 20).removed.size(), size_t{30});
    }

    void nothingIsWithdrawnWhileHeld()
    {
        MeshTable mesh;
        hear(mesh, entries(0, 100, kA), true, 1);
        // Never the same twice: counted anew each time, for as long as it takes.
        for (unsigned i = 0; i < 20; ++i)
            QVERIFY(hear(mesh, i % 2 ? entries(50, 100, kA) : entries(0, 50, kA), true, 2 + i).removed.empty());
        QCOMPARE(mesh.routes().size(), size_t{100});
    }

    void acceptedTakesEffectAtOnce()
    {
        MeshTable mesh;
        hear(mesh, entries(0, 100, kA), true, 1);
        const auto changed = entries(30, 70, kB) + entries(70, 100, kA);
        hear(mesh, changed, true, 2);
        const ChangeSet changes = mesh.acceptHeld();
        QCOMPARE(changes.removed.size(), size_t{30});
        QCOMPARE(changes.moved.size(), size_t{40});
        QCOMPARE(mesh.routes().size(), size_t{70});
        QCOMPARE(through(mesh, kB), size_t{40});
        QVERIFY(mesh.acceptHeld().empty());
        QCOMPARE(hear(mesh, changed, true, 3).verdict, Verdict::Usual);
    }

    void rejectedLeavesEverything()
    {
        MeshTable mesh;
        hear(mesh, entries(0, 100, kA), true, 1);
        for (int i = 0; i < 2; ++i)
            hear(mesh, entries(50, 100, kA), true, 2 + i);
        QCOMPARE(mesh.rejectHeld().altered.size(), size_t{50});
        QCOMPARE(mesh.routes().size(), size_t{100});
        QCOMPARE(mesh.routes().at(numbered(0)).missed, uint8_t{0});
        // What was missing until then does not count: six more bursts.
        for (int i = 0; i < 5; ++i)
            QVERIFY(hear(mesh, entries(50, 100, kA), true, 10 + i).removed.empty());
        QCOMPARE(hear(mesh, entries(50, 100, kA), true, 20).removed.size(), size_t{50});
    }
};

QTEST_APPLESS_MAIN(ChangeGuardTest)
#include "changeguard.moc"
