// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/systemfacts.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

using namespace mesh44;

class SystemFactsTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string root() const { return m_folder.path().toStdString(); }
    void write(const std::string &path, const char *text) const
    {
        std::filesystem::create_directories(std::filesystem::path(root() + path).parent_path());
        std::ofstream(root() + path) << text;
    }

private Q_SLOTS:
    void nothingIsThere()
    {
        QVERIFY(!reversePathFilterOfAll(root()) && !reversePathDrops(root()) && !isClockSet(root()));
    }

    void whatIsThere()
    {
        write("/proc/self/net/netstat", "TcpExt: A IPReversePathFilter\nTcpExt: 1 44\n");
        write("/run/systemd/timesync/synchronized", "");
        QVERIFY(reversePathDrops(root()) == 44U);
        QVERIFY(isClockSet(root()) == true);
    }

    void filterOfAll_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("value"); // -1: none
        QTest::newRow("off") << QByteArray("0\n") << 0;
        QTest::newRow("strict") << QByteArray("1\n") << 1;
        QTest::newRow("loose") << QByteArray("2\n") << 2;
        QTest::newRow("empty") << QByteArray("") << -1;
        QTest::newRow("word") << QByteArray("strict\n") << -1;
        QTest::newRow("negative") << QByteArray("-1\n") << -1;
        QTest::newRow("another number") << QByteArray("7\n") << -1;
    }
    void filterOfAll()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, value);
        write("/proc/sys/net/ipv4/conf/all/rp_filter", text.constData());
        const auto found = reversePathFilterOfAll(root());
        QCOMPARE(found ? int{*found} : -1, value);
    }

    // Of this machine: whatever they are, they can be asked for.
    void ofThisMachine()
    {
        (void)isClockSet("");
        QVERIFY(reversePathDrops(""));
    }
};

QTEST_GUILESS_MAIN(SystemFactsTest)
#include "systemfacts.moc"
