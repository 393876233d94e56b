// SPDX-License-Identifier: GPL-3.0-or-later
//
// The executable mesh44ctl, started as a person would, against a fake gateway on a private bus.
#include "fakegateway.h"
#include "privatebus.h"

#include <QtTest>

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>

#include <csignal>
#include <unistd.h>

using namespace mesh44;

namespace {

constexpr int kPatienceMs = 20'000;

struct Outcome
{
    int code = -1;
    QString out;
    QString err;
};

QString words(const char *text)
{
    return QString::fromUtf8(text);
}

void fill(Snapshot &snapshot)
{
    snapshot.status.state = GatewayState::Up;
    snapshot.status.version = "0.1.0";
    snapshot.status.callsign = "N0CALL";
    snapshot.status.counters = {{"rip44.packets", 44}};
    snapshot.routes = {{.prefix = *Ipv4Prefix::parse("44.4.0.0/16"),
                        .endpoint = Ipv4Address(198, 51, 100, 7),
                        .announced = true,
                        .installed = true,
                        .firstAnnounced = 1'700'000'000'000'000,
                        .lastAnnounced = 1'700'000'300'000'000},
                       {.prefix = *Ipv4Prefix::parse("44.4.8.0/24"),
                        .endpoint = Ipv4Address(203, 0, 113, 20),
                        .state = RouteState::Refused,
                        .reason = "inside ours"}};
    snapshot.endpoints = {{.address = Ipv4Address(198, 51, 100, 7), .routes = 1, .installed = 1}};
}

// mesh44ctl on a terminal, which script(1) gives. "exec": a shell that waited would die of Ctrl+C itself, as dash does.
struct Terminal
{
    explicit Terminal(const char *arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(words("SHELL"), words("/bin/sh")); // an account may have one that refuses
        process.setProcessEnvironment(environment);
        process.start(words("script"), {words("--quiet"), words("--return"), words("--command"),
                                        words("exec " MESH44CTL) + words(arguments), words("/dev/null")});
    }
    bool shows(const char *text)
    {
        QElapsedTimer timer;
        timer.start();
        while (!shown.contains(text) && timer.elapsed() < kPatienceMs && process.waitForReadyRead(kPatienceMs))
            shown += process.readAll();
        return shown.contains(text);
    }

    QProcess process;
    QByteArray shown;
};

} // namespace

class CtlTest : public QObject
{
    Q_OBJECT

private:
    Outcome run(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        process.start(words(MESH44CTL), arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(kPatienceMs))
            return {-1, {}, process.errorString()};
        const int code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
        return {code, QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }
    Outcome run(const char *arguments) { return run(words(arguments).split(QLatin1Char(' '))); }
    // The object that a command prints; empty when it is none or without its schema number.
    QJsonObject json(const char *arguments)
    {
        const auto object = QJsonDocument::fromJson(run(arguments).out.toUtf8()).object();
        return object[words("schema")].toInt() == 1 ? object : QJsonObject();
    }
    static QString nextLine(QProcess &process)
    {
        QElapsedTimer timer;
        timer.start();
        while (!process.canReadLine() && timer.elapsed() < kPatienceMs && process.waitForReadyRead(kPatienceMs)) {}
        return QString::fromUtf8(process.readLine()).trimmed();
    }

    std::unique_ptr<test::PrivateBus> m_bus;
    std::unique_ptr<test::FakeGateway> m_gateway;

private Q_SLOTS:
    void init();
    void cleanup();
    void statusCodes_data();
    void statusCodes();
    void absentService();
    void lists();
    void jsonHasItsKeys_data();
    void jsonHasItsKeys();
    void routeKeysAreTheContracts();
    void exports();
    void imports();
    void importsFromTheStandardInput();
    void refusesWhatIsNoList_data();
    void refusesWhatIsNoList();
    void writesReachTheService_data();
    void writesReachTheService();
    void setIsATrial();
    void trialOnATerminal_data();
    void trialOnATerminal();
    void trialEndsWithTheService();
    void trialExtendedElsewhere();
    void invalid_data();
    void invalid();
    void refusals();
    void watchFollows();
    void watchWaitsForTheService();
    void watchWaitsForTheBus();
    void passwordPromptOnATerminal();
    void optionsOfAmprRipdAreShownAndApplied();
    void trafficOfEachEndpoint();
    void checkSaysWhatIsWrong_data();
    void checkSaysWhatIsWrong();
    void everyCommandExplainsItself_data();
    void everyCommandExplainsItself();
};

void CtlTest::init()
{
    m_bus = std::make_unique<test::PrivateBus>();
    QVERIFY2(m_bus->start(), qPrintable(m_bus->error()));
    m_gateway = std::make_unique<test::FakeGateway>();
    m_gateway->start(m_bus->address().toStdString());
    m_gateway->change(fill);
}

void CtlTest::cleanup()
{
    m_gateway.reset();
    m_bus.reset();
}

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
    row("--json metrics", "counters");
    row("--json up", "done");
    row("endpoint suppress 198.51.100.7 --json", "done");
    row("export json", "routes");
    row("--json held", "routes");
    row("--json traffic", "traffic");
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

void CtlTest::exports()
{
    const Outcome encap = run("export encap");
    QCOMPARE(encap.code, 0);
    QVERIFY(encap.out.contains(words("198.51.100.7")));
    QVERIFY(!encap.out.contains(words("203.0.113.20"))); // refused
    QVERIFY(run("export csv").out.contains(words("44.4.8.0/24")));
}

void CtlTest::imports()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("route addprivate 44.4.8/24 encap 198.51.100.7\n");
    file.flush();
    m_gateway->setImportOutcome(0, {}); // known already
    QCOMPARE(run({words("import"), file.fileName()}).code, 0);
    m_gateway->setImportOutcome(1, {"line 2: no prefix"});
    const Outcome partly = run({words("import"), file.fileName()});
    QCOMPARE(partly.code, 0);
    QCOMPARE(partly.out, words("1 route new to the mesh.\n"));
    QCOMPARE(partly.err, words("line 2: no prefix\n"));
    m_gateway->setImportOutcome(0, {"line 1: \"odd\""});
    const Outcome none = run({words("--json"), words("import"), file.fileName()});
    QCOMPARE(none.code, 1);
    const auto object = QJsonDocument::fromJson(none.out.toUtf8()).object();
    QCOMPARE(object[words("refused")].toArray()[0].toString(), words("line 1: \"odd\""));
    file.write("route addprivate 44.128.10/24 encap 198.51.100.9\n");
    file.flush(); // known already, but for our own subnet, which each list holds
    m_gateway->setImportOutcome(0, {"44.128.10.0/24: ours"});
    QCOMPARE(run({words("import"), file.fileName()}).code, 0);
}

// What is written in, in a file of the service's own, and what it says of us.
void CtlTest::importsFromTheStandardInput()
{
    m_gateway->setImportOutcome(1, {});
    m_gateway->change([](Snapshot &snapshot) {
        snapshot.status.subnets = {*Ipv4Prefix::parse("44.128.10.0/24"), *Ipv4Prefix::parse("44.128.12.0/24")};
        snapshot.status.externalAddress = Ipv4Address(203, 0, 113, 9);
    });
    const QByteArray answer = R"({"serial": 7, "encap": [{"gatewayIP": "203.0.113.9", "network": "44.128.10.0/24"}]})";
    const Outcome outcome = run({words("import"), words("-")}, answer);
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    QCOMPARE(outcome.out, words("1 route new to the mesh (serial 7).\n"
                                "44.128.10.0/24 is registered at 203.0.113.9, our address.\n"
                                "44.128.12.0/24 is not in the list: make a gateway in the portal and tick this subnet "
                                "on it.\n"));
    const auto calls = m_gateway->calls();
    QVERIFY(std::ranges::any_of(calls, [](const std::string &call) {
        return call.starts_with(R"(Import(h) {"serial": 7, "encap": [{"gatewayIP")");
    }));
    const auto object = QJsonDocument::fromJson(
        run({words("--json"), words("import"), words("-")}, answer).out.toUtf8());
    QCOMPARE(object[words("registration")][0][words("registration")].toString(), words("right"));
    QCOMPARE(object[words("registration")][1][words("registration")].toString(), words("missing"));
}

void CtlTest::refusesWhatIsNoList_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("nothing") << QByteArray() << QByteArray("There is no route in this file");
    QTest::newRow("broken JSON") << QByteArray("[{]")
                                 << QByteArray("This is not JSON: it goes wrong at line 1, column 3");
    QTest::newRow("no token") << QByteArray(R"({"message": "Unauthenticated."})")
                              << QByteArray("the portal says 'Unauthenticated.'");
    QTest::newRow("too large") << QByteArray(4 * 1024 * 1024 + 1, '#')
                               << QByteArray("The standard input is larger than 4 MiB");
}

