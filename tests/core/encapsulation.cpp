// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/encapsulation.h"
#include "core/plane/icmp.h"
#include "tests/core/planepackets.h"

#include <QTest>

using namespace mesh44;
using namespace mesh44::test;

namespace {

const Ipv4Address kPeer{198, 51, 100, 7};
const Ipv4Address kAnnouncer{169, 228, 34, 84};
const Ipv4Address kUs{203, 0, 113, 9};

ForwardingTable table()
{
    const std::vector<ForwardingRoute> routes{{*Ipv4Prefix::parse("44.4.8.0/24"), kPeer}};
    return {routes, kAnnouncer, {*Ipv4Prefix::parse("44.128.10.0/24")}, kAnnouncer};
}

Octets tunnelPacket(Ipv4Address from, const Octets &inner, uint8_t tos = 0)
{
    return ipPacket({.source = from, .destination = kUs, .protocol = kProtocolIpip, .tos = tos}, inner);
}

} // namespace

Q_DECLARE_METATYPE(mesh44::test::Octets)

class EncapsulationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void invalid_data()
    {
        QTest::addColumn<Octets>("packet");
        QTest::addColumn<QString>("fault");
        const Octets good = ipPacket({}, Octets(8));
        const auto changed = [](Octets packet, size_t at, uint8_t value) {
            packet[at] = value;
            return packet;
        };
        const auto row = [](const char *name, const Octets &packet, const char *fault) {
            QTest::newRow(name) << packet << fault;
        };
        row("empty", {}, "malformed");
        row("no tunnel packet", ipPacket({.source = kPeer}, good), "malformed");
        row("outer fragment", ipPacket({.source = kPeer, .protocol = kProtocolIpip, .fragment = kMoreFragments}, good),
            "malformed");
        row("outer header too short", changed(tunnelPacket(kPeer, good), 0, 0x44), "malformed");
        row("outer length too long", changed(tunnelPacket(kPeer, good), 2, 9), "malformed");
        row("a stranger", tunnelPacket(Ipv4Address(198, 51, 100, 8), good), "unknown_peer");
        row("nobody", tunnelPacket(Ipv4Address(), good), "unknown_peer");
        row("inner cut off", tunnelPacket(kPeer, Octets(good.begin(), good.begin() + 19)), "malformed");
        row("nothing inside", tunnelPacket(kPeer, {}), "malformed");
        row("inner length too long", tunnelPacket(kPeer, changed(good, 3, 29)), "malformed");
        row("inner header longer than the packet", tunnelPacket(kPeer, changed(good, 0, 0x4f)), "malformed");
        row("inner IPv6", tunnelPacket(kPeer, changed(good, 0, 0x65)), "malformed");
        row("tunnel in tunnel", tunnelPacket(kPeer, ipPacket({.protocol = kProtocolIpip}, good)), "nested");
        row("not for us", tunnelPacket(kPeer, ipPacket({.destination = Ipv4Address(44, 4, 8, 1)}, {})), "not_for_us");
        row("into our LAN", tunnelPacket(kPeer, ipPacket({.destination = Ipv4Address(192, 168, 1, 1)}, {})),
            "not_for_us");
        row("an announcement", tunnelPacket(kAnnouncer, ipPacket({.destination = Ipv4Address(224, 0, 0, 9)}, {})),
            "not_for_us");
        row("from ourselves", tunnelPacket(kPeer, ipPacket({.source = Ipv4Address(44, 128, 10, 1)}, {})),
            "spoofed_source");
        row("from ourselves, announcer",
            tunnelPacket(kAnnouncer, ipPacket({.source = Ipv4Address(44, 128, 10, 1)}, {})), "spoofed_source");
        row("Internet through a peer", tunnelPacket(kPeer, ipPacket({.source = Ipv4Address(192, 0, 2, 1)}, {})),
            "spoofed_source");
        row("private through a peer", tunnelPacket(kPeer, ipPacket({.source = Ipv4Address(10, 0, 0, 1)}, {})),
            "spoofed_source");
        row("loopback", tunnelPacket(kAnnouncer, ipPacket({.source = Ipv4Address(127, 0, 0, 1)}, {})),
            "spoofed_source");
        row("multicast source", tunnelPacket(kAnnouncer, ipPacket({.source = Ipv4Address(224, 0, 0, 1)}, {})),
            "spoofed_source");
        row("congestion unheard of", tunnelPacket(kPeer, good, 3), "congestion");
    }
    void invalid()
    {
        QFETCH(Octets, packet);
        QFETCH(QString, fault);
        const auto result = decapsulate(packet, table());
        const auto *got = std::get_if<PlaneFault>(&result);
        QVERIFY(got);
        QCOMPARE(QString::fromLatin1(toString(*got).data()), fault);
    }

    void valid_data()
    {
        QTest::addColumn<Octets>("packet");
        QTest::newRow("peer") << tunnelPacket(kPeer, ipPacket({}, Octets(8)));
        QTest::newRow("another's address through a peer")
            << tunnelPacket(kPeer, ipPacket({.source = Ipv4Address(44, 60, 1, 1)}, {}));
        QTest::newRow("Internet through the announcer")
            << tunnelPacket(kAnnouncer, ipPacket({.source = Ipv4Address(192, 0, 2, 1)}, {}));
        QTest::newRow("inner fragment") << tunnelPacket(kPeer, ipPacket({.fragment = kMoreFragments}, Octets(8)));
        Octets padded = tunnelPacket(kPeer, ipPacket({}, Octets(8)));
        padded.resize(100);
        QTest::newRow("padding behind the end") << padded;
    }
    void valid()
    {
        QFETCH(Octets, packet);
        const Octets before = packet;
        const auto result = decapsulate(packet, table());
        const auto *inner = std::get_if<PacketView>(&result);
        QVERIFY(inner);
        QVERIFY(inner->bytes().data() == packet.data() + kIpHeader);
        QVERIFY(packet == before);
    }

    // RFC 6040, figure 4; -1: dropped.
    void congestionNotification_data()
    {
        QTest::addColumn<int>("outer");
        QTest::addColumn<int>("inner");
        QTest::addColumn<int>("result");
        const int table[4][4] = {// outer: not-ECT, ECT(1), ECT(0), CE; by inner
                                 {0, 0, 0, -1},
                                 {1, 1, 1, 3},
                                 {2, 1, 2, 3},
                                 {3, 3, 3, 3}};
        for (int inner = 0; inner < 4; ++inner) {
            for (int outer = 0; outer < 4; ++outer)
                QTest::addRow("outer %d inner %d", outer, inner) << outer << inner << table[inner][outer];
        }
    }
    void congestionNotification()
    {
        QFETCH(int, outer);
        QFETCH(int, inner);
        QFETCH(int, result);
        Octets packet = tunnelPacket(kPeer, ipPacket({.tos = static_cast<uint8_t>(0xb8 | inner)}, Octets(8)),
                                     static_cast<uint8_t>(outer));
        const auto got = decapsulate(packet, table());
        const auto *view = std::get_if<PacketView>(&got);
        QCOMPARE(view != nullptr, result >= 0);
        if (!view)
            return;
        QCOMPARE(int{view->tos()}, 0xb8 | result);
        QCOMPARE(slowChecksum({view->header().begin(), view->header().end()}), uint16_t{0});
    }

    void outerHeaderIsThatOfIpip()
    {
        Octets inner = ipPacket({.tos = 0xb9}, Octets(8));
        const OuterHeader header = outerHeader(*PacketView::read(inner), kPeer, true);
        const OuterHeader wanted{0x45, 0x01, 0, 0, 0, 0, 0x40, 0, 64, 4, 0, 0, 0, 0, 0, 0, 198, 51, 100, 7};
        QVERIFY(header == wanted);
        QCOMPARE(outerHeader(*PacketView::read(inner), kPeer, false)[6], uint8_t{0});
    }

    void fragmentationNeededQuotesThePacket()
    {
        Octets packet = ipPacket({}, Octets(1472, 5));
        const IcmpError error = fragmentationNeeded(*PacketView::read(packet), Ipv4Address(44, 128, 10, 1), 1400);
        const Octets bytes(error.packet().begin(), error.packet().end());
        QCOMPARE(bytes.size(), size_t{576});
        const auto view = ConstPacketView::read(bytes);
        QVERIFY(view && view->source() == Ipv4Address(44, 128, 10, 1)
                && view->destination() == Ipv4Address(44, 4, 8, 1));
        const auto icmp = view->payload();
        QCOMPARE(get16(icmp, 0), uint16_t{0x0304});
        QCOMPARE(get16(icmp, 6), uint16_t{1400});
        QVERIFY(std::equal(icmp.begin() + 8, icmp.end(), packet.begin()));
        QCOMPARE(slowChecksum({icmp.begin(), icmp.end()}), uint16_t{0});
        QCOMPARE(slowChecksum({view->header().begin(), view->header().end()}), uint16_t{0});
    }

    void someGetNoAnswer_data()
    {
        QTest::addColumn<Octets>("packet");
        QTest::newRow("an ICMP error") << ipPacket({.protocol = kProtocolIcmp}, {3, 4, 0, 0, 0, 0, 0, 0});
        QTest::newRow("empty ICMP") << ipPacket({.protocol = kProtocolIcmp}, {});
        QTest::newRow("a later fragment") << ipPacket({.fragment = 100}, Octets(8));
        QTest::newRow("from nobody") << ipPacket({.source = Ipv4Address()}, {});
        QTest::newRow("from a group") << ipPacket({.source = Ipv4Address(224, 0, 0, 1)}, {});
        QTest::newRow("to all") << ipPacket({.destination = Ipv4Address(255, 255, 255, 255)}, {});
    }
    void someGetNoAnswer()
    {
        QFETCH(Octets, packet);
        QCOMPARE(fragmentationNeeded(*PacketView::read(packet), Ipv4Address(44, 128, 10, 1), 1400).length, size_t{0});
    }
};

QTEST_GUILESS_MAIN(EncapsulationTest)
#include "encapsulation.moc"
