// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where routes may be announced to, and the words for where not.

#include "core/kernel/forwardlink.h"

#include <QTest>

using namespace mesh44;

namespace {

KernelState host()
{
    KernelState facts;
    facts.links = {{.index = 1, .name = "lo", .up = true},
                   {.index = 2, .name = "wan0", .up = true},
                   {.index = 3, .name = "lan0", .up = true},
                   {.index = 4, .name = "lan1", .up = false},
                   {.index = 5, .name = "lan2", .up = true},
                   {.index = 6, .name = "tunl0", .up = true},
                   {.index = 7, .name = "ampr9", .up = true, .ipip = IpipParameters{}}};
    facts.addresses = {{2, Ipv4Address(203, 0, 113, 9), 24},
                       {3, Ipv4Address(192, 168, 1, 1), 24},
                       {3, Ipv4Address(44, 128, 10, 1), 24},
                       {6, Ipv4Address(44, 128, 10, 1), 32}};
    return facts;
}

const Underlay kInternet{2, "wan0", Ipv4Address(203, 0, 113, 9), Ipv4Address(203, 0, 113, 1), 1500};

Settings forwarding(const char *interface, const char *destination = "")
{
    Settings settings;
    settings.forwardFormat = ForwardFormat::Rip2;
    settings.forwardInterface = interface;
    if (const auto address = Ipv4Address::parse(destination))
        settings.forwardDestination = *address;
    return settings;
}

} // namespace

class ForwardLinkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void permitted_data()
    {
        QTest::addColumn<QByteArray>("destination");
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("to");
        QTest::newRow("auto") << QByteArray() << "192.168.1.1" << "224.0.0.9";
        QTest::newRow("one router") << QByteArray("192.168.1.77") << "192.168.1.1" << "192.168.1.77";
        QTest::newRow("of the second network") << QByteArray("44.128.10.77") << "44.128.10.1" << "44.128.10.77";
    }
    void permitted()
    {
        QFETCH(QByteArray, destination);
        QFETCH(QString, source);
        QFETCH(QString, to);
        const auto link = findForwardLink(forwarding("lan0", destination.constData()), host(), kInternet);
        QVERIFY(link);
        QCOMPARE(link->device, std::string("lan0"));
        QCOMPARE(link->index, 3);
        QCOMPARE(QString::fromStdString(link->source.toString()), source);
        QCOMPARE(QString::fromStdString(link->destination.toString()), to);
    }

    void invalid_data()
    {
        QTest::addColumn<QByteArray>("interface");
        QTest::addColumn<QByteArray>("destination");
        QTest::addColumn<QByteArray>("sentence");
        const auto add = [](const char *name, const char *interface, const char *destination, const char *sentence) {
            QTest::newRow(name) << QByteArray(interface) << QByteArray(destination) << QByteArray(sentence);
        };
        constexpr const char *kRest = "; permitted here: lan0, lan1, lan2";
        const auto withRest = [&](const char *name, const char *interface, const QByteArray &sentence) {
            add(name, interface, "", QByteArray(sentence + kRest).constData());
        };
        withRest("missing", "lan7", "forward.interface: there is no interface lan7");
        withRest("the WAN", "wan0",
                 "forward.interface: wan0 leads to the Internet; routes are announced to a LAN only");
        withRest("our tunnel", "tunl0", "forward.interface: tunl0 is a tunnel; routes are announced to a LAN only");
        withRest("another tunnel", "ampr9", "forward.interface: ampr9 is a tunnel; routes are announced to a LAN only");
        add("down", "lan1", "", "forward.interface: lan1 is down");
        add("no address", "lan2", "", "forward.interface: lan2 has no IPv4 address");
        add("destination elsewhere", "lan0", "10.1.2.3",
            "forward.destination: 10.1.2.3 lies in none of the networks of lan0; permitted: auto | an address in a "
            "network of lan0");
        add("destination on the WAN", "lan0", "203.0.113.1",
            "forward.destination: 203.0.113.1 lies in none of the networks of lan0; permitted: auto | an address in a "
            "network of lan0");
        add("ourselves", "lan0", "192.168.1.1",
            "forward.destination: 192.168.1.1 is our own address; permitted: auto | another router's address");
    }
    void invalid()
    {
        QFETCH(QByteArray, interface);
        QFETCH(QByteArray, destination);
        QFETCH(QByteArray, sentence);
        const auto link = findForwardLink(forwarding(interface.constData(), destination.constData()), host(),
                                          kInternet);
        QVERIFY(!link);
        QCOMPARE(QByteArray::fromStdString(link.error().message), sentence);
    }

    // Any interface could be the way to the Internet then.
    void nothingIsSafeWithoutAWayToTheInternet()
    {
        const auto link = findForwardLink(forwarding("lan0"), host(), std::nullopt);
        QVERIFY(!link && link.error().message.find("waits until") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(ForwardLinkTest)
#include "forwardlink.moc"
