// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gateway on the fake kernel: what commands, configuration and restarts make of it.

#include "tests/helper/gatewayrig.h"
#include "tests/helper/rigfixture.h"

#include <QFile>
#include <QTest>

#include <optional>

using namespace mesh44;

namespace {

constexpr const char *kEncap = "route addprivate 44.4.1/24 encap 198.51.100.1\n"
                               "route addprivate 44.4.2/24 encap 198.51.100.1\n"
                               "route addprivate 44.4.3/24 encap 198.51.100.2\n"
                               "route addprivate 44.224/15 encap 198.51.100.3\n"
                               "nonsense\n";

} // namespace

class GatewayTest : public QObject, test::RigFixture<test::GatewayRig>
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openRig(); }

    void importInstalls()
    {
        Run run(*m_rig);
        const auto outcome = run->import(kEncap, "root");
        QVERIFY(outcome);
        QCOMPARE(outcome->added, 3U);
        QCOMPARE(outcome->refused.size(), size_t{2});
        QCOMPARE(m_rig->meshRoutes(), size_t{3});
        const Snapshot snapshot = run->snapshot();
        QCOMPARE(snapshot.status.routesInstalled, 3U);
        QVERIFY(snapshot.routes[0].origin == RouteOrigin::Import);
        QVERIFY(snapshot.routes[0].installed);
        QCOMPARE(snapshot.endpoints.size(), size_t{2});
        QVERIFY(!run->import("nothing in here\n", "root"));
    }

    void switchesActAtOnceAndAreUndoneByTheirOpposite()
    {
        Run run(*m_rig);
        QVERIFY(run->import(kEncap, "root"));
        const Ipv4Address endpoint(198, 51, 100, 1);
        const uint64_t before = m_rig->kernel.writes();
        QVERIFY(run->suppressEndpoint(endpoint, false, "root"));
        QCOMPARE(m_rig->kernel.writes() - before, uint64_t{1});
        Snapshot snapshot = run->snapshot();
        QCOMPARE(snapshot.status.routesSuppressed, 2U);
        QVERIFY(!snapshot.routes[0].installed && !snapshot.routes[0].reason.empty());
        QVERIFY(snapshot.endpoints[0].suppressed);
        QVERIFY(run->allowEndpoint(endpoint, "root"));
        QCOMPARE(m_rig->kernel.writes() - before, uint64_t{2});
        QCOMPARE(run->snapshot().status.routesInstalled, 3U);
        QCOMPARE(run->allowEndpoint(endpoint, "root").error().code, ErrorCode::NotFound);
        QCOMPARE(run->suppressEndpoint(Settings().announcer, false, "root").error().code, ErrorCode::InvalidArgument);
        QCOMPARE(run->suppressPrefix(*Ipv4Prefix::parse("192.0.2.0/24"), false, "root").error().code,
                 ErrorCode::InvalidArgument);
    }

    void downRemovesEverythingAndIsRemembered()
    {
        const KernelState found = [&] {
            m_rig->kernel.outside(CreateIpip{"tunl0", {}});
            return *m_rig->kernel.dump();
        }();
        {
            Run run(*m_rig);
            QVERIFY(run->import(kEncap, "root"));
            QVERIFY(run->switchTo(false, "root"));
            QVERIFY(m_rig->kernel.isClean());
            QVERIFY(*m_rig->kernel.dump() == found);
            QVERIFY(run->snapshot().status.state == GatewayState::Down);
            run->stop(true);
        }
        Run run(*m_rig);
        QVERIFY(run->snapshot().status.state == GatewayState::Down);
        QVERIFY(m_rig->kernel.isClean());
        QVERIFY(run->switchTo(true, "root"));
        QCOMPARE(m_rig->meshRoutes(), size_t{3});
    }

    void stopLeavesTheKernelAsItWasFound()
    {
        m_rig->kernel.outside(CreateIpip{"tunl0", {}});
        const KernelState found = *m_rig->kernel.dump();
        Run run(*m_rig);
        QVERIFY(run->import(kEncap, "root"));
        run->stop(true);
        QVERIFY(*m_rig->kernel.dump() == found);
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
            Run run(*m_rig);
            QVERIFY(run->import(kEncap, "root"));
        } // without stop(): as after kill -9
        if (stateLost) {
            for (const char *name : {"/state.json", "/state.json.1"})
                QFile::remove(QString::fromStdString(m_rig->directories.state + name));
        }
        const uint64_t before = m_rig->kernel.writes();
        Run run(*m_rig);
        QCOMPARE(m_rig->kernel.writes(), before);
        const Snapshot snapshot = run->snapshot();
        QCOMPARE(snapshot.status.routesInstalled, 3U);
        QVERIFY(snapshot.routes[0].state == (stateLost ? RouteState::Cached : RouteState::Installed));
    }

    // More than the default permits, as configured: all of them are still there, and are stored again.
    void aLargeMeshOutlivesTheHelper()
    {
        constexpr size_t kRoutes = 17'000;
        m_rig->configure("[gateway]\nsubnets = 44.128.10.0/24\n[start]\nenabled = no\n[rip44]\nmax_routes = 20000\n");
        std::string list;
        for (size_t i = 0; i < kRoutes; ++i)
            list += "route addprivate 44." + std::to_string(1 + i / 256) + "." + std::to_string(i % 256)
                    + "/24 encap 198.51.100.1\n";
        for (int lives = 0; lives < 2; ++lives) {
            Run run(*m_rig);
            if (lives == 0)
                QVERIFY(run->import(list, "root"));
            QCOMPARE(run->snapshot().routes.size(), kRoutes);
            run->stop(true);
        }
        Run run(*m_rig);
        QCOMPARE(run->snapshot().routes.size(), kRoutes);
        QCOMPARE(run->status().counters.at("mesh.over_limit"), 0U);
    }

    void badConfigurationKeepsTheLastGoodOne()
    {
        Run run(*m_rig);
        QVERIFY(run->import(kEncap, "root"));
        m_rig->configure("[gateway]\nsubnets = 192.0.2.0/24\n");
        const uint64_t before = m_rig->kernel.writes();
        run->reloadConfiguration();
        const Snapshot snapshot = run->snapshot();
        QCOMPARE(snapshot.status.problems.size(), size_t{1});
        QCOMPARE(snapshot.status.problems[0].line, 2U);
        QCOMPARE(snapshot.status.problems[0].key, std::string("gateway.subnets"));
        QVERIFY(snapshot.status.state == GatewayState::Degraded);
        QCOMPARE(m_rig->kernel.writes(), before);
        QCOMPARE(m_rig->meshRoutes(), size_t{3});
        m_rig->configure(test::GatewayRig::kConfig);
        run->reloadConfiguration();
        QVERIFY(run->snapshot().status.problems.empty());
    }

    void unreadableFolderKeepsTheLastGoodOne()
    {
        Run run(*m_rig);
        QVERIFY(run->import(kEncap, "root"));
        const QString folder = QString::fromStdString(m_rig->directories.configuration);
        const QString away = QString::fromStdString(m_rig->directories.configuration + ".away");
        QVERIFY(QDir().rename(folder, away));
        QVERIFY(QFile(folder).open(QIODevice::WriteOnly)); // a file in its place: it cannot be listed
        run->reloadConfiguration();
        const Snapshot snapshot = run->snapshot();
        QVERIFY(!snapshot.status.problems.empty());
        QCOMPARE(snapshot.status.problems[0].file, m_rig->directories.configuration);
        QVERIFY(snapshot.status.state == GatewayState::Degraded);
        QCOMPARE(m_rig->meshRoutes(), size_t{3});
        QVERIFY(QFile::remove(folder) && QDir().rename(away, folder));
        run->reloadConfiguration();
        QVERIFY(run->snapshot().status.problems.empty());
    }

    void noConfigurationStartsDown()
    {
        m_rig->configure("; nothing yet\n");
        Run run(*m_rig);
        QVERIFY(run->snapshot().status.state == GatewayState::Misconfigured);
        QVERIFY(m_rig->kernel.isClean());
        QCOMPARE(run->switchTo(true, "root").error().code, ErrorCode::InvalidConfig);
        QVERIFY(run->set(0, {{"gateway.subnets", "44.128.10.0/24"}}, "root"));
        QVERIFY(run->import(kEncap, "root"));
        QCOMPARE(m_rig->meshRoutes(), size_t{3});
    }

    void setIsAllOrNothing()
    {
        Run run(*m_rig);
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
        Run run(*m_rig);
        QVERIFY(run->import(kEncap, "root"));
        QVERIFY(run->set(0, {{"routing.mesh_table", "4400"}, {"routing.source_table", "4500"}}, "root"));
        const KernelState state = *m_rig->kernel.dump();
        QVERIFY(
            std::ranges::none_of(state.routes, [](const KernelRoute &r) { return r.table == 44 || r.table == 45; }));
        QCOMPARE(std::ranges::count(state.routes, 4400U, &KernelRoute::table), ptrdiff_t{4});
    }

    // A setting of a link that a mode needs and the next one does not; from then on it is anybody's.
    void whatIsNotNeededAnyMoreIsPutBack()
    {
        const auto forwards = [&] { return m_rig->kernel.dump()->link("wan0")->forwarding; };
        Run run(*m_rig);
        QVERIFY(run->import(kEncap, "root"));
        const auto found = forwards();
        QVERIFY(found == false);
        QVERIFY(run->set(0, {{"gateway.mode", "bgp"}}, "root"));
        QVERIFY(forwards() == true);
        {
            Run next(*m_rig); // it was written down
            QVERIFY(next->set(0, {{"gateway.mode", "full"}}, "root"));
            QVERIFY(forwards() == false);
            next->kernelChanged(true); // the next look finds it so
            next.turn();
            m_rig->kernel.outside(ChangeLink{.link = m_rig->kernel.dump()->link("wan0")->index, .forwarding = true});
            QVERIFY(next->suppressEndpoint(Ipv4Address(198, 51, 100, 1), false, "root"));
            QVERIFY(forwards() == true);
            next->stop(true);
        }
        QVERIFY(forwards() == true);
    }

    // Whatever carries the packets, the firewall counts them.
    void trafficIsWhatTheFirewallCounted()
    {
        Run run(*m_rig);
        QVERIFY(run->import(kEncap, "root"));
        m_rig->filter.setReadings(R"({"nftables": [
            {"set": {"name": "peers", "elem": [
                {"elem": {"val": "198.51.100.1", "counter": {"packets": 2, "bytes": 208}}},
                {"elem": {"val": "198.51.100.2", "counter": {"packets": 0, "bytes": 0}}}]}},
            {"set": {"name": "sent", "elem": [
                {"elem": {"val": "198.51.100.1", "counter": {"packets": 1, "bytes": 104}}}]}}]})");
        const int64_t before = wallTime();
        const auto traffic = run->traffic();
        QCOMPARE(traffic.size(), size_t{2});
        const TrafficView &heard = traffic[0];
        QVERIFY(heard.address == Ipv4Address(198, 51, 100, 1));
        QVERIFY(heard.inPackets == 2 && heard.inBytes == 208 && heard.outPackets == 1 && heard.outBytes == 104);
        QVERIFY(heard.lastHeard >= before - 1'000'000 && heard.lastHeard <= wallTime() + 1'000'000);
        QVERIFY(traffic[1] == TrafficView{.address = Ipv4Address(198, 51, 100, 2)});
        QCOMPARE(run->traffic().size(), size_t{2}); // the same again
        QVERIFY(run->traffic()[0] == heard);
    }

    void occupiedTableIsReportedByName()
    {
        m_rig->kernel.place(KernelRoute{.destination = *Ipv4Prefix::parse("44.4.0.0/16"), .table = 44, .protocol = 44});
        Run run(*m_rig);
        const Snapshot snapshot = run->snapshot();
        QVERIFY(snapshot.status.state == GatewayState::Conflict);
        QVERIFY(snapshot.status.reason.find("ampr-ripd") != std::string::npos);
        QVERIFY(m_rig->kernel.isClean());
    }

    void aPlaneWithoutThreadsIsToldAndTriedAgain()
    {
        m_rig->kernel.setIpipAvailable(false);
        m_rig->plane.failToForward(Error{ErrorCode::IoFailed, "no threads"});
        Run run(*m_rig);
        QVERIFY(run->import(kEncap, "root"));
        const GatewayStatus status = run->status();
        QVERIFY(status.state == GatewayState::Degraded);
        QCOMPARE(status.reason, std::string("no threads"));
        QCOMPARE(m_rig->meshRoutes(), size_t{3});
        m_rig->plane.failToForward({});
        run->kernelChanged(true);
        for (int i = 0; i < 3; ++i)
            sd_event_run(run.event.get(), 100'000);
        QVERIFY(m_rig->plane.forwards());
        QVERIFY(run->status().reason != "no threads");
    }

    void deltasLeadFromSnapshotToSnapshot()
    {
        Run run(*m_rig);
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
