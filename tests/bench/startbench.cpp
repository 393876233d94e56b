// SPDX-License-Identifier: GPL-3.0-or-later
// From exec to the first live table, and the memory that the window takes: the whole program, started anew each time,
// on a gateway service with as many routes as the mesh has. Beside it, in turns with it, the least that a window of Qt
// costs. Wall time is what the operator waits, on a machine that has others to serve, too; the processor's is ours.
#include "fakegateway.h"
#include "privatebus.h"
#include "tests/bench/startclock.h"
#include "tests/ui/meshmaker.h"

#include <QDir>
#include <QProcess>
#include <QSettings>
#include <QTest>

#include <algorithm>
#include <map>

using namespace mesh44;
using namespace mesh44::test;

namespace {

constexpr size_t kRoutes = 531;
constexpr int kStarts = 9;
constexpr int kPatienceMs = 60'000;
constexpr double kBudget = 400;      // ms to the live table
constexpr double kStutter = 1500;    // ms of the processor; what a hand notices as "it starts slowly"
constexpr double kMemoryBudget = 90; // MB

struct Figures
{
    std::vector<double> wall;
    std::vector<double> cpu;
};

struct Memory
{
    double anonymous = 0;
    double files = 0;
    double shared = 0;
    double all() const { return anonymous + files + shared; }
};

double median(std::vector<double> figures)
{
    std::ranges::sort(figures);
    return figures.empty() ? 0 : figures[figures.size() / 2];
}

// A program that is started again and again.
struct Started
{
    QString path;
    std::vector<QByteArray> moments; // in their order
    std::map<QByteArray, Figures> figures;
    std::vector<Memory> memory; // as often as it told, of the last start

    void take(const QByteArray &output)
    {
        memory.clear();
        for (const QByteArray &line : output.split('\n')) {
            const QList<QByteArray> words = line.split(' ');
            if (words[0] == "memory" && words.size() == 4) {
                memory.push_back({words[1].toDouble() / 1024, words[2].toDouble() / 1024, words[3].toDouble() / 1024});
            } else if (words.size() == 3) {
                if (!figures.contains(words[0]))
                    moments.push_back(words[0]);
                figures[words[0]].wall.push_back(words[1].toDouble());
                figures[words[0]].cpu.push_back(words[2].toDouble());
            }
        }
    }
    double wall(const QByteArray &moment) { return median(figures[moment].wall); }
    double cpu(const QByteArray &moment) { return median(figures[moment].cpu); }
};

void say(Started &program, const char *title)
{
    qInfo("%-24s %10s %10s %12s", title, "wall", "processor", "of it here");
    double before = 0;
    std::ranges::stable_sort(program.moments, {}, [&program](const QByteArray &moment) { return program.cpu(moment); });
    for (const QByteArray &moment : program.moments) {
        const double cpu = program.cpu(moment);
        qInfo("  %-22s %7.1f ms %7.1f ms %9.1f ms", moment.constData(), program.wall(moment), cpu, cpu - before);
        before = cpu;
    }
}

void say(const char *what, const Memory &memory)
{
    qInfo("%-24s %6.1f MB: private %5.1f, files %5.1f, shared %4.1f", what, memory.all(), memory.anonymous,
          memory.files, memory.shared);
}

} // namespace

class StartBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void starts();
    void memory();

private:
    void start(Started &program);

    PrivateBus m_bus;
    FakeGateway m_service;
    QTemporaryDir m_home;
    Started m_floor{.path = QStringLiteral(MESH44_STARTEDFLOOR), .moments = {}, .figures = {}, .memory = {}};
    Started m_window{.path = QStringLiteral(MESH44_STARTEDWINDOW), .moments = {}, .figures = {}, .memory = {}};
};

void StartBench::initTestCase()
{
    QVERIFY2(m_bus.start(), qPrintable(m_bus.error()));
    m_service.start(m_bus.address().toStdString());
    m_service.setEvents(makeEvents());
    m_service.change([](Snapshot &snapshot) { snapshot = MeshMaker(5).make(kRoutes); });
    // As an operator left it who looks at the table first.
    QVERIFY(QDir(m_home.path()).mkpath(QStringLiteral("mesh44")));
    QSettings settings(m_home.filePath(QStringLiteral("mesh44/mesh44.conf")), QSettings::IniFormat);
    settings.setValue(QStringLiteral("window-2/page"), QStringLiteral("peers"));
    settings.setValue(QStringLiteral("window-2/size"), QSize(1280, 800));
}

void StartBench::start(Started &program)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), m_bus.address());
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), m_bus.address());
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_home.path());
    environment.insert(QString::fromLatin1(kStartedAt), QString::number(nanoseconds(CLOCK_MONOTONIC)));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program.path, QStringList());
    QVERIFY2(process.waitForFinished(kPatienceMs), qPrintable(process.errorString()));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    program.take(process.readAllStandardOutput());
}

void StartBench::starts()
{
    for (int i = 0; i < kStarts; ++i) {
        start(m_floor);
        start(m_window);
        QVERIFY(m_floor.figures.contains("painted") && m_window.figures.contains("live"));
    }
    say(m_floor, "an empty window");
    say(m_window, "ours, till");
    const double live = m_window.wall("live");
    qInfo("to the live table %7.1f ms of %.0f%s; %.1f times an empty window's, in time of the processor %.1f times",
          live, kBudget, live > kBudget ? "   OVER" : "", live / m_floor.wall("painted"),
          m_window.cpu("live") / m_floor.cpu("painted"));
#ifdef NDEBUG
    QVERIFY2(m_window.cpu("live") < kStutter, "the start takes long enough to be felt");
#endif
}

void StartBench::memory()
{
    QCOMPARE(m_floor.memory.size(), size_t{1});
    QCOMPARE(m_window.memory.size(), size_t{2});
    const Memory &all = m_window.memory.back();
    say("an empty window", m_floor.memory.front());
    say("with the live table", m_window.memory.front());
    say("with every page visited", all);
    qInfo("%24s %6.1f MB of %.0f%s", "", all.all(), kMemoryBudget, all.all() > kMemoryBudget ? "   OVER" : "");
}

QTEST_MAIN(StartBench)
#include "startbench.moc"
