// SPDX-License-Identifier: GPL-3.0-or-later
//
// The kernel on paper, of which anybody may ask for a mesh's worth of work. What it does is compared with the fake
// kernel by gatewaypreview.

#include "helper/kernel/simulatedkernel.h"

#include <QElapsedTimer>
#include <QTest>

using namespace mesh44;

namespace {

constexpr uint32_t kMany = 16'384; // what rip44.max_routes is without a word of the operator's
constexpr qint64 kLongestMs = 2'500;

Ipv4Prefix prefix(uint32_t number)
{
    return Ipv4Prefix::host(Ipv4Address(number));
}

KernelRoute route(uint32_t number, uint32_t nexthop)
{
    return {.destination = prefix(number), .table = nexthop == 0 ? kMainTable : 44, .nexthop = nexthop};
}

// A mesh with an endpoint for each route, and as many routes of somebody else's.
KernelState largeState()
{
    KernelState state;
    state.links.push_back({.index = 7, .name = "tunl0", .kind = "ipip", .up = true});
    for (uint32_t i = 1; i <= kMany; ++i) {
        state.nexthops.push_back({.id = i, .link = 7});
        state.routes.push_back(route(i, i));
        state.routes.push_back(route(i, 0));
    }
    return state;
}

std::vector<Operation> removals(bool routes)
{
    std::vector<Operation> operations;
    for (uint32_t i = 1; routes && i <= kMany; ++i)
        operations.emplace_back(RemoveRoute{route(i, i)});
    for (uint32_t i = 1; i <= kMany; ++i)
        operations.emplace_back(RemoveNexthop{i});
    return operations;
}

} // namespace

class SimulatedKernelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The helper's loop waits for it.
    void aLargeMeshIsGoneSoon_data()
    {
        QTest::addColumn<bool>("routes");
        QTest::newRow("the routes first") << true;
        QTest::newRow("the nexthops with their routes") << false;
    }
    void aLargeMeshIsGoneSoon()
    {
        QFETCH(bool, routes);
        SimulatedKernel kernel(largeState());
        const std::vector<Operation> operations = removals(routes);
        QElapsedTimer timer;
        timer.start();
        (void)kernel.apply(operations);
        const qint64 took = timer.elapsed();
        const KernelState left = *kernel.dump();
        QVERIFY(left.nexthops.empty());
        QCOMPARE(left.routes.size(), size_t{kMany});
        QVERIFY2(took < kLongestMs, std::to_string(took).c_str());
    }

    // As Linux has it: with a nexthop go its routes, with a device that goes down its nexthops.
    void whatHangsOnItGoesToo()
    {
        KernelState state;
        state.links.push_back({.index = 7, .name = "tunl0", .kind = "ipip", .up = true});
        state.nexthops = {{.id = 2, .link = 7}, {.id = 1, .link = 7}, {.id = 3, .blackhole = true}};
        state.routes = {route(1, 1), route(2, 1), route(3, 2), route(4, 3), route(5, 0)};
        SimulatedKernel kernel(state);
        (void)kernel.apply(std::vector<Operation>{RemoveNexthop{1}});
        QVERIFY((kernel.dump()->routes == std::vector<KernelRoute>{route(3, 2), route(4, 3), route(5, 0)}));
        // A route that was put again hangs on its new nexthop only.
        (void)kernel.apply(std::vector<Operation>{PutRoute{route(4, 2), true}, RemoveNexthop{3}});
        QCOMPARE(kernel.dump()->routes.size(), size_t{3});
        (void)kernel.apply(std::vector<Operation>{ChangeLink{.link = 7, .name = "tunl0", .up = false}});
        QVERIFY((kernel.dump()->routes == std::vector<KernelRoute>{route(5, 0)}));
        QVERIFY(kernel.dump()->nexthops.empty());
    }
};

QTEST_GUILESS_MAIN(SimulatedKernelTest)
#include "simulatedkernel.moc"
