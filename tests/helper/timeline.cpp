// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/timeline.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <random>

using namespace mesh44;

namespace {

TimelineView point(int64_t minute)
{
    const auto number = static_cast<uint32_t>(minute);
    return {minute * 60'000'000, number, number / 2, uint64_t{number} * 1'000'000'000'000, number + 7};
}

} // namespace

class TimelineTest : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;

    std::string folder() const { return m_folder->path().toStdString(); }
    QString file() const { return m_folder->filePath(QStringLiteral("timeline")); }
    QByteArray bytes() const
    {
        QFile there(file());
        return there.open(QIODevice::ReadOnly) ? there.readAll() : QByteArray();
    }
    void put(const QByteArray &content) const
    {
        QFile there(file());
        QVERIFY(there.open(QIODevice::WriteOnly) && there.write(content) == content.size());
    }
    void write(int64_t from, int64_t to) const
    {
        Timeline timeline(folder());
        QCOMPARE(timeline.open(), std::string());
        for (int64_t i = from; i < to; ++i)
            QVERIFY(timeline.add(point(i)));
    }

private Q_SLOTS:
    // In memory, where there is such a place: thousands of lines are synced here.
    void init()
    {
        const QString memory = QStringLiteral("/dev/shm");
        m_folder.emplace((QDir(memory).exists() ? memory : QDir::tempPath()) + QStringLiteral("/timeline-XXXXXX"));
    }

    void outlivesARestart()
    {
        write(0, 3);
        write(3, 5);
        Timeline timeline(folder());
        QCOMPARE(timeline.open(), std::string());
        const std::vector<TimelineView> all{point(0), point(1), point(2), point(3), point(4)};
        QVERIFY(timeline.newest(Timeline::kKept) == all);
        QVERIFY(timeline.newest(2) == (std::vector<TimelineView>{point(3), point(4)}));
        QVERIFY(*timeline.last() == point(4));
    }

    void nothingThereIsNothingWrong()
    {
        Timeline timeline(folder());
        QCOMPARE(timeline.open(), std::string());
        QVERIFY(timeline.newest(10).empty() && !timeline.last());
    }

    void isBoundedInMemoryAndOnDisk()
    {
        constexpr auto kMany = static_cast<int64_t>(2 * Timeline::kKept + 3);
        write(0, kMany);
        QVERIFY(bytes().count('\n') <= static_cast<int>(2 * Timeline::kKept + 1));
        Timeline timeline(folder());
        QCOMPARE(timeline.open(), std::string());
        const auto kept = timeline.newest(SIZE_MAX);
        QCOMPARE(kept.size(), Timeline::kKept);
        QVERIFY(kept.front() == point(kMany - static_cast<int64_t>(Timeline::kKept)));
        QVERIFY(kept.back() == point(kMany - 1));
    }

    // Cut off at any byte: what was written before is there, and what comes is added to it.
    void tornLineIsSkippedAndSaid()
    {
        write(0, 3);
        const QByteArray whole = bytes();
        const int last = static_cast<int>(whole.lastIndexOf('\n', -2)) + 1;
        for (int length = last + 1; length < whole.size(); ++length) {
            put(whole.left(length));
            Timeline timeline(folder());
            QVERIFY(timeline.open().find("1 damaged lines were skipped") != std::string::npos);
            QCOMPARE(timeline.newest(10).size(), size_t{2});
            QVERIFY(timeline.add(point(9)));
            Timeline next(folder());
            QCOMPARE(next.open(), std::string());
            QVERIFY(next.newest(10) == (std::vector<TimelineView>{point(0), point(1), point(9)}));
        }
    }

    void damagedByteNeverBecomesAPoint()
    {
        const unsigned seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        write(0, 20);
        const QByteArray whole = bytes();
        std::vector<TimelineView> good;
        for (int64_t i = 0; i < 20; ++i)
            good.push_back(point(i));
        for (int i = 0; i < 300; ++i) {
            QByteArray damaged = whole;
            damaged[static_cast<int>(random() % static_cast<unsigned>(whole.size()))] = static_cast<char>(random());
            put(damaged);
            Timeline timeline(folder());
            const std::string said = timeline.open();
            QVERIFY(damaged == whole || !said.empty());
            for (const TimelineView &there : timeline.newest(100))
                QVERIFY(std::ranges::find(good, there) != good.end());
        }
    }

    void strangersFilesArePutAside_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("newer") << QByteArray("mesh44-timeline 2\nwhatever\n");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("noise") << QByteArray("\x00\xff\x7f", 3);
        QTest::newRow("too long") << QByteArray(2 << 20, 'x');
    }
    void strangersFilesArePutAside()
    {
        QFETCH(QByteArray, content);
        put(content);
        Timeline timeline(folder());
        QVERIFY(!timeline.open().empty());
        QVERIFY(std::filesystem::exists(folder() + "/timeline.unknown"));
        QVERIFY(timeline.add(point(1)));
        Timeline next(folder());
        QCOMPARE(next.open(), std::string());
        QVERIFY(next.newest(10) == (std::vector<TimelineView>{point(1)}));
    }

    // A disk that takes nothing for a while loses nothing of what is in memory.
    void aDiskThatFailsIsTriedAgain()
    {
        write(0, 2);
        Timeline timeline(folder());
        QCOMPARE(timeline.open(), std::string());
        std::filesystem::remove(folder() + "/timeline");
        std::filesystem::create_directories(folder() + "/timeline/inside");
        QVERIFY(!timeline.add(point(2)));
        QVERIFY(!timeline.add(point(3)));
        QCOMPARE(timeline.newest(10).size(), size_t{4});
        std::filesystem::remove_all(folder() + "/timeline");
        QVERIFY(timeline.add(point(4)));
        Timeline next(folder());
        QCOMPARE(next.open(), std::string());
        QCOMPARE(next.newest(10).size(), size_t{5});
    }
};

QTEST_GUILESS_MAIN(TimelineTest)
#include "timeline.moc"
