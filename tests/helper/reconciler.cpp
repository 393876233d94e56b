// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/reconciler.h"
#include "tests/helper/fakekernel.h"

#include <QTest>

#include <cerrno>

using namespace mesh44;

namespace {

const Ipv4Address kA{198, 51, 100, 1};

Settings settings()
{
    Settings s;
    s.subnets = {*Ipv4Prefix::parse("44.128.10.0/24")};
    return s;
}

class World
{
public:
    FakeKernel kernel;
    MeshTable mesh;

    explicit World(unsigned routes = 3)
    {
        kernel.addWan();
        std::vector<RipEntry> entries;
        for (unsigned i = 0; i < routes; ++i)
            entries.push_back({Ipv4Prefix::covering(Ipv4Address(44, 4, static_cast<uint8_t>(i), 0), 24), kA, 4, 1});
        mesh.announce(entries, 1);
    }
    Reconciler::Outcome run()
    {
        return Reconciler(kernel).run(
            [&](const KernelState &facts) {
                return desire(settings(), mesh, facts, findUnderlay(facts, settings().announcer));
            },
            [](auto &&...) {});
    }
};

FakeKernel::Predicate routeTo(const char *prefix)
{
    return [destination = *Ipv4Prefix::parse(prefix)](const Operation &operation) {
        const auto *put = std::get_if<PutRoute>(&operation);
        return put && put->route.destination == destination;
    };
}

} // namespace

class ReconcilerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void settles()
    {
        World world;
        const auto outcome = world.run();
        QVERIFY2(outcome.clean(), outcome.problems.empty() ? "" : outcome.problems.front().c_str());
        QCOMPARE(installedRoutes(outcome.desired, outcome.actual).size(), size_t{3});
    }

    void nothingToDoWritesNothing()
    {
        World world;
        world.run();
        const uint64_t before = world.kernel.writes();
        const auto outcome = world.run();
        QCOMPARE(world.kernel.writes(), before);
        QCOMPARE(outcome.operations, size_t{0});
    }

    void oneRefusedRouteBlocksNothingElse()
    {
        World world;
        world.kernel.failNext(routeTo("44.4.1.0/24"), ENOMEM, 100);
        const auto outcome = world.run();
        QVERIFY(!outcome.clean() && !outcome.failure);
        QCOMPARE(outcome.refusedRoutes.size(), size_t{1});
        QVERIFY(outcome.refusedRoutes.contains(*Ipv4Prefix::parse("44.4.1.0/24")));
        QCOMPARE(installedRoutes(outcome.desired, outcome.actual).size(), size_t{2});
        world.kernel.clearFaults();
        QVERIFY(world.run().clean());
    }

    void passingFaultIsMendedInTheSameRun()
    {
        World world;
        world.kernel.failNext(routeTo("44.4.1.0/24"), ENOBUFS);
        world.kernel.loseAnswer(routeTo("44.4.2.0/24"));
        const auto outcome = world.run();
        QVERIFY(outcome.clean());
        QCOMPARE(installedRoutes(outcome.desired, outcome.actual).size(), size_t{3});
    }

    void noIpipTouchesNothing()
    {
        World world;
        world.kernel.setIpipAvailable(false);
        const auto outcome = world.run();
        QVERIFY(outcome.failure && outcome.failure->code == ErrorCode::Unsupported);
        QVERIFY(world.kernel.isClean());
    }

    void noRights()
    {
        World world;
        world.kernel.failNext([](const Operation &) { return true; }, EPERM, 1000);
        const auto outcome = world.run();
        QVERIFY(outcome.failure && outcome.failure->code == ErrorCode::NotAuthorized);
    }

    void noDumpNoChange()
    {
        World world;
        world.kernel.failDump({ErrorCode::KernelRefused, "interrupted"});
        const auto outcome = world.run();
        QVERIFY(outcome.failure);
        QCOMPARE(world.kernel.writes(), uint64_t{0});
    }

    void driftIsRepaired()
    {
        World world;
        const auto first = world.run();
        for (const KernelRoute &route : first.actual.routes) {
            if (route.table == 44)
                world.kernel.outside(RemoveRoute{route});
        }
        for (const KernelRule &rule : first.actual.rules) {
            if (rule.protocol == kOurProtocol)
                world.kernel.outside(RemoveRule{rule});
        }
        const auto outcome = world.run();
        QVERIFY(outcome.clean());
        QVERIFY(outcome.actual.rules == first.actual.rules);
        QCOMPARE(installedRoutes(outcome.desired, outcome.actual).size(), size_t{3});
    }

    void linkDownTakesTheRoutesAndTheyComeBack()
    {
        World world;
        const auto first = world.run();
        ChangeLink down{.link = first.actual.link("tunl0")->index, .name = "tunl0"};
        down.up = false;
        world.kernel.outside(down);
        QVERIFY(world.kernel.dump()->nexthops.empty());
        const auto outcome = world.run();
        QVERIFY(outcome.clean());
        QVERIFY(outcome.actual.link("tunl0")->up);
        QCOMPARE(installedRoutes(outcome.desired, outcome.actual).size(), size_t{3});
    }

    // Whichever single operation fails once: the next run mends it.
    void everyFailure()
    {
        World world;
        const auto clean = world.run();
        const size_t count = clean.operations;
        for (size_t k = 0; k < count; ++k) {
            World broken;
            size_t seen = 0;
            broken.kernel.failNext([&](const Operation &) { return seen++ == k; }, EINVAL);
            (void)broken.run();
            const auto outcome = broken.run();
            QVERIFY2(outcome.clean(), qPrintable(QStringLiteral("operation %1").arg(k)));
            QVERIFY(outcome.actual.routes == clean.actual.routes);
            QCOMPARE(outcome.actual.rules.size(), clean.actual.rules.size()); // in any order within a priority
        }
    }
};

QTEST_APPLESS_MAIN(ReconcilerTest)
#include "reconciler.moc"
