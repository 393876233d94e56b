// SPDX-License-Identifier: GPL-3.0-or-later
//
// What mesh44ctl prints, with which exit code, and what of it reaches the service.
#include "ctlfixture.h"

using namespace mesh44;
using namespace mesh44::test;

class CtlTest : public QObject, private CtlFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void statusCodes_data();
    void statusCodes();
    void absentService();
    void lists();
    void jsonHasItsKeys_data();
    void jsonHasItsKeys();
    void routeKeysAreTheContracts();
    void writesReachTheService_data();
    void writesReachTheService();
    void invalid_data();
    void invalid();
    void dryRunOnlyAsks();
    void refusals();
    void checkSaysWhatIsWrong_data();
    void checkSaysWhatIsWrong();
    void checkNamesTheFirst();
    void reportTellsNoSecret();
    void checkOfAnOlderHelper();
    void trafficOfEachEndpoint();
    void everyCommandExplainsItself_data();
    void everyCommandExplainsItself();
};

void CtlTest::statusCodes_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("code");
    QTest::newRow("up") << static_cast<int>(GatewayState::Up) << 0;
    QTest::newRow("waiting") << static_cast<int>(GatewayState::Waiting) << 3;
    QTest::newRow("degraded") << static_cast<int>(GatewayState::Degraded) << 3;
    QTest::newRow("down") << static_cast<int>(GatewayState::Down) << 4;
    QTest::newRow("unsupported") << static_cast<int>(GatewayState::Unsupported) << 4;
}

void CtlTest::statusCodes()
{
    QFETCH(int, state);
    QFETCH(int, code);
    m_gateway->change([&](Snapshot &s) { s.status.state = static_cast<GatewayState>(state); });
    const Outcome plain = run("status");
    QCOMPARE(plain.code, code);
    QVERIFY(plain.out.startsWith(words("Gateway N0CALL: ")));
    QVERIFY(!plain.out.contains(QChar(0x1b)));
    QCOMPARE(run("status --json").code, code);
    const Outcome quiet = run("status -q");
    QCOMPARE(quiet.code, code);
    QVERIFY(quiet.out.isEmpty() && quiet.err.isEmpty());
}

void CtlTest::absentService()
{
    m_gateway.reset();
    const QString sentence = words("The gateway service is not running. Start it: sudo systemctl start mesh44d\n");
    for (const char *command : {"status", "routes", "up", "config", "history", "export encap"}) {
        const Outcome outcome = run(command);
        QCOMPARE(outcome.code, 1);
        QCOMPARE(outcome.err, sentence);
        QVERIFY(outcome.out.isEmpty());
    }
    const auto error = QJsonDocument::fromJson(run("--json status").err.toUtf8()).object();
    QCOMPARE(error[words("error")].toString(), words("org.mesh44.Error.Disconnected"));
    const Outcome metrics = run("metrics");
    QCOMPARE(metrics.code, 0);
    QVERIFY(metrics.out.endsWith(words("mesh44_up 0\n")));
}

void CtlTest::lists()
{
    QCOMPARE(run("routes").out.count(QLatin1Char('\n')), 3);
    QCOMPARE(run("routes 44.4.8.9").out.count(QLatin1Char('\n')), 3);
    QCOMPARE(run("routes 44.4.9.0/24").out.count(QLatin1Char('\n')), 2);
    QCOMPARE(run("routes --state refused").out.count(QLatin1Char('\n')), 2);
    QCOMPARE(run("routes --endpoint 198.51.100.7").out.count(QLatin1Char('\n')), 2);
    const Outcome none = run("routes 44.99.0.1");
    QCOMPARE(none.code, 0);
    QVERIFY(none.out.isEmpty() && !none.err.isEmpty());
    QVERIFY(run("endpoints").out.contains(words("198.51.100.7")));
    QVERIFY(run("metrics").out.contains(words("\nmesh44_rip44_packets_total 44\n")));
}

void CtlTest::jsonHasItsKeys_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("key");
    const auto row = [](const char *command, const char *key) {
        QTest::newRow(command) << QByteArray(command) << QByteArray(key);
    };
    row("--json status", "state");
    row("routes --json", "routes");
    row("--json endpoints", "endpoints");
    row("--json history", "events");
    row("--json config --origin", "settings");
    row("--json check", "findings");
    row("--json traffic", "traffic");
    row("--json metrics", "counters");
    row("--json up", "done");
    row("endpoint suppress 198.51.100.7 --json", "done");
    row("export json", "routes");
    row("--json held", "routes");
    row("--json set -n gateway.mode=mesh", "firewall");
}

void CtlTest::jsonHasItsKeys()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, key);
    QVERIFY(json(command.constData()).contains(QString::fromUtf8(key)));
}