void CtlTest::refusesWhatIsNoList()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, message);
    const Outcome outcome = run({words("import"), words("-")}, input);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains(QString::fromUtf8(message)), qPrintable(outcome.err));
    QVERIFY(m_gateway->calls().empty());
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

void CtlTest::setIsATrial()
{
    const Outcome plain = run("set gateway.mode=mesh --timeout 300");
    QCOMPARE(plain.code, 0);
    QCOMPARE(plain.out, words("On trial for 300 s, then taken back. To keep it: mesh44ctl confirm "
                              "0123456789abcdef0123456789abcdef\n"));
    QCOMPARE(m_gateway->calls().back(), std::string("Apply(ta(ss)u) 0 gateway.mode=mesh 300 s interactive"));
    const QJsonObject object = json("--json set gateway.mode=mesh");
    QCOMPARE(object[words("token")].toString(), words("0123456789abcdef0123456789abcdef"));
    QCOMPARE(object[words("seconds")].toInt(), 60);
    QVERIFY(object[words("confirm")].toString().startsWith(words("mesh44ctl confirm 0123")));
    m_gateway->change([](Snapshot &s) { s.status.trial = {"user 1000", {"gateway.mode"}, 1, 41, false}; });
    QVERIFY(run("status").out.contains(words("gateway.mode by user 1000: taken back in 41 s unless it is kept")));
    const QJsonObject trial = json("--json status")[words("trial")].toObject();
    QCOMPARE(trial[words("by")].toString(), words("user 1000"));
    QCOMPARE(trial[words("seconds_left")].toInt(), 41);
}

