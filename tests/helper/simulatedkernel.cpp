// SPDX-License-Identifier: GPL-3.0-or-later
//
// The kernel on paper, of which anybody may ask for a mesh's worth of work. What it does is compared with the fake
// kernel by gatewaypreview.

#include "helper/kernel/simulatedkernel.h"

#include <QTest>

#include <algorithm>
#include <ctime>

using namespace mesh44;

namespace {

constexpr uint32_t kMany = 16'384; // what rip44.max_routes is without a word of the operator's
constexpr uint32_t kFew = kMany / 8;
constexpr double kGrowth =
    30; // eight times the mesh is about ten times the work; one that looks at each for each, 64 times

Ipv4Prefix prefix(uint32_t number)
{
    return Ipv4Prefix::host(Ipv4Address(number));
}

KernelRoute route(uint32_t number, uint32_t nexthop)
{
    return {.destination = prefix(number), .table = nexthop == 0 ? kMainTable : 44, .nexthop = nexthop};
}

// A mesh with an endpoint for each route, and as many routes of somebody else's.
KernelState stateOf(uint32_t count)
{
    KernelState state;
    state.links.push_back({.index = 7, .name = "tunl0", .kind = "ipip", .up = true});
    for (uint32_t i = 1; i <= count; ++i) {
        state.nexthops.push_back({.id = i, .link = 7});
        state.routes.push_back(route(i, i));
        state.routes.push_back(route(i, 0));
    }
    return state;
}

std::vector<Operation> removals(uint32_t count, bool routes)
{
    std::vector<Operation> operations;
    for (uint32_t i = 1; routes && i <= count; ++i)
        operations.emplace_back(RemoveRoute{route(i, i)});
    for (uint32_t i = 1; i <= count; ++i)
        operations.emplace_back(RemoveNexthop{i});
    return operations;
}

// Processor time, the least of three runs: others may be at work here.
double work(uint32_t count, bool routes)
{
    const std::vector<Operation> operations = removals(count, routes);
    double least = 1e9;
    for (int run = 0; run < 3; ++run) {
        SimulatedKernel kernel(stateOf(count));
        const std::clock_t began = std::clock();
        (void)kernel.apply(operations);
        least = std::min(least, static_cast<double>(std::clock() - began));
    }
    return least;
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
        SimulatedKernel kernel(stateOf(kMany));
        (void)kernel.apply(removals(kMany, routes));
        const KernelState left = *kernel.dump();
        QVERIFY(left.nexthops.empty());
        QCOMPARE(left.routes.size(), size_t{kMany});
        const double growth = work(kMany, routes) / std::max(work(kFew, routes), 1.0);
        QVERIFY2(growth < kGrowth, std::to_string(growth).c_str());
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
