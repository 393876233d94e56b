// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/journal.h"
#include "tests/helper/scratchfolder.h"

#include <QTest>
#include <algorithm>
#include <csignal>
#include <random>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace mesh44;

namespace {

EventView eventAt(int64_t time, const std::string &text = "something happened")
{
    return {.time = time, .kind = "gateway", .subject = "44.128.10.0/24", .text = text};
}

// For its lifetime no file of this process grows over `bytes`.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;

private:
    rlimit m_before{};
};

} // namespace

class JournalTest : public QObject, private test::ScratchFolder
{
    Q_OBJECT

    std::string directory() const { return m_directory.toStdString(); }
    std::vector<EventView> reread(size_t limit = Journal::kKept) const
    {
        Journal journal(directory());
        return journal.open() ? journal.newest(limit) : std::vector<EventView>();
    }

private Q_SLOTS:
    void init() { renew(); }

    void newestFirst()
    {
        Journal journal(directory());
        QVERIFY(journal.open());
        for (int i = 1; i <= 5; ++i)
            journal.add(eventAt(i));
        const std::vector<EventView> expected{eventAt(5), eventAt(4), eventAt(3)};
        QVERIFY(journal.newest(3) == expected);
        QCOMPARE(journal.newest(100).size(), size_t{5});
        QCOMPARE(journal.newest(0).size(), size_t{0});
        QVERIFY(reread(3) == expected);
        QCOMPARE(journal.problem(), std::string());
    }

    void privateToUs()
    {
        Journal journal(directory());
        QVERIFY(journal.open());
        struct stat about{};
        QCOMPARE(::stat(path("history.jsonl").toUtf8().constData(), &about), 0);
        QCOMPARE(about.st_mode & 07777, mode_t{0600});
    }

    void bounded()
    {
        constexpr qint64 kMax = 4096;
        Journal journal(directory(), kMax);
        QVERIFY(journal.open());
        for (int i = 0; i < 3000; ++i) {
            journal.add(eventAt(i));
            QVERIFY(QFile(path("history.jsonl")).size() <= kMax);
            QVERIFY(QFile(path("history.jsonl.1")).size() <= kMax);
        }
        QCOMPARE(journal.newest(5000).size(), Journal::kKept);
        QCOMPARE(QDir(m_directory).entryList(QDir::Files).size(), 2);
        // Both files together, without a gap.
        Journal again(directory(), kMax);
        QVERIFY(again.open());
        const std::vector<EventView> events = again.newest(5000);
        QVERIFY(events.size() > 40);
        for (size_t i = 0; i < events.size(); ++i)
            QCOMPARE(events[i].time, 2999 - static_cast<int64_t>(i));
    }

    void tornLine()
    {
        put("history.jsonl", "{\"kind\":\"k\",\"subject\":\"s\",\"text\":\"whole\",\"time\":1}"
                             "\n"
                             "{\"kind\":\"k\",\"subject\":\"s\",\"te");
        Journal journal(directory());
        QVERIFY(journal.open());
        QCOMPARE(journal.newest(10).size(), size_t{1});
        journal.add(eventAt(2));
        const std::vector<EventView> events = reread();
        QCOMPARE(events.size(), size_t{2});
        QVERIFY(events[0] == eventAt(2));
        QCOMPARE(events[1].text, std::string("whole"));
    }