void CtlTest::trialOnATerminal_data()
{
    QTest::addColumn<QByteArray>("key"); // pressed; empty: it is decided elsewhere
    QTest::addColumn<bool>("kept");
    QTest::addColumn<QByteArray>("lastCall");
    const char *applied = "Apply(ta(ss)u) 0 gateway.mode=mesh 60 s interactive";
    QTest::newRow("Enter keeps") << QByteArray("\n") << true
                                 << QByteArray("Confirm(s) 0123456789abcdef0123456789abcdef interactive");
    QTest::newRow("Ctrl+C takes back") << QByteArray("\3") << false
                                       << QByteArray("Rollback(s) 0123456789abcdef0123456789abcdef interactive");
    QTest::newRow("what else was pasted is no Enter")
        << QByteArray("mesh44ctl status\n\3") << false
        << QByteArray("Rollback(s) 0123456789abcdef0123456789abcdef interactive");
    QTest::newRow("kept elsewhere") << QByteArray() << true << QByteArray(applied);
    QTest::newRow("taken back elsewhere") << QByteArray() << false << QByteArray(applied);
}

void CtlTest::trialOnATerminal()
{
    QFETCH(QByteArray, key);
    QFETCH(bool, kept);
    QFETCH(QByteArray, lastCall);
    m_gateway->setSettings({{.key = "gateway.mode", .value = "full"}});
    Terminal terminal(" set gateway.mode=mesh");
    QVERIFY2(terminal.shows("Taken back in 60 s"), terminal.shown.constData());
    QVERIFY(terminal.shown.contains("gateway.mode: full -> mesh"));
    if (key.isEmpty()) {
        m_gateway->change([](Snapshot &s) { s.status.trial = {"root", {"gateway.mode"}, 0, 0, false}; });
        if (!kept)
            m_gateway->announce(EventView{1, "config", "gateway.mode", "taken back: by root"});
        m_gateway->change([](Snapshot &s) { s.status.trial = {}; });
    } else {
        terminal.process.write(key);
    }
    QVERIFY2(terminal.shows(kept ? "Kept." : "Taken back."), terminal.shown.constData());
    QVERIFY(terminal.process.waitForFinished(kPatienceMs));
    QCOMPARE(terminal.process.exitCode(), kept ? 0 : 1);
    QCOMPARE(QByteArray::fromStdString(m_gateway->calls().back()), lastCall);
}

// Nobody is left who could answer: the wait ends, and says what becomes of the change.
void CtlTest::trialEndsWithTheService()
{
    Terminal terminal(" set gateway.mode=mesh");
    QVERIFY2(terminal.shows("Taken back in 60 s"), terminal.shown.constData());
    m_gateway.reset();
    QVERIFY2(terminal.shows("mesh44d has ended. It takes the change back when it starts again"),
             terminal.shown.constData());
    QVERIFY(terminal.process.waitForFinished(kPatienceMs));
    QCOMPARE(terminal.process.exitCode(), 1);
}

