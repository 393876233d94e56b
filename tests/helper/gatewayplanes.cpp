// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gateway on the fake kernel: which plane carries, and when one gives way to the other.

#include "tests/helper/gatewayrig.h"
#include "tests/helper/rigfixture.h"

#include <QTest>

using namespace mesh44;

class GatewayPlanesTest : public QObject, test::RigFixture<test::GatewayRig>
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openRig(); }

    void kernelWithoutIpip()
    {
        m_rig->kernel.setIpipAvailable(false);
        m_rig->configure("[gateway]\nsubnets = 44.128.10.0/24\n[tunnel]\nplane = kernel\n");
        Run run(*m_rig);
        QVERIFY(run->snapshot().status.state == GatewayState::Unsupported);
        QVERIFY(m_rig->kernel.isClean());
        QVERIFY(!m_rig->plane.exists());
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        QCOMPARE(run->snapshot().routes.size(), size_t{3});
        QVERIFY(!run->snapshot().routes[0].reason.empty());
    }

    void neitherPlaneIsToBeHad()
    {
        m_rig->kernel.setIpipAvailable(false);
        m_rig->plane.failOpen({ErrorCode::Unsupported, "/dev/net/tun cannot be opened"});
        Run run(*m_rig);
        const GatewayStatus status = run->status();
        QVERIFY(status.state == GatewayState::Unsupported);
        QVERIFY(status.reason.find("no ipip module, and /dev/net/tun") != std::string::npos);
        QVERIFY(m_rig->kernel.isClean());
    }

    void userspacePlaneCarriesTheSameRoutes()
    {
        m_rig->kernel.setIpipAvailable(false);
        Run run(*m_rig);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        QCOMPARE(m_rig->meshRoutes(), size_t{3});
        const GatewayStatus status = run->status();
        QCOMPARE(status.plane, std::string("userspace"));
        QCOMPARE(status.device, std::string("mesh44"));
        QVERIFY(status.counters.contains("plane.in.packets"));
        const Ipv4Address inside(44, 4, 1, 1);
        QVERIFY(m_rig->plane.endpointFor(inside) == Ipv4Address(198, 51, 100, 1));
        QVERIFY(m_rig->plane.endpointFor(Ipv4Address(192, 0, 2, 1)) == Settings().announcer);
        QVERIFY(run->suppressEndpoint(Ipv4Address(198, 51, 100, 1), false, "root"));
        QVERIFY(m_rig->plane.endpointFor(inside).isUnspecified());
        QVERIFY(run->switchTo(false, "root"));
        QVERIFY(m_rig->kernel.isClean() && !m_rig->plane.exists());
        QVERIFY(run->switchTo(true, "root"));
        QCOMPARE(m_rig->meshRoutes(), size_t{3});
        run->stop(true);
        QVERIFY(m_rig->kernel.isClean() && !m_rig->plane.exists());
    }

    void restartLeavesTheUserspacePlane()
    {
        m_rig->kernel.setIpipAvailable(false);
        uint64_t before = 0;
        {
            Run run(*m_rig);
            QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
            run->stop(false);
            QVERIFY(m_rig->plane.exists());
            before = m_rig->kernel.writes();
        }
        Run next(*m_rig);
        QCOMPARE(m_rig->kernel.writes() - before, uint64_t{1}); // it asked for ipip once more
        QVERIFY(m_rig->plane.forwards());
        QVERIFY(m_rig->plane.endpointFor(Ipv4Address(44, 4, 1, 1)) == Ipv4Address(198, 51, 100, 1));
    }

    void handsOverWhenIpipAppears()
    {
        m_rig->kernel.setIpipAvailable(false);
        Run run(*m_rig);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        m_rig->kernel.setIpipAvailable(true);
        m_rig->kernel.addLink("tunl0", "ipip", false);
        m_rig->kernel.clearLog();
        run->kernelChanged(true);
        run.turn();
        const Snapshot snapshot = run->snapshot();
        QCOMPARE(snapshot.status.plane, std::string("kernel"));
        QCOMPARE(snapshot.status.routesInstalled, 3U);
        QVERIFY(!m_rig->plane.exists());
        // The routes stayed where they were, and their nexthops were led to the other device.
        QVERIFY(std::ranges::none_of(m_rig->kernel.log(), FakeKernel::isA<RemoveRoute>()));
        QVERIFY(std::ranges::none_of(m_rig->kernel.log(), FakeKernel::isA<PutRoute>()));
    }

    void planeFollowsTheConfiguration()
    {
        m_rig->configure("[gateway]\nsubnets = 44.128.10.0/24\n[tunnel]\nplane = userspace\n");
        Run run(*m_rig);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        QCOMPARE(run->status().plane, std::string("userspace"));
        m_rig->configure(test::GatewayRig::kConfig);
        run->reloadConfiguration();
        run.turn();
        QCOMPARE(run->status().plane, std::string("kernel"));
        QVERIFY(!m_rig->plane.exists());
        QCOMPARE(m_rig->meshRoutes(), size_t{3});
    }

    void userspaceBesideIpipIsAConflict()
    {
        m_rig->configure("[gateway]\nsubnets = 44.128.10.0/24\n[tunnel]\nplane = userspace\n");
        m_rig->kernel.addLink("tunl0", "ipip", false);
        Run run(*m_rig);
        const GatewayStatus status = run->status();
        QVERIFY(status.state == GatewayState::Conflict);
        QVERIFY(status.reason.find("modprobe -r ipip") != std::string::npos);
        QVERIFY(!m_rig->plane.forwards());
        QVERIFY(m_rig->kernel.isClean());
    }

    void aDeletedDeviceIsMadeAgain()
    {
        m_rig->kernel.setIpipAvailable(false);
        Run run(*m_rig);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        m_rig->plane.loseDevice();
        QCOMPARE(m_rig->meshRoutes(), size_t{0});
        run->kernelChanged(true);
        run.turn();
        QVERIFY(m_rig->plane.forwards());
        QCOMPARE(m_rig->meshRoutes(), size_t{3});
    }
};

QTEST_GUILESS_MAIN(GatewayPlanesTest)
#include "gatewayplanes.moc"
