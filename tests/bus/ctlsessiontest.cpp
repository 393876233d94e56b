// SPDX-License-Identifier: GPL-3.0-or-later
//
// mesh44ctl where it stays for a while: a change on trial, a watch, the prompt for a password.
#include "ctlfixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <csignal>
#include <unistd.h>

using namespace mesh44;
using namespace mesh44::test;

namespace {

// The next line that a command prints.
QString nextLine(QProcess &process)
{
    QElapsedTimer timer;
    timer.start();
    while (!process.canReadLine() && timer.elapsed() < kPatienceMs && process.waitForReadyRead(kPatienceMs)) {}
    return QString::fromUtf8(process.readLine()).trimmed();
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

class CtlSessionTest : public QObject, private CtlFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void setIsATrial();
    void trialOnATerminal_data();
    void trialOnATerminal();
    void trialEndsWithTheService();
    void trialExtendedElsewhere();
    void watchFollows();
    void watchWaitsForTheService();
    void watchWaitsForTheBus();
    void passwordPromptOnATerminal();
};

void CtlSessionTest::setIsATrial()
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

void CtlSessionTest::trialOnATerminal_data()
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

void CtlSessionTest::trialOnATerminal()
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
void CtlSessionTest::trialEndsWithTheService()
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
void CtlSessionTest::trialExtendedElsewhere()
{
    Terminal terminal(" set gateway.mode=mesh");
    QVERIFY2(terminal.shows("Taken back in 60 s"), terminal.shown.constData());
    m_gateway->change([](Snapshot &s) { s.status.trial = {"root", {"gateway.mode"}, 1, 500, false}; });
    QVERIFY2(terminal.shows("Taken back in 500 s"), terminal.shown.constData());
    terminal.process.write("\3");
    QVERIFY(terminal.process.waitForFinished(kPatienceMs));
}

void CtlSessionTest::watchFollows()
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

void CtlSessionTest::watchWaitsForTheService()
{
    m_gateway.reset();
    QProcess process;
    process.start(words(MESH44CTL), {words("watch")});
    QVERIFY(nextLine(process).endsWith(words("  The gateway service is not running; waiting for it.")));
    startGateway();
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
void CtlSessionTest::watchWaitsForTheBus()
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
    startGateway();
    QVERIFY(nextLine(process).endsWith(words("  The gateway service is running again.")));
    QVERIFY2(timer.elapsed() <= 5000, qPrintable(QString::number(timer.elapsed())));
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitCode(), 0);
}

// pkttyagent is a script here that writes down how it was called, says that it is ready as the real one
// does, and when it was ended. script(1) gives the terminal, setpriv(1) makes root a plain user.
void CtlSessionTest::passwordPromptOnATerminal()
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

QTEST_GUILESS_MAIN(CtlSessionTest)
#include "ctlsessiontest.moc"