    void invalid_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("Nov 21 something");
        QTest::newRow("array") << QByteArray("[1]");
        QTest::newRow("string") << QByteArray("\"kind\"");
        QTest::newRow("time missing") << QByteArray("{\"kind\":\"k\",\"subject\":\"s\",\"text\":\"t\"}");
        QTest::newRow("time negative") << QByteArray("{\"kind\":\"k\",\"subject\":\"s\",\"text\":\"t\",\"time\":-1}");
        QTest::newRow("time too large") << QByteArray(
            "{\"kind\":\"k\",\"subject\":\"s\",\"text\":\"t\",\"time\":9223372036854775808}");
        QTest::newRow("time real") << QByteArray("{\"kind\":\"k\",\"subject\":\"s\",\"text\":\"t\",\"time\":1.5}");
        QTest::newRow("kind missing") << QByteArray("{\"subject\":\"s\",\"text\":\"t\",\"time\":1}");
        QTest::newRow("subject type") << QByteArray("{\"kind\":\"k\",\"subject\":1,\"text\":\"t\",\"time\":1}");
        QTest::newRow("text type") << QByteArray("{\"kind\":\"k\",\"subject\":\"s\",\"text\":null,\"time\":1}");
        QTest::newRow("not UTF-8") << QByteArray("{\"kind\":\"\xff\",\"subject\":\"s\",\"text\":\"t\",\"time\":1}");
        QTest::newRow("zeros") << QByteArray(4096, '\0');
        QTest::newRow("deep") << QByteArray(100000, '[');
    }
    void invalid()
    {
        QFETCH(QByteArray, line);
        put("history.jsonl", line + '\n' + "{\"kind\":\"k\",\"subject\":\"s\",\"text\":\"good\",\"time\":1}" + '\n');
        const std::vector<EventView> events = reread();
        QCOMPARE(events.size(), size_t{1});
        QCOMPARE(events[0].text, std::string("good"));
    }

    void printable_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("plain") << QByteArray("DL9SAU \"quoted\" \\ ok") << QByteArray("DL9SAU \"quoted\" \\ ok");
        QTest::newRow("umlauts") << QByteArray("Z\u00fcrich \u2192 Graz") << QByteArray("Z\u00fcrich \u2192 Graz");
        QTest::newRow("new line") << QByteArray("a\nb") << QByteArray("a\\x0ab");
        QTest::newRow("terminal") << QByteArray("\x1b[2Ja\x7f") << QByteArray("\\x1b[2Ja\\x7f");
        QTest::newRow("zero") << QByteArray("a\0b", 3) << QByteArray("a\\x00b");
        QTest::newRow("C1") << QByteArray("a\xc2\x9b"
                                          "31m")
                            << QByteArray("a\\x9b31m");
        QTest::newRow("no C1") << QByteArray("\xc2\xa0\xc3\x9f") << QByteArray("\xc2\xa0\xc3\x9f");
        QTest::newRow("broken UTF-8") << QByteArray("a\xff") << QByteArray("a\xef\xbf\xbd");
        QTest::newRow("surrogate") << QByteArray("a\xed\xa0\x80")
                                   << QByteArray("a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
        QTest::newRow("long") << QByteArray(5000, 'x') << QByteArray(1024, 'x');
        QTest::newRow("long, cut between characters") << QByteArray("x") + QByteArray("\u00e4").repeated(3000)
                                                      << QByteArray("x") + QByteArray("\u00e4").repeated(511);
    }
    void printable()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, shown);
        Journal journal(directory());
        QVERIFY(journal.open());
        journal.add(eventAt(1, text.toStdString()));
        QCOMPARE(QByteArray::fromStdString(journal.newest(1).at(0).text), shown);
        QVERIFY(reread() == journal.newest(1));
        const QByteArray line = bytes("history.jsonl");
        QCOMPARE(line.count('\n'), 1);
        QVERIFY(std::ranges::all_of(line.chopped(1), [](char c) { return c >= 0x20 && c < 0x7f; }));
    }

    void randomBytes()
    {
        const unsigned seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        Journal journal(directory());
        QVERIFY(journal.open());
        for (int i = 0; i < 500; ++i) {
            std::string text(random() % 40, '\0');
            std::ranges::generate(text, [&] { return static_cast<char>(random()); });
            journal.add({.time = i, .kind = text, .subject = text, .text = text});
            const QByteArray shown = QByteArray::fromStdString(journal.newest(1).at(0).text);
            QCOMPARE(QString::fromUtf8(shown).toUtf8(), shown);
        }
        QVERIFY(reread() == journal.newest(1000));
    }

    void withoutDirectory()
    {
        Journal journal(path("none").toStdString());
        QCOMPARE(journal.open().error().code, ErrorCode::IoFailed);
        journal.add(eventAt(1));
        QVERIFY(!journal.problem().empty());
        journal.add(eventAt(2));
        QCOMPARE(journal.problem(), std::string()); // told once
        QCOMPARE(journal.newest(10).size(), size_t{2});
        QVERIFY(QDir().mkpath(path("none")));
        journal.add(eventAt(3)); // works again by itself
        QVERIFY(QFile::exists(path("none/history.jsonl")));
    }

    void diskFull()
    {
        Journal journal(directory());
        QVERIFY(journal.open());
        journal.add(eventAt(1));
        {
            const FileSizeLimit limit(static_cast<rlim_t>(bytes("history.jsonl").size() + 10));
            journal.add(eventAt(2)); // ten bytes of it get through
            QVERIFY(!journal.problem().empty());
            journal.add(eventAt(3));
            QCOMPARE(journal.problem(), std::string());
        }
        journal.add(eventAt(4));
        QCOMPARE(journal.newest(10).size(), size_t{4});
        QVERIFY((reread() == std::vector<EventView>{eventAt(4), eventAt(1)}));
        const FileSizeLimit limit(1);
        journal.add(eventAt(5));
        QVERIFY(!journal.problem().empty()); // a new problem is told again
    }

    void linksAreNotFollowed()
    {
        put("victim", "precious\n");
        QVERIFY(QFile::link(path("victim"), path("history.jsonl")));
        Journal journal(directory());
        QVERIFY(!journal.open());
        journal.add(eventAt(1));
        QCOMPARE(bytes("victim"), QByteArray("precious\n"));
    }
};

QTEST_GUILESS_MAIN(JournalTest)
#include "journal.moc"
