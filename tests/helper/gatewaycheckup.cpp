// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the gateway gathers for its check-up, on the fake kernel. What it sends is in the lab.

#include "tests/helper/meshrig.h"

#include <QTemporaryDir>
#include <QTest>

using namespace mesh44;
using namespace mesh44::test;

namespace {

const Ipv4Prefix kSubnet = *Ipv4Prefix::parse("44.128.10.0/24");
const Ipv4Address kStranger(203, 0, 113, 77);

// The firewall's listing: packets of the announcer, and of senders that nobody knows.
std::string readings(int announcer, int unknown)
{
    const auto number = [](int n) { return "{\"packets\": " + std::to_string(n) + ", \"bytes\": 1}"; };
    return R"({"nftables": [{"set": {"name": "peers", "elem": [{"elem": {"val": "169.228.34.84", "counter": )"
           + number(announcer) + R"(}}]}}, {"counter": {"name": "unknown_peer", "packets": )" + std::to_string(unknown)
           + R"(, "bytes": 1}}]})";
}

} // namespace

class GatewayCheckup : public QObject
{
    Q_OBJECT

    using Run = MeshRig::Run;

    std::optional<QTemporaryDir> m_folder;
    std::optional<MeshRig> m_rig;

    void netstat(int drops) const
    {
        const std::string folder = m_rig->directories.root + "/proc/self/net";
        std::filesystem::create_directories(folder);
        std::ofstream(folder + "/netstat") << "TcpExt: IPReversePathFilter\nTcpExt: " << drops << '\n';
    }
    static Check checkOf(Run &run, std::string_view id)
    {
        Check found;
        (void)run->checkUp(false, [&](const std::vector<Check> &checks) {
            const auto check = std::ranges::find(checks, id, &Check::id);
            if (check != checks.end())
                found = *check;
        });
        return found;
    }

private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        m_rig.emplace(m_folder->path().toStdString());
    }

    void atTheStart()
    {
        Run run(*m_rig);
        std::vector<Check> checks;
        (void)run->checkUp(false, [&](const auto &found) { checks = found; });
        QCOMPARE(checks.size(), checkDescriptions().size());
        for (const Check &check : checks) {
            // Whether this machine's clock is set is its own matter.
            const bool isFine = check.outcome == CheckOutcome::Pass || check.outcome == CheckOutcome::NotTested;
            QVERIFY2(isFine || check.id == "clock", (check.id + ": " + check.seen).c_str());
        }
        QCOMPARE(std::ranges::find(checks, "announcer.heard", &Check::id)->blockedBy, std::string("protocol4.arrives"));
    }

    void switchedOff()
    {
        Run run(*m_rig);
        QVERIFY(run->switchTo(false, "root"));
        const Check check = checkOf(run, "gateway.on");
        QVERIFY(check.outcome == CheckOutcome::Fail && check.fix.kind == FixKind::Up);
    }

    void notConfigured()
    {
        m_rig->configure("[gateway]\ncallsign = n0call\n");
        Run run(*m_rig);
        QVERIFY(checkOf(run, "gateway.configured").outcome == CheckOutcome::Fail);
    }

    void nobodyAfterLongEnough()
    {
        Run run(*m_rig);
        m_rig->pass(7 * 60 * kSecond);
        const Check check = checkOf(run, "protocol4.arrives");
        QVERIFY(check.outcome == CheckOutcome::Fail);
        QVERIFY2(check.seen.find("in 7 min") != std::string::npos, check.seen.c_str());
    }

    void whatArrivesIsCounted_data()
    {
        QTest::addColumn<int>("announcer");
        QTest::addColumn<int>("unknown");
        QTest::addColumn<QByteArray>("check");
        QTest::newRow("nothing gets through") << 23 << 0 << QByteArray("firewall.input");
        QTest::newRow("strangers alone") << 0 << 5 << QByteArray("announcer.arrives");
    }
    void whatArrivesIsCounted()
    {
        QFETCH(int, announcer);
        QFETCH(int, unknown);
        QFETCH(QByteArray, check);
        Run run(*m_rig);
        m_rig->pass(7 * 60 * kSecond);
        m_rig->filter.setReadings(readings(announcer, unknown));
        const Check found = checkOf(run, check.toStdString());
        QVERIFY2(found.outcome == CheckOutcome::Fail, found.seen.c_str());
    }

    // What others' packets lost before the start is no matter.
    void dropsSinceTheStart_data()
    {
        QTest::addColumn<int>("later");
        QTest::addColumn<bool>("fails");
        QTest::newRow("none") << 1000 << false;
        QTest::newRow("some") << 1023 << true;
    }
    void dropsSinceTheStart()
    {
        QFETCH(int, later);
        QFETCH(bool, fails);
        netstat(1000);
        Run run(*m_rig);
        m_rig->filter.setReadings(readings(23, 0));
        netstat(later);
        QCOMPARE(checkOf(run, "rp_filter").outcome == CheckOutcome::Fail, fails);
    }

    void anothersRuleBeforeOurs()
    {
        Run run(*m_rig);
        run.hear({entry(kOne, kA), entry(kSubnet, kStranger)});
        m_rig->kernel.place(KernelRule{.priority = 40, .source = kSubnet, .table = kMainTable});
        const Check check = checkOf(run, "way.mesh");
        QVERIFY2(check.outcome == CheckOutcome::Fail, check.seen.c_str());
        QVERIFY2(check.seen.find("another program's rule pref 40") != std::string::npos, check.seen.c_str());
    }

    void routesOfTheMesh()
    {
        Run run(*m_rig);
        run.hear({entry(kOne, kA), entry(kTwo, kB)});
        QCOMPARE(checkOf(run, "routes").seen, std::string("2 of 2 routes"));
    }

    void defaultSwitchedOff()
    {
        Run run(*m_rig);
        QVERIFY(run->suppressDefault("root"));
        const Check check = checkOf(run, "default.route");
        QVERIFY(check.outcome == CheckOutcome::Warn && check.fix.kind == FixKind::AllowDefault);
    }

    // However often it is asked for.
    void isLookedAtOnceASecond()
    {
        Run run(*m_rig);
        const auto looks = [&] {
            (void)checkOf(run, "clock");
            return m_rig->filter.listings();
        };
        const int64_t began = bootTime();
        const int before = looks();
        for (int i = 0; i < 100; ++i)
            (void)looks();
        const auto seconds = static_cast<int>((bootTime() - began) / 1'000'000);
        QVERIFY(looks() - before <= seconds + 1);
    }
};

QTEST_GUILESS_MAIN(GatewayCheckup)
#include "gatewaycheckup.moc"
