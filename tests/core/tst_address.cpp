// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/address.h"
#include "core/net/quote.h"
#include "tests/core/support.h"

using namespace mesh44;
using namespace std::string_literals;

class TestAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valid_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<uint>("value");
        QTest::newRow("zero") << "0.0.0.0"s << 0u;
        QTest::newRow("amateur") << "44.128.10.1"s << 0x2c800a01u;
        QTest::newRow("broadcast") << "255.255.255.255"s << 0xffffffffu;
    }
    void valid()
    {
        QFETCH(std::string, text);
        QFETCH(uint, value);
        const auto address = Ipv4Address::parse(text);
        QVERIFY(address);
        QCOMPARE(address->value(), value);
        QCOMPARE(address->toString(), text);
        QCOMPARE(Ipv4Address::fromNetworkOrder(address->toNetworkOrder()), *address);
    }

    void invalid_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::newRow("empty") << ""s;
        QTest::newRow("three octets") << "44.128.10"s;
        QTest::newRow("five octets") << "44.128.10.1.2"s;
        QTest::newRow("octet over 255") << "44.256.10.1"s;
        QTest::newRow("leading zero") << "44.128.010.1"s;
        QTest::newRow("hexadecimal") << "0x2c.128.10.1"s;
        QTest::newRow("one number") << "746588673"s;
        QTest::newRow("blank before") << " 44.128.10.1"s;
        QTest::newRow("blank behind") << "44.128.10.1 "s;
        QTest::newRow("sign") << "44.+28.10.1"s;
        QTest::newRow("empty octet") << "44..10.1"s;
        QTest::newRow("length") << "44.128.10.1/32"s;
        QTest::newRow("IPv6") << "::ffff:44.128.10.1"s;
        QTest::newRow("NUL and more") << "44.0.0.1\0x"s;
        QTest::newRow("NUL at the end") << "44.0.0.1\0"s;
        QTest::newRow("long") << std::string(100000, '4');
    }
    void invalid()
    {
        QFETCH(std::string, text);
        const auto address = Ipv4Address::parse(text);
        QVERIFY(!address);
        QVERIFY(address.error().code == ErrorCode::InvalidArgument);
        QVERIFY2(address.error().message.size() < 120, address.error().message.c_str());
    }

    void orderIsNumeric()
    {
        QVERIFY(test::address("44.2.0.0") < test::address("44.10.0.0"));
        QVERIFY(test::address("127.255.255.255") < test::address("128.0.0.0"));
    }

    void quoted_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("expected");
        QTest::newRow("plain") << "44.x"s
                               << "'44.x'"s;
        QTest::newRow("empty") << ""s
                               << "''"s;
        QTest::newRow("escape sequence") << "\x1b[31m"s
                                         << "'?[31m'"s;
        QTest::newRow("NUL, DEL, high bytes") << "a\0b\x7f\xff\xc3\xa9"s
                                              << "'a?b?"
                                                 "?"
                                                 "?"
                                                 "?'"s;
        QTest::newRow("40 bytes") << std::string(40, 'a') << "'" + std::string(40, 'a') + "'";
        QTest::newRow("41 bytes") << std::string(41, 'a') << "'" + std::string(40, 'a') + "…'";
    }
    void quoted()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, expected);
        QCOMPARE(quote(text), expected);
    }
};

QTEST_APPLESS_MAIN(TestAddress)
#include "tst_address.moc"
