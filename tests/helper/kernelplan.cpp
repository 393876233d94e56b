// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/plan.h"
#include "helper/devicerecords.h"
#include "tests/helper/fakekernel.h"

#include <QTest>

using namespace mesh44;

namespace {

const Ipv4Address kA{198, 51, 100, 1};
const Ipv4Address kB{198, 51, 100, 2};

Settings settings()
{
    Settings s;
    s.subnets = {*Ipv4Prefix::parse("44.128.10.0/24")};
    return s;
}

MeshTable meshOf(std::initializer_list<std::pair<const char *, Ipv4Address>> routes)
{
    MeshTable mesh;
    std::vector<RipEntry> entries;
    for (const auto &[prefix, endpoint] : routes)
        entries.push_back({*Ipv4Prefix::parse(prefix), endpoint, 4, 1});
    mesh.announce(entries, 1);
    return mesh;
}

// A gateway with a WAN, a LAN and the module's device, as it is before we come.
struct World
{
    FakeKernel kernel;
    int wan = kernel.addWan();
    int lan = kernel.addLink("lan0");

    explicit World(bool withDevice = true)
    {
        outside(AddAddress{{lan, Ipv4Address(44, 128, 10, 1), 24}});
        outside(AddAddress{{lan, Ipv4Address(192, 168, 7, 1), 24}});
        if (withDevice)
            outside(CreateIpip{"tunl0", {}});
    }
    template <class Kind> void outside(Kind operation)
    {
        if (const OperationResult result = kernel.outside(operation); result.error != 0)
            qFatal("%s: errno %d", describe(operation).c_str(), result.error);
    }
    KernelState look() { return *kernel.dump(); }
    void apply(const Plan &p)
    {
        const auto results = kernel.apply(p.operations);
        for (size_t i = 0; i < results.size(); ++i) {
            if (results[i].error != 0)
                qFatal("%s: errno %d", describe(p.operations[i]).c_str(), results[i].error);
        }
    }
};

DesiredState desired(const Settings &s, const MeshTable &mesh, const KernelState &facts)
{
    return desire(s, mesh, facts, findUnderlay(facts, s.announcer));
}

template <class T> size_t countOf(const Plan &p)
{
    return static_cast<size_t>(
        std::ranges::count_if(p.operations, [](const auto &o) { return std::holds_alternative<T>(o); }));
}

Plan planFor(World &world, const MeshTable &mesh, const Settings &s = settings())
{
    const KernelState state = world.look();
    return plan(desired(s, mesh, state), state);
}
// A world in which this mesh is installed.
void install(World &world, const MeshTable &mesh)
{
    for (int pass = 0; pass < 3; ++pass)
        world.apply(planFor(world, mesh));
}
size_t installedIn(World &world, const MeshTable &mesh)
{
    const KernelState state = world.look();
    return installedRoutes(desired(settings(), mesh, state), state).size();
}

} // namespace

class KernelPlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void underlay()
    {
        World world;
        const Ipv4Address announcer(169, 228, 34, 84);
        const auto found = *findUnderlay(world.look(), announcer);
        QCOMPARE(found.device, std::string("wan0"));
        QVERIFY(found.address == Ipv4Address(203, 0, 113, 9));
        QVERIFY(found.gateway == Ipv4Address(203, 0, 113, 1));

        KernelRoute other{.table = kMainTable, .metric = 100, .protocol = 3};
        other.gateway = Ipv4Address(192, 168, 7, 2);
        other.link = world.lan;
        world.outside(PutRoute{other});
        QCOMPARE(findUnderlay(world.look(), announcer)->device, std::string("wan0"));

        other.destination = *Ipv4Prefix::parse("169.228.34.0/24");
        world.outside(PutRoute{other});
        QCOMPARE(findUnderlay(world.look(), announcer)->device, std::string("lan0"));

        QVERIFY(!findUnderlay(KernelState(), announcer));
    }

    void localIsWhatIsConnectedButNotTheWan()
    {
        World world;
        const auto local = connectedPrefixes(world.look(), world.wan, "tunl0");
        QVERIFY(local == (std::vector{*Ipv4Prefix::parse("44.128.10.0/24"), *Ipv4Prefix::parse("192.168.7.0/24")}));
    }

    // A network of ours whose link is down must not be looked for by the default route.
    void nothingOfOursMeetsTheDefaultRoute()
    {
        World world;
        const DesiredState state = desired(settings(), MeshTable(), world.look());
        size_t byMain = 0;
        for (const KernelRule &rule : state.rules) {
            if (rule.table != kMainTable)
                continue;
            ++byMain;
            QVERIFY2(rule.suppressPrefixLength == 0U, describe(AddRule{rule}).c_str());
        }
        QCOMPARE(byMain, size_t{2}); // to our subnet, and from it to the LAN beside it
    }

    // The order matters: the floor first, the device before its nexthops, nexthops before routes.
    void firstPlanInOrder()
    {
        World world;
        const Plan p = planFor(world, meshOf({{"44.4.1.0/24", kA}, {"44.4.2.0/24", kB}}));
        QVERIFY(p.conflicts.empty() && p.contested.empty() && !p.again);
        const auto *floor = std::get_if<AddRule>(&p.operations.front());
        QVERIFY(floor && floor->rule.action == RuleAction::Unreachable && floor->rule.priority == 48);
        const auto position = [&](auto is) {
            return std::distance(p.operations.begin(), std::ranges::find_if(p.operations, is));
        };
        const auto link = position([](const Operation &o) { return std::holds_alternative<ChangeLink>(o); });
        const auto nexthop = position([](const Operation &o) { return std::holds_alternative<PutNexthop>(o); });
        const auto unicast = position([](const Operation &o) {
            const auto *put = std::get_if<PutRoute>(&o);
            return put && put->route.type == RouteType::Unicast;
        });
        const auto anyRoute = position([](const Operation &o) { return std::holds_alternative<PutRoute>(o); });
        QVERIFY(anyRoute < link && link < nexthop && nexthop < unicast);
        QCOMPARE(countOf<PutNexthop>(p), size_t{3}); // two endpoints and the announcer
        QCOMPARE(countOf<AddRule>(p), size_t{7});    // floor, to, from-to-local, two amateur ranges, mark, from
        QCOMPARE(countOf<PutRoute>(p), size_t{5});   // two, the default, two unreachable
    }

    void appliedPlanLeavesNothingToDo()
    {
        World world;
        const MeshTable mesh = meshOf(
            {{"44.4.1.0/24", kA}, {"44.4.2.0/24", kB}, {"44.137.0.0/16", Ipv4Address(44, 137, 25, 146)}});
        world.apply(planFor(world, mesh));
        const Plan again = planFor(world, mesh);
        QVERIFY2(again.operations.empty(), again.operations.empty() ? "" : describe(again.operations.front()).c_str());
        const KernelState state = world.look();
        const auto installed = installedRoutes(desired(settings(), mesh, state), state);
        QCOMPARE(installed.size(), size_t{3});
        QVERIFY(installed.at(*Ipv4Prefix::parse("44.4.2.0/24")) == kB);
    }

    void endpointInside44GetsAThrow()
    {
        World world;
        const Ipv4Address inside(44, 137, 25, 146);
        const DesiredState want = desired(settings(), meshOf({{"44.137.0.0/16", inside}, {"44.138.0.0/16", inside}}),
                                          world.look());
        QCOMPARE(std::ranges::count(want.routes, RouteType::Throw, &DesiredRoute::type), ptrdiff_t{1});
    }

    void movedEndpointIsOneMessage()
    {
        World world;
        install(world, meshOf({{"44.4.1.0/24", kA}, {"44.4.2.0/24", kA}}));
        const Plan moved = planFor(world, meshOf({{"44.4.1.0/24", kB}, {"44.4.2.0/24", kB}}));
        QCOMPARE(moved.operations.size(), size_t{1});
        const auto &put = std::get<PutNexthop>(moved.operations[0]);
        QVERIFY(put.replace && put.nexthop.gateway == kB);
    }

    void switchedOffIsOneMessageAndSoIsTheWayBack()
    {
        World world;
        MeshTable mesh = meshOf({{"44.4.1.0/24", kA}, {"44.4.2.0/24", kA}, {"44.4.3.0/24", kB}});
        install(world, mesh);
        mesh.suppress(kA, false);
        const Plan off = planFor(world, mesh);
        QCOMPARE(off.operations.size(), size_t{1});
        QVERIFY(std::get<PutNexthop>(off.operations[0]).nexthop.blackhole);
        world.apply(off);
        QVERIFY(planFor(world, mesh).operations.empty());
        QCOMPARE(installedIn(world, mesh), size_t{1});
        mesh.allow(kA);
        const Plan on = planFor(world, mesh);
        QCOMPARE(on.operations.size(), size_t{1});
        QVERIFY(std::get<PutNexthop>(on.operations[0]).nexthop.gateway == kA);
        world.apply(on);
        QCOMPARE(installedIn(world, mesh), size_t{3});
    }

    void fallbackRemovesTheRoutes()
    {
        World world;
        MeshTable mesh = meshOf({{"44.4.1.0/24", kA}, {"44.4.2.0/24", kA}});
        install(world, mesh);
        mesh.suppress(kA, true);
        const Plan off = planFor(world, mesh);
        QCOMPARE(countOf<RemoveRoute>(off), size_t{2});
        QCOMPARE(countOf<RemoveNexthop>(off), size_t{1});
    }

    void switchedOffPrefixIsABlackhole()
    {
        World world;
        MeshTable mesh = meshOf({{"44.4.1.0/24", kA}, {"44.4.2.0/24", kA}});
        install(world, mesh);
        mesh.suppress(*Ipv4Prefix::parse("44.4.1.0/24"), false);
        const Plan off = planFor(world, mesh);
        QCOMPARE(off.operations.size(), size_t{1});
        const auto &put = std::get<PutRoute>(off.operations[0]);
        QVERIFY(put.replace && put.route.type == RouteType::Blackhole);
    }

    void meshModeHasNoDefault()
    {
        World world;
        Settings s = settings();
        s.mode = Mode::Mesh;
        const DesiredState want = desired(s, meshOf({}), world.look());
        QVERIFY(want.nexthops.empty());
        QVERIFY(std::ranges::none_of(want.routes, [](const DesiredRoute &r) { return r.type == RouteType::Unicast; }));
    }

    void missingDeviceComesAlone()
    {
        World world(false);
        const Plan p = planFor(world, meshOf({{"44.4.1.0/24", kA}}));
        QVERIFY(p.again);
        QCOMPARE(p.operations.size(), size_t{1});
        QVERIFY(std::holds_alternative<CreateIpip>(p.operations[0]));
    }

    void noRouteByNexthopBeforeAnother()
    {
        World world;
        KernelState state = world.look();
        const DesiredState want = desired(settings(), meshOf({{"44.4.1.0/24", kA}}), state);
        state.routes.clear();
        state.anyRoute = false;
        const Plan p = plan(want, state);
        QVERIFY(p.again);
        QCOMPARE(countOf<PutNexthop>(p), size_t{0});
        QCOMPARE(countOf<PutRoute>(p), size_t{2}); // the unreachable ones
    }

    void strangersTableIsLeftAlone()
    {
        for (const uint32_t table : {44U, 45U}) {
            World world;
            world.kernel.place(
                KernelRoute{.destination = *Ipv4Prefix::parse("44.4.0.0/16"), .table = table, .protocol = 44});
            const Plan p = planFor(world, meshOf({{"44.4.1.0/24", kA}}));
            QCOMPARE(p.conflicts.size(), size_t{1});
            QVERIFY(p.conflicts[0].find("ampr-ripd") != std::string::npos);
            QVERIFY(p.conflicts[0].find("table " + std::to_string(table)) != std::string::npos);
            QVERIFY(p.operations.empty());
        }
    }

    void strangersDeviceIsLeftAlone()
    {
        World world(false);
        world.kernel.addLink("tunl0", "tun");
        const Plan p = planFor(world, meshOf({}));
        QCOMPARE(p.conflicts.size(), size_t{1});
        QVERIFY(p.operations.empty());
    }

    void strangersRouteInOurTableIsContested()
    {
        World world;
        install(world, meshOf({{"44.4.2.0/24", kA}}));
        world.kernel.place(KernelRoute{.destination = *Ipv4Prefix::parse("44.4.1.0/24"), .table = 44, .protocol = 4});
        const Plan p = planFor(world, meshOf({{"44.4.1.0/24", kA}, {"44.4.2.0/24", kA}}));
        QVERIFY(p.conflicts.empty());
        QCOMPARE(p.contested.size(), size_t{1});
        QVERIFY(p.operations.empty());
    }

    void strangersNexthopIdsAreSteppedOver()
    {
        World world;
        world.kernel.place(KernelNexthop{
            .id = kFirstNexthopId, .link = world.wan, .gateway = Ipv4Address(203, 0, 113, 1), .protocol = 4});
        const Plan p = planFor(world, meshOf({{"44.4.1.0/24", kA}}));
        for (const Operation &operation : p.operations) {
            if (const auto *put = std::get_if<PutNexthop>(&operation))
                QVERIFY(put->nexthop.id != kFirstNexthopId && !put->replace);
        }
        QCOMPARE(countOf<RemoveNexthop>(p), size_t{0});
    }

    void teardownTakesOursAndOnlyOurs()
    {
        World world;
        world.kernel.place(
            KernelRule{.priority = 44, .destination = *Ipv4Prefix::parse("44.0.0.0/8"), .table = 99, .protocol = 4});
        world.kernel.place(
            KernelNexthop{.id = 7, .link = world.wan, .gateway = Ipv4Address(203, 0, 113, 1), .protocol = 4});
        const KernelState before = world.look();
        std::vector<DeviceRecord> records;
        const Plan up = planFor(world, meshOf({{"44.4.1.0/24", kA}}));
        QVERIFY(noteDevices(records, up.operations, before));
        world.apply(up);

        DesiredState nothing = desireNothing(settings());
        nothing.links = linksAsFound(records);
        const Plan p = plan(nothing, world.look());
        const auto *last = std::get_if<RemoveRule>(&p.operations.back());
        QVERIFY(last && last->rule.action == RuleAction::Unreachable); // the floor goes last
        world.apply(p);
        QVERIFY(world.kernel.isClean());
        const KernelState after = world.look();
        QVERIFY(after.links == before.links);
        QVERIFY(after.addresses == before.addresses);
        QVERIFY(after.rules == before.rules);
        QVERIFY(after.nexthops == before.nexthops);
        QVERIFY(after.routes == before.routes);
        QVERIFY(plan(nothing, world.look()).operations.empty());
    }
};

QTEST_APPLESS_MAIN(KernelPlan)
#include "kernelplan.moc"
