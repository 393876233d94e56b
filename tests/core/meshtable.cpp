// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mesh/meshtable.h"

#include <QTest>

using namespace mesh44;

namespace {

const Ipv4Address kA{198, 51, 100, 1};
const Ipv4Address kB{198, 51, 100, 2};
const Ipv4Prefix kOne = *Ipv4Prefix::parse("44.4.1.0/24");
const Ipv4Prefix kTwo = *Ipv4Prefix::parse("44.4.2.0/24");

RipEntry entry(Ipv4Prefix prefix, Ipv4Address endpoint, uint8_t metric = 1)
{
    return {prefix, endpoint, 4, metric};
}

Burst burstOf(const std::vector<RipEntry> &entries)
{
    BurstAssembler assembler;
    assembler.add({.entries = entries}, 0);
    return *assembler.finish(BurstAssembler::kQuiet);
}

// One whole announcement: packets as they come, then the end of the burst.
ChangeSet hear(MeshTable &mesh, const std::vector<RipEntry> &entries, bool complete, int64_t now)
{
    mesh.announce(entries, now);
    return mesh.endBurst(burstOf(entries), complete, now);
}

const MeshRoute &at(const MeshTable &mesh, Ipv4Prefix prefix)
{
    return mesh.routes().at(prefix);
}

} // namespace

class MeshTableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void learnsAtOnce()
    {
        MeshTable mesh;
        const std::vector entries{entry(kOne, kA), entry(kTwo, kB, 15)};
        const ChangeSet changes = mesh.announce(entries, 100);
        QVERIFY(changes.added == std::vector{kOne}); // metric 15 announces nothing
        QVERIFY(at(mesh, kOne).announced);
        QCOMPARE(at(mesh, kOne).firstAnnounced, int64_t{100});
    }

    void confirmedByACompleteBurstOnly()
    {
        MeshTable mesh;
        const std::vector entries{entry(kOne, kA)};
        QVERIFY(hear(mesh, entries, false, 100).empty());
        QVERIFY(!at(mesh, kOne).confirmed);
        QVERIFY(hear(mesh, entries, true, 200).altered == std::vector{kOne});
        QVERIFY(at(mesh, kOne).confirmed);
        QVERIFY(hear(mesh, entries, false, 300).empty());
        QVERIFY(at(mesh, kOne).confirmed);
    }

    void sameAgainChangesNothingButFreshness()
    {
        MeshTable mesh;
        const std::vector entries{entry(kOne, kA), entry(kTwo, kB)};
        hear(mesh, entries, true, 100);
        QVERIFY(mesh.announce(entries, 200).empty());
        QVERIFY(mesh.endBurst(burstOf(entries), true, 210).empty());
        QCOMPARE(at(mesh, kTwo).firstAnnounced, int64_t{100});
        QCOMPARE(at(mesh, kTwo).lastAnnounced, int64_t{210});
    }

    void moveWaitsForACompleteBurst()
    {
        MeshTable mesh;
        hear(mesh, {entry(kOne, kA)}, true, 100);
        const std::vector moved{entry(kOne, kB)};
        QVERIFY(mesh.announce(moved, 200).empty());
        QVERIFY(at(mesh, kOne).endpoint == kA);
        QVERIFY(mesh.endBurst(burstOf(moved), false, 201).empty());
        QVERIFY(at(mesh, kOne).endpoint == kA);
        QVERIFY(mesh.endBurst(burstOf(moved), true, 202).moved == std::vector{kOne});
        QVERIFY(at(mesh, kOne).endpoint == kB);
    }

    void withdrawnAfterSixCompleteBursts()
    {
        MeshTable mesh;
        hear(mesh, {entry(kOne, kA), entry(kTwo, kB)}, true, 100);
        for (int i = 0; i < 20; ++i)
            QVERIFY(hear(mesh, {entry(kOne, kA)}, false, 200 + i).empty()); // incomplete ones count nothing
        QVERIFY(hear(mesh, {entry(kOne, kA)}, true, 300).altered == std::vector{kTwo});
        QVERIFY(!at(mesh, kTwo).announced);
        for (int i = 0; i < 4; ++i)
            QVERIFY(hear(mesh, {entry(kOne, kA)}, true, 400 + i).empty());
        QVERIFY(mesh.routes().contains(kTwo));
        QVERIFY(hear(mesh, {entry(kOne, kA)}, true, 500).removed == std::vector{kTwo});
        QVERIFY(!mesh.routes().contains(kTwo));
    }

    void returningStartsTheCountAnew()
    {
        MeshTable mesh;
        const std::vector both{entry(kOne, kA), entry(kTwo, kB)};
        hear(mesh, both, true, 100);
        for (int i = 0; i < 5; ++i)
            hear(mesh, {entry(kOne, kA)}, true, 200 + i);
        hear(mesh, both, true, 300);
        for (int i = 0; i < 5; ++i)
            QVERIFY(hear(mesh, {entry(kOne, kA)}, true, 400 + i).removed.empty());
    }

    void metric16WithdrawsInACompleteBurst()
    {
        MeshTable mesh;
        hear(mesh, {entry(kOne, kA), entry(kTwo, kB)}, true, 100);
        const std::vector poisoned{entry(kOne, kA), entry(kTwo, kB, 16)};
        QVERIFY(hear(mesh, poisoned, false, 200).removed.empty());
        QVERIFY(hear(mesh, poisoned, true, 300).removed == std::vector{kTwo});
    }

    void refusedStaysVisible()
    {
        MeshTable mesh;
        const Ipv4Prefix sold = *Ipv4Prefix::parse("44.224.0.0/15");
        const std::vector entries{entry(sold, kA), entry(kOne, kA)};
        mesh.announce(entries, 100);
        QVERIFY(at(mesh, sold).refusal);
        QVERIFY(!at(mesh, kOne).refusal);
        RouteFilter filter;
        filter.ownAddresses = {kA};
        QVERIFY(mesh.setFilter(filter).altered == std::vector{kOne});
        QVERIFY(at(mesh, kOne).refusal);
        QVERIFY(mesh.setFilter(filter).empty());
        QVERIFY(mesh.setFilter({}).altered == std::vector{kOne});
        QVERIFY(!at(mesh, kOne).refusal);
    }

    void limitKeepsWhatIsThere()
    {
        MeshTable mesh(1);
        const std::vector entries{entry(kOne, kA), entry(kTwo, kB)};
        mesh.announce(entries, 100);
        QCOMPARE(mesh.routes().size(), size_t{1});
        QCOMPARE(mesh.overLimit(), uint64_t{1});
        QVERIFY(mesh.announce(entries, 200).empty());
    }

    void cachedUntilAnnounced()
    {
        MeshTable mesh;
        const std::vector stored{MeshRoute{.prefix = kOne, .endpoint = kA, .cached = true, .firstAnnounced = 5}};
        QVERIFY(mesh.import(stored).added == std::vector{kOne});
        QVERIFY(!at(mesh, kOne).announced);
        const std::vector same{entry(kOne, kA)};
        QVERIFY(mesh.announce(same, 100).altered == std::vector{kOne});
        QVERIFY(at(mesh, kOne).announced && !at(mesh, kOne).cached);
        QCOMPARE(at(mesh, kOne).firstAnnounced, int64_t{5});
    }

    // A cached route that was re-pointed while we were away moves with the first complete burst, not before.
    void cachedMovesWithACompleteBurst()
    {
        MeshTable mesh;
        mesh.import(std::vector{MeshRoute{.prefix = kOne, .endpoint = kA, .cached = true}});
        const std::vector moved{entry(kOne, kB)};
        QVERIFY(hear(mesh, moved, false, 100).empty());
        QVERIFY(at(mesh, kOne).endpoint == kA);
        QVERIFY(mesh.endBurst(burstOf(moved), true, 200).moved == std::vector{kOne});
        QVERIFY(at(mesh, kOne).announced && !at(mesh, kOne).cached);
    }

    void importRanksBelowAnnouncements()
    {
        MeshTable mesh;
        hear(mesh, {entry(kOne, kA)}, true, 100);
        const std::vector imported{MeshRoute{.prefix = kOne, .endpoint = kB, .origin = RouteOrigin::Import},
                                   MeshRoute{.prefix = kTwo, .endpoint = kB, .origin = RouteOrigin::Import}};
        QVERIFY(mesh.import(imported).added == std::vector{kTwo});
        QVERIFY(at(mesh, kOne).endpoint == kA);
        // Complete bursts without it never take an imported route away.
        for (int i = 0; i < 10; ++i)
            hear(mesh, {entry(kOne, kA)}, true, 200 + i);
        QVERIFY(at(mesh, kTwo).origin == RouteOrigin::Import);
        // An announcement takes it over at once.
        const std::vector announced{entry(kTwo, kA)};
        QVERIFY(mesh.announce(announced, 300).moved == std::vector{kTwo});
        QVERIFY(at(mesh, kTwo).origin == RouteOrigin::Rip44);
    }

    void suppression()
    {
        MeshTable mesh;
        hear(mesh, {entry(kOne, kA), entry(kTwo, kA)}, true, 100);
        QVERIFY(!mesh.suppression(at(mesh, kOne)));
        QVERIFY(mesh.suppress(kA, false));
        QVERIFY(!mesh.suppress(kA, false));
        QCOMPARE(mesh.suppression(at(mesh, kOne)), std::optional(false));
        QVERIFY(mesh.suppress(kOne, true)); // its own switch goes before its endpoint's
        QCOMPARE(mesh.suppression(at(mesh, kOne)), std::optional(true));
        QCOMPARE(mesh.suppression(at(mesh, kTwo)), std::optional(false));
        QVERIFY(mesh.suppress(kA, true)); // another way of it is a change
        QVERIFY(mesh.allow(kA) && !mesh.allow(kA));
        QVERIFY(!mesh.suppression(at(mesh, kTwo)));
        QVERIFY(mesh.allow(kOne));
        QVERIFY(!mesh.suppression(at(mesh, kOne)));
    }
};

QTEST_APPLESS_MAIN(MeshTableTest)
#include "meshtable.moc"
