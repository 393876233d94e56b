// SPDX-License-Identifier: GPL-3.0-or-later
//
// What keeps our packets in where no gateway runs: early in the boot, after stop, and while all is made anew. A change
// on trial has no say in it.

#include "helper/lockdown.h"
#include "tests/helper/gatewayrig.h"
#include "tests/helper/rigfixture.h"

#include <QTest>

using namespace mesh44;

namespace {

using Assignments = Gateway::Assignments;

constexpr const char *kSubnet = "44.128.10.0/24";
constexpr const char *kOtherSubnet = "44.128.20.0/24";

bool isFloor(const KernelRule &rule, const char *subnet)
{
    return rule.action == RuleAction::Unreachable && rule.source == *Ipv4Prefix::parse(subnet);
}

bool hasFloor(FakeKernel &kernel, const char *subnet = kSubnet)
{
    const KernelState state = *kernel.dump();
    return std::ranges::any_of(state.rules, [&](const KernelRule &rule) { return isFloor(rule, subnet); });
}

} // namespace

class LockdownTest : public QObject, test::RigFixture<test::GatewayRig>
{
    Q_OBJECT

    std::string checkpoint() const { return m_rig->directories.state + "/trial.checkpoint"; }
    void configure(const std::string &text)
    {
        std::ofstream(m_rig->directories.configuration + "/mesh44.conf") << "[gateway]\nsubnets = 44.128.10.0/24\n"
                                                                         << text;
    }

    // A machine that boots with these folders, up to the end of `mesh44d --lockdown`.
    struct Boot
    {
        FakeKernel kernel;
        FakePacketFilter filter;
        Status done;

        explicit Boot(const Directories &directories) : done(lockDown(kernel, filter, directories)) {}
    };

private Q_SLOTS:
    void init() { openRig(); }

