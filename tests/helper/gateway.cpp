// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gateway on the fake kernel: what commands, configuration and restarts make of it.

#include "helper/gateway.h"
#include "tests/helper/fakepacketfilter.h"
#include "tests/helper/fakeplane.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace mesh44;

namespace {

constexpr const char *kGood = "[gateway]\ncallsign = n0call\nsubnets = 44.128.10.0/24\n";
constexpr const char *kEncap = "route addprivate 44.4.1/24 encap 198.51.100.1\n"
                               "route addprivate 44.4.2/24 encap 198.51.100.1\n"
                               "route addprivate 44.4.3/24 encap 198.51.100.2\n"
                               "route addprivate 44.224/15 encap 198.51.100.3\n"
                               "nonsense\n";

} // namespace

class GatewayTest : public QObject
{
    Q_OBJECT

    struct Run
    {
        bus::Event event;
        std::optional<Gateway> gateway;
        std::vector<Delta> deltas;

        explicit Run(GatewayTest &test)
        {
            sd_event *raw = nullptr;
            sd_event_new(&raw);
            event.reset(raw);
            gateway.emplace(raw, *test.m_kernel, *test.m_plane, *test.m_filter, test.m_directories);
            gateway->setObserver({[this](const Delta &delta) { deltas.push_back(delta); }, {}, {}});
            gateway->start();
        }
        Gateway *operator->() { return &*gateway; }
    };

