// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gateway on the fake kernel: pins, imports, held mass changes, a full table.

#include "tests/helper/meshrig.h"
#include "tests/helper/rigfixture.h"

#include <QTest>

using namespace mesh44;
using namespace mesh44::test;

class GatewayChangesTest : public QObject, RigFixture<MeshRig>
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openRig(); }

    void pinOutlivesARestart()
    {
        {
            Run run(*m_rig);
            run.hear({entry(kOne, kA)});
            QVERIFY(run->pinPrefix(kOne, kC, "root"));
            QVERIFY(run->pinPrefix(kTwo, kC, "root")); // nobody announces it
            QCOMPARE(m_rig->routesThrough(kC), size_t{2});
            QCOMPARE(m_rig->routesThrough(kA), size_t{0});
        } // as after kill -9
        Run run(*m_rig);
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
        QCOMPARE(m_rig->routesThrough(kB), size_t{1});
        QCOMPARE(m_rig->routesThrough(kC), size_t{0});
        QCOMPARE(run->snapshot().routes.size(), size_t{1});
        QCOMPARE(run->unpinPrefix(kTwo, "root").error().code, ErrorCode::NotFound);
        QCOMPARE(run.told("44.4.2.0/24", "pinned"), size_t{2});
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
        Run run(*m_rig);
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
        Run run(*m_rig);
        run.hear({entry(kOne, kA)});
        QVERIFY(run->import("route addprivate 44.4.1/24 encap 198.51.100.2\n", "root"));
        QCOMPARE(run.route(kOne).endpoint, kA);
        QVERIFY(run->set(0, {{"rip44.imports", "above"}}, "root"));
        QCOMPARE(m_rig->routesThrough(kB), size_t{1});
        const RouteView route = run.route(kOne);
        QVERIFY(route.origin == RouteOrigin::Import);
        QVERIFY(route.announced && route.installed);
        QVERIFY(route.reason.find("announced through 198.51.100.1") != std::string::npos);
        QVERIFY(!run->set(0, {{"rip44.imports", "beside"}}, "root"));
        Run next(*m_rig);
        QCOMPARE(next.route(kOne).endpoint, kB);
        QVERIFY(next->forgetImports("root"));
        QCOMPARE(next.route(kOne).endpoint, kA);
        QVERIFY(next.route(kOne).origin == RouteOrigin::Rip44);
        QCOMPARE(next->forgetImports("root").error().code, ErrorCode::NotFound);
        Run last(*m_rig);
        QCOMPARE(last.route(kOne).endpoint, kA);
    }

    void massChangeIsHeldAndAccepted()
    {
        Run run(*m_rig);
        run.hear(entries(0, 50, kA));
        const auto changed = entries(0, 25, kB) + entries(40, 50, kA);
        run.hear(changed);
        QCOMPARE(m_rig->routesThrough(kA), size_t{50}); // as before
        Snapshot snapshot = run->snapshot();
        QVERIFY(snapshot.status.state == GatewayState::Degraded);
        const std::string what = "15 of 50 routes gone and 25 re-pointed at once";
        QCOMPARE(snapshot.status.heldChange, what);
        QVERIFY(snapshot.status.reason.starts_with(what + ": held until"));
        QCOMPARE(snapshot.status.routesHeld, 40U);
        QCOMPARE(snapshot.status.routesInstalled, 50U);
        QCOMPARE(run.told("held", "held until two more"), size_t{1});
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
        QCOMPARE(m_rig->routesThrough(kB), size_t{25});
        QCOMPARE(m_rig->routesThrough(kA), size_t{10});
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
            Run run(*m_rig);
            QVERIFY(run->pinPrefix(numbered(1), kC, "root"));
            run.hear(before);
            run.hear(changed);
            run->stop(false);
        }
        Run next(*m_rig);
        Snapshot snapshot = next->snapshot();
        QCOMPARE(snapshot.status.heldChange, std::string("15 of 50 routes gone and 25 re-pointed at once"));
        QVERIFY(snapshot.status.state == GatewayState::Degraded);
        QCOMPARE(snapshot.status.routesHeld, 39U); // one is pinned above
        QCOMPARE(snapshot.status.routesInstalled, 50U);
        QVERIFY(next.route(numbered(0)).reason.find("198.51.100.2") != std::string::npos);
        next.hear(changed);
        QCOMPARE(m_rig->routesThrough(kA), size_t{49});

        const bool changes = decision == QLatin1String("accept") || decision == QLatin1String("bursts");
        if (decision == QLatin1String("accept"))
            QVERIFY(next->acceptChanges("root"));
        else if (decision == QLatin1String("reject"))
            QVERIFY(next->rejectChanges("root"));
        else
            next.hear(changes ? changed : before);
        QCOMPARE(m_rig->routesThrough(kB), size_t{changes ? 24U : 0U});
        const bool waits = decision == QLatin1String("bursts"); // what is gone: for six bursts, as ever
        QCOMPARE(m_rig->routesThrough(kA), size_t{waits ? 25U : changes ? 10U : 49U});
        next->stop(false);
        Run last(*m_rig);
        QCOMPARE(last->snapshot().status.heldChange, std::string());
    }

    void massChangeIsConfirmedOrRejected()
    {
        Run run(*m_rig);
        run.hear(entries(0, 50, kA));
        run.hear(entries(0, 50, kB));
        run.hear(entries(0, 50, kB));
        QVERIFY(run->rejectChanges("root"));
        QCOMPARE(run->snapshot().status.routesHeld, 0U);
        for (int i = 0; i < 2; ++i) {
            run.hear(entries(0, 50, kB));
            QCOMPARE(m_rig->routesThrough(kA), size_t{50});
        }
        run.hear(entries(0, 50, kB));
        QCOMPARE(m_rig->routesThrough(kB), size_t{50});
        QVERIFY(run->status().state == GatewayState::Up);
        QCOMPARE(run.told("held", "confirmed by three bursts"), size_t{1});
    }

    void fullTableIsSaid()
    {
        m_rig->configure(std::string(GatewayRig::kConfig) + "[rip44]\nmax_routes = 5\n");
        Run run(*m_rig);
        run.hear(entries(0, 8, kA));
        run.hear(entries(0, 8, kA));
        const GatewayStatus status = run->status();
        QVERIFY(status.state == GatewayState::Degraded);
        QVERIFY(status.reason.starts_with("the table is full: rip44.max_routes = 5"));
        QCOMPARE(status.counters.at("mesh.over_limit"), uint64_t{6});
        QCOMPARE(run.told("limit", "the table is full"), size_t{1});
        QVERIFY(run->set(0, {{"rip44.max_routes", "8"}}, "root"));
        run.hear(entries(0, 8, kA));
        QVERIFY(run->status().state == GatewayState::Up);
    }

    // Every line that somebody's request caused says whose it was, and those of a burst who announced it.
    void linesSayWhoDidIt()
    {
        constexpr const char *kWho = "alice (uid 1000)";
        Run run(*m_rig);
        run.hear(entries(0, 50, kA));
        QVERIFY(run->switchTo(false, kWho));
        QVERIFY(run->switchTo(true, kWho));
        QVERIFY(run->suppressEndpoint(kA, true, kWho));
        QVERIFY(run->allowEndpoint(kA, kWho));
        QVERIFY(run->suppressPrefix(kOne, false, kWho));
        QVERIFY(run->allowPrefix(kOne, kWho));
        QVERIFY(run->pinPrefix(kOne, kC, kWho));
        QVERIFY(run->unpinPrefix(kOne, kWho));
        QVERIFY(run->suppressDefault(kWho));
        QVERIFY(run->allowDefault(kWho));
        QVERIFY(run->import("route addprivate 44.4.1/24 encap 198.51.100.2\n", kWho));
        QVERIFY(run->forgetImports(kWho));
        QVERIFY(run->set(0, {{"gateway.callsign", "N1CALL"}}, kWho));
        QVERIFY(run->applyOnTrial(0, {{"gateway.callsign", "N2CALL"}}, 60, 0));
        QVERIFY(run->extendTrial("", 60, kWho));
        QVERIFY(run->confirmTrial("", kWho));
        QVERIFY(run->applyOnTrial(0, {{"gateway.callsign", "N3CALL"}}, 60, 0));
        QVERIFY(run->rollbackTrial("", kWho));
        run.hear(entries(0, 50, kB));
        QVERIFY(run->rejectChanges(kWho));
        run.hear(entries(0, 50, kB));
        QVERIFY(run->acceptChanges(kWho));
        size_t named = 0;
        for (const EventView &line : run.events) {
            const bool isAnnounced = line.text.find("by the announcer 169.228.34.84") != std::string::npos;
            const bool isTold = line.subject == "held" && line.text.find(" by ") == std::string::npos;
            const bool isStart = line.text == "started";
            const bool isRoots = line.text.find("by root") != std::string::npos;
            const bool isAlices = line.text.find(kWho) != std::string::npos;
            named += isAlices;
            QVERIFY2(isAnnounced || isTold || isStart || isRoots || isAlices, line.text.c_str());
        }
        QVERIFY2(named >= 19, std::to_string(named).c_str());
    }

    // A flush of all tables is told with whoever did it, and told once.
    void whoTookTheFirewallIsSaid()
    {
        Run run(*m_rig);
        run.hear({entry(kOne, kA)});
        for (const bool isKnown : {true, false}) {
            m_rig->filter.flush();
            run->firewallChanged(isKnown ? std::set<std::string>{"nft (process 4711)"} : std::set<std::string>());
            run.turn();
            QCOMPARE(run.told("", isKnown ? "removed by nft (process 4711); it was made anew"
                                          : "removed by somebody else; it was made anew"),
                     size_t{1});
        }
    }

    void firstBurstsAreNotIncomplete()
    {
        Run run(*m_rig);
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