void CtlTest::routeKeysAreTheContracts()
{
    const QJsonObject route = json("--json routes")[words("routes")].toArray()[0].toObject();
    const QJsonObject expected{{words("prefix"), words("44.4.0.0/16")},
                               {words("endpoint"), words("198.51.100.7")},
                               {words("origin"), words("rip44")},
                               {words("announced"), true},
                               {words("installed"), true},
                               {words("state"), words("installed")},
                               {words("reason"), QString()},
                               {words("first_announced"), words("2023-11-14T22:13:20.000Z")},
                               {words("last_announced"), words("2023-11-14T22:18:20.000Z")},
                               {words("last_heard"), QJsonValue::Null}};
    QCOMPARE(route, expected);
}

void CtlTest::writesReachTheService_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("call");
    const auto row = [](const char *command, const char *call) {
        QTest::newRow(command) << QByteArray(command) << QByteArray(call);
    };
    row("up", "Up() interactive");
    row("down", "Down() interactive");
    row("endpoint suppress 198.51.100.7", "SuppressEndpoint(sb) 198.51.100.7 false interactive");
    row("endpoint suppress --fallback 198.51.100.7", "SuppressEndpoint(sb) 198.51.100.7 true interactive");
    row("endpoint allow 198.51.100.7", "AllowEndpoint(s) 198.51.100.7 interactive");
    row("prefix suppress 44.4.8.0/24 --fallback", "SuppressPrefix(sb) 44.4.8.0/24 true interactive");
    row("prefix pin 44.4.8.0/24 198.51.100.7", "PinPrefix(ss) 44.4.8.0/24 198.51.100.7 interactive");
    row("prefix unpin 44.4.8.0/24", "UnpinPrefix(s) 44.4.8.0/24 interactive");
    row("default suppress", "SuppressDefault() interactive");
    row("default allow", "AllowDefault() interactive");
    row("held accept", "AcceptChanges() interactive");
    row("held reject", "RejectChanges() interactive");
    row("import --forget", "ForgetImports() interactive");
    row("prefix allow 44.4.8.0/24", "AllowPrefix(s) 44.4.8.0/24 interactive");
    row("set --yes gateway.mode=mesh gateway.callsign=",
        "Set(ta(ss)) 0 gateway.mode=mesh gateway.callsign= interactive");
    row("set --no-trial rip44.password=a=b", "Set(ta(ss)) 0 rip44.password=a=b interactive");
    row("confirm", "Confirm(s)  interactive");
    row("confirm 0123456789abcdef", "Confirm(s) 0123456789abcdef interactive");
    row("rollback", "Rollback(s)  interactive");
    row("trial extend 300", "Extend(su)  300 interactive");
}

void CtlTest::writesReachTheService()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, call);
    const Outcome outcome = run(command.constData());
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    QVERIFY(outcome.out.isEmpty() && outcome.err.isEmpty()); // nobody looks: quiet
    QCOMPARE(QByteArray::fromStdString(m_gateway->calls().back()), call);
}

void CtlTest::invalid_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char *command, const char *said) {
        QTest::newRow(command) << QByteArray(command) << QByteArray(said);
    };
    row("bogus", "'bogus' is no command");
    row("endpoint", "A command is missing");
    row("status extra", "extra");
    row("routes 44.4.8.1/24", "the network is 44.4.8.0/24");
    row("routes --endpoint 1.2.3", "'1.2.3' is not an IPv4 address");
    row("routes --state happy", "'happy' is no state");
    row("endpoint suppress 44.4.8.0/24", "is not an IPv4 address");
    row("endpoint suppress", "ADDRESS is required");
    row("prefix pin 44.4.8.0/24", "ENDPOINT is required");
    row("prefix pin 44.4.8.1/24 198.51.100.7", "has bits set behind its length");
    row("prefix pin 44.4.8.0/24 198.51.100", "is not an IPv4 address");
    row("held nonsense", "was not expected: nonsense");
    row("import", "FILE is required");
    row("import --forget encap.txt", "excludes");
    row("prefix suppress 44.4.8.0/33", "no length from /0 to /32");
    row("set gateway.mode", "is not KEY=VALUE");
    row("set =mesh", "is not KEY=VALUE");
    row("set gateway.mode=mesh --timeout 9", "--timeout");
    row("set --dry-run --yes gateway.mode=mesh", "excludes");
    row("set gateway.mode=mesh --timeout 601", "--timeout");
    row("set gateway.mode=mesh --timeout 60 --yes", "excludes");
    row("trial", "A command is missing");
    row("trial extend", "SECONDS is required");
    row("trial extend 5", "not in range");
    row("confirm one two", "two");
    row("history --limit 0", "not in range");
    row("capture --only port", "'port' is none of all, tunnel");
    row("capture --only endpoint", "is not an IPv4 address");
    row("capture --only endpoint 198.51.100.7/32", "is not an IPv4 address");
    row("capture --only prefix 44.4.8.1/24", "has bits set behind its length");
    row("capture --only rip44 44.4.8.0/24", "othing more belongs to rip44");
    row("capture --seconds 0", "not in range");
    row("capture --seconds 3601", "not in range");
    row("capture --write a.pcap --verbose", "excludes");
    row("import /nonexistent/encap.txt", "/nonexistent/encap.txt cannot be read");
    row("import /tmp", "/tmp is not a file");
    row("--host -x status", "is no host");
}

