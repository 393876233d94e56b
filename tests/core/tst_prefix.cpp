// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/prefix.h"
#include "tests/core/support.h"

#include <algorithm>
#include <vector>

using namespace mesh44;
using namespace std::string_literals;

class TestPrefix : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valid_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("printed");
        QTest::addColumn<std::string>("last");
        QTest::newRow("everything") << "0.0.0.0/0"s
                                    << "0.0.0.0/0"s
                                    << "255.255.255.255"s;
        QTest::newRow("/1") << "128.0.0.0/1"s
                            << "128.0.0.0/1"s
                            << "255.255.255.255"s;
        QTest::newRow("/9") << "44.0.0.0/9"s
                            << "44.0.0.0/9"s
                            << "44.127.255.255"s;
        QTest::newRow("/24") << "44.128.10.0/24"s
                             << "44.128.10.0/24"s
                             << "44.128.10.255"s;
        QTest::newRow("/31") << "44.128.10.2/31"s
                             << "44.128.10.2/31"s
                             << "44.128.10.3"s;
        QTest::newRow("/32") << "44.128.10.1/32"s
                             << "44.128.10.1/32"s
                             << "44.128.10.1"s;
        QTest::newRow("bare address") << "44.128.10.1"s
                                      << "44.128.10.1/32"s
                                      << "44.128.10.1"s;
    }
    void valid()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, printed);
        QFETCH(std::string, last);
        const auto prefix = Ipv4Prefix::parse(text);
        QVERIFY(prefix);
        QCOMPARE(prefix->toString(), printed);
        QCOMPARE(prefix->last().toString(), last);
        QCOMPARE(*Ipv4Prefix::parse(printed), *prefix);
    }

    void invalid_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("mentions");
        QTest::newRow("empty") << ""s
                               << "is not a prefix"s;
        QTest::newRow("only a length") << "/24"s
                                       << "is not a prefix"s;
        QTest::newRow("short address") << "44.128/16"s
                                       << "is not a prefix"s;
        QTest::newRow("no length") << "44.128.10.0/"s
                                   << "no length"s;
        QTest::newRow("/33") << "44.128.10.0/33"s
                             << "no length"s;
        QTest::newRow("leading zero") << "44.128.10.0/024"s
                                      << "no length"s;
        QTest::newRow("double zero") << "0.0.0.0/00"s
                                     << "no length"s;
        QTest::newRow("negative") << "44.128.10.0/-1"s
                                  << "no length"s;
        QTest::newRow("plus") << "44.128.10.0/+24"s
                              << "no length"s;
        QTest::newRow("overflow") << "44.128.10.0/4294967320"s
                                  << "no length"s;
        QTest::newRow("mask") << "44.128.10.0/255.255.255.0"s
                              << "no length"s;
        QTest::newRow("second slash") << "44.128.10.0/24/24"s
                                      << "no length"s;
        QTest::newRow("blank") << "44.128.10.0/ 24"s
                               << "no length"s;
        QTest::newRow("host bits") << "44.128.10.1/24"s
                                   << "the network is 44.128.10.0/24"s;
        QTest::newRow("host bits of /0") << "44.0.0.0/0"s
                                         << "the network is 0.0.0.0/0"s;
        QTest::newRow("host bits of /31") << "44.0.0.1/31"s
                                          << "the network is 44.0.0.0/31"s;
    }
    void invalid()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, mentions);
        const auto prefix = Ipv4Prefix::parse(text);
        QVERIFY(!prefix);
        QVERIFY2(prefix.error().message.find(mentions) != std::string::npos, prefix.error().message.c_str());
    }

    void makeRefusesHostBits()
    {
        QVERIFY(Ipv4Prefix::make(test::address("44.0.0.0"), 9));
        QVERIFY(!Ipv4Prefix::make(test::address("44.0.0.1"), 31));
        QVERIFY(!Ipv4Prefix::make(test::address("44.0.0.0"), 33));
        QCOMPARE(Ipv4Prefix::covering(test::address("44.1.2.3"), 40), test::prefix("44.1.2.3/32"));
        QCOMPARE(Ipv4Prefix::covering(test::address("44.1.2.3"), 0), Ipv4Prefix());
    }

    void relations()
    {
        const auto wide = test::prefix("44.128.0.0/16");
        const auto narrow = test::prefix("44.128.10.0/24");
        const auto beside = test::prefix("44.129.0.0/16");
        QVERIFY(wide.contains(wide) && wide.contains(narrow) && !narrow.contains(wide) && !wide.contains(beside));
        QVERIFY(wide.overlaps(narrow) && narrow.overlaps(wide) && !wide.overlaps(beside));
        QVERIFY(narrow.contains(test::address("44.128.10.255")) && !narrow.contains(test::address("44.128.11.0")));
        QVERIFY(Ipv4Prefix().contains(beside));
    }

    void widerFirst()
    {
        std::vector<Ipv4Prefix> sorted{test::prefix("44.128.0.0/24"), test::prefix("44.10.0.0/16"),
                                       test::prefix("44.128.0.0/16"), test::prefix("44.2.0.0/16")};
        std::ranges::sort(sorted);
        const std::vector<Ipv4Prefix> expected{test::prefix("44.2.0.0/16"), test::prefix("44.10.0.0/16"),
                                               test::prefix("44.128.0.0/16"), test::prefix("44.128.0.0/24")};
        QVERIFY(sorted == expected);
    }

    void amateurSpace_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<bool>("amateur");
        QTest::newRow("low /9") << "44.0.0.0/9"s << true;
        QTest::newRow("high /10") << "44.128.0.0/10"s << true;
        QTest::newRow("last address") << "44.191.255.255"s << true;
        QTest::newRow("sold /10") << "44.192.0.0/10"s << false;
        QTest::newRow("the old /8") << "44.0.0.0/8"s << false;
        QTest::newRow("both /10s and the sold one") << "44.128.0.0/9"s << false;
        QTest::newRow("below") << "43.255.255.255"s << false;
    }
    void amateurSpace()
    {
        QFETCH(std::string, text);
        QFETCH(bool, amateur);
        QCOMPARE(isAmateur(test::prefix(text.c_str())), amateur);
    }
};

QTEST_APPLESS_MAIN(TestPrefix)
#include "tst_prefix.moc"
