// SPDX-License-Identifier: GPL-3.0-or-later
//
// The default route by the announcer as a switch, on the fake kernel.

#include "tests/helper/meshrig.h"
#include "tests/helper/rigfixture.h"

#include <QTest>

using namespace mesh44;
using namespace mesh44::test;

class GatewayDefaultTest : public QObject, RigFixture<MeshRig>
{
    Q_OBJECT

    // In the source table: the real one, and the last resort behind it.
    size_t defaults(RouteType type)
    {
        const KernelState state = *m_rig->kernel.dump();
        return static_cast<size_t>(std::ranges::count_if(state.routes, [&](const KernelRoute &route) {
            return route.table == 45 && route.destination.length() == 0 && route.type == type;
        }));
    }
    // Whether what is not mesh and is sent from our subnets is led there first, and to the floor behind it.
    bool isFloored()
    {
        const KernelState state = *m_rig->kernel.dump();
        const auto ours = [](RuleAction action, uint32_t table) {
            return [=](const KernelRule &rule) {
                return rule.protocol == kOurProtocol && rule.source && rule.action == action && rule.table == table;
            };
        };
        const auto lookup = std::ranges::find_if(state.rules, ours(RuleAction::Table, 45));
        const auto floor = std::ranges::find_if(state.rules, ours(RuleAction::Unreachable, 0));
        return lookup < floor && floor != state.rules.end();
    }

private Q_SLOTS:
    void init() { openRig(); }

    void switchedOffIsUnreachable()
    {
        Run run(*m_rig);
        run.hear({entry(kOne, kA)});
        QVERIFY(run->status().hasDefault && !run->status().defaultSuppressed);
        QCOMPARE(defaults(RouteType::Unicast), size_t{1});
        QVERIFY(run->suppressDefault("alice (uid 1000)"));
        QVERIFY(run->status().hasDefault && run->status().defaultSuppressed);
        QCOMPARE(defaults(RouteType::Unicast), size_t{0});
        QCOMPARE(defaults(RouteType::Unreachable), size_t{1});
        QVERIFY(isFloored());
        QCOMPARE(m_rig->routesThrough(kA), size_t{1}); // the mesh goes on
        QVERIFY(run->status().state == GatewayState::Up);
        QVERIFY(run->suppressDefault("root")); // it was so already
        QCOMPARE(run.told("default", "switched off by alice (uid 1000)"), size_t{1});
        QCOMPARE(run.told("default", "switched off by root"), size_t{0});

        QVERIFY(run->allowDefault("root"));
        QCOMPARE(defaults(RouteType::Unicast), size_t{1});
        QVERIFY(!run->status().defaultSuppressed);
        QCOMPARE(run.told("default", "switched on by root"), size_t{1});
        QCOMPARE(run->allowDefault("root").error().code, ErrorCode::NotFound);
    }

    void announcerStaysHeard()
    {
        Run run(*m_rig);
        QVERIFY(run->suppressDefault("root"));
        QVERIFY(m_rig->filter.table().find("169.228.34.84") != std::string::npos);
    }

    void outlivesARestart()
    {
        {
            Run run(*m_rig);
            QVERIFY(run->suppressDefault("root"));
        } // as after kill -9
        Run run(*m_rig);
        QVERIFY(run->status().defaultSuppressed);
        QCOMPARE(defaults(RouteType::Unicast), size_t{0});
        QVERIFY(run->allowDefault("root"));
        Run next(*m_rig);
        QVERIFY(!next->status().defaultSuppressed);
        QCOMPARE(defaults(RouteType::Unicast), size_t{1});
    }