void CtlTest::invalid()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, said);
    const Outcome outcome = run(command.constData());
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.err.contains(QString::fromUtf8(said)), qPrintable(outcome.err));
    QCOMPARE(outcome.err.count(QLatin1Char('\n')), 1);
    QVERIFY(m_gateway->calls().empty());
}

void CtlTest::dryRunOnlyAsks()
{
    m_gateway->setPreview({{"rule add pref 44"}, {"- leaving: accept"}, {"the gateway goes down"}, 2});
    const Outcome outcome = run("set --dry-run gateway.mode=mesh");
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out, words("In the kernel:\n  rule add pref 44\nIn the firewall:\n  - leaving: accept\n"
                                "  … and 2 more\nThe gateway goes down.\nNothing was changed.\n"));
    QCOMPARE(m_gateway->calls().back(), std::string("Preview(ta(ss)) 0 gateway.mode=mesh"));
    const QJsonObject object = json("--json set --dry-run gateway.mode=mesh");
    QCOMPARE(object[words("kernel")].toArray().size(), 1);
    QCOMPARE(object[words("more")].toInt(), 2);
    m_gateway->fail("Preview", "org.freedesktop.DBus.Error.UnknownMethod");
    const Outcome old = run("set --dry-run gateway.mode=mesh");
    QCOMPARE(old.code, 1);
    QVERIFY(old.err.contains(words("too old")));
    for (const std::string &call : m_gateway->calls())
        QVERIFY(!call.starts_with("Set") && !call.starts_with("Apply"));
}

void CtlTest::refusals()
{
    m_gateway->fail("Up", "org.mesh44.Error.NotAuthorized", "the prompt was dismissed");
    const Outcome dismissed = run("up");
    QCOMPARE(dismissed.code, 1);
    QCOMPARE(dismissed.err, words("Not permitted: The prompt was dismissed. Use sudo, or an account that polkit "
                                  "permits.\n"));
    m_gateway->fail("Up", "org.mesh44.Error.NoAgent", "");
    QVERIFY(run("up").err.startsWith(words("A password is needed, but there is nobody to ask for it.")));
    const auto error = QJsonDocument::fromJson(run("--json up").err.toUtf8()).object();
    QCOMPARE(error[words("error")].toString(), words("org.mesh44.Error.NoAgent"));
}

void CtlTest::checkSaysWhatIsWrong_data()
{
    QTest::addColumn<int>("severity"); // -1: nothing is found
    QTest::addColumn<int>("code");
    QTest::newRow("nothing") << -1 << 0;
    QTest::newRow("note") << static_cast<int>(Severity::Note) << 0;
    QTest::newRow("warning") << static_cast<int>(Severity::Warning) << 3;
    QTest::newRow("error") << static_cast<int>(Severity::Error) << 3;
}

void CtlTest::checkSaysWhatIsWrong()
{
    QFETCH(int, severity);
    QFETCH(int, code);
    std::vector<Finding> findings;
    if (severity >= 0)
        findings.push_back({"udp520", static_cast<Severity>(severity), "somebody listens", "see who it is"});
    m_gateway->setFindings(findings);
    const Outcome outcome = run("check");
    QCOMPARE(outcome.code, code);
    if (findings.empty())
        QVERIFY(outcome.out.isEmpty() && outcome.err.contains(words("Nothing")));
    else
        QVERIFY(outcome.out.contains(words("udp520\n  Somebody listens.\n  -> See who it is.")));
    const QJsonArray shown = QJsonDocument::fromJson(run("--json check").out.toUtf8())[words("findings")].toArray();
    QCOMPARE(shown.size(), static_cast<qsizetype>(findings.size()));
    if (!findings.empty())
        QCOMPARE(shown[0].toObject()[words("severity")].toString(),
                 QString::fromUtf8(toString(findings[0].severity).data()));
}

