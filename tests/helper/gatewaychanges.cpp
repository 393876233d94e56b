// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gateway on the fake kernel and with a clock of its own: pins, imports, held mass changes, silence, ages.

#include "helper/gateway.h"
#include "tests/core/meshmaker.h"
#include "tests/helper/fakepacketfilter.h"
#include "tests/helper/fakeplane.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace mesh44;
using namespace mesh44::test;

namespace {

constexpr int64_t kSecond = 1'000'000;
constexpr int64_t kHour = 3600 * kSecond;
constexpr int64_t kYear = 8766 * kHour;
constexpr const char *kGood = "[gateway]\ncallsign = n0call\nsubnets = 44.128.10.0/24\n";
const Ipv4Prefix kOne = *Ipv4Prefix::parse("44.4.1.0/24");
const Ipv4Prefix kTwo = *Ipv4Prefix::parse("44.4.2.0/24");

} // namespace

class GatewayChangesTest : public QObject
{
    Q_OBJECT

    struct Run
    {
        bus::Event event;
        std::optional<Gateway> gateway;

        explicit Run(GatewayChangesTest &test)
        {
            sd_event *raw = nullptr;
            sd_event_new(&raw);
            event.reset(raw);
            gateway.emplace(raw, *test.m_kernel, *test.m_plane, *test.m_filter, test.m_directories,
                            [&test] { return test.m_now; });
            gateway->start();
        }
        Gateway *operator->() { return &*gateway; }
        // A burst and what follows from it.
        void hear(const std::vector<RipEntry> &entries, bool complete = true)
        {
            gateway->heardEntries(entries);
            gateway->burstEnded(burstOf(entries), complete);
            look();
        }
        // As the timer does every minute.
        void look()
        {
            gateway->kernelChanged(true);
            for (int i = 0; i < 3; ++i)
                sd_event_run(event.get(), 10'000);
        }
        RouteView route(Ipv4Prefix prefix)
        {
            const Snapshot snapshot = gateway->snapshot();
            const auto found = std::ranges::find(snapshot.routes, prefix, &RouteView::prefix);
            return found == snapshot.routes.end() ? RouteView() : *found;
        }
        size_t events(const char *subject, const char *part)
        {
            return static_cast<size_t>(std::ranges::count_if(gateway->history(1000), [&](const EventView &line) {
                return line.subject == subject && line.text.find(part) != std::string::npos;
            }));
        }
    };

