// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/encap.h"
#include "tests/core/support.h"

#include <QtCore/QFile>

#include <set>

using namespace mesh44;
using namespace std::string_literals;

namespace {

std::string line(const std::string &prefix, const std::string &endpoint)
{
    return "route addprivate " + prefix + " encap " + endpoint + "\n";
}

std::string entriesOf(const EncapFile &file)
{
    std::string text;
    for (const EncapEntry &entry : file.entries)
        text += entry.prefix.toString() + ' ' + entry.endpoint.toString() + '\n';
    return text;
}

std::string contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

} // namespace

class TestEncap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepted_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("entries");
        const std::string one = "44.128.10.0/24 198.51.100.7\n";
        QTest::newRow("four octets") << line("44.128.10.0/24", "198.51.100.7") << one;
        QTest::newRow("three octets") << line("44.128.10/24", "198.51.100.7") << one;
        QTest::newRow("two octets") << line("44.208/16", "198.51.100.7") << "44.208.0.0/16 198.51.100.7\n"s;
        QTest::newRow("one octet") << line("44/9", "198.51.100.7") << "44.0.0.0/9 198.51.100.7\n"s;
        QTest::newRow("short with a long length") << line("44.1/32", "198.51.100.7") << "44.1.0.0/32 198.51.100.7\n"s;
        QTest::newRow("bare address") << line("44.1.2.3", "198.51.100.7") << "44.1.2.3/32 198.51.100.7\n"s;
        QTest::newRow("add") << "route add 44.128.10/24 encap 198.51.100.7\n"s << one;
        QTest::newRow("upper case") << "ROUTE AddPrivate 44.128.10/24 ENCAP 198.51.100.7\n"s << one;
        QTest::newRow("tabs and blanks") << "\troute\t addprivate   44.128.10/24\tencap 198.51.100.7 \t \n"s << one;
        QTest::newRow("CRLF") << "route addprivate 44.128.10/24 encap 198.51.100.7\r\n# end\r\n"s << one;
        QTest::newRow("comment behind") << "route addprivate 44.128.10/24 encap 198.51.100.7# N0CALL\n"s << one;
        QTest::newRow("no line end") << "route addprivate 44.128.10/24 encap 198.51.100.7"s << one;
        QTest::newRow("byte order mark") << "\xef\xbb\xbfroute add 44.128.10/24 encap 198.51.100.7"s << one;
        QTest::newRow("comments and gaps")
            << "\n  # x\n\t\n" + line("44.128.10/24", "198.51.100.7") + "\n# --EOF--" << one;
        QTest::newRow("endpoint inside 44")
            << line("44.128.10/24", "44.137.25.146") << "44.128.10.0/24 44.137.25.146\n"s;
        QTest::newRow("no text") << ""s
                                 << ""s;
        QTest::newRow("only the end mark") << "# --EOF--\n"s
                                           << ""s;
    }
    void accepted()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, entries);
        const EncapFile file = readEncap(text);
        QVERIFY2(file.refused.empty(), file.refused.empty() ? "" : file.refused.front().reason.c_str());
        QCOMPARE(entriesOf(file), entries);
    }

    void invalid_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("mentions");
        QTest::newRow("other words") << "ip route add 44.128.10/24 via 198.51.100.7"s
                                     << "'ip' does not start"s;
        QTest::newRow("drop") << "route drop 44.128.10/24"s
                              << "does not start"s;
        QTest::newRow("route alone") << "route"s
                                     << "does not start"s;
        QTest::newRow("too few words") << "route addprivate 44.128.10/24 encap"s
                                       << "is not"s;
        QTest::newRow("too many words") << line("44.128.10/24", "198.51.100.7 ipip") << "is not"s;
        QTest::newRow("other encapsulation") << "route add 44.1/16 ipudp 198.51.100.7"s
                                             << "is not"s;
        QTest::newRow("host bits") << line("44.128.10.1/24", "198.51.100.7") << "the network is 44.128.10.0/24"s;
        QTest::newRow("host bits, short") << line("44.128.10/16", "198.51.100.7") << "the network is 44.128.0.0/16"s;
        QTest::newRow("no length") << line("44.128.10", "198.51.100.7") << "no length"s;
        QTest::newRow("length over 32") << line("44.128.10/33", "198.51.100.7") << "no length"s;
        QTest::newRow("empty length") << line("44.128.10/", "198.51.100.7") << "no length"s;
        QTest::newRow("five octets") << line("44.128.10.0.0/24", "198.51.100.7") << "is not a prefix"s;
        QTest::newRow("dot at the end") << line("44.128./16", "198.51.100.7") << "is not a prefix"s;
        QTest::newRow("only a length") << line("/16", "198.51.100.7") << "is not a prefix"s;
        QTest::newRow("octet over 255") << line("44.300/16", "198.51.100.7") << "is not a prefix"s;
        QTest::newRow("endpoint is a name") << line("44.128.10/24", "gw.example.org") << "is not an IPv4 address"s;
        QTest::newRow("endpoint is short") << line("44.128.10/24", "198.51") << "is not an IPv4 address"s;
        QTest::newRow("NUL") << line("44.128.10/24", "198.51.100.7\0"s) << "'198.51.100.7?'"s;
        QTest::newRow("carriage return inside") << "route\radd 44.1/16 encap 198.51.100.7"s
                                                << "'route?add'"s;
        QTest::newRow("no UTF-8") << "\xff\xfe route"s
                                  << "'?"
                                     "?'"s;
        QTest::newRow("long line") << "# " + std::string(kMaxEncapLine, 'x') << "longer than 512"s;
    }
    void invalid()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, mentions);
        const std::string good = line("44.128.10/24", "198.51.100.7");
        const EncapFile file = readEncap(good + text + "\n" + line("44.128.11/24", "198.51.100.8"));
        QCOMPARE(entriesOf(file), "44.128.10.0/24 198.51.100.7\n44.128.11.0/24 198.51.100.8\n"s);
        QVERIFY(!file.refused.empty());
        QCOMPARE(file.refused.front().line, 2u);
        QVERIFY2(file.refused.front().reason.find(mentions) != std::string::npos, file.refused.front().reason.c_str());
    }

    void lastLineWins()
    {
        const EncapFile file = readEncap(line("44.1/16", "198.51.100.1") + line("44.2/16", "198.51.100.2")
                                         + line("44.1.0.0/16", "198.51.100.3"));
        QCOMPARE(entriesOf(file), "44.1.0.0/16 198.51.100.3\n44.2.0.0/16 198.51.100.2\n"s);
    }

    void entriesAreBounded()
    {
        std::vector<EncapEntry> entries;
        for (uint32_t i = 0; i <= kMaxEncapEntries; ++i)
            entries.push_back({Ipv4Prefix::host(Ipv4Address(0x2c000000u + i)), test::address("198.51.100.7")});
        const EncapFile file = readEncap(writeEncap(entries) + line("44.0.0.0/32", "198.51.100.9"));
        QCOMPARE(file.entries.size(), kMaxEncapEntries);
        QCOMPARE(file.refused.size(), size_t{1});
        QCOMPARE(file.entries.front().endpoint, test::address("198.51.100.9")); // known ones still change
    }

    void refusalsAreBounded()
    {
        std::string text;
        for (int i = 0; i < 5000; ++i)
            text += "nonsense\n";
        const EncapFile file = readEncap(text + line("44.1/16", "198.51.100.1"));
        QCOMPARE(file.refused.size(), kMaxEncapRefusals);
        QVERIFY(file.refused.back().reason.find("no more are listed") != std::string::npos);
        QCOMPARE(file.entries.size(), size_t{1});
    }

    void writesAsTheFieldDoes()
    {
        const std::vector<EncapEntry> entries{{test::prefix("44.208.0.0/16"), test::address("198.51.100.7")},
                                              {test::prefix("44.2.9.0/29"), test::address("198.51.100.8")},
                                              {test::prefix("44.10.0.10/32"), test::address("44.137.25.146")},
                                              {test::prefix("44.0.0.0/9"), test::address("203.0.113.0")}};
        const std::string text = writeEncap(entries);
        QVERIFY(text.starts_with("# encap.txt"));
        QVERIFY(text.ends_with("\nroute addprivate 44.208/16 encap 198.51.100.7\n"
                               "route addprivate 44.2.9/29 encap 198.51.100.8\n"
                               "route addprivate 44.10.0.10/32 encap 44.137.25.146\n"
                               "route addprivate 44/9 encap 203.0.113.0\n# --EOF--\n"));
    }

    void roundTrip()
    {
        std::mt19937 random = test::seededGenerator();
        std::vector<EncapEntry> entries;
        std::set<Ipv4Prefix> seen;
        for (int i = 0; i < 5000; ++i) {
            const auto length = static_cast<unsigned>(random() % 33);
            const auto prefix = Ipv4Prefix::covering(Ipv4Address(static_cast<uint32_t>(random())), length);
            if (seen.insert(prefix).second)
                entries.push_back({prefix, Ipv4Address(static_cast<uint32_t>(random()))});
        }
        const EncapFile file = readEncap(writeEncap(entries));
        QVERIFY(file.refused.empty());
        QVERIFY(file.entries == entries);
        QVERIFY(readEncap(writeEncap(file.entries)) == file);
    }

    void recordedMesh()
    {
        const QString folder = qEnvironmentVariable("MESH44_DATA"); // it is not part of the project
        if (folder.isEmpty())
            QSKIP("the recorded mesh of 2016 is not here; name its folder in MESH44_DATA");
        const EncapFile file = readEncap(contentsOf(folder + QStringLiteral("/mesh-2016.encap.txt")));
        QVERIFY(file.refused.empty());
        QCOMPARE(file.entries.size(), size_t{531});
        QVERIFY(readEncap(writeEncap(file.entries)) == file);
        QCOMPARE("prefix endpoint\n" + entriesOf(file),
                 firstTwoColumns(contentsOf(folder + QStringLiteral("/mesh-2016.csv"))));
    }

private:
    static std::string firstTwoColumns(const std::string &csv)
    {
        std::string text;
        for (const QByteArray &row : QByteArray::fromStdString(csv).trimmed().split('\n')) {
            const QByteArrayList columns = row.trimmed().split(',');
            text += columns.value(0).toStdString() + ' ' + columns.value(1).toStdString() + '\n';
        }
        return text;
    }
};

QTEST_APPLESS_MAIN(TestEncap)
#include "tst_encap.moc"
