// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pins and imports above and below what is announced.
#include "tests/core/meshmaker.h"

#include <QTest>

#include <optional>

using namespace mesh44;
using namespace mesh44::test;

namespace {

const Ipv4Prefix kOne = numbered(1);

std::vector<MeshRoute> imported(Ipv4Address endpoint)
{
    return {{.prefix = kOne, .endpoint = endpoint, .origin = RouteOrigin::Import}};
}

// "rip44 198.51.100.1", or nothing where there is no route.
QString inForce(const MeshTable &mesh)
{
    const auto found = mesh.routes().find(kOne);
    if (found == mesh.routes().end())
        return {};
    return QString::fromStdString(std::string(toString(found->second.origin)) + ' '
                                  + found->second.endpoint.toString());
}

} // namespace

class OverridesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // The three layers in all combinations.
    void choice_data()
    {
        QTest::addColumn<QString>("layers"); // a: announced, i: imported, p: pinned; + for imports above
        QTest::addColumn<QString>("route");
        const auto row = [](const char *layers, const char *route) {
            QTest::newRow(layers) << QString::fromLatin1(layers) << QString::fromLatin1(route);
        };
        row("", "");
        row("a", "rip44 198.51.100.1");
        row("i", "import 198.51.100.2");
        row("p", "pinned 198.51.100.3");
        row("ai", "rip44 198.51.100.1");
        row("ap", "pinned 198.51.100.3");
        row("ip", "pinned 198.51.100.3");
        row("aip", "pinned 198.51.100.3");
        row("i+", "import 198.51.100.2");
        row("a+", "rip44 198.51.100.1");
        row("ai+", "import 198.51.100.2");
        row("aip+", "pinned 198.51.100.3");
    }
    // In every order of their coming.
    void choice()
    {
        QFETCH(QString, layers);
        QFETCH(QString, route);
        std::string steps = layers.toStdString();
        std::ranges::sort(steps);
        do {
            MeshTable mesh;
            for (const char step : steps) {
                switch (step) {
                case 'a': hear(mesh, {entry(kOne, kA)}, true, 100); break;
                case 'i': mesh.import(imported(kB)); break;
                case 'p': mesh.pin(kOne, kC); break;
                default: mesh.rankImports(true);
                }
            }
            QCOMPARE(inForce(mesh), route);
        } while (std::ranges::next_permutation(steps).found);
    }

    void unpinGoesBackToWhatIsAnnounced()
    {
        MeshTable mesh;
        hear(mesh, {entry(kOne, kA)}, true, 100);
        QVERIFY(mesh.pin(kOne, kC).moved == std::vector{kOne});
        QVERIFY(mesh.pin(kOne, kC).empty());
        QCOMPARE(mesh.beneath().at(kOne).endpoint, kA);
        // Meanwhile it moves.
        const ChangeSet changes = hear(mesh, {entry(kOne, kB)}, true, 200);
        QVERIFY(changes.moved.empty() && changes.altered == std::vector{kOne});
        QCOMPARE(inForce(mesh), QStringLiteral("pinned 198.51.100.3"));
        QVERIFY(mesh.unpin(kOne).moved == std::vector{kOne});
        QVERIFY(mesh.unpin(kOne).empty());
        const MeshRoute &route = mesh.routes().at(kOne);
        QCOMPARE(route.endpoint, kB);
        QVERIFY(route.announced && route.confirmed);
        QCOMPARE(route.firstAnnounced, int64_t{100});
        QCOMPARE(route.lastAnnounced, int64_t{200});
        QVERIFY(mesh.beneath().empty());
    }

    void unpinRemovesWhatNobodyAnnounces()
    {
        MeshTable mesh;
        QVERIFY(mesh.pin(kOne, kC).added == std::vector{kOne});
        for (int i = 0; i < 10; ++i)
            hear(mesh, {entry(numbered(2), kA)}, true, 100 + i);
        QCOMPARE(inForce(mesh), QStringLiteral("pinned 198.51.100.3"));
        QVERIFY(mesh.unpin(kOne).removed == std::vector{kOne});
        QCOMPARE(inForce(mesh), QString());
    }

    void withdrawnBeneathAPin()
    {
        MeshTable mesh;
        hear(mesh, {entry(kOne, kA), entry(numbered(2), kA)}, true, 100);
        mesh.pin(kOne, kC);
        for (int i = 0; i < MeshTable::kWithdrawAfter; ++i)
            QVERIFY(hear(mesh, {entry(numbered(2), kA)}, true, 200 + i).removed.empty());
        QVERIFY(mesh.beneath().empty());
        QCOMPARE(inForce(mesh), QStringLiteral("pinned 198.51.100.3"));
        QVERIFY(mesh.unpin(kOne).removed == std::vector{kOne});
    }

    void withdrawnAboveAnImport()
    {
        MeshTable mesh;
        hear(mesh, {entry(kOne, kA), entry(numbered(2), kA)}, true, 100);
        mesh.import(imported(kB));
        QVERIFY(hear(mesh, {entry(kOne, kA, 16), entry(numbered(2), kA)}, true, 200).moved == std::vector{kOne});
        QCOMPARE(inForce(mesh), QStringLiteral("import 198.51.100.2"));
    }

    void rankActsAtOnceAndBack()
    {
        MeshTable mesh;
        hear(mesh, {entry(kOne, kA)}, true, 100);
        mesh.import(imported(kB));
        QVERIFY(mesh.rankImports(true).moved == std::vector{kOne});
        QVERIFY(mesh.rankImports(true).empty());
        QCOMPARE(mesh.beneath().at(kOne).endpoint, kA);
        QVERIFY(mesh.rankImports(false).moved == std::vector{kOne});
        QCOMPARE(inForce(mesh), QStringLiteral("rip44 198.51.100.1"));
        QVERIFY(mesh.beneath().empty());
    }

    void forgottenImports()
    {
        MeshTable mesh;
        mesh.rankImports(true);
        hear(mesh, {entry(kOne, kA)}, true, 100);
        mesh.import(imported(kB));
        mesh.import(std::vector{MeshRoute{.prefix = numbered(2), .endpoint = kB, .origin = RouteOrigin::Import}});
        const ChangeSet changes = mesh.forgetImports();
        QVERIFY(changes.moved == std::vector{kOne} && changes.removed == std::vector{numbered(2)});
        QCOMPARE(inForce(mesh), QStringLiteral("rip44 198.51.100.1"));
        QVERIFY(mesh.forgetImports().empty());
    }

    void pinnedPassesTheFilterAgain()
    {
        MeshTable mesh;
        mesh.pin(kOne, kC);
        RouteFilter filter;
        filter.ownAddresses = {kC};
        mesh.setFilter(filter);
        QVERIFY(mesh.routes().at(kOne).refusal);
        mesh.unpin(kOne);
        mesh.pin(kOne, kC);
        QVERIFY(mesh.routes().at(kOne).refusal);
    }

    // A full table takes a pin all the same, and goes on learning beneath it.
    void pinsFindRoom()
    {
        MeshTable mesh(1);
        hear(mesh, {entry(numbered(2), kA)}, true, 100);
        QVERIFY(mesh.pin(kOne, kC).added == std::vector{kOne});
        hear(mesh, {entry(numbered(2), kA), entry(kOne, kA)}, true, 200);
        QCOMPARE(mesh.overLimit(), uint64_t{0});
        QCOMPARE(mesh.beneath().at(kOne).endpoint, kA);
    }

    void fullUntilACompleteBurstFitsIn()
    {
        MeshTable mesh(1);
        hear(mesh, {entry(kOne, kA)}, true, 100);
        QVERIFY(!mesh.isFull());
        hear(mesh, {entry(kOne, kA), entry(numbered(2), kA)}, true, 200);
        QVERIFY(mesh.isFull());
        hear(mesh, {entry(kOne, kA)}, false, 300);
        QVERIFY(mesh.isFull());
        hear(mesh, {entry(kOne, kA)}, true, 400);
        QVERIFY(!mesh.isFull());
        hear(mesh, {entry(kOne, kA), entry(numbered(2), kA)}, true, 500);
        mesh.setMaxRoutes(2);
        QVERIFY(!mesh.isFull());
    }

    // A held change beneath a pin moves nothing that is in force.
    void acceptedBeneathAPin()
    {
        MeshTable mesh;
        hear(mesh, entries(0, 20, kA), true, 100);
        mesh.pin(kOne, kC);
        hear(mesh, entries(0, 20, kB), true, 200);
        QCOMPARE(mesh.acceptHeld().moved.size(), size_t{19});
        QCOMPARE(inForce(mesh), QStringLiteral("pinned 198.51.100.3"));
        mesh.unpin(kOne);
        QCOMPARE(inForce(mesh), QStringLiteral("rip44 198.51.100.2"));
    }
};

QTEST_APPLESS_MAIN(OverridesTest)
#include "overrides.moc"