    void configure(const std::string &text)
    {
        QFile file(QString::fromStdString(m_directories.configuration + "/mesh44.conf"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.c_str());
    }
    void pass(int64_t time)
    {
        m_now.wall += time;
        m_now.boot += time;
    }
    // How many routes of table 44 lead to this endpoint.
    size_t routesThrough(Ipv4Address endpoint)
    {
        const KernelState state = *m_kernel->dump();
        return static_cast<size_t>(std::ranges::count_if(state.routes, [&](const KernelRoute &route) {
            const auto nexthop = std::ranges::find(state.nexthops, route.nexthop, &KernelNexthop::id);
            return route.table == 44 && nexthop != state.nexthops.end() && nexthop->gateway == endpoint;
        }));
    }

    std::optional<QTemporaryDir> m_folder;
    Directories m_directories;
    std::optional<FakeKernel> m_kernel;
    std::optional<FakePlane> m_plane;
    std::optional<FakePacketFilter> m_filter;
    ClockReading m_now;

private Q_SLOTS:
    void init()
    {
        m_now = {56 * kYear, 100 * kHour, "boot one"};
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

    void pinOutlivesARestart()
    {
        {
            Run run(*this);
            run.hear({entry(kOne, kA)});
            QVERIFY(run->pinPrefix(kOne, kC, "root"));
            QVERIFY(run->pinPrefix(kTwo, kC, "root")); // nobody announces it
            QCOMPARE(routesThrough(kC), size_t{2});
            QCOMPARE(routesThrough(kA), size_t{0});
        } // as after kill -9
        Run run(*this);
        RouteView route = run.route(kOne);
        QVERIFY(route.origin == RouteOrigin::Pinned);
        QVERIFY(route.state == RouteState::Installed);
        QVERIFY(route.installed && !route.announced);
        QCOMPARE(route.reason, std::string("pinned by the operator; announced through 198.51.100.1"));
        run.hear({entry(kOne, kB)});
        route = run.route(kOne);
        QVERIFY(route.announced);
        QCOMPARE(route.reason, std::string("pinned by the operator; announced through 198.51.100.2"));
        QCOMPARE(run.route(kTwo).reason, std::string("pinned by the operator"));

        QVERIFY(run->unpinPrefix(kOne, "root"));
        QVERIFY(run->unpinPrefix(kTwo, "root"));
        QVERIFY(run.route(kOne).origin == RouteOrigin::Rip44);
        QCOMPARE(routesThrough(kB), size_t{1});
        QCOMPARE(routesThrough(kC), size_t{0});
        QCOMPARE(run->snapshot().routes.size(), size_t{1});
        QCOMPARE(run->unpinPrefix(kTwo, "root").error().code, ErrorCode::NotFound);
        QCOMPARE(run.events("44.4.2.0/24", "pinned"), size_t{2});
    }

    void pinPassesTheFilter_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("endpoint");
        QTest::newRow("not amateur space") << "192.0.2.0/24" << "198.51.100.1";
        QTest::newRow("sold") << "44.192.0.0/16" << "198.51.100.1";
        QTest::newRow("too wide") << "44.0.0.0/9" << "198.51.100.1";
        QTest::newRow("ours") << "44.128.10.0/25" << "198.51.100.1";
        QTest::newRow("to ourselves") << "44.4.1.0/24" << "203.0.113.9";
        QTest::newRow("to a private address") << "44.4.1.0/24" << "192.168.1.1";
        QTest::newRow("to a group") << "44.4.1.0/24" << "224.0.0.9";
    }
    void pinPassesTheFilter()
    {
        QFETCH(QString, prefix);
        QFETCH(QString, endpoint);
        Run run(*this);
        const Status refused = run->pinPrefix(*Ipv4Prefix::parse(prefix.toStdString()),
                                              *Ipv4Address::parse(endpoint.toStdString()), "root");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
        const QString start = prefix + QStringLiteral(" cannot be pinned to ") + endpoint + QStringLiteral(": ");
        QVERIFY(QString::fromStdString(refused.error().message).startsWith(start));
        QVERIFY(run->snapshot().routes.empty());
    }

    void importsRankAsConfigured()
    {
        Run run(*this);
        run.hear({entry(kOne, kA)});
        QVERIFY(run->import("route addprivate 44.4.1/24 encap 198.51.100.2\n", "root"));
        QCOMPARE(run.route(kOne).endpoint, kA);
        QVERIFY(run->set(0, {{"rip44.imports", "above"}}, "root"));
        QCOMPARE(routesThrough(kB), size_t{1});
        const RouteView route = run.route(kOne);
        QVERIFY(route.origin == RouteOrigin::Import);
        QVERIFY(route.announced && route.installed);
        QVERIFY(route.reason.find("announced through 198.51.100.1") != std::string::npos);
        QVERIFY(!run->set(0, {{"rip44.imports", "beside"}}, "root"));
        Run next(*this);
        QCOMPARE(next.route(kOne).endpoint, kB);
        QVERIFY(next->forgetImports("root"));
        QCOMPARE(next.route(kOne).endpoint, kA);
        QVERIFY(next.route(kOne).origin == RouteOrigin::Rip44);
        QCOMPARE(next->forgetImports("root").error().code, ErrorCode::NotFound);
        Run last(*this);
        QCOMPARE(last.route(kOne).endpoint, kA);
    }

    void massChangeIsHeldAndAccepted()
    {
        Run run(*this);
        run.hear(entries(0, 50, kA));
        const auto changed = entries(0, 25, kB) + entries(40, 50, kA);
        run.hear(changed);
        QCOMPARE(routesThrough(kA), size_t{50}); // as before
        Snapshot snapshot = run->snapshot();
        QVERIFY(snapshot.status.state == GatewayState::Degraded);
        const std::string what = "15 of 50 routes gone and 25 re-pointed at once";
        QCOMPARE(snapshot.status.heldChange, what);
        QVERIFY(snapshot.status.reason.starts_with(what + ": held until"));
        QCOMPARE(snapshot.status.routesHeld, 40U);
        QCOMPARE(snapshot.status.routesInstalled, 50U);
        QCOMPARE(run.events("held", "held until two more"), size_t{1});
        const RouteView moved = run.route(numbered(0));
        QVERIFY(moved.state == RouteState::Held);
        QVERIFY(moved.installed && moved.announced);
        QVERIFY(moved.reason.starts_with("announced through 198.51.100.2 now, but " + what));
        const RouteView gone = run.route(numbered(30));
        QVERIFY(gone.state == RouteState::Held);
        QVERIFY(gone.installed && !gone.announced);
        QVERIFY(run.route(numbered(45)).state == RouteState::Installed);

        QVERIFY(run->acceptChanges("root"));
        snapshot = run->snapshot();
        QCOMPARE(snapshot.routes.size(), size_t{35});
        QCOMPARE(snapshot.status.routesHeld, 0U);
        QCOMPARE(snapshot.status.heldChange, std::string());
        QCOMPARE(routesThrough(kB), size_t{25});
        QCOMPARE(routesThrough(kA), size_t{10});
        run.look();
        QVERIFY(run->status().state == GatewayState::Up);
        QCOMPARE(run->acceptChanges("root").error().code, ErrorCode::NotFound);
        QCOMPARE(run->rejectChanges("root").error().code, ErrorCode::NotFound);
    }

    // The next run holds it on, says so, and has the same two bursts or the operator decide.
    void heldOutlivesARestart_data()
    {
        QTest::addColumn<QString>("decision");
        for (const char *decision : {"accept", "reject", "bursts", "as before"})
            QTest::newRow(decision) << QString::fromLatin1(decision);
    }
    void heldOutlivesARestart()
    {
        QFETCH(QString, decision);
        const auto before = entries(0, 50, kA);
        const auto changed = entries(0, 25, kB) + entries(40, 50, kA);
        {
            Run run(*this);
            QVERIFY(run->pinPrefix(numbered(1), kC, "root"));
            run.hear(before);
            run.hear(changed);
            run->stop(false);
        }
        Run next(*this);
        Snapshot snapshot = next->snapshot();
        QCOMPARE(snapshot.status.heldChange, std::string("15 of 50 routes gone and 25 re-pointed at once"));
        QVERIFY(snapshot.status.state == GatewayState::Degraded);
        QCOMPARE(snapshot.status.routesHeld, 39U); // one is pinned above
        QCOMPARE(snapshot.status.routesInstalled, 50U);
        QVERIFY(next.route(numbered(0)).reason.find("198.51.100.2") != std::string::npos);
        next.hear(changed);
        QCOMPARE(routesThrough(kA), size_t{49});

        const bool changes = decision == QLatin1String("accept") || decision == QLatin1String("bursts");
        if (decision == QLatin1String("accept"))
            QVERIFY(next->acceptChanges("root"));
        else if (decision == QLatin1String("reject"))
            QVERIFY(next->rejectChanges("root"));
        else
            next.hear(changes ? changed : before);
        QCOMPARE(routesThrough(kB), size_t{changes ? 24U : 0U});
        const bool waits = decision == QLatin1String("bursts"); // what is gone: for six bursts, as ever
        QCOMPARE(routesThrough(kA), size_t{waits ? 25U : changes ? 10U : 49U});
        next->stop(false);
        Run last(*this);
        QCOMPARE(last->snapshot().status.heldChange, std::string());
    }

    void massChangeIsConfirmedOrRejected()
    {
        Run run(*this);
        run.hear(entries(0, 50, kA));
        run.hear(entries(0, 50, kB));
        run.hear(entries(0, 50, kB));
        QVERIFY(run->rejectChanges("root"));
        QCOMPARE(run->snapshot().status.routesHeld, 0U);
        for (int i = 0; i < 2; ++i) {
            run.hear(entries(0, 50, kB));
            QCOMPARE(routesThrough(kA), size_t{50});
        }
        run.hear(entries(0, 50, kB));
        QCOMPARE(routesThrough(kB), size_t{50});
        QVERIFY(run->status().state == GatewayState::Up);
        QCOMPARE(run.events("held", "confirmed by three bursts"), size_t{1});
    }

    void fullTableIsSaid()
    {
        configure(std::string(kGood) + "[rip44]\nmax_routes = 5\n");
        Run run(*this);
        run.hear(entries(0, 8, kA));
        run.hear(entries(0, 8, kA));
        const GatewayStatus status = run->status();
        QVERIFY(status.state == GatewayState::Degraded);
        QVERIFY(status.reason.starts_with("the table is full: rip44.max_routes = 5"));
        QCOMPARE(status.counters.at("mesh.over_limit"), uint64_t{6});
        QCOMPARE(run.events("limit", "the table is full"), size_t{1});
        QVERIFY(run->set(0, {{"rip44.max_routes", "8"}}, "root"));
        run.hear(entries(0, 8, kA));
        QVERIFY(run->status().state == GatewayState::Up);
    }

    void silenceMarksAndKeeps()
    {
        Run run(*this);
        run.hear({entry(kOne, kA)});
        const uint64_t writes = m_kernel->writes();
        pass(kStaleAfter - 1);
        run.look();
        QVERIFY(run.route(kOne).state == RouteState::Installed);
        pass(1);
        run.look();
        RouteView route = run.route(kOne);
        QVERIFY(route.state == RouteState::Stale);
        QVERIFY(route.installed && !route.reason.empty());
        QVERIFY(run->status().state == GatewayState::Degraded);
        QVERIFY(run->status().reason.find("15 minutes") != std::string::npos);
        pass(kLongSilence);
        run.look();
        QVERIFY(run->status().reason.find("more than a day") != std::string::npos);
        pass(kYear);
        run.look();
        QVERIFY(run.route(kOne).state == RouteState::Stale);
        QCOMPARE(routesThrough(kA), size_t{1});
        QCOMPARE(m_kernel->writes(), writes);
        run.hear({entry(kOne, kA)});
        route = run.route(kOne);
        QVERIFY(route.state == RouteState::Installed);
        QVERIFY(run->status().state == GatewayState::Up);
        QCOMPARE(run.events("silence", ""), size_t{3}); // began, grew, ended
    }

    void silenceFromTheStart()
    {
        Run run(*this);
        QVERIFY(run->status().state == GatewayState::Waiting);
        pass(kStaleAfter);
        run.look();
        QVERIFY(run->status().state == GatewayState::Degraded);
        QVERIFY(run->switchTo(false, "root"));
        QVERIFY(run->status().state == GatewayState::Down);
    }

    // The clock is set, or the machine sleeps: ages follow the boot clock, and nothing is written to the kernel.
    void clocks_data()
    {
        QTest::addColumn<qint64>("wall");
        QTest::addColumn<qint64>("boot");
        QTest::addColumn<bool>("stale");
        QTest::newRow("ten years on") << qint64{10 * kYear} << qint64{60 * kSecond} << false;
        QTest::newRow("ten years back") << qint64{-10 * kYear} << qint64{60 * kSecond} << false;
        QTest::newRow("slept for eight hours") << qint64{8 * kHour} << qint64{8 * kHour} << true;
        QTest::newRow("slept, and the clock stood still") << qint64{0} << qint64{8 * kHour} << true;
    }
    void clocks()
    {
        QFETCH(qint64, wall);
        QFETCH(qint64, boot);
        QFETCH(bool, stale);
        Run run(*this);
        run.hear({entry(kOne, kA)});
        pass(30 * kSecond);
        run.look();
        const uint64_t writes = m_kernel->writes();
        m_now.wall += wall;
        m_now.boot += boot;
        run.look();
        const RouteView route = run.route(kOne);
        QCOMPARE(m_now.wall - route.lastAnnounced, int64_t{boot + 30 * kSecond});
        QCOMPARE(m_now.wall - run->status().lastBurst, int64_t{boot + 30 * kSecond});
        QVERIFY(route.state == (stale ? RouteState::Stale : RouteState::Installed));
        QVERIFY(route.installed);
        QCOMPARE(m_kernel->writes(), writes);
        QCOMPARE(routesThrough(kA), size_t{1});
        // A sleep alone withdraws nothing, and neither does one burst that lacks the route.
        for (int i = 1; i < MeshTable::kWithdrawAfter; ++i)
            run.hear({entry(kTwo, kA)});
        QCOMPARE(routesThrough(kA), size_t{2});
    }

    void agesOutliveTheHelper_data()
    {
        QTest::addColumn<qint64>("wall");
        QTest::addColumn<qint64>("boot");
        QTest::addColumn<bool>("reboot");
        QTest::addColumn<qint64>("age");
        QTest::newRow("restart") << qint64{kHour} << qint64{kHour} << false << qint64{2 * kHour};
        QTest::newRow("clock ten years on") << qint64{10 * kYear} << qint64{kHour} << false << qint64{2 * kHour};
        QTest::newRow("clock ten years back") << qint64{-10 * kYear} << qint64{kHour} << false << qint64{2 * kHour};
        QTest::newRow("reboot") << qint64{kHour} << qint64{-98 * kHour} << true << qint64{2 * kHour};
        QTest::newRow("reboot, clock back") << qint64{-kYear} << qint64{-98 * kHour} << true << qint64{kHour};
    }
    void agesOutliveTheHelper()
    {
        QFETCH(qint64, wall);
        QFETCH(qint64, boot);
        QFETCH(bool, reboot);
        QFETCH(qint64, age);
        {
            Run run(*this);
            run.hear({entry(kOne, kA)});
            pass(kHour);
            run->stop(false);
        }
        m_now.wall += wall;
        m_now.boot += boot;
        m_now.bootId = reboot ? "boot two" : m_now.bootId;
        Run run(*this);
        const RouteView route = run.route(kOne);
        QVERIFY(route.state == RouteState::Cached);
        QCOMPARE(m_now.wall - route.lastAnnounced, int64_t{age});
    }

    void firstBurstsAreNotIncomplete()
    {
        Run run(*this);
        run.hear(entries(0, 20, kA), false);
        QVERIFY(!run->status().burstsConfirmed);
        QVERIFY(run->status().state == GatewayState::Up);
        run.hear(entries(0, 20, kA), true);
        QVERIFY(run->status().burstsConfirmed && run->status().lastBurstComplete);
        run.hear(entries(0, 10, kA), false);
        QVERIFY(run->status().burstsConfirmed && !run->status().lastBurstComplete);
    }
};

QTEST_GUILESS_MAIN(GatewayChangesTest)
#include "gatewaychanges.moc"
