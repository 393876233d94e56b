// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rip44/filter.h"

#include <QTest>

using namespace mesh44;

namespace {

RouteFilter filter()
{
    RouteFilter f;
    f.subnets = {*Ipv4Prefix::parse("44.128.10.0/24"), *Ipv4Prefix::parse("44.128.20.0/28")};
    f.ownAddresses = {*Ipv4Address::parse("203.0.113.9"), *Ipv4Address::parse("192.0.2.200")};
    f.reachedPlainly = {{*Ipv4Address::parse("44.190.1.1"), "our name server"},
                        {*Ipv4Address::parse("169.228.34.84"), "the announcer"}};
    return f;
}

} // namespace

class Rip44Filter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valid_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("endpoint");
        const auto row = [](const char *prefix, const char *endpoint) {
            QTest::addRow("%s via %s", prefix, endpoint)
                << QString::fromLatin1(prefix) << QString::fromLatin1(endpoint);
        };
        row("44.4.8.0/24", "198.51.100.7");
        row("44.0.0.1/32", "169.228.34.84");
        row("44.148.0.0/15", "192.0.2.5");
        row("44.16.0.0/12", "198.18.0.1");
        row("44.128.0.0/16", "203.0.113.77"); // around ours
        row("44.191.255.255/32", "1.1.1.1");
        row("44.127.255.0/24", "223.255.255.255");
        row("44.137.41.16/28", "44.137.25.146"); // an endpoint inside 44
        row("44.137.0.0/16", "44.137.25.146");   // around its endpoint: gets its throw
        row("44.4.8.0/24", "44.200.1.1");        // sold space is Internet
        row("44.4.8.0/24", "100.63.255.255");
        row("44.4.8.0/24", "100.128.0.0");
        row("44.4.8.0/24", "172.32.0.1");
    }
    void valid()
    {
        QFETCH(QString, prefix);
        QFETCH(QString, endpoint);
        const auto refusal = filter().check(*Ipv4Prefix::parse(prefix.toStdString()),
                                            *Ipv4Address::parse(endpoint.toStdString()));
        QVERIFY2(!refusal, refusal ? refusal->sentence.c_str() : "");
    }

    void invalid_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("endpoint");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *prefix, const char *endpoint, const char *word) {
            QTest::addRow("%s via %s", prefix, endpoint)
                << QString::fromLatin1(prefix) << QString::fromLatin1(endpoint) << QString::fromLatin1(word);
        };
        row("0.0.0.0/0", "198.51.100.7", "not-amateur");
        row("44.0.0.0/8", "198.51.100.7", "not-amateur");
        row("43.0.0.0/16", "198.51.100.7", "not-amateur");
        row("44.192.0.0/16", "198.51.100.7", "not-amateur");
        row("44.224.0.0/15", "198.51.100.7", "not-amateur");
        row("44.255.255.255/32", "198.51.100.7", "not-amateur");
        row("192.0.2.0/24", "198.51.100.7", "not-amateur");
        row("44.0.0.0/9", "198.51.100.7", "too-wide");
        row("44.128.0.0/10", "198.51.100.7", "too-wide");
        row("44.0.0.0/11", "198.51.100.7", "too-wide");
        row("44.128.10.0/24", "198.51.100.7", "own-subnet");
        row("44.128.10.128/25", "198.51.100.7", "own-subnet");
        row("44.128.20.3/32", "198.51.100.7", "own-subnet");
        row("44.190.0.0/16", "198.51.100.7", "covers");
        row("44.190.1.1/32", "198.51.100.7", "covers");
        for (const char *endpoint :
             {"0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "169.254.1.1",
              "172.16.0.1", "172.31.255.255", "192.168.1.1", "224.0.0.9", "239.1.1.1", "240.0.0.1", "255.255.255.255"})
            row("44.4.8.0/24", endpoint, "endpoint-special");
        row("44.4.8.0/24", "203.0.113.9", "endpoint-ours");
        row("44.4.8.0/24", "192.0.2.200", "endpoint-ours");
        row("44.4.8.0/24", "44.128.10.77", "endpoint-ours");
        row("44.4.8.9/32", "44.4.8.9", "own-endpoint");
    }
    void invalid()
    {
        QFETCH(QString, prefix);
        QFETCH(QString, endpoint);
        QFETCH(QString, word);
        const auto refusal = filter().check(*Ipv4Prefix::parse(prefix.toStdString()),
                                            *Ipv4Address::parse(endpoint.toStdString()));
        QVERIFY(refusal);
        QCOMPARE(QString::fromStdString(std::string(refusal->word)), word);
        QVERIFY(!refusal->sentence.empty());
    }
};

QTEST_APPLESS_MAIN(Rip44Filter)
#include "rip44filter.moc"
