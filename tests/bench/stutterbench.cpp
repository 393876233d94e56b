// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window's thread is away while 10,000 routes come in, and changes after them: all the way from a bus
// to the painted page, for each page that may be shown. A heart beats in the loop that hands out keys and clicks; what
// counts is the longest time between two beats. Beside the wall's time stands the thread's own time of the processor,
// since other programs and threads make the first one longer.
#include "fakegateway.h"
#include "privatebus.h"
#include "tests/bench/startclock.h"
#include "tests/ui/livewindow.h"
#include "tests/ui/meshmaker.h"

#include <QEventLoop>
#include <QTest>

using namespace mesh44;
using namespace mesh44::test;

namespace {

constexpr size_t kRoutes = 10'000;
constexpr int kRuns = 5;
constexpr int kChanges = 9;
constexpr int kPatienceMs = 30'000;
constexpr double kBudget = 16;   // ms
constexpr double kStutter = 150; // ms; about what a hand notices

struct Gap
{
    double wall = 0;
    double cpu = 0;
};

class Heart
{
public:
    Heart()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
    }

    void start()
    {
        m_longest = {};
        m_last = now();
        m_timer.start(std::chrono::milliseconds(1));
    }
    Gap stop()
    {
        beat();
        m_timer.stop();
        return m_longest;
    }

private:
    static Gap now()
    {
        return {static_cast<double>(nanoseconds(CLOCK_MONOTONIC)) / 1e6,
                static_cast<double>(nanoseconds(CLOCK_THREAD_CPUTIME_ID)) / 1e6};
    }
    void beat()
    {
        const Gap here = now();
        m_longest.wall = std::max(m_longest.wall, here.wall - m_last.wall);
        m_longest.cpu = std::max(m_longest.cpu, here.cpu - m_last.cpu);
        m_last = here;
    }

    QTimer m_timer;
    Gap m_last;
    Gap m_longest;
};

Gap median(std::vector<Gap> gaps)
{
    Gap middle;
    for (double Gap::*figure : {&Gap::wall, &Gap::cpu}) {
        std::ranges::sort(gaps, {}, figure);
        middle.*figure = gaps[gaps.size() / 2].*figure;
    }
    return middle;
}

// As QTest::qWaitFor(), which sleeps ten milliseconds between two looks at the events.
bool runsUntil(const std::function<bool()> &reached, int patienceMs)
{
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (reached())
            loop.exit(1);
    });
    look.start(std::chrono::milliseconds(1));
    QTimer::singleShot(patienceMs, &loop, [&] { loop.exit(0); });
    return loop.exec() == 1;
}

} // namespace

class StutterBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pages_data();
    void pages();

private:
    bool reaches(LiveWindow &live);
    Gap change(LiveWindow &live, const std::function<void(Snapshot &)> &edit);
    bool say(const char *what, const std::vector<Gap> &gaps) const;

    PrivateBus m_bus;
    FakeGateway m_service;
    MeshMaker m_maker{8};
    Heart m_heart;
};

void StutterBench::initTestCase()
{
    QVERIFY2(m_bus.start(), qPrintable(m_bus.error()));
    m_service.start(m_bus.address().toStdString());
    m_service.setEvents(makeEvents());
    m_service.change([this](Snapshot &snapshot) { snapshot = m_maker.make(kRoutes); });
}

// Listens to the heart until all is shown, and painted: the loop has nothing left to do for a while.
bool StutterBench::reaches(LiveWindow &live)
{
    const uint64_t revision = m_service.snapshot().revision;
    m_heart.start(); // what the service was asked to do took its time in this thread
    const bool there = runsUntil(
        [&] { return live.gateway().isLive() && live.gateway().status()->revision == revision; }, kPatienceMs);
    runsUntil([] { return false; }, 100);
    return there;
}

Gap StutterBench::change(LiveWindow &live, const std::function<void(Snapshot &)> &edit)
{
    m_service.change(edit);
    if (!reaches(live))
        return {-1, -1};
    return m_heart.stop();
}

bool StutterBench::say(const char *what, const std::vector<Gap> &gaps) const
{
    const Gap middle = median(gaps);
    qInfo("%-10s %-14s longest gap %6.1f ms, of the processor %6.1f ms of %.0f%s", QTest::currentDataTag(), what,
          middle.wall, middle.cpu, kBudget, middle.cpu > kBudget ? "   OVER" : "");
    return middle.cpu > 0 && middle.cpu < kStutter;
}

void StutterBench::pages_data()
{
    QTest::addColumn<QString>("page");
    for (const char *page : {"overview", "peers", "map", "history", "settings"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

void StutterBench::pages()
{
    QFETCH(QString, page);
    std::vector<Gap> snapshots;
    std::vector<Gap> changes;
    for (int run = 0; run < kRuns; ++run) {
        m_service.setNameOwned(false);
        LiveWindow live;
        live.window().resize(1280, 800);
        live.window().showPage(live.pageNamed(page));
        QVERIFY(QTest::qWaitFor([&] { return live.gateway().connection().kind == ConnectionState::Kind::Absent; },
                                kPatienceMs));
        QTest::qWait(100);
        m_service.setNameOwned(true);
        QVERIFY(reaches(live));
        snapshots.push_back(m_heart.stop());
        QCOMPARE(live.gateway().peers().rowCount(), int(m_service.snapshot().routes.size()));
        for (int i = 0; run == 0 && i < kChanges; ++i) {
            changes.push_back(change(live, [this](Snapshot &s) { (void)apply(s, m_maker.change(s, 0.05)); }));
            QCOMPARE(live.gateway().peers().rowCount(), int(m_service.snapshot().routes.size()));
        }
    }
    bool smooth = say("snapshot", snapshots);
    smooth &= say("change of 5 %", changes);
#ifdef NDEBUG
    QVERIFY2(smooth, "the window stands still long enough to be felt");
#else
    Q_UNUSED(smooth) // without optimisation the figures say little
#endif
}

QTEST_MAIN(StutterBench)
#include "stutterbench.moc"