    void modes_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<bool>("has");
        QTest::newRow("full") << "full" << true;
        QTest::newRow("mesh") << "mesh" << false;
        QTest::newRow("bgp") << "bgp" << true;
        QTest::newRow("hybrid") << "hybrid" << true;
    }
    void modes()
    {
        QFETCH(QString, mode);
        QFETCH(bool, has);
        Run run(*m_rig);
        QVERIFY(run->set(0, {{"gateway.mode", mode.toStdString()}}, "root"));
        QCOMPARE(run->status().hasDefault, has);
        const Status done = run->suppressDefault("root");
        QCOMPARE(static_cast<bool>(done), has);
        QCOMPARE(run->status().defaultSuppressed, has);
        QCOMPARE(defaults(RouteType::Unicast), size_t{0});
        QCOMPARE(defaults(RouteType::Unreachable), size_t{1});
        if (!has)
            QCOMPARE(done.error().code, ErrorCode::InvalidArgument);
    }

    // A mode without one keeps the switch for the next that has.
    void aModeInBetween()
    {
        Run run(*m_rig);
        QVERIFY(run->suppressDefault("root"));
        QVERIFY(run->set(0, {{"gateway.mode", "mesh"}}, "root"));
        QVERIFY(!run->status().defaultSuppressed);
        QVERIFY(run->set(0, {{"gateway.mode", "full"}}, "root"));
        QVERIFY(run->status().defaultSuppressed);
        QCOMPARE(defaults(RouteType::Unicast), size_t{0});
        QVERIFY(run->set(0, {{"gateway.mode", "mesh"}}, "root"));
        QVERIFY(run->allowDefault("root"));
        QVERIFY(run->set(0, {{"gateway.mode", "full"}}, "root"));
        QCOMPARE(defaults(RouteType::Unicast), size_t{1});
    }

    // Not even between two operations: not at a start, with a burst, with a mode, with a device, with a trial.
    void noMomentWithOne_data()
    {
        QTest::addColumn<QString>("settings");
        QTest::newRow("guarded while it runs") << QString();
        QTest::newRow("guarded always") << QStringLiteral("[start]\nlockdown = yes\n");
        QTest::newRow("hybrid") << QStringLiteral("[gateway]\nmode = hybrid\n");
        QTest::newRow("bgp") << QStringLiteral("[gateway]\nmode = bgp\n");
    }
    void noMomentWithOne()
    {
        QFETCH(QString, settings);
        m_rig->configure(MeshRig::kConfig + settings.toStdString());
        {
            Run run(*m_rig);
            QVERIFY(run->suppressDefault("root"));
            run->stop(true);
        }
        QCOMPARE(!m_rig->kernel.isClean(), settings.contains(QStringLiteral("lockdown")));
        m_rig->kernel.clearLog();
        Run run(*m_rig);
        run.hear({entry(kOne, kA)});
        for (const char *mode : {"hybrid", "bgp", "mesh", "full"})
            QVERIFY(run->set(0, {{"gateway.mode", mode}}, "root"));
        QVERIFY(run->set(0, {{"tunnel.device", "mesh1"}}, "root"));
        QVERIFY(run->switchTo(false, "root"));
        QVERIFY(run->switchTo(true, "root"));
        QVERIFY(run->applyOnTrial(0, {{"gateway.mode", "bgp"}, {"rip44.announcer", "192.0.2.1"}}, 60, 0));
        QVERIFY(run->rollbackTrial("", "root"));
        for (const Operation &operation : m_rig->kernel.log()) {
            const auto *put = std::get_if<PutRoute>(&operation);
            QVERIFY2(!put || put->route.destination.length() > 0 || put->route.type == RouteType::Unreachable,
                     describe(operation).c_str());
        }
        QVERIFY(run->status().defaultSuppressed);
        QCOMPARE(m_rig->routesThrough(kA), size_t{1});
    }

    // What the operator switches during a trial is his word, and no part of what is taken back.
    void switchedDuringATrial()
    {
        for (const bool suppressed : {true, false}) {
            Run run(*m_rig);
            run.hear({entry(kOne, kA)});
            QVERIFY(run->applyOnTrial(0, {{"gateway.mode", "hybrid"}}, 60, 0));
            QVERIFY(suppressed ? run->suppressDefault("root") : run->allowDefault("root"));
            const Status back = run->rollbackTrial("", "root");
            QVERIFY2(back, back ? "" : back.error().message.c_str());
            QCOMPARE(run->status().defaultSuppressed, suppressed);
            QCOMPARE(defaults(RouteType::Unicast), size_t{suppressed ? 0U : 1U});
        }
    }

    void userspacePlaneHasNoneEither()
    {
        m_rig->kernel.setIpipAvailable(false);
        Run run(*m_rig);
        run.hear({entry(kOne, kA)});
        QCOMPARE(run->status().plane, std::string("userspace"));
        const Ipv4Address internet(8, 8, 8, 8);
        QCOMPARE(m_rig->plane.endpointFor(internet), Ipv4Address(169, 228, 34, 84));
        QVERIFY(run->suppressDefault("root"));
        QCOMPARE(m_rig->plane.endpointFor(internet), Ipv4Address());
        QCOMPARE(m_rig->plane.endpointFor(Ipv4Address(44, 4, 1, 9)), kA);
    }
};

QTEST_GUILESS_MAIN(GatewayDefaultTest)
#include "gatewaydefault.moc"