// The deadline is told by the gateway, whose clock may be another.
void CtlTest::trialExtendedElsewhere()
{
    Terminal terminal(" set gateway.mode=mesh");
    QVERIFY2(terminal.shows("Taken back in 60 s"), terminal.shown.constData());
    m_gateway->change([](Snapshot &s) { s.status.trial = {"root", {"gateway.mode"}, 1, 500, false}; });
    QVERIFY2(terminal.shows("Taken back in 500 s"), terminal.shown.constData());
    terminal.process.write("\3");
    QVERIFY(terminal.process.waitForFinished(kPatienceMs));
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
    row("set gateway.mode=mesh --timeout 601", "--timeout");
    row("set gateway.mode=mesh --timeout 60 --yes", "excludes");
    row("trial", "A command is missing");
    row("trial extend", "SECONDS is required");
    row("trial extend 5", "not in range");
    row("confirm one two", "two");
    row("history --limit 0", "not in range");
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

void CtlTest::watchFollows()
{
    QProcess process;
    process.start(words(MESH44CTL), {words("--json"), words("watch")});
    const auto next = [&] { return QJsonDocument::fromJson(nextLine(process).toUtf8()).object(); };
    QJsonObject line = next();
    QCOMPARE(line[words("from")].toInt(), 0);
    QCOMPARE(line[words("routes")].toArray().size(), 2);
    m_gateway->change([](Snapshot &s) { s.routes.pop_back(); });
    QCOMPARE(next()[words("removed_routes")].toArray()[0].toString(), words("44.4.8.0/24"));
    m_gateway->change([](Snapshot &s) { s.status.state = GatewayState::Degraded; }, false); // a gap
    line = next();
    QCOMPARE(line[words("type")].toString(), words("changed"));
    QCOMPARE(line[words("status")].toObject()[words("state")].toString(), words("degraded"));
    m_gateway->announce(BurstView{1'700'000'000'000'000, 531, true, 0});
    QCOMPARE(next()[words("type")].toString(), words("burst"));
    m_gateway->announce(EventView{1, "route", "44.4.8.0/24", "Moved."});
    QCOMPARE(next()[words("text")].toString(), words("Moved."));
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

void CtlTest::watchWaitsForTheService()
{
    m_gateway.reset();
    QProcess process;
    process.start(words(MESH44CTL), {words("watch")});
    QVERIFY(nextLine(process).endsWith(words("  The gateway service is not running; waiting for it.")));
    m_gateway = std::make_unique<test::FakeGateway>();
    m_gateway->start(m_bus->address().toStdString());
    QVERIFY(nextLine(process).endsWith(words("  The gateway service is running again.")));
    QVERIFY(nextLine(process).contains(words("  Gateway down, 0 of 0 routes installed.")));
    m_gateway->change(fill);
    QVERIFY(nextLine(process).endsWith(words("  Gateway up")));
    QVERIFY(nextLine(process).endsWith(words("  + 44.4.0.0/16 by 198.51.100.7, installed")));
    QVERIFY(nextLine(process).endsWith(words("  + 44.4.8.0/24 by 203.0.113.20, refused: inside ours")));
    m_gateway.reset();
    QVERIFY(nextLine(process).endsWith(words("  The gateway service is not running; waiting for it.")));
    process.kill();
    QVERIFY(process.waitForFinished(kPatienceMs));
}

// The bus itself is killed and comes back: the watch goes on.
void CtlTest::watchWaitsForTheBus()
{
    QProcess process;
    process.start(words(MESH44CTL), {words("watch")});
    QVERIFY(nextLine(process).contains(words("  Gateway up, ")));
    m_gateway.reset();
    m_bus->stop();
    QVERIFY(nextLine(process).endsWith(words("  The gateway service is not running; waiting for it.")));
    QVERIFY(m_bus->start());
    QElapsedTimer timer;
    timer.start();
    m_gateway = std::make_unique<test::FakeGateway>();
    m_gateway->start(m_bus->address().toStdString());
    QVERIFY(nextLine(process).endsWith(words("  The gateway service is running again.")));
    QVERIFY2(timer.elapsed() <= 5000, qPrintable(QString::number(timer.elapsed())));
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitCode(), 0);
}

// pkttyagent is a script here that writes down how it was called, says that it is ready as the real one
// does, and when it was ended. script(1) gives the terminal, setpriv(1) makes root a plain user.
void CtlTest::passwordPromptOnATerminal()
{
    QTemporaryDir directory;
    QVERIFY(QFile::setPermissions(directory.path(), QFile::Permissions(0x7777)));
    QVERIFY(m_bus->letOthersIn());
    const QString ctl = directory.filePath(words("mesh44ctl"));
    QVERIFY(QFile::copy(words(MESH44CTL), ctl));
    QVERIFY(QFile::setPermissions(ctl, QFile::Permissions(0x7755)));
    QFile agent(directory.filePath(words("pkttyagent")));
    QVERIFY(agent.open(QIODevice::WriteOnly));
    agent.write("#!/usr/bin/python3\n"
                "import os, signal, sys\n"
                "log = open(sys.argv[0] + '.log', 'w')\n"
                "def end(*_):\n"
                "    print('ended', file=log, flush=True)\n"
                "    sys.exit(0)\n"
                "signal.signal(signal.SIGTERM, end)\n"
                "print(*sys.argv[1:], file=log, flush=True)\n"
                "os.close(int(sys.argv[4]))\n"
                "signal.pause()\n");
    agent.close();
    QVERIFY(agent.setPermissions(QFile::Permissions(0x7755)));

    QStringList command{words("script"),    words("--quiet"),   words("--return"),
                        words("--command"), ctl + words(" up"), words("/dev/null")};
    if (geteuid() == 0)
        command = QStringList{words("setpriv"), words("--reuid=65534"), words("--regid=65534"), words("--clear-groups")}
                  + command;
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(words("PATH"), directory.path() + words(":") + environment.value(words("PATH")));
    environment.insert(words("SHELL"), words("/bin/sh"));
    process.setProcessEnvironment(environment);
    process.start(command.takeFirst(), command);
    QVERIFY(process.waitForFinished(kPatienceMs));
    const QByteArray shown = process.readAll();
    QVERIFY2(process.exitCode() == 0, shown.constData());
    QVERIFY(shown.contains("The gateway is switched on."));
    QCOMPARE(m_gateway->calls().back(), std::string("Up() interactive"));
    QFile log(agent.fileName() + words(".log"));
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(log.readAll()).split(QLatin1Char('\n'));
    QVERIFY2(lines[0].startsWith(words("--process ")) && lines[0].endsWith(words(" --fallback")), qPrintable(lines[0]));
    QCOMPARE(lines[1], words("ended"));
}

void CtlTest::optionsOfAmprRipdAreShownAndApplied()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("OPTIONS=\"-s -t 47 -a 44.128.10/24 -x /bin/true\"\n");
    file.flush();
    const QByteArray command = "import --ampr-ripd " + file.fileName().toUtf8();
    const size_t before = m_gateway->calls().size();
    const Outcome shown = run(command.constData());
    QCOMPARE(shown.code, 0);
    QVERIFY(shown.out.contains(words("routing.mesh_table = 47\n  gateway.subnets = 44.128.10.0/24")));
    QVERIFY(shown.out.contains(words("-x")) && shown.out.contains(words("encap.txt")));
    QCOMPARE(m_gateway->calls().size(), before);
    const Outcome tried = run(QByteArray(command + " --apply").constData());
    QCOMPARE(tried.code, 0);
    QVERIFY(tried.out.startsWith(words("These settings are put on trial:\n  routing.mesh_table = 47\n")));
    QVERIFY(tried.out.contains(words("On trial for 60 s, then taken back. To keep it: mesh44ctl confirm ")));
    QCOMPARE(m_gateway->calls().back(), std::string("Apply(ta(ss)u) 0 routing.mesh_table=47 "
                                                    "gateway.subnets=44.128.10.0/24 60 s interactive"));
    QCOMPARE(run(QByteArray(command + " --apply --yes").constData()).code, 0);
    QCOMPARE(m_gateway->calls().back(),
             std::string("Set(ta(ss)) 0 routing.mesh_table=47 gateway.subnets=44.128.10.0/24 interactive"));
    const QJsonObject object = json(QByteArray(command + " --json").constData());
    QCOMPARE(object[words("settings")].toObject()[words("routing.mesh_table")].toString(), words("47"));
    QCOMPARE(run("import --apply /dev/null").code, 1);
    const Outcome wrong = run("import --ampr-ripd /dev/null");
    QVERIFY(wrong.code == 1 && wrong.err.contains(words("no command line of ampr-ripd")));
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