void CtlTest::checkNamesTheFirst()
{
    m_gateway->setChecks({{.id = "wan.route", .outcome = CheckOutcome::Pass, .seen = "by wan0"},
                          {.id = "clock", .outcome = CheckOutcome::Warn, .seen = "no time server sets it"},
                          {"rules",
                           "The rules stand",
                           CheckOutcome::Fail,
                           "missing: pref 44",
                           "they lead",
                           "see history",
                           "",
                           {FixKind::Set, "a.b=c"}},
                          {.id = "way.mesh", .seen = "not tested", .blockedBy = "rules"}});
    const Outcome outcome = run("check");
    QCOMPARE(outcome.code, 3);
    QVERIFY(
        outcome.out.contains(words("fail  rules  missing: pref 44.\n      Should be: The rules stand. Why: They lead.\n"
                                   "      -> See history.\n")));
    QVERIFY(outcome.out.contains(words("-     way.mesh  Not tested.")));
    QVERIFY(outcome.out.contains(words("Begin with rules:")));
    const QJsonDocument shown = QJsonDocument::fromJson(run("--json check --active").out.toUtf8());
    QCOMPARE(shown[words("first")].toString(), words("rules"));
    QCOMPARE(shown[words("checks")].toArray().size(), 4);
    QCOMPARE(shown[words("checks")][2][words("assignment")].toString(), words("a.b=c"));
    const auto calls = m_gateway->calls();
    QVERIFY(std::ranges::any_of(calls, [](const std::string &call) { return call == "CheckUp(b) true interactive"; }));
}

void CtlTest::reportTellsNoSecret()
{
    m_gateway->change([](Snapshot &s) {
        s.status.callsign = "N0CALL";
        s.status.subnets = {Ipv4Prefix::covering(Ipv4Address(44, 128, 10, 0), 24)};
        s.status.underlayAddress = Ipv4Address(203, 0, 113, 9);
        s.status.reason = "no route by 203.0.113.1 for n0call";
    });
    m_gateway->setSettings({{"rip44.password", "sesame", "pLaInTeXtpAsSwD", "a.conf", 3, ""}});
    m_gateway->setChecks(
        {{.id = "rules", .outcome = CheckOutcome::Fail, .seen = "44.128.10.7 by 203.0.113.9, sesame"}});
    const Outcome outcome = run("check --report");
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.contains(words("fail  rules: SUBNET-1-HOST-1 by WAN-ADDRESS, PASSWORD")));
    for (const char *secret : {"N0CALL", "n0call", "203.0.113", "44.128.10", "sesame"})
        QVERIFY2(!outcome.out.contains(words(secret)), qPrintable(outcome.out));
}

// The first helpers have no check-up.
void CtlTest::checkOfAnOlderHelper()
{
    m_gateway->fail("CheckUp", "org.freedesktop.DBus.Error.UnknownMethod", "no such method");
    m_gateway->setFindings({{"udp520", Severity::Warning, "somebody listens", ""}});
    QVERIFY(run("check").out.startsWith(words("warning  udp520")));
    QCOMPARE(run("check --active").code, 1);
}

void CtlTest::trafficOfEachEndpoint()
{
    QVERIFY(run("traffic").err.contains(words("Nothing is counted")));
    m_gateway->setTraffic({{Ipv4Address(198, 51, 100, 7), 3, 300, 4, 400, 0},
                           {Ipv4Address(198, 51, 100, 8), 5, 500, 6, 600, 1'700'000'000'000'000},
                           {Ipv4Address(198, 51, 100, 9)}});
    const QString shown = run("traffic").out;
    QVERIFY(shown.indexOf(words("198.51.100.8")) < shown.indexOf(words("198.51.100.7")));
    QVERIFY(!shown.contains(words("198.51.100.9")));
    const QJsonArray rows = QJsonDocument::fromJson(run("--json traffic").out.toUtf8())[words("traffic")].toArray();
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[1].toObject()[words("out_bytes")].toInt(), 600);
    QVERIFY(rows[0].toObject()[words("last_heard")].isNull());
}

void CtlTest::everyCommandExplainsItself_data()
{
    QTest::addColumn<QByteArray>("command");
    for (const char *command : {"status",
                                "up",
                                "down",
                                "routes",
                                "endpoints",
                                "endpoint suppress",
                                "endpoint allow",
                                "prefix suppress",
                                "prefix allow",
                                "prefix pin",
                                "prefix unpin",
                                "held",
                                "held accept",
                                "held reject",
                                "set",
                                "confirm",
                                "rollback",
                                "trial extend",
                                "config",
                                "watch",
                                "history",
                                "traffic",
                                "check",
                                "capture",
                                "import",
                                "export encap",
                                "metrics"})
        QTest::newRow(command) << QByteArray(command);
}

void CtlTest::everyCommandExplainsItself()
{
    QFETCH(QByteArray, command);
    const Outcome outcome = run(QByteArray(command + " --help").constData());
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.contains(words("Examples:\n  mesh44ctl ")));
}

QTEST_GUILESS_MAIN(CtlTest)
#include "ctltest.moc"
