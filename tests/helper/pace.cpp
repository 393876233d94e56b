// SPDX-License-Identifier: GPL-3.0-or-later
//
// What keeps heavy looks rare, and the check-up that is paced by it.

#include "helper/pace.h"
#include "helper/checkup.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

using namespace mesh44;

class PaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstTimeIsAtOnce() { QVERIFY(Pace(1000, 20).isDue(0)); }

    void restsByWhatItTook_data()
    {
        QTest::addColumn<int>("took");
        QTest::addColumn<int>("due"); // after the beginning
        QTest::newRow("nothing") << 0 << 1000;
        QTest::newRow("little") << 10 << 1000;
        QTest::newRow("just as much") << 40 << 1000;
        QTest::newRow("much") << 300 << 7500;
    }
    void restsByWhatItTook()
    {
        QFETCH(int, took);
        QFETCH(int, due);
        Pace pace(1000, 24);
        pace.done(5000, 5000 + took);
        QCOMPARE(pace.due(), int64_t{5000} + due);
        QVERIFY(!pace.isDue(5000 + due - 1) && pace.isDue(5000 + due));
    }

    // A look that takes 0.3 s serves for the next six seconds, whoever asks.
    void aSlowCheckupIsRare()
    {
        const QTemporaryDir root;
        const std::string folder = root.path().toStdString() + "/proc/4711";
        std::filesystem::create_directories(folder);
        std::ofstream(folder + "/comm") << "nothing\n";
        int64_t now = 1'000'000'000;
        int64_t cost = 300'000;
        Checkup checkup(Detector(root.path().toStdString()), [&] { return std::exchange(now, now + cost); });
        const KernelState kernel;
        const Settings settings;
        const auto isFound = [&] {
            return std::ranges::find(checkup.findings({.kernel = kernel, .settings = settings, .device = "tunl0"}),
                                     "ampr-ripd.running", &Finding::id)
                   != checkup.findings({.kernel = kernel, .settings = settings, .device = "tunl0"}).end();
        };
        QVERIFY(!isFound());
        cost = 0;
        std::ofstream(folder + "/comm") << "ampr-ripd\n";
        now = 1'000'300'000 + 5'900'000;
        QVERIFY(!isFound());
        now = 1'000'300'000 + 6'000'000;
        QVERIFY(isFound());
    }
};

QTEST_APPLESS_MAIN(PaceTest)
#include "pace.moc"
