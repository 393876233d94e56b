// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes on trial, on the fake kernel: kept, taken back, found by the next helper, refused where nothing can be saved.

#include "helper/clock.h"
#include "helper/durablefile.h"
#include "tests/helper/gatewayrig.h"
#include "tests/helper/rigfixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/stat.h>

using namespace mesh44;

namespace {

constexpr uid_t kUser = 1000;
constexpr int kPatienceMs = 20'000;

} // namespace

class TrialTest : public QObject, test::RigFixture<test::GatewayRig>
{
    Q_OBJECT

    std::string state(const char *name) const { return m_rig->directories.state + "/" + name; }
    bool isPending() const { return std::filesystem::exists(state("trial.checkpoint")); }
    KernelState kernel() { return *m_rig->kernel.dump(); }
    std::string mode(Run &run) { return run->status().mode; }
    // Lets the gateway's events come until this is so.
    template <class Fact> static bool comes(Run &run, Fact fact)
    {
        QElapsedTimer timer;
        timer.start();
        while (!fact() && timer.elapsed() < kPatienceMs)
            sd_event_run(run.event.get(), 100'000);
        return fact();
    }
    // A link beside the mesh, which forwards only where a setting asks for it.
    void addLan()
    {
        const int lan = m_rig->kernel.addLink("lan0");
        m_rig->kernel.outside(AddAddress{{lan, Ipv4Address(192, 168, 7, 1), 24}});
        m_rig->kernel.outside(AddAddress{{lan, Ipv4Address(44, 128, 20, 1), 24}});
    }

private Q_SLOTS:
    void init() { openRig(); }

    void confirmedIsKept()
    {
        Run run(*m_rig);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        const auto token = run->applyOnTrial(0, {{"gateway.mode", "mesh"}}, 60, kUser);
        QVERIFY(token);
        QCOMPARE(token->size(), size_t{32});
        QVERIFY(isPending());
        const GatewayStatus status = run->status();
        QCOMPARE(status.mode, std::string("mesh"));
        QCOMPARE(status.trial.by, userName(kUser));
        QVERIFY(status.trial.keys == std::vector<std::string>{"gateway.mode"});
        QVERIFY(status.trial.secondsLeft > 50 && status.trial.secondsLeft <= 60);
        QVERIFY(run->trialHolder() == kUser);
        QCOMPARE(run->confirmTrial("0123456789abcdef0123456789abcdef", "root").error().code, ErrorCode::NotFound);
        QVERIFY(run->confirmTrial(*token, userName(kUser)));
        QVERIFY(!isPending());
        QVERIFY(run->status().trial == TrialView());
        QVERIFY(!run->trialHolder());
        QCOMPARE(run->confirmTrial(*token, userName(kUser)).error().code, ErrorCode::NotFound);
        Run next(*m_rig);
        QCOMPARE(mode(next), std::string("mesh"));
    }

    // The line says who had applied what nobody kept.
    void takenBackNamesItsAuthor()
    {
        {
            Run run(*m_rig);
            QVERIFY(run->applyOnTrial(0, {{"gateway.mode", "mesh"}}, 60, kUser));
        } // as after kill -9
        Run next(*m_rig);
        QVERIFY(std::ranges::any_of(next.events, [](const EventView &line) {
            return line.text.starts_with("taken back: unconfirmed, and the gateway service was started anew")
                   && line.text.ends_with("; it was applied by " + userName(kUser));
        }));
    }

    void tokensDiffer()
    {
        Run run(*m_rig);
        std::set<std::string> tokens;
        for (int i = 0; i < 50; ++i) {
            tokens.insert(*run->applyOnTrial(0, {{"gateway.mode", "mesh"}}, 60, kUser));
            QVERIFY(run->rollbackTrial("", "root"));
        }
        QCOMPARE(tokens.size(), size_t{50});
    }

    void takenBackIsAsBefore_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *key, const char *value) {
            QTest::addRow("%s %s", key, value) << QString::fromLatin1(key) << QString::fromLatin1(value);
        };
        row("gateway.mode", "mesh");
        row("gateway.mode", "bgp");
        row("gateway.mode", "hybrid");
        row("gateway.subnets", "44.128.20.0/24");
        row("gateway.subnets", "44.128.10.0/24 44.128.20.0/24");
        row("routing.clients", "192.168.7.0/24");
        row("tunnel.device", "mesh1");
        row("tunnel.plane", "userspace");
        row("routing.mesh_table", "4400");
        row("routing.priority", "100");
        row("start.enabled", "no");
    }
    void takenBackIsAsBefore()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        addLan();
        Run run(*m_rig);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        const KernelState before = kernel();
        const auto config = run->config();
        const auto token = run->applyOnTrial(0, {{key.toStdString(), value.toStdString()}}, 60, kUser);
        QVERIFY2(token, token ? "" : token.error().message.c_str());
        QVERIFY(!(kernel() == before));
        const Status back = run->rollbackTrial(*token, userName(kUser));
        QVERIFY2(back, back ? "" : back.error().message.c_str());
        QVERIFY(!isPending());
        QVERIFY(run->config() == config);
        const std::set<std::string> links{"tunl0", "mesh1", "mesh44", "wan0", "lan0"};
        QVERIFY(ownState(kernel(), links) == ownState(before, links));
        QVERIFY(run->status().state == GatewayState::Waiting);
    }

    // The same, by a helper that was killed inside the window: before anything else it takes it back.
    void killedInTheWindow_data() { takenBackIsAsBefore_data(); }
    void killedInTheWindow()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        KernelState before;
        addLan();
        {
            Run run(*m_rig);
            QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
            before = kernel();
            QVERIFY(run->applyOnTrial(0, {{key.toStdString(), value.toStdString()}}, 60, kUser));
        }
        QVERIFY(isPending());
        Run next(*m_rig);
        QVERIFY(!isPending());
        const std::set<std::string> links{"tunl0", "mesh1", "mesh44", "wan0", "lan0"};
        const auto left = differenceFrom(ownState(before, links), ownState(kernel(), links), ownState(before, links));
        QVERIFY2(left.empty(), left.empty() ? "" : left.front().c_str());
        QVERIFY(std::ranges::any_of(next.events, [&](const EventView &line) {
            return line.subject == key.toStdString()
                   && line.text.find("the gateway service was started anew") != std::string::npos;
        }));
        QCOMPARE(next->status().trial.by, std::string());
    }

    // Before it there was no usable configuration at all: nothing of ours stays, guards included.
    void theFirstConfigurationTakenBack()
    {
        std::ofstream(m_rig->directories.configuration + "/mesh44.conf") << "; nothing yet\n";
        Run run(*m_rig);
        const KernelState before = kernel();
        QVERIFY(run->applyOnTrial(0, {{"gateway.subnets", "44.128.10.0/24"}}, 60, kUser));
        QVERIFY(!(kernel() == before) && !m_rig->filter.table().empty());
        QVERIFY(run->rollbackTrial("", "root"));
        QVERIFY(m_rig->kernel.isClean());
        QVERIFY(m_rig->filter.table().empty());
        QVERIFY(run->status().state == GatewayState::Misconfigured);
        const std::set<std::string> links{"tunl0", "wan0"};
        QVERIFY(ownState(kernel(), links) == ownState(before, links));
    }

    void withoutConfirmationByItself()
    {
        Run run(*m_rig);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        const KernelState before = kernel();
        const int64_t from = bootTime();
        QVERIFY(run->applyOnTrial(0, {{"gateway.mode", "mesh"}}, Trial::kShortest, kUser));
        QVERIFY(comes(run, [&] { return !isPending(); }));
        const int64_t took = bootTime() - from;
        QVERIFY(took >= 10'000'000 && took < 12'000'000);
        const std::set<std::string> links{"tunl0", "wan0"}; // rules of one priority may stand in another order
        QVERIFY(ownState(kernel(), links) == ownState(before, links));
        QCOMPARE(mode(run), std::string("full"));
    }

    void extendMovesTheDeadline()
    {
        Run run(*m_rig);
        QCOMPARE(run->extendTrial("", 60, "root").error().code, ErrorCode::NotFound);
        QVERIFY(run->applyOnTrial(0, {{"gateway.mode", "mesh"}}, 10, kUser));
        QVERIFY(run->extendTrial("", 600, "root"));
        QVERIFY(run->status().trial.secondsLeft > 590);
        QVERIFY(run->extendTrial("", 10, "root")); // shorter, too
        QVERIFY(run->status().trial.secondsLeft <= 10);
        for (const uint32_t seconds : {0U, 9U, 601U, ~0U})
            QCOMPARE(run->extendTrial("", seconds, "root").error().code, ErrorCode::InvalidArgument);
    }

    void oneAtATime()
    {
        Run run(*m_rig);
        const auto token = run->applyOnTrial(0, {{"gateway.mode", "mesh"}}, 60, kUser);
        QVERIFY(token);
        const auto second = run->applyOnTrial(0, {{"gateway.callsign", "N1CALL"}}, 60, 0);
        QCOMPARE(second.error().code, ErrorCode::Conflict);
        QVERIFY(second.error().message.find(userName(kUser)) != std::string::npos);
        QVERIFY(second.error().message.find("gateway.mode") != std::string::npos);
        QCOMPARE(run->set(0, {{"gateway.callsign", "N1CALL"}}, "root").error().code, ErrorCode::Conflict);
        QVERIFY(run->rollbackTrial(*token, "root"));
        QVERIFY(run->set(0, {{"gateway.callsign", "N1CALL"}}, "root"));
    }

    void refused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<uint>("seconds");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const char *key, const char *value, uint seconds, ErrorCode code) {
            QTest::newRow(name) << QString::fromLatin1(key) << QString::fromLatin1(value) << seconds
                                << static_cast<int>(code);
        };
        row("no time", "gateway.mode", "mesh", 0, ErrorCode::InvalidArgument);
        row("too short", "gateway.mode", "mesh", 9, ErrorCode::InvalidArgument);
        row("too long", "gateway.mode", "mesh", 601, ErrorCode::InvalidArgument);
        row("value", "gateway.mode", "sideways", 60, ErrorCode::InvalidConfig);
        row("key", "gateway.nonsense", "1", 60, ErrorCode::InvalidConfig);
        row("not together", "routing.mesh_table", "45", 60, ErrorCode::InvalidConfig);
    }
    void refused()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(uint, seconds);
        QFETCH(int, code);
        Run run(*m_rig);
        const uint64_t writes = m_rig->kernel.writes();
        const auto answer = run->applyOnTrial(0, {{key.toStdString(), value.toStdString()}}, seconds, kUser);
        QVERIFY(!answer);
        QCOMPARE(static_cast<int>(answer.error().code), code);
        QVERIFY(!isPending());
        QCOMPARE(m_rig->kernel.writes(), writes);
    }

    void staleRevisionIsRefused()
    {
        Run run(*m_rig);
        const uint64_t seen = run->snapshot().revision;
        QVERIFY(run->set(seen, {{"gateway.callsign", "N1CALL"}}, "root"));
        QCOMPARE(run->applyOnTrial(seen, {{"gateway.mode", "mesh"}}, 60, kUser).error().code, ErrorCode::Conflict);
        QVERIFY(run->applyOnTrial(run->snapshot().revision, {{"gateway.mode", "mesh"}}, 60, kUser));
    }

    // Where the way back cannot be put on disk nothing is changed, and the gateway runs on and says so.
    void nothingCanBeSaved()
    {
        Run run(*m_rig);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        const KernelState before = kernel();
        std::filesystem::create_directory(state("trial.checkpoint.new")); // as a full disk does to root, too
        std::ofstream(state("trial.checkpoint.new/inside")) << "x";
        const auto answer = run->applyOnTrial(0, {{"gateway.mode", "mesh"}}, 60, kUser);
        QCOMPARE(answer.error().code, ErrorCode::NoSpace);
        QVERIFY(kernel() == before);
        const GatewayStatus status = run->status();
        QCOMPARE(status.mode, std::string("full"));
        QVERIFY(status.state == GatewayState::Degraded);
        QVERIFY(status.reason.find("nothing is saved") != std::string::npos);
        QCOMPARE(status.routesInstalled, 3U);
        std::filesystem::remove_all(state("trial.checkpoint.new"));
        QVERIFY(run->suppressEndpoint(Ipv4Address(198, 51, 100, 1), false, "root")); // saves
        QVERIFY(run->status().state == GatewayState::Waiting);
        QVERIFY(run->applyOnTrial(0, {{"gateway.mode", "mesh"}}, 60, kUser));
    }

    // An interface that carries the default route is taken for the mesh: the route goes with it, and so the change.
    void lostDefaultRouteIsTakenBackAtOnce()
    {
        const int tunnel = m_rig->kernel.addLink("isp1", "ipip");
        m_rig->kernel.outside(AddAddress{{tunnel, Ipv4Address(192, 0, 2, 9), 24}});
        KernelRoute backup{.table = kMainTable, .metric = 500, .protocol = 3};
        backup.gateway = Ipv4Address(192, 0, 2, 1);
        backup.link = tunnel;
        m_rig->kernel.outside(PutRoute{backup});
        Run run(*m_rig);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        // As the kernel does when a tunnel's ends are changed: down and up.
        m_rig->kernel.failNext(
            [&](const Operation &operation) {
                const auto *change = std::get_if<ChangeLink>(&operation);
                if (!change || change->link != tunnel)
                    return false;
                m_rig->kernel.outside(RemoveRoute{backup});
                return false;
            },
            EIO, 1);
        const auto answer = run->applyOnTrial(0, {{"tunnel.device", "isp1"}}, 60, kUser);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::KernelRefused);
        QVERIFY(answer.error().message.find("192.0.2.1") != std::string::npos);
        QCOMPARE(run->status().device, std::string("tunl0"));
        QCOMPARE(run->status().routesInstalled, 3U);
    }

    // Every operation of the way back fails in turn: it is never called done until it is, and it gets there.
    void failingRollback()
    {
        size_t operations = 0;
        for (size_t failing = 0; failing == 0 || failing < operations; ++failing) {
            openRig();
            Run run(*m_rig);
            QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
            const KernelState before = kernel();
            QVERIFY(run->applyOnTrial(0, {{"tunnel.device", "mesh1"}, {"gateway.mode", "mesh"}}, 60, kUser));
            if (failing == 0) { // how many there are
                m_rig->kernel.clearLog();
                QVERIFY(run->rollbackTrial("", "root"));
                operations = m_rig->kernel.log().size();
                continue;
            }
            std::optional<Operation> victim;
            size_t count = 0;
            m_rig->kernel.failNext(
                [&](const Operation &operation) {
                    if (!victim && ++count == failing)
                        victim = operation;
                    return victim && operation.index() == victim->index();
                },
                EBUSY, 1000);
            const Status back = run->rollbackTrial("", "root");
            QCOMPARE(static_cast<bool>(back), !isPending());
            if (!back) {
                QCOMPARE(back.error().code, ErrorCode::KernelRefused);
                const GatewayStatus status = run->status();
                QVERIFY(status.state == GatewayState::Degraded && status.trial.rollingBack);
                QVERIFY(status.reason.find("not completely taken back") != std::string::npos);
                QVERIFY2(status.reason.find(": - ") != std::string::npos
                             || status.reason.find(": + ") != std::string::npos,
                         status.reason.c_str());
                QCOMPARE(run->confirmTrial("", "root").error().code, ErrorCode::NotFound);
                QCOMPARE(run->set(0, {{"gateway.mode", "mesh"}}, "root").error().code, ErrorCode::Conflict);
            }
            m_rig->kernel.clearFaults();
            run->kernelChanged(true);
            QVERIFY(comes(run, [&] { return !isPending(); }));
            const std::set<std::string> links{"tunl0", "mesh1", "wan0"};
            QVERIFY(ownState(kernel(), links) == ownState(before, links));
            QVERIFY(run->status().state == GatewayState::Waiting);
        }
        qInfo("%zu operations of a rollback, each of them failed once", operations);
        QVERIFY(operations > 10);
    }

    // The disk fails on the way back: the kernel is put back all the same, stays untouched by every further try, and
    // the configuration follows as soon as it can be written.
    void rollbackOnAFailingDisk()
    {
        Run run(*m_rig);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        QVERIFY(run->set(0, {{"gateway.callsign", "N1CALL"}}, "root"));
        const KernelState before = kernel();
        QVERIFY(run->applyOnTrial(0, {{"routing.mesh_table", "4400"}}, 60, kUser));
        const std::string obstacle = state("conf.d/50-set.conf.new");
        std::filesystem::create_directory(obstacle);
        std::ofstream(obstacle + "/inside") << "x";
        for (int i = 0; i < 2; ++i) // what is on disk cannot be left as it is: the next start would read it
            QCOMPARE(run->rollbackTrial("", "root").error().code, ErrorCode::KernelRefused);
        const std::set<std::string> links{"tunl0", "wan0"};
        QVERIFY(ownState(kernel(), links) == ownState(before, links));
        QVERIFY(run->status().state == GatewayState::Degraded);
        const uint64_t writes = m_rig->kernel.writes();
        const unsigned dumps = m_rig->kernel.dumps();
        QVERIFY(comes(run, [&] { return m_rig->kernel.dumps() > dumps + 2; })); // another try
        QCOMPARE(m_rig->kernel.writes(), writes);
        run->reloadConfiguration(); // must not read what is to be taken back
        QCOMPARE(m_rig->kernel.writes(), writes);
        std::filesystem::remove_all(obstacle);
        QVERIFY(comes(run, [&] { return !isPending(); }));
        QCOMPARE(m_rig->kernel.writes(), writes);
        QVERIFY(run->status().state == GatewayState::Waiting);
        Run next(*m_rig);
        QCOMPARE(next->status().callsign, std::string("N1CALL"));
    }

    // What somebody else does to the links in the window is none of the trial's business.
    void strangersDoNotHoldTheWayBackUp()
    {
        addLan();
        Run run(*m_rig);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        const auto token = run->applyOnTrial(0, {{"gateway.mode", "mesh"}, {"routing.priority", "100"}}, 60, kUser);
        QVERIFY(token);
        const int tunnel = kernel().link("tunl0")->index;
        m_rig->kernel.outside(AddAddress{{tunnel, Ipv4Address(44, 128, 10, 2), 32}});
        for (const char *name : {"wan0", "lan0"}) // as who sets net.ipv4.ip_forward
            m_rig->kernel.outside(ChangeLink{.link = kernel().link(name)->index, .name = name, .forwarding = true});
        const Status back = run->rollbackTrial(*token, userName(kUser));
        QVERIFY2(back, back ? "" : back.error().message.c_str());
        QVERIFY(!isPending());
        QVERIFY(run->set(0, {{"gateway.callsign", "N1CALL"}}, "root"));
    }

    // Who takes back what is being taken back already has seen what is left, and ends it.
    void whatCannotBeTakenBackIsLeft()
    {
        Run run(*m_rig);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        QVERIFY(run->applyOnTrial(0, {{"routing.priority", "100"}}, 60, kUser));
        m_rig->kernel.failNext<RemoveRule>(EBUSY, 1000);
        QCOMPARE(run->rollbackTrial("", userName(kUser)).error().code, ErrorCode::KernelRefused);
        QVERIFY(isPending());
        const Status blocked = run->set(0, {{"gateway.callsign", "N1CALL"}}, "root");
        QCOMPARE(blocked.error().code, ErrorCode::Conflict);
        QVERIFY(blocked.error().message.find("once more") != std::string::npos);
        QCOMPARE(run->rollbackTrial("0123456789abcdef0123456789abcdef", "root").error().code, ErrorCode::NotFound);
        QVERIFY(run->rollbackTrial("", "root"));
        QVERIFY(!isPending());
        QVERIFY(run->status().trial == TrialView());
        QVERIFY(std::ranges::any_of(run.events, [](const EventView &line) {
            return line.text.find("left as it is by root: + rule 100") != std::string::npos;
        }));
        QVERIFY(run->set(0, {{"gateway.callsign", "N1CALL"}}, "root"));
        QCOMPARE(run->status().callsign, std::string("N1CALL"));
        QVERIFY(std::ranges::none_of(run->config(), [](const SettingView &setting) {
            return setting.key == "routing.priority" && setting.value == "100";
        }));
    }

    // A failure that the change brought is told as such; one that was there before is no reason.
    void aFailureIsTakenBackByItsName()
    {
        Run run(*m_rig);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        m_rig->plane.failOpen({ErrorCode::Unsupported, "/dev/net/tun cannot be opened"});
        const auto answer = run->applyOnTrial(0, {{"tunnel.plane", "userspace"}}, 60, kUser);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::Unsupported);
        QVERIFY2(answer.error().message.find("/dev/net/tun") != std::string::npos, answer.error().message.c_str());
        QVERIFY(answer.error().message.find("default route") == std::string::npos);
        QVERIFY(!isPending());
        QCOMPARE(run->status().routesInstalled, 3U);
    }
    void aFailureOfBeforeIsNoReason()
    {
        std::ofstream(m_rig->directories.configuration + "/mesh44.conf")
            << "[gateway]\nsubnets = 44.128.10.0/24\n[tunnel]\nplane = userspace\n";
        m_rig->plane.failOpen({ErrorCode::Unsupported, "/dev/net/tun cannot be opened"});
        Run run(*m_rig);
        QVERIFY(run->status().state == GatewayState::Unsupported);
        const auto token = run->applyOnTrial(0, {{"gateway.callsign", "N1CALL"}}, 60, kUser);
        QVERIFY2(token, token ? "" : token.error().message.c_str());
        QVERIFY(run->confirmTrial(*token, userName(kUser)));
        QCOMPARE(run->status().callsign, std::string("N1CALL"));
    }

    void aDamagedCheckpointIsPutAside()
    {
        {
            Run run(*m_rig);
            QVERIFY(run->applyOnTrial(0, {{"gateway.mode", "mesh"}}, 60, kUser));
        }
        std::ofstream(state("trial.checkpoint"), std::ios::app) << "x";
        Run next(*m_rig);
        QVERIFY(!isPending());
        QVERIFY(std::filesystem::exists(state("trial.checkpoint.unknown")));
        QVERIFY(std::ranges::any_of(next.events, [](const EventView &line) {
            return line.text.find("checksum do not match") != std::string::npos;
        }));
        QCOMPARE(mode(next), std::string("mesh"));
    }

    // So is what cannot be read at all: it would be in force again with each start.
    void anUnreadableCheckpointIsPutAside()
    {
        std::filesystem::create_directory(state("trial.checkpoint"));
        Run run(*m_rig);
        QVERIFY(!isPending());
        QVERIFY(std::filesystem::exists(state("trial.checkpoint.unknown")));
        QVERIFY(std::ranges::any_of(run.events, [](const EventView &line) {
            return line.text.find("no regular file") != std::string::npos
                   && line.text.find("the configuration stays as it is") != std::string::npos;
        }));
        QVERIFY(run->applyOnTrial(0, {{"gateway.mode", "mesh"}}, 60, kUser));
    }

    // Under the unit /proc/sys is hidden; ages are carried over within one boot only.
    void theBootIsKnownWhereProcIsHidden()
    {
        const std::string fromKernel = readClocks().bootId;
        qputenv("MESH44_BOOT_ID", "0123456789abcdef0123456789abcdef");
        const std::string given = readClocks().bootId;
        qunsetenv("MESH44_BOOT_ID");
        QCOMPARE(given, std::string("0123456789abcdef0123456789abcdef"));
        QCOMPARE(readClocks().bootId, fromKernel);
    }
};

QTEST_GUILESS_MAIN(TrialTest)
#include "trial.moc"
