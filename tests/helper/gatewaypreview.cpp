// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a preview says, and what then happens on the fake kernel, whose behaviour the contract test compares with Linux.

#include "tests/helper/gatewayrig.h"
#include "tests/helper/rigfixture.h"

#include <QElapsedTimer>
#include <QTest>

using namespace mesh44;
using Assignments = Gateway::Assignments;

namespace {

constexpr int kPatienceMs = 20'000;

// With the names of the interfaces, as far as they are known.
std::string named(std::string line, const KernelState &state)
{
    for (const KernelLink &link : state.links) {
        const std::string number = "dev #" + std::to_string(link.index);
        const size_t at = line.find(number);
        if (at != std::string::npos && (at + number.size() == line.size() || line[at + number.size()] == ' '))
            return line.replace(at, number.size(), "dev " + link.name);
    }
    return line;
}

bool speaksOf(const std::vector<std::string> &lines, const std::string &words)
{
    return std::ranges::any_of(lines, [&](const std::string &line) { return line.find(words) != std::string::npos; });
}

QString joined(const std::vector<std::string> &lines)
{
    QString text;
    for (const std::string &line : lines)
        text += QString::fromStdString(line) + u'\n';
    return text;
}

// Empty: they are the same.
QString firstDifference(const std::vector<std::string> &shown, const std::vector<std::string> &done)
{
    const auto [one, other] = std::ranges::mismatch(shown, done);
    if (one == shown.end() && other == done.end())
        return {};
    const QString end = QStringLiteral("the end");
    return QStringLiteral("line %1 of %2: shown: %3; done: %4")
        .arg(one - shown.begin())
        .arg(shown.size())
        .arg(one == shown.end() ? end : QString::fromStdString(*one))
        .arg(other == done.end() ? end : QString::fromStdString(*other));
}

} // namespace

class GatewayPreviewTest : public QObject, test::RigFixture<test::GatewayRig>
{
    Q_OBJECT

    // Once the pace of previews allows it.
    static Result<PreviewView> preview(Run &run, const Assignments &assignments, uint64_t revision = 0)
    {
        QElapsedTimer timer;
        timer.start();
        for (;;) {
            auto answer = run->preview(revision, assignments);
            if (answer || answer.error().code != ErrorCode::Busy || timer.elapsed() > kPatienceMs)
                return answer;
        }
    }
    void addLan()
    {
        const int lan = m_rig->kernel.addLink("lan0");
        m_rig->kernel.outside(AddAddress{{lan, Ipv4Address(192, 168, 7, 1), 24}});
        m_rig->kernel.outside(AddAddress{{lan, Ipv4Address(44, 128, 20, 1), 24}});
    }
    std::vector<std::string> done(const KernelState &before)
    {
        const KernelState after = *m_rig->kernel.dump();
        std::vector<std::string> lines;
        bool made = false; // a device, which may have the number of one that is gone
        for (const Operation &operation : m_rig->kernel.log()) {
            made = made || std::holds_alternative<CreateIpip>(operation);
            const std::string line = describe(operation);
            lines.push_back(made ? named(named(line, after), before) : named(named(line, before), after));
        }
        return operations(lines);
    }
    // The plane's device comes and goes with its descriptors, not by an operation. What Linux refuses at first is in
    // the log twice.
    static std::vector<std::string> operations(const std::vector<std::string> &lines)
    {
        std::vector<std::string> kept;
        for (auto line = lines.begin(); line != lines.end(); ++line) {
            if (!line->starts_with("tuntap ") && std::find(line + 1, lines.end(), *line) == lines.end())
                kept.push_back(*line);
        }
        return kept;
    }

private Q_SLOTS:
    void init() { openRig(); }

