// SPDX-License-Identifier: GPL-3.0-or-later
// The window with 10,000 routes: what the operator would feel. Each figure is the median of some runs.
#include "tests/ui/meshmaker.h"
#include "ui/mainwindow.h"
#include "ui/widgets/peerstable.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QLineEdit>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace mesh44;
using namespace mesh44::test;

namespace {

constexpr size_t kRoutes = 10'000;
constexpr double kStutter = 150; // ms; far above what a release build takes, about what a hand notices

double medianMs(int runs, const std::function<void()> &prepare, const std::function<void()> &work)
{
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        prepare();
        QElapsedTimer timer;
        timer.start();
        work();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

} // namespace

class WindowBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tenThousandRoutes();
};

void WindowBench::tenThousandRoutes()
{
    MeshMaker maker(8);
    Snapshot mesh = maker.make(kRoutes);
    auto window = std::make_unique<MainWindow>([] { return kNow; });
    window->resize(1280, 800);
    window->show();
    const auto nothing = [] {};
    const auto say = [](const char *what, double ms) {
        qInfo("%-34s %7.1f ms", what, ms);
        return ms < kStutter;
    };
    window->setConnection({.kind = ConnectionState::Kind::Live, .host = {}, .detail = {}, .since = kNow});

    bool smooth = say("first snapshot", medianMs(1, nothing, [&] { window->setSnapshot(mesh); }));
    auto *table = window->findChild<PeersTable *>();
    auto *filter = window->findChild<QLineEdit *>(QStringLiteral("peersFilter"));
    table->setCurrentIndex(table->model()->index(5000, 0));
    QImage canvas(table->viewport()->size(), QImage::Format_RGB32);
    smooth &= say("repaint of the table", medianMs(9, nothing, [&] { table->viewport()->render(&canvas); }));
    smooth &= say("same snapshot again", medianMs(5, nothing, [&] { window->setSnapshot(mesh); }));

    for (const auto column : {PeersModel::State, PeersModel::Region, PeersModel::LastAnnounced}) {
        const QByteArray name = "sort by " + table->model()->headerData(column, Qt::Horizontal).toString().toUtf8();
        smooth &= say(name.constData(), medianMs(
                                            5, [&] { table->sortByColumn(PeersModel::Prefix, Qt::AscendingOrder); },
                                            [&] { table->sortByColumn(column, Qt::AscendingOrder); }));
    }
    table->sortByColumn(PeersModel::Prefix, Qt::AscendingOrder);
    smooth &= say("first filter (text)", medianMs(1, nothing, [&] { filter->setText(QStringLiteral("installed")); }));
    for (const auto &text : {QStringLiteral("198.18.7"), QStringLiteral("44.60.44.9"), QStringLiteral("california")}) {
        const QByteArray name = "filter \"" + text.toUtf8() + "\" and back";
        smooth &= say(name.constData(), medianMs(
                                            5, [&] { filter->clear(); },
                                            [&] {
                                                filter->setText(text);
                                                filter->clear();
                                            }));
    }
    Delta delta;
    smooth &= say("delta of 5 %", medianMs(
                                      9, [&] { delta = maker.change(mesh, 0.05); },
                                      [&] {
                                          window->applyDelta(delta);
                                          QVERIFY(apply(mesh, delta));
                                      }));
    table->sortByColumn(PeersModel::State, Qt::AscendingOrder);
    smooth &= say("delta of 5 %, sorted by state", medianMs(
                                                       9, [&] { delta = maker.change(mesh, 0.05); },
                                                       [&] {
                                                           window->applyDelta(delta);
                                                           QVERIFY(apply(mesh, delta));
                                                       }));
    int64_t time = kNow;
    const auto burst = [&] {
        window->setBurst({.time = time += kSecond, .routes = 9900, .complete = true, .nextBurst = 0});
    };
    smooth &= say("burst", medianMs(5, nothing, burst));
    table->sortByColumn(PeersModel::LastAnnounced, Qt::AscendingOrder);
    smooth &= say("burst, sorted by age", medianMs(5, nothing, burst));
#ifdef NDEBUG
    QVERIFY2(smooth, "something takes long enough to be felt");
#else
    Q_UNUSED(smooth) // without optimisation the figures say little
#endif
}

QTEST_MAIN(WindowBench)
#include "windowbench.moc"
