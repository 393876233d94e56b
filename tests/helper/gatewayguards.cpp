// SPDX-License-Identifier: GPL-3.0-or-later
//
// What keeps packets where they belong while the gateway fails, moves, stops or is taken down: on the fake kernel.

#include "helper/clock.h"
#include "helper/lockdown.h"
#include "tests/helper/gatewayrig.h"
#include "tests/helper/rigfixture.h"

#include <QTest>

#include <cerrno>

using namespace mesh44;

class GatewayGuards : public QObject, test::RigFixture<test::GatewayRig>
{
    Q_OBJECT

    KernelState kernel() { return *m_rig->kernel.dump(); }
    KernelLink link(const char *name) { return *kernel().link(name); }
    void configure(const std::string &more)
    {
        std::ofstream(m_rig->directories.configuration + "/mesh44.conf") << "[gateway]\nsubnets = 44.128.10.0/24\n"
                                                                         << more;
    }
    void addLan()
    {
        m_rig->kernel.outside(AddAddress{{m_rig->kernel.addLink("lan0"), Ipv4Address(192, 168, 7, 1), 24}});
    }
    // Whether what comes from our subnet may go there by the main table.
    bool goesByMain(const char *destination)
    {
        const Ipv4Prefix prefix = *Ipv4Prefix::parse(destination);
        return std::ranges::any_of(kernel().rules, [&](const KernelRule &rule) {
            return rule.source && rule.destination == prefix && rule.table == kMainTable;
        });
    }
    bool hasFloor()
    {
        const Ipv4Prefix subnet = *Ipv4Prefix::parse("44.128.10.0/24");
        return std::ranges::any_of(kernel().rules, [&](const KernelRule &rule) {
            return rule.action == RuleAction::Unreachable && rule.source == subnet;
        });
    }
    template <class Fact> static bool comes(Run &run, Fact fact)
    {
        const int64_t end = bootTime() + 20'000'000;
        while (!fact() && bootTime() < end)
            sd_event_run(run.event.get(), 100'000);
        return fact();
    }
    // What follows from events that are there already.
    static void settle(Run &run)
    {
        for (int i = 0; i < 5; ++i)
            sd_event_run(run.event.get(), 10'000);
    }
    static void look(Run &run)
    {
        run->kernelChanged(true);
        settle(run);
    }

private Q_SLOTS:
    void init() { openRig(); }

    // --- links that are not wanted any more ---

    void aModeThatForwardsIsLeft()
    {
        Run run(*m_rig);
        QVERIFY(run->set(0, {{"gateway.mode", "bgp"}}, "root"));
        QVERIFY(link("wan0").forwarding == true);
        QVERIFY(run->set(0, {{"gateway.mode", "full"}}, "root"));
        QVERIFY(link("wan0").forwarding == false);
        QVERIFY(link("wan0").arpIgnore == 1); // still wanted
        // It was put back once, and is not ours any more.
        KernelLink wan = link("wan0");
        m_rig->kernel.outside(ChangeLink{.link = wan.index, .name = wan.name, .forwarding = true});
        look(run);
        QVERIFY(link("wan0").forwarding == true);
        run->stop(true);
        QVERIFY(link("wan0").forwarding == true);
        QVERIFY(link("wan0").arpIgnore == 0);
    }

    void aLinkThatLedToTheInternetIsGivenBack()
    {
        Run run(*m_rig);
        const int other = m_rig->kernel.addLink("wan1");
        m_rig->kernel.outside(AddAddress{{other, Ipv4Address(198, 51, 100, 9), 24}});
        KernelRoute standard{.table = kMainTable, .protocol = 3};
        standard.gateway = Ipv4Address(198, 51, 100, 1);
        standard.link = other;
        m_rig->kernel.outside(PutRoute{standard, true});
        look(run);
        QVERIFY(link("wan1").arpIgnore == 1);
        QVERIFY(link("wan0").arpIgnore == 0);
    }

    // After a start without a default route it is not known which link is the one.
    void anUnknownWayToTheInternetIsNoReason()
    {
        const KernelState found = kernel();
        const KernelRoute standard = *std::ranges::find(found.routes, Ipv4Prefix(), &KernelRoute::destination);
        {
            Run run(*m_rig);
        }
        m_rig->kernel.outside(RemoveRoute{standard});
        Run next(*m_rig);
        QVERIFY(link("wan0").arpIgnore == 1);
        m_rig->kernel.outside(PutRoute{standard});
        look(next);
        next->stop(true);
        QVERIFY(link("wan0").arpIgnore == 0);
    }

    // --- guards stay for as long as there is something to guard ---

    void aFailedLookKeepsTheGuards_data()
    {
        QTest::addColumn<bool>("enabled");
        QTest::newRow("up") << true;
        QTest::newRow("down") << false;
    }
    void aFailedLookKeepsTheGuards()
    {
        QFETCH(bool, enabled);
        std::string table;
        {
            Run run(*m_rig);
            table = m_rig->filter.table();
            QVERIFY(!table.empty());
        } // as by kill -9: everything forwards on
        if (!enabled)
            configure("[start]\nenabled = no\n");
        m_rig->kernel.failDump({ErrorCode::KernelRefused, "injected"});
        Run next(*m_rig);
        QCOMPARE(m_rig->filter.table(), table);
        look(next);
        QCOMPARE(m_rig->filter.table().empty(), !enabled);
    }

    void downThatFailsKeepsTheGuards()
    {
        Run run(*m_rig);
        const std::string table = m_rig->filter.table();
        m_rig->kernel.failDump({ErrorCode::KernelRefused, "injected"});
        (void)run->switchTo(false, "root");
        QVERIFY(!m_rig->kernel.isClean());
        QCOMPARE(m_rig->filter.table(), table);
        look(run);
        QVERIFY(m_rig->kernel.isClean() && m_rig->filter.table().empty());
    }

    // A rule that cannot be removed, a tunnel that cannot be shut: as long as it is there it is guarded.
    void downThatIsRefusedKeepsTheGuards_data()
    {
        QTest::addColumn<bool>("link");
        QTest::newRow("rule") << false;
        QTest::newRow("link") << true;
    }
    void downThatIsRefusedKeepsTheGuards()
    {
        QFETCH(bool, link);
        Run run(*m_rig);
        const std::string table = m_rig->filter.table();
        m_rig->kernel.failNext(link ? FakeKernel::isA<ChangeLink>() : FakeKernel::isA<RemoveRule>(), EBUSY, 100);
        (void)run->switchTo(false, "root");
        QCOMPARE(m_rig->filter.table(), table);
        m_rig->kernel.clearFaults();
        look(run);
        QVERIFY(m_rig->kernel.isClean() && m_rig->filter.table().empty());
    }

    void stopTriesAgainAndLeavesGuardsWhereItMust_data()
    {
        QTest::addColumn<uint>("failures");
        QTest::addColumn<bool>("clean");
        QTest::newRow("one failed look") << 1U << true;
        QTest::newRow("it never succeeds") << 100U << false;
    }
    void stopTriesAgainAndLeavesGuardsWhereItMust()
    {
        QFETCH(uint, failures);
        QFETCH(bool, clean);
        Run run(*m_rig);
        m_rig->kernel.failDump({ErrorCode::KernelRefused, "injected"}, failures);
        run->stop(true);
        QCOMPARE(m_rig->kernel.isClean(), clean);
        QCOMPARE(m_rig->filter.table().empty(), clean);
    }

    // Somebody's interface takes the place of ours while routes are in the kernel: they keep their guards.
    void aConflictKeepsTheGuardsOfWhatIsThere()
    {
        Run run(*m_rig);
        configure("[tunnel]\nplane = userspace\n");                     // beside the kernel's ipip
        m_rig->kernel.failDump({ErrorCode::KernelRefused, "injected"}); // so that nothing is taken down before
        run->reloadConfiguration();
        look(run);
        QVERIFY(run->status().state == GatewayState::Conflict);
        QVERIFY(!m_rig->kernel.isClean());
        QVERIFY(!m_rig->filter.table().empty());
        const KernelState left = kernel();
        for (const KernelRule &rule : left.rules) {
            if (rule.protocol == kOurProtocol)
                m_rig->kernel.outside(RemoveRule{rule});
        }
        look(run);
        QVERIFY(!m_rig->filter.table().empty()); // routes are left
        for (const KernelRoute &route : left.routes) {
            if (route.protocol == kOurProtocol)
                m_rig->kernel.outside(RemoveRoute{route});
        }
        for (const KernelNexthop &nexthop : left.nexthops)
            m_rig->kernel.outside(RemoveNexthop{nexthop.id});
        look(run);
        QVERIFY(m_rig->kernel.isClean() && m_rig->filter.table().empty());
    }

    // --- lockdown ---

    void lockdownKnowsTheWayToTheInternetWhileOff()
    {
        addLan();
        configure("[start]\nenabled = no\nlockdown = yes\n");
        Run run(*m_rig);
        QVERIFY(hasFloor());
        QVERIFY(goesByMain("192.168.7.0/24"));
        QVERIFY(!goesByMain("203.0.113.0/24"));
        const std::string table = m_rig->filter.table();
        QVERIFY(table.find("192.168.7.0/24 return") != std::string::npos);
        QVERIFY(table.find("203.0.113.0/24") == std::string::npos);
        QVERIFY(table.find("oifname \"wan0\" ip saddr 44.128.10.0/24") != std::string::npos);
    }

    // Which of the networks is the Internet's is not known before there is a way to it.
    void nothingIsLocalBeforeTheDefaultRoute()
    {
        addLan();
        const KernelState found = kernel();
        const KernelRoute standard = *std::ranges::find(found.routes, Ipv4Prefix(), &KernelRoute::destination);
        m_rig->kernel.outside(RemoveRoute{standard});
        Run run(*m_rig);
        QVERIFY(hasFloor());
        QVERIFY(!goesByMain("203.0.113.0/24") && !goesByMain("192.168.7.0/24"));
        m_rig->kernel.outside(PutRoute{standard});
        look(run);
        QVERIFY(!goesByMain("203.0.113.0/24") && goesByMain("192.168.7.0/24"));
        // One that is gone again is still known.
        m_rig->kernel.outside(RemoveRoute{standard});
        QVERIFY(run->set(0, {{"start.lockdown", "yes"}}, "root"));
        QVERIFY(run->switchTo(false, "root"));
        QVERIFY(!goesByMain("203.0.113.0/24") && goesByMain("192.168.7.0/24"));
    }

    void theLockedGuardComesBack()
    {
        configure("[start]\nlockdown = yes\n");
        Run run(*m_rig);
        QVERIFY(run->switchTo(false, "root"));
        const std::string table = m_rig->filter.table();
        QVERIFY(!table.empty());
        m_rig->filter.flush();
        run->firewallChanged({});
        QVERIFY(comes(run, [&] { return m_rig->filter.table() == table; }));
    }

    void lockdownInSpiteOf_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<int>("fails"); // 0: nothing, 1: the look, 2: a rule, 3: nftables
        QTest::addColumn<bool>("floor");
        QTest::addColumn<bool>("guard");
        const char *lockdown = "[start]\nlockdown = yes\n";
        QTest::newRow("mistake elsewhere")
            << QByteArray(lockdown).append("[tunnel]\nplane = sideways\n") << 0 << true << true;
        QTest::newRow("mistake in itself") << QByteArray("[start]\nlockdown = perhaps\n") << 0 << false << false;
        QTest::newRow("failed look") << QByteArray(lockdown) << 1 << false << true;
        QTest::newRow("refused rule") << QByteArray(lockdown) << 2 << false << true;
        QTest::newRow("refused guard") << QByteArray(lockdown) << 3 << true << false;
    }
    void lockdownInSpiteOf()
    {
        QFETCH(QByteArray, more);
        QFETCH(int, fails);
        QFETCH(bool, floor);
        QFETCH(bool, guard);
        configure(more.toStdString());
        const Error injected{ErrorCode::KernelRefused, "injected"};
        if (fails == 1)
            m_rig->kernel.failDump(injected, 100);
        if (fails == 2)
            m_rig->kernel.failNext<AddRule>(EBUSY, 100);
        if (fails == 3)
            m_rig->filter.refuse(injected);
        QVERIFY(!lockDown(m_rig->kernel, m_rig->filter, m_rig->directories)); // in any case it is said
        m_rig->kernel.clearFaults();
        QCOMPARE(hasFloor(), floor);
        QCOMPARE(!m_rig->filter.table().empty(), guard);
    }

    void theFloorOutlivesAChangedTable_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("table") << QByteArray("routing.mesh_table") << QByteArray("4400");
        QTest::newRow("device") << QByteArray("tunnel.device") << QByteArray("ampr0");
        QTest::newRow("address") << QByteArray("gateway.address") << QByteArray("44.128.10.9");
        QTest::newRow("one more subnet") << QByteArray("gateway.subnets") << QByteArray("44.128.8.0/24 44.128.10.0/24");
    }
    void theFloorOutlivesAChangedTable()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, value);
        configure("[firewall]\nmode = off\n");
        Run run(*m_rig);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        size_t without = 0;
        m_rig->kernel.failNext(
            [&](const Operation &) {
                without += hasFloor() ? 0 : 1;
                return false;
            },
            EIO);
        m_rig->kernel.clearLog();
        QVERIFY(run->set(0, {{key.toStdString(), value.toStdString()}}, "root"));
        QVERIFY(std::ranges::any_of(m_rig->kernel.log(), FakeKernel::isA<RemoveRoute>()));
        QCOMPARE(without, size_t{0});
        QVERIFY(hasFloor());
        QVERIFY(run->switchTo(false, "root"));
        QVERIFY(m_rig->kernel.isClean());
    }

    // --- devices that are not ours any more ---

    void aNameThatWasOursOnceIsLeftAlone()
    {
        Run run(*m_rig);
        QVERIFY(run->set(0, {{"tunnel.device", "ampr0"}}, "root"));
        QVERIFY(run->set(0, {{"tunnel.device", "tunl0"}}, "root"));
        QVERIFY(!kernel().link("ampr0"));
        m_rig->kernel.outside(CreateIpip{"ampr0", {.local = Ipv4Address(203, 0, 113, 9), .ttl = 64}});
        QVERIFY(kernel().link("ampr0"));
        QVERIFY(run->switchTo(false, "root"));
        QVERIFY(kernel().link("ampr0"));
    }

    void aDeviceInThePlaceOfOursIsLeftAlone_data()
    {
        QTest::addColumn<int>("kind"); // 0: ours, 1: of another kind, 2: a tunnel to one end
        QTest::addColumn<bool>("left");
        QTest::newRow("ours") << 0 << false;
        QTest::newRow("veth") << 1 << true;
        QTest::newRow("point to point") << 2 << true;
    }
    void aDeviceInThePlaceOfOursIsLeftAlone()
    {
        QFETCH(int, kind);
        QFETCH(bool, left);
        configure("[tunnel]\ndevice = ampr0\n");
        {
            Run run(*m_rig);
        }
        if (kind != 0)
            m_rig->kernel.outside(DeleteLink{link("ampr0").index});
        if (kind == 1)
            m_rig->kernel.addLink("ampr0", "veth");
        if (kind == 2)
            m_rig->kernel.outside(CreateIpip{"ampr0", {.remote = Ipv4Address(192, 0, 2, 7), .ttl = 64}});
        configure("[tunnel]\ndevice = ampr0\n[start]\nenabled = no\n");
        Run next(*m_rig);
        QVERIFY(m_rig->kernel.isClean());
        QCOMPARE(kernel().link("ampr0") != nullptr, left);
    }

    // --- when it acts ---

    // Looks may rest for long where others change the kernel all the time; what the mesh needs does not wait for them.
    void aLongRestDoesNotHoldTheMeshUp()
    {
        Run run(*m_rig);
        const KernelState settled = kernel();
        m_rig->kernel.outside(RemoveRule{settled.rules[1]});
        m_rig->kernel.failNext(
            [](const Operation &) { // a kernel that takes its time
                for (const int64_t end = bootTime() + 130'000; bootTime() < end;) {}
                return false;
            },
            EIO);
        look(run);
        m_rig->kernel.clearFaults();
        QVERIFY(kernel().rules.size() == settled.rules.size());
        run->kernelChanged(false);
        struct Witness
        {
            FakeKernel &kernel;
            unsigned before;
            std::optional<bool> acted = {};
        } witness{m_rig->kernel, m_rig->kernel.dumps()};
        sd_event_source *raw = nullptr;
        const auto onTime = [](sd_event_source *, uint64_t, void *userdata) {
            auto *self = static_cast<Witness *>(userdata);
            self->acted = self->kernel.dumps() > self->before;
            return 0;
        };
        QVERIFY(sd_event_add_time_relative(run.event.get(), &raw, CLOCK_BOOTTIME, 300'000, 1000, onTime, &witness)
                >= 0);
        const bus::EventSource source(raw);
        QVERIFY(sd_event_source_set_priority(raw, SD_EVENT_PRIORITY_IDLE) >= 0); // the gateway's come first
        const std::vector<RipEntry> heard{{*Ipv4Prefix::parse("44.4.9.0/24"), Ipv4Address(198, 51, 100, 1), 4, 1}};
        run->heardEntries(heard);
        QVERIFY(comes(run, [&] { return witness.acted.has_value(); }));
        QVERIFY(*witness.acted);
    }
};

QTEST_GUILESS_MAIN(GatewayGuards)
#include "gatewayguards.moc"