    void whatIsShownIsWhatHappens_data()
    {
        QTest::addColumn<QString>("start"); // the operator's file
        QTest::addColumn<Assignments>("change");
        QTest::addColumn<bool>("wall"); // the firewall's table changes, too
        const auto row = [](const char *name, const Assignments &change, bool wall, const char *start = "") {
            QTest::newRow(name) << QString::fromLatin1(start) << change << wall;
        };
        row("mesh", {{"gateway.mode", "mesh"}}, true);
        row("bgp", {{"gateway.mode", "bgp"}}, true);
        row("hybrid", {{"gateway.mode", "hybrid"}}, true);
        row("other subnet", {{"gateway.subnets", "44.128.20.0/24"}}, true);
        row("two subnets", {{"gateway.subnets", "44.128.10.0/24 44.128.20.0/24"}}, true);
        row("address", {{"gateway.address", "44.128.10.7"}}, false);
        row("clients", {{"routing.clients", "192.168.7.0/24"}}, true);
        row("local", {{"routing.local", "none"}}, true);
        row("device", {{"tunnel.device", "mesh1"}}, true);
        row("userspace where ipip is", {{"tunnel.plane", "userspace"}}, true); // a conflict
        row("back to the kernel", {{"tunnel.plane", "kernel"}}, false, "[tunnel]\nplane = userspace\n");
        row("tables", {{"routing.mesh_table", "4400"}, {"routing.source_table", "4500"}}, false);
        row("priority", {{"routing.priority", "100"}}, false);
        row("no firewall", {{"firewall.mode", "off"}}, true);
        row("counting", {{"firewall.mode", "count"}}, true);
        row("openings", {{"firewall.open", "icmp tcp/22"}}, true);
        row("announcer", {{"rip44.announcer", "192.0.2.1"}}, true);
        row("callsign", {{"gateway.callsign", "N1CALL"}}, false);
        row("down", {{"start.enabled", "no"}}, true);
        row("down and locked", {{"start.enabled", "no"}, {"start.lockdown", "yes"}}, true);
        row("up", {{"start.enabled", "yes"}}, true, "[start]\nenabled = no\n");
        row("up from a lock", {{"start.enabled", "yes"}}, true, "[start]\nenabled = no\nlockdown = yes\n");
        row("no subnet any more", {{"gateway.subnets", ""}}, true, "[gateway]\nsubnets =\n");
    }
    void whatIsShownIsWhatHappens()
    {
        QFETCH(QString, start);
        QFETCH(Assignments, change);
        QFETCH(bool, wall);
        addLan();
        const bool isOurs = start.startsWith(QStringLiteral("[gateway]")); // set by us, so that it can be reset
        m_rig->configure(isOurs ? "" : test::GatewayRig::kConfig + start.toStdString());
        Run run(*m_rig);
        if (isOurs)
            QVERIFY(run->set(0, {{"gateway.subnets", "44.128.10.0/24"}}, "root"));
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        const KernelState before = *m_rig->kernel.dump();
        const std::string table = m_rig->filter.table();
        m_rig->kernel.clearLog();

        const auto shown = preview(run, change);
        QVERIFY2(shown, shown ? "" : shown.error().message.c_str());
        QVERIFY(m_rig->kernel.log().empty());
        QVERIFY(*m_rig->kernel.dump() == before);
        QCOMPARE(m_rig->filter.table(), table);
        QCOMPARE(shown->more, 0U);

        QVERIFY(run->set(0, change, "root"));
        const QString difference = firstDifference(operations(shown->kernel), done(before));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
        QVERIFY2(!shown->firewall.empty() == wall, qPrintable(joined(shown->notes) + joined(shown->firewall)));
        for (const std::string &line : shown->firewall)
            QVERIFY2(line.starts_with("- ") || line.starts_with("+ "), line.c_str());
    }