    void configure(const char *text)
    {
        QFile file(QString::fromStdString(m_directories.configuration + "/mesh44.conf"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    uint64_t writes() const { return m_kernel->writes(); }
    size_t routesInKernel()
    {
        const KernelState state = *m_kernel->dump();
        return static_cast<size_t>(std::ranges::count_if(
            state.routes, [](const KernelRoute &r) { return r.table == 44 && r.type == RouteType::Unicast; }));
    }

    std::optional<QTemporaryDir> m_folder;
    Directories m_directories;
    std::optional<FakeKernel> m_kernel;
    std::optional<FakePlane> m_plane;
    std::optional<FakePacketFilter> m_filter;

private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        const std::string base = m_folder->path().toStdString();
        for (const char *name : {"/vendor", "/etc", "/state", "/run"})
            QDir().mkpath(QString::fromStdString(base + name));
        m_directories = {base + "/vendor", base + "/etc", base + "/state", base + "/run"};
        m_kernel.emplace();
        m_plane.emplace(*m_kernel);
        m_filter.emplace();
        const int wan = m_kernel->addLink("wan0");
        m_kernel->outside(AddAddress{{wan, Ipv4Address(203, 0, 113, 9), 24}});
        KernelRoute standard{.table = kMainTable, .protocol = 3};
        standard.gateway = Ipv4Address(203, 0, 113, 1);
        standard.link = wan;
        m_kernel->outside(PutRoute{standard});
        configure(kGood);
    }

    void importInstalls()
    {
        Run run(*this);
        const auto outcome = run->import(kEncap, "root");
        QVERIFY(outcome);
        QCOMPARE(outcome->added, 3U);
        QCOMPARE(outcome->refused.size(), size_t{2});
        QCOMPARE(routesInKernel(), size_t{3});
        const Snapshot snapshot = run->snapshot();
        QCOMPARE(snapshot.status.routesInstalled, 3U);
        QVERIFY(snapshot.routes[0].origin == RouteOrigin::Import);
        QVERIFY(snapshot.routes[0].installed);
        QCOMPARE(snapshot.endpoints.size(), size_t{2});
        QVERIFY(!run->import("nothing in here\n", "root"));
    }

    void switchesActAtOnceAndAreUndoneByTheirOpposite()
    {
        Run run(*this);
        QVERIFY(run->import(kEncap, "root"));
        const Ipv4Address endpoint(198, 51, 100, 1);
        const uint64_t before = writes();
        QVERIFY(run->suppressEndpoint(endpoint, false, "root"));
        QCOMPARE(writes() - before, uint64_t{1});
        Snapshot snapshot = run->snapshot();
        QCOMPARE(snapshot.status.routesSuppressed, 2U);
        QVERIFY(!snapshot.routes[0].installed && !snapshot.routes[0].reason.empty());
        QVERIFY(snapshot.endpoints[0].suppressed);
        QVERIFY(run->allowEndpoint(endpoint, "root"));
        QCOMPARE(writes() - before, uint64_t{2});
        QCOMPARE(run->snapshot().status.routesInstalled, 3U);
        QCOMPARE(run->allowEndpoint(endpoint, "root").error().code, ErrorCode::NotFound);
        QCOMPARE(run->suppressEndpoint(Settings().announcer, false, "root").error().code, ErrorCode::InvalidArgument);
        QCOMPARE(run->suppressPrefix(*Ipv4Prefix::parse("192.0.2.0/24"), false, "root").error().code,
                 ErrorCode::InvalidArgument);
    }

    void downRemovesEverythingAndIsRemembered()
    {
        const KernelState found = [&] {
            m_kernel->outside(CreateIpip{"tunl0", {}});
            return *m_kernel->dump();
        }();
        {
            Run run(*this);
            QVERIFY(run->import(kEncap, "root"));
            QVERIFY(run->switchTo(false, "root"));
            QVERIFY(m_kernel->isClean());
            QVERIFY(*m_kernel->dump() == found);
            QVERIFY(run->snapshot().status.state == GatewayState::Down);
            run->stop(true);
        }
        Run run(*this);
        QVERIFY(run->snapshot().status.state == GatewayState::Down);
        QVERIFY(m_kernel->isClean());
        QVERIFY(run->switchTo(true, "root"));
        QCOMPARE(routesInKernel(), size_t{3});
    }

    void stopLeavesTheKernelAsItWasFound()
    {
        m_kernel->outside(CreateIpip{"tunl0", {}});
        const KernelState found = *m_kernel->dump();
        Run run(*this);
        QVERIFY(run->import(kEncap, "root"));
        run->stop(true);
        QVERIFY(*m_kernel->dump() == found);
    }

    // A restart, a kill, an upgrade: the next run finds what it wants and writes nothing.
    void nextRunAdoptsWithoutAWrite_data()
    {
        QTest::addColumn<bool>("stateLost");
        QTest::newRow("state kept") << false;
        QTest::newRow("state lost") << true;
    }
    void nextRunAdoptsWithoutAWrite()
    {
        QFETCH(bool, stateLost);
        {
            Run run(*this);
            QVERIFY(run->import(kEncap, "root"));
        } // without stop(): as after kill -9
        if (stateLost) {
            for (const char *name : {"/state.json", "/state.json.1"})
                QFile::remove(QString::fromStdString(m_directories.state + name));
        }
        const uint64_t before = writes();
        Run run(*this);
        QCOMPARE(writes(), before);
        const Snapshot snapshot = run->snapshot();
        QCOMPARE(snapshot.status.routesInstalled, 3U);
        QVERIFY(snapshot.routes[0].state == (stateLost ? RouteState::Cached : RouteState::Installed));
    }

    // More than the default permits, as configured: all of them are still there, and are stored again.
    void aLargeMeshOutlivesTheHelper()
    {
        constexpr size_t kRoutes = 17'000;
        configure("[gateway]\nsubnets = 44.128.10.0/24\n[start]\nenabled = no\n[rip44]\nmax_routes = 20000\n");
        std::string list;
        for (size_t i = 0; i < kRoutes; ++i)
            list += "route addprivate 44." + std::to_string(1 + i / 256) + "." + std::to_string(i % 256)
                    + "/24 encap 198.51.100.1\n";
        for (int lives = 0; lives < 2; ++lives) {
            Run run(*this);
            if (lives == 0)
                QVERIFY(run->import(list, "root"));
            QCOMPARE(run->snapshot().routes.size(), kRoutes);
            run->stop(true);
        }
        Run run(*this);
        QCOMPARE(run->snapshot().routes.size(), kRoutes);
        QCOMPARE(run->status().counters.at("mesh.over_limit"), 0U);
    }

    void badConfigurationKeepsTheLastGoodOne()
    {
        Run run(*this);
        QVERIFY(run->import(kEncap, "root"));
        configure("[gateway]\nsubnets = 192.0.2.0/24\n");
        const uint64_t before = writes();
        run->reloadConfiguration();
        const Snapshot snapshot = run->snapshot();
        QCOMPARE(snapshot.status.problems.size(), size_t{1});
        QCOMPARE(snapshot.status.problems[0].line, 2U);
        QCOMPARE(snapshot.status.problems[0].key, std::string("gateway.subnets"));
        QVERIFY(snapshot.status.state == GatewayState::Degraded);
        QCOMPARE(writes(), before);
        QCOMPARE(routesInKernel(), size_t{3});
        configure(kGood);
        run->reloadConfiguration();
        QVERIFY(run->snapshot().status.problems.empty());
    }

    void noConfigurationStartsDown()
    {
        configure("; nothing yet\n");
        Run run(*this);
        QVERIFY(run->snapshot().status.state == GatewayState::Misconfigured);
        QVERIFY(m_kernel->isClean());
        QCOMPARE(run->switchTo(true, "root").error().code, ErrorCode::InvalidConfig);
        QVERIFY(run->set(0, {{"gateway.subnets", "44.128.10.0/24"}}, "root"));
        QVERIFY(run->import(kEncap, "root"));
        QCOMPARE(routesInKernel(), size_t{3});
    }

    void setIsAllOrNothing()
    {
        Run run(*this);
        const Status refused = run->set(0, {{"gateway.callsign", "N1CALL"}, {"gateway.mode", "sideways"}}, "root");
        QCOMPARE(refused.error().code, ErrorCode::InvalidConfig);
        QVERIFY(refused.error().message.find("mode") != std::string::npos);
        QCOMPARE(run->snapshot().status.callsign, std::string("N0CALL"));

        QVERIFY(run->set(0, {{"gateway.callsign", "N1CALL"}}, "root"));
        const Snapshot snapshot = run->snapshot();
        QCOMPARE(snapshot.status.callsign, std::string("N1CALL"));
        QVERIFY(run->set(snapshot.revision, {{"gateway.callsign", "N2CALL"}}, "root"));
        QCOMPARE(run->set(snapshot.revision, {{"gateway.callsign", "N3CALL"}}, "root").error().code,
                 ErrorCode::Conflict);
    }

    void changedTablesLeaveNothingBehind()
    {
        Run run(*this);
        QVERIFY(run->import(kEncap, "root"));
        QVERIFY(run->set(0, {{"routing.mesh_table", "4400"}, {"routing.source_table", "4500"}}, "root"));
        const KernelState state = *m_kernel->dump();
        QVERIFY(
            std::ranges::none_of(state.routes, [](const KernelRoute &r) { return r.table == 44 || r.table == 45; }));
        QCOMPARE(std::ranges::count(state.routes, 4400U, &KernelRoute::table), ptrdiff_t{4});
    }

    void occupiedTableIsReportedByName()
    {
        m_kernel->place(KernelRoute{.destination = *Ipv4Prefix::parse("44.4.0.0/16"), .table = 44, .protocol = 44});
        Run run(*this);
        const Snapshot snapshot = run->snapshot();
        QVERIFY(snapshot.status.state == GatewayState::Conflict);
        QVERIFY(snapshot.status.reason.find("ampr-ripd") != std::string::npos);
        QVERIFY(m_kernel->isClean());
    }

    void kernelWithoutIpip()
    {
        m_kernel->setIpipAvailable(false);
        configure("[gateway]\nsubnets = 44.128.10.0/24\n[tunnel]\nplane = kernel\n");
        Run run(*this);
        QVERIFY(run->snapshot().status.state == GatewayState::Unsupported);
        QVERIFY(m_kernel->isClean());
        QVERIFY(!m_plane->exists());
        QVERIFY(run->import(kEncap, "root"));
        QCOMPARE(run->snapshot().routes.size(), size_t{3});
        QVERIFY(!run->snapshot().routes[0].reason.empty());
    }

    void neitherPlaneIsToBeHad()
    {
        m_kernel->setIpipAvailable(false);
        m_plane->failOpen({ErrorCode::Unsupported, "/dev/net/tun cannot be opened"});
        Run run(*this);
        const GatewayStatus status = run->status();
        QVERIFY(status.state == GatewayState::Unsupported);
        QVERIFY(status.reason.find("no ipip module, and /dev/net/tun") != std::string::npos);
        QVERIFY(m_kernel->isClean());
    }

    void userspacePlaneCarriesTheSameRoutes()
    {
        m_kernel->setIpipAvailable(false);
        Run run(*this);
        QVERIFY(run->import(kEncap, "root"));
        QCOMPARE(routesInKernel(), size_t{3});
        const GatewayStatus status = run->status();
        QCOMPARE(status.plane, std::string("userspace"));
        QCOMPARE(status.device, std::string("mesh44"));
        QVERIFY(status.counters.contains("plane.in.packets"));
        const Ipv4Address inside(44, 4, 1, 1);
        QVERIFY(m_plane->endpointFor(inside) == Ipv4Address(198, 51, 100, 1));
        QVERIFY(m_plane->endpointFor(Ipv4Address(192, 0, 2, 1)) == Settings().announcer);
        QVERIFY(run->suppressEndpoint(Ipv4Address(198, 51, 100, 1), false, "root"));
        QVERIFY(m_plane->endpointFor(inside).isUnspecified());
        QVERIFY(run->switchTo(false, "root"));
        QVERIFY(m_kernel->isClean() && !m_plane->exists());
        QVERIFY(run->switchTo(true, "root"));
        QCOMPARE(routesInKernel(), size_t{3});
        run->stop(true);
        QVERIFY(m_kernel->isClean() && !m_plane->exists());
    }

    void restartLeavesTheUserspacePlane()
    {
        m_kernel->setIpipAvailable(false);
        uint64_t before = 0;
        {
            Run run(*this);
            QVERIFY(run->import(kEncap, "root"));
            run->stop(false);
            QVERIFY(m_plane->exists());
            before = writes();
        }
        Run next(*this);
        QCOMPARE(writes() - before, uint64_t{1}); // it asked for ipip once more
        QVERIFY(m_plane->forwards());
        QVERIFY(m_plane->endpointFor(Ipv4Address(44, 4, 1, 1)) == Ipv4Address(198, 51, 100, 1));
    }

    void handsOverWhenIpipAppears()
    {
        m_kernel->setIpipAvailable(false);
        Run run(*this);
        QVERIFY(run->import(kEncap, "root"));
        m_kernel->setIpipAvailable(true);
        m_kernel->addLink("tunl0", "ipip", false);
        m_kernel->clearLog();
        run->kernelChanged(true);
        for (int i = 0; i < 3; ++i)
            sd_event_run(run.event.get(), 100'000);
        const Snapshot snapshot = run->snapshot();
        QCOMPARE(snapshot.status.plane, std::string("kernel"));
        QCOMPARE(snapshot.status.routesInstalled, 3U);
        QVERIFY(!m_plane->exists());
        // The routes stayed where they were, and their nexthops were led to the other device.
        QVERIFY(std::ranges::none_of(m_kernel->log(), FakeKernel::isA<RemoveRoute>()));
        QVERIFY(std::ranges::none_of(m_kernel->log(), FakeKernel::isA<PutRoute>()));
    }

    void planeFollowsTheConfiguration()
    {
        configure("[gateway]\nsubnets = 44.128.10.0/24\n[tunnel]\nplane = userspace\n");
        Run run(*this);
        QVERIFY(run->import(kEncap, "root"));
        QCOMPARE(run->status().plane, std::string("userspace"));
        configure(kGood);
        run->reloadConfiguration();
        for (int i = 0; i < 3; ++i)
            sd_event_run(run.event.get(), 100'000);
        QCOMPARE(run->status().plane, std::string("kernel"));
        QVERIFY(!m_plane->exists());
        QCOMPARE(routesInKernel(), size_t{3});
    }

    void userspaceBesideIpipIsAConflict()
    {
        configure("[gateway]\nsubnets = 44.128.10.0/24\n[tunnel]\nplane = userspace\n");
        m_kernel->addLink("tunl0", "ipip", false);
        Run run(*this);
        const GatewayStatus status = run->status();
        QVERIFY(status.state == GatewayState::Conflict);
        QVERIFY(status.reason.find("modprobe -r ipip") != std::string::npos);
        QVERIFY(!m_plane->forwards());
        QVERIFY(m_kernel->isClean());
    }

    void aDeletedDeviceIsMadeAgain()
    {
        m_kernel->setIpipAvailable(false);
        Run run(*this);
        QVERIFY(run->import(kEncap, "root"));
        m_plane->loseDevice();
        QCOMPARE(routesInKernel(), size_t{0});
        run->kernelChanged(true);
        for (int i = 0; i < 3; ++i)
            sd_event_run(run.event.get(), 100'000);
        QVERIFY(m_plane->forwards());
        QCOMPARE(routesInKernel(), size_t{3});
    }

    void deltasLeadFromSnapshotToSnapshot()
    {
        Run run(*this);
        Snapshot followed = run->snapshot();
        run.deltas.clear();
        QVERIFY(run->import(kEncap, "root"));
        (void)run->snapshot();
        QVERIFY(run->suppressPrefix(*Ipv4Prefix::parse("44.4.1.0/24"), true, "root"));
        const Snapshot now = run->snapshot();
        QVERIFY(run.deltas.size() >= 2);
        for (const Delta &delta : run.deltas)
            QVERIFY(apply(followed, delta));
        followed.status.counters = now.status.counters;
        QVERIFY(followed == now);
    }
};

QTEST_GUILESS_MAIN(GatewayTest)
#include "gateway.moc"