    void bootWithoutATrial_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("locked");
        QTest::newRow("lockdown") << QByteArray("[start]\nlockdown = yes\n") << true;
        QTest::newRow("not asked for") << QByteArray() << false;
        QTest::newRow("bgp: ours are meant to leave") << QByteArray("mode = bgp\n[start]\nlockdown = yes\n") << false;
    }
    void bootWithoutATrial()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, locked);
        configure(text.toStdString());
        Boot boot(m_rig->directories);
        QVERIFY2(boot.done, boot.done ? "" : boot.done.error().message.c_str());
        QCOMPARE(hasFloor(boot.kernel), locked);
    }

    void bootRefusesAWrongConfiguration()
    {
        configure("mode = sideways\n");
        Boot boot(m_rig->directories);
        QVERIFY(!boot.done && boot.done.error().code == ErrorCode::InvalidConfig);
    }

    // The machine went down inside the window: what was confirmed before counts.
    void bootWithATrialPending_data()
    {
        QTest::addColumn<QByteArray>("confirmed");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("locked");
        const QByteArray yes = "[start]\nlockdown = yes\n";
        QTest::newRow("lockdown was on") << yes << QByteArray("start.lockdown") << QByteArray("no") << true;
        QTest::newRow("lockdown was off") << QByteArray() << QByteArray("start.lockdown") << QByteArray("yes") << false;
        QTest::newRow("mode was full") << yes << QByteArray("gateway.mode") << QByteArray("bgp") << true;
        QTest::newRow("mode was bgp") << "mode = bgp\n" + yes << QByteArray("gateway.mode") << QByteArray("full")
                                      << false;
        QTest::newRow("other subnets") << yes << QByteArray("gateway.subnets") << QByteArray(kOtherSubnet) << true;
    }
    void bootWithATrialPending()
    {
        QFETCH(QByteArray, confirmed);
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, value);
        QFETCH(bool, locked);
        configure(confirmed.toStdString());
        {
            Run run(*m_rig);
            QVERIFY(run->applyOnTrial(0, {{key.toStdString(), value.toStdString()}}, 600, 0));
        }
        Boot boot(m_rig->directories);
        QVERIFY2(boot.done, boot.done ? "" : boot.done.error().message.c_str());
        QCOMPARE(hasFloor(boot.kernel), locked);
        QCOMPARE(boot.filter.table().find(kSubnet) != std::string::npos, locked);
        QVERIFY(!hasFloor(boot.kernel, kOtherSubnet));
        QVERIFY(std::filesystem::exists(checkpoint())); // taking back is the gateway's
    }

    // Then it is closed, whatever the change on trial says.
    void bootWhereItIsUnclearWhatWasConfirmed_data()
    {
        QTest::addColumn<bool>("damaged");
        QTest::newRow("damaged checkpoint") << true;
        QTest::newRow("what was confirmed is refused today") << false;
    }
    void bootWhereItIsUnclearWhatWasConfirmed()
    {
        QFETCH(bool, damaged);
        configure("");
        {
            Run run(*m_rig);
            if (!damaged)
                QVERIFY(run->set(0, {{"routing.mesh_table", "4400"}}, "root"));
            QVERIFY(run->applyOnTrial(0, {{"start.lockdown", "no"}, {"routing.mesh_table", "44"}}, 600, 0));
        }
        if (damaged)
            std::ofstream(checkpoint(), std::ios::app) << "x";
        else
            configure("[routing]\nsource_table = 4400\n"); // one table cannot be both
        Boot boot(m_rig->directories);
        QVERIFY2(boot.done, boot.done ? "" : boot.done.error().message.c_str());
        QVERIFY(hasFloor(boot.kernel));
        QVERIFY(!boot.filter.table().empty());
        QVERIFY(std::filesystem::exists(checkpoint()));
    }

    // Stopping does not keep a change either.
    void stopTakesTheTrialBack_data()
    {
        QTest::addColumn<Assignments>("trial");
        QTest::newRow("lockdown") << Assignments{{"start.lockdown", "no"}};
        QTest::newRow("and mode") << Assignments{{"start.lockdown", "no"}, {"gateway.mode", "bgp"}};
        QTest::newRow("and tables") << Assignments{{"start.lockdown", "no"}, {"routing.mesh_table", "4400"}};
        QTest::newRow("and subnets") << Assignments{{"start.lockdown", "no"}, {"gateway.subnets", kOtherSubnet}};
    }
    void stopTakesTheTrialBack()
    {
        QFETCH(Assignments, trial);
        configure("[start]\nlockdown = yes\n");
        Run run(*m_rig);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        QVERIFY(run->applyOnTrial(0, trial, 600, 0));
        run->stop(true);
        QVERIFY(!std::filesystem::exists(checkpoint()));
        QVERIFY(hasFloor(m_rig->kernel) && !hasFloor(m_rig->kernel, kOtherSubnet));
        QVERIFY(m_rig->filter.table().find(kSubnet) != std::string::npos);
        QVERIFY(std::ranges::any_of(run.events, [](const EventView &line) {
            return line.text.find("taken back: the gateway service was stopped") != std::string::npos;
        }));
        Run next(*m_rig);
        QCOMPARE(next->status().mode, std::string("full"));
    }

    // A restart that goes on forwarding leaves it to the next helper.
    void handingOverLeavesTheTrialToTheNext()
    {
        Run run(*m_rig);
        QVERIFY(run->applyOnTrial(0, {{"gateway.mode", "mesh"}}, 600, 0));
        run->stop(false);
        QVERIFY(std::filesystem::exists(checkpoint()));
    }

    // Other tables: all is taken down and made anew, and the floor stays in between, with no firewall of ours either.
    void theFloorStaysThroughAChange_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("table") << QByteArray("routing.mesh_table") << QByteArray("4400");
        QTest::newRow("device") << QByteArray("tunnel.device") << QByteArray("mesh1");
        QTest::newRow("plane") << QByteArray("tunnel.plane") << QByteArray("userspace");
        QTest::newRow("address") << QByteArray("gateway.address") << QByteArray("44.128.10.9");
    }
    void theFloorStaysThroughAChange()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, value);
        configure("[firewall]\nmode = off\n");
        Run run(*m_rig);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        QVERIFY(hasFloor(m_rig->kernel));
        m_rig->kernel.clearLog();
        QVERIFY(run->set(0, {{key.toStdString(), value.toStdString()}}, "root"));
        QVERIFY(!m_rig->kernel.log().empty());
        for (const Operation &operation : m_rig->kernel.log()) {
            const auto *removed = std::get_if<RemoveRule>(&operation);
            QVERIFY(!removed || !isFloor(removed->rule, kSubnet));
        }
        QVERIFY(hasFloor(m_rig->kernel));
        QVERIFY(run->switchTo(false, "root"));
        QVERIFY(m_rig->kernel.isClean());
    }
};

QTEST_GUILESS_MAIN(LockdownTest)
#include "lockdown.moc"