    // The first run: there is no tunnel, nor anything of ours.
    void aFreshGatewayIsShownWhatComes()
    {
        m_rig->configure("");
        Run run(*m_rig);
        QVERIFY(run->status().state == GatewayState::Misconfigured);
        const KernelState before = *m_rig->kernel.dump();
        const Assignments first{{"gateway.callsign", "N0CALL"},
                                {"gateway.subnets", "44.128.10.0/24"},
                                {"gateway.address", "44.128.10.1"},
                                {"gateway.mode", "full"}};
        const auto shown = preview(run, first);
        QVERIFY2(shown, shown ? "" : shown.error().message.c_str());
        QVERIFY(speaksOf(shown->kernel, "link add tunl0 type ipip"));
        QVERIFY(speaksOf(shown->kernel, "address add 44.128.10.1/32 dev tunl0"));
        QVERIFY(speaksOf(shown->notes, "comes up"));
        QVERIFY(*m_rig->kernel.dump() == before);
        QVERIFY(run->status().state == GatewayState::Misconfigured);

        const auto token = run->applyOnTrial(0, first, 60, 0);
        QVERIFY2(token, token ? "" : token.error().message.c_str());
        const QString difference = firstDifference(operations(shown->kernel), done(before));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
        QVERIFY(run->status().state == GatewayState::Waiting);
        QVERIFY(run->import(test::GatewayRig::kEncap, "root"));
        QCOMPARE(run->status().routesInstalled, 3U);
    }

    // Taken back, it is as if nobody had ever configured it; and it can be configured again.
    void aFreshGatewayIsTakenBackToNothing()
    {
        m_rig->configure("");
        Run run(*m_rig);
        const KernelState before = *m_rig->kernel.dump();
        const Assignments first{{"gateway.subnets", "44.128.10.0/24"}};
        for (int i = 0; i < 2; ++i) {
            QVERIFY(run->applyOnTrial(0, first, 60, 0));
            QVERIFY(run->status().state == GatewayState::Waiting);
            const Status back = run->rollbackTrial("", "root");
            QVERIFY2(back, back ? "" : back.error().message.c_str());
            QVERIFY(run->status().state == GatewayState::Misconfigured);
            QVERIFY(m_rig->kernel.isClean());
            QVERIFY(m_rig->filter.table().empty());
            QCOMPARE(run->switchTo(true, "root").error().code, ErrorCode::InvalidConfig);
        }
        const KernelState after = *m_rig->kernel.dump();
        QVERIFY(after.rules == before.rules && after.addresses == before.addresses);
        QVERIFY(run->applyOnTrial(0, first, 60, 0));
        QVERIFY(run->confirmTrial("", "root"));
        Run next(*m_rig);
        QVERIFY(next->status().state == GatewayState::Waiting);
    }

    // Somebody has switched it off before it was configured: what is applied waits for the switch.
    void aSwitchThatIsOffStaysOff()
    {
        m_rig->configure("");
        Run run(*m_rig);
        QVERIFY(run->switchTo(false, "root"));
        const Assignments first{{"gateway.subnets", "44.128.10.0/24"}};
        const auto shown = preview(run, first);
        QVERIFY(shown && shown->kernel.empty());
        QVERIFY2(speaksOf(shown->notes, "stays switched off"), qPrintable(joined(shown->notes)));
        QVERIFY(run->applyOnTrial(0, first, 60, 0));
        QVERIFY(run->status().state == GatewayState::Down);
        QVERIFY(run->switchTo(true, "root"));
        QVERIFY(run->status().state == GatewayState::Waiting);
    }

    void notes_data()
    {
        QTest::addColumn<Assignments>("change");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *words, const Assignments &change) {
            QTest::newRow(words) << change << QString::fromLatin1(words);
        };
        row("another announcer is listened to: 192.0.2.1", {{"rip44.announcer", "192.0.2.1"}});
        row("device is mesh1 instead of tunl0", {{"tunnel.device", "mesh1"}});
        row("made anew", {{"tunnel.device", "mesh1"}});
        row("plane \"userspace\" instead of \"auto\"", {{"tunnel.plane", "userspace"}});
        row("the gateway goes down", {{"start.enabled", "no"}});
        row("new password", {{"rip44.password", "other"}});
        row("gw.example.net leads to", {{"gateway.external_address", "gw.example.net"}});
        row("nothing changes in the kernel", {{"gateway.callsign", "N1CALL"}});
        row("from early boot", {{"start.lockdown", "yes"}});
        row("nothing would be installed: ", {{"routing.mesh_table", "77"}});
    }
    void notes()
    {
        QFETCH(Assignments, change);
        QFETCH(QString, words);
        Run run(*m_rig);
        KernelRoute foreign{.destination = *Ipv4Prefix::parse("44.4.0.0/16"), .table = 77, .protocol = 4};
        foreign.type = RouteType::Blackhole;
        m_rig->kernel.outside(PutRoute{foreign});
        const auto shown = preview(run, change);
        QVERIFY2(shown, shown ? "" : shown.error().message.c_str());
        QVERIFY2(speaksOf(shown->notes, words.toStdString()), qPrintable(joined(shown->notes)));
        QVERIFY(!speaksOf(shown->notes, "other\"")); // a password is not shown
    }

    void thousandsAreCounted()
    {
        Run run(*m_rig);
        std::string encap;
        for (int i = 0; i < 800; ++i)
            encap += "route addprivate 44." + std::to_string(4 + i / 256) + "." + std::to_string(i % 256)
                     + "/24 encap 198.51.100." + std::to_string(1 + i % 200) + "\n";
        QVERIFY(run->import(encap, "root"));
        const auto shown = preview(run, {{"routing.mesh_table", "4400"}});
        QVERIFY(shown);
        QCOMPARE(shown->kernel.size() + shown->firewall.size(), size_t{500});
        m_rig->kernel.clearLog();
        QVERIFY(run->set(0, {{"routing.mesh_table", "4400"}}, "root"));
        QCOMPARE(shown->kernel.size() + shown->more, m_rig->kernel.log().size());
    }

    void errorsAreThoseOfApply_data()
    {
        QTest::addColumn<Assignments>("change");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("nothing") << Assignments() << ErrorCode::InvalidArgument;
        QTest::newRow("no such key") << Assignments{{"gateway.nonsense", "1"}} << ErrorCode::InvalidConfig;
        QTest::newRow("no such value") << Assignments{{"gateway.mode", "sideways"}} << ErrorCode::InvalidConfig;
        QTest::newRow("not together") << Assignments{{"routing.mesh_table", "45"}} << ErrorCode::InvalidConfig;
    }
    void errorsAreThoseOfApply()
    {
        QFETCH(Assignments, change);
        QFETCH(ErrorCode, code);
        Run run(*m_rig);
        const auto shown = preview(run, change);
        QVERIFY(!shown);
        QCOMPARE(shown.error().code, code);
        const auto applied = run->applyOnTrial(0, change, 60, 0);
        QCOMPARE(applied.error().code, code);
        QCOMPARE(applied.error().message, shown.error().message);
    }

    void onlyOneLooksAtATime()
    {
        Run run(*m_rig);
        const uint64_t revision = run->snapshot().revision;
        QVERIFY(run->set(0, {{"gateway.callsign", "N1CALL"}}, "root"));
        QVERIFY(preview(run, {{"gateway.mode", "mesh"}}));
        const unsigned dumps = m_rig->kernel.dumps();
        QCOMPARE(run->preview(0, {{"gateway.mode", "mesh"}}).error().code, ErrorCode::Busy);
        QCOMPARE(m_rig->kernel.dumps(), dumps);
        QCOMPARE(preview(run, {{"gateway.mode", "mesh"}}, revision).error().code, ErrorCode::Conflict);
        QVERIFY(run->applyOnTrial(0, {{"gateway.mode", "mesh"}}, 60, 0));
        QCOMPARE(preview(run, {{"gateway.mode", "bgp"}}).error().code, ErrorCode::Conflict);
    }

    void whoAsksForTooMuchIsRefused()
    {
        Run run(*m_rig);
        std::string networks = "10.0.0.0/24";
        std::string subnets = "44.128.10.0/30";
        for (int i = 1; i < 60; ++i) {
            networks += " 10.0." + std::to_string(i) + ".0/24";
            subnets += " 44.128.10." + std::to_string(4 * i) + "/30";
        }
        const auto shown = preview(run, {{"routing.local", networks}, {"gateway.subnets", subnets}});
        QVERIFY(!shown);
        QVERIFY2(shown.error().code == ErrorCode::LimitExceeded, shown.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(GatewayPreviewTest)
#include "gatewaypreview.moc"
