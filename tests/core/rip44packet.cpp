// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rip44/packet.h"
#include "tests/core/rip44builder.h"

#include <QTest>

using namespace mesh44;
using namespace mesh44::test;

namespace {

std::variant<RipPacket, PacketFault> parse(const Bytes &packet)
{
    return parseRip44(packet, {kAnnouncer, "pLaInTeXtpAsSwD"});
}

Bytes goodRip()
{
    Bytes rip = ripHeader();
    addPassword(rip);
    addRoute(rip, "44.4.8.0/24", "198.51.100.7");
    return rip;
}

} // namespace

class Rip44Packet : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEntries()
    {
        Bytes rip = goodRip();
        addRoute(rip, "44.148.0.0/15", "198.51.100.8", 16);
        addRoute(rip, "44.60.44.3/32", "203.0.113.20", 14);
        const auto parsed = parse(announcement(rip));
        QVERIFY(std::holds_alternative<RipPacket>(parsed));
        const auto &packet = std::get<RipPacket>(parsed);
        QCOMPARE(packet.entries.size(), size_t{3});
        QVERIFY(packet.entries[0]
                == (RipEntry{*Ipv4Prefix::parse("44.4.8.0/24"), *Ipv4Address::parse("198.51.100.7"), 4, 1}));
        QVERIFY(packet.entries[1].withdraws());
        QVERIFY(!packet.entries[2].withdraws());
        QCOMPARE(packet.entries[2].prefix.length(), 32U);
    }

    void acceptsOptionsPaddingAndChecksums()
    {
        const Bytes datagram = udp(goodRip());
        Bytes inner = ipv4(datagram, kInner, kGroup, 17, 8);
        Bytes outer = ipv4(inner, kAnnouncer, kGateway, 4, 4);
        outer.resize(outer.size() + 7); // bytes behind the packet's own length
        QVERIFY(std::holds_alternative<RipPacket>(parse(outer)));

        Bytes withChecksum = datagram;
        unsigned pseudo = 17 + static_cast<unsigned>(datagram.size());
        for (const uint32_t address : {kInner.value(), kGroup.value()})
            pseudo += (address >> 16) + (address & 0xffff);
        set16(withChecksum, 6, checksum(withChecksum, 0, withChecksum.size(), pseudo));
        QVERIFY(std::holds_alternative<RipPacket>(
            parse(ipv4(ipv4(withChecksum, kInner, kGroup, 17), kAnnouncer, kGateway, 4))));
        set16(withChecksum, 6, get16(withChecksum, 6) ^ 0x0100);
        QVERIFY(parse(ipv4(ipv4(withChecksum, kInner, kGroup, 17), kAnnouncer, kGateway, 4))
                == (std::variant<RipPacket, PacketFault>(PacketFault::Udp)));
    }

    void full()
    {
        Bytes rip = ripHeader();
        addPassword(rip);
        for (unsigned i = 0; i < 24; ++i)
            addEntry(rip, Ipv4Address(44, 1, static_cast<uint8_t>(i), 0), 0xffffff00, Ipv4Address(198, 51, 100, 1));
        QCOMPARE(rip.size(), size_t{504});
        const auto parsed = parse(announcement(rip));
        QCOMPARE(std::get<RipPacket>(parsed).entries.size(), size_t{24});
    }

    // One bad entry never costs the others.
    void badEntries_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<uint>("network");
        QTest::addColumn<uint>("mask");
        QTest::addColumn<uint>("metric");
        QTest::addColumn<uint>("family");
        const uint network = Ipv4Address(44, 9, 0, 0).value();
        const auto row = [](const char *name, EntryFault fault, uint n, uint mask, uint metric, uint family = 2) {
            QTest::newRow(name) << static_cast<int>(fault) << n << mask << metric << family;
        };
        row("family 0", EntryFault::Family, network, 0xffff0000, 1, 0);
        row("IPv6", EntryFault::Family, network, 0xffff0000, 1, 10);
        row("password again", EntryFault::Family, network, 0xffff0000, 1, 0xffff);
        row("mask with a hole", EntryFault::Mask, network, 0xffff00ff, 1);
        row("mask from the wrong end", EntryFault::Mask, network, 0x0000ffff, 1);
        row("host bits", EntryFault::HostBits, network | 1, 0xffff0000, 1);
        row("host bits of a default route", EntryFault::HostBits, network, 0, 1);
        row("metric 0", EntryFault::Metric, network, 0xffff0000, 0);
        row("metric 17", EntryFault::Metric, network, 0xffff0000, 17);
        row("metric 2^32-1", EntryFault::Metric, network, 0xffff0000, 0xffffffff);
        row("metric 256", EntryFault::Metric, network, 0xffff0000, 256);
    }
    void badEntries()
    {
        QFETCH(int, fault);
        QFETCH(uint, network);
        QFETCH(uint, mask);
        QFETCH(uint, metric);
        QFETCH(uint, family);
        Bytes rip = ripHeader();
        addPassword(rip);
        addRoute(rip, "44.4.8.0/24", "198.51.100.7");
        addEntry(rip, Ipv4Address(network), mask, Ipv4Address(198, 51, 100, 1), metric, family);
        addRoute(rip, "44.4.9.0/24", "198.51.100.7");
        const auto parsed = parse(announcement(rip));
        const auto &packet = std::get<RipPacket>(parsed);
        QCOMPARE(packet.entries.size(), size_t{2});
        for (size_t i = 0; i < kEntryFaults; ++i)
            QCOMPARE(packet.skipped[i], i == static_cast<size_t>(fault) ? 1U : 0U);
    }

    void invalid_data()
    {
        QTest::addColumn<QByteArray>("packet");
        QTest::addColumn<int>("fault");
        const auto row = [](const char *name, PacketFault fault, const Bytes &b) {
            QTest::newRow(name) << QByteArray(reinterpret_cast<const char *>(b.data()),
                                              static_cast<qsizetype>(b.size()))
                                << static_cast<int>(fault);
        };
        const auto edited = [](size_t at, unsigned value) {
            Bytes b = announcement(goodRip());
            b[at] = static_cast<std::byte>(value);
            return b;
        };
        const auto withUdp = [](const Bytes &datagram) {
            return ipv4(ipv4(datagram, kInner, kGroup, 17), kAnnouncer, kGateway, 4);
        };
        const auto withRip = [](const Bytes &rip) { return announcement(rip); };

        row("empty", PacketFault::OuterHeader, {});
        row("19 bytes", PacketFault::OuterHeader, Bytes(19, std::byte{0x45}));
        row("outer version 6", PacketFault::OuterHeader, edited(0, 0x65));
        row("outer header of 16 bytes", PacketFault::OuterHeader, edited(0, 0x44));
        row("outer header longer than the packet", PacketFault::OuterHeader, Bytes(24, std::byte{0x4f}));
        row("outer length lies", PacketFault::OuterHeader, edited(2, 0x20));
        row("outer fragment", PacketFault::OuterHeader, edited(6, 0x20));
        row("outer fragment offset", PacketFault::OuterHeader, edited(7, 0x01));
        row("outer protocol 47", PacketFault::OuterHeader, edited(9, 47));
        row("a stranger's outer source", PacketFault::OuterSource, edited(15, 85));
        row("no inner packet", PacketFault::InnerHeader, ipv4({}, kAnnouncer, kGateway, 4));
        row("inner version 5", PacketFault::InnerHeader, edited(20, 0x55));
        row("inner TCP", PacketFault::InnerHeader, edited(29, 6));
        row("inner IPIP", PacketFault::InnerHeader, edited(29, 4));
        row("inner checksum", PacketFault::InnerHeader, edited(30, 0xaa));
        row("inner fragment", PacketFault::InnerHeader, edited(26, 0x20));
        row("inner source", PacketFault::InnerAddress,
            ipv4(ipv4(udp(goodRip()), Ipv4Address(44, 0, 0, 2), kGroup, 17), kAnnouncer, kGateway, 4));
        row("inner destination", PacketFault::InnerAddress,
            ipv4(ipv4(udp(goodRip()), kInner, Ipv4Address(44, 128, 10, 1), 17), kAnnouncer, kGateway, 4));
        row("no UDP header", PacketFault::Udp, withUdp(Bytes(7)));
        row("from another port", PacketFault::Udp, withUdp(udp(goodRip(), 521, 520)));
        row("to another port", PacketFault::Udp, withUdp(udp(goodRip(), 520, 521)));
        Bytes shortUdp = udp(goodRip());
        set16(shortUdp, 4, 7);
        row("UDP length 7", PacketFault::Udp, withUdp(shortUdp));
        set16(shortUdp, 4, 5000);
        row("UDP length too long", PacketFault::Udp, withUdp(shortUdp));
        row("no RIP header", PacketFault::Length, withRip(Bytes(3)));
        Bytes torn = goodRip();
        torn.pop_back();
        row("torn entry", PacketFault::Length, withRip(torn));
        row("request", PacketFault::Command, withRip([] {
                Bytes b = ripHeader(1);
                addPassword(b);
                return b;
            }()));
        row("version 1", PacketFault::Command, withRip([] {
                Bytes b = ripHeader(2, 1);
                addPassword(b);
                return b;
            }()));
        row("26 entries", PacketFault::Entries, withRip([] {
                Bytes b = ripHeader();
                addPassword(b);
                for (int i = 0; i < 25; ++i)
                    addRoute(b, "44.4.8.0/24", "198.51.100.7");
                return b;
            }()));
        row("header only", PacketFault::Password, withRip(ripHeader()));
        const auto password = [](std::string_view text, unsigned type = 2) {
            Bytes b = ripHeader();
            addPassword(b, text, type);
            addRoute(b, "44.4.8.0/24", "198.51.100.7");
            return announcement(b);
        };
        row("other password", PacketFault::Password, password("pLaInTeXtpAsSwE"));
        row("longer password", PacketFault::Password, password("pLaInTeXtpAsSwDx"));
        row("shorter password", PacketFault::Password, password("pLaInTeXtpAsSw"));
        row("empty password", PacketFault::Password, password(""));
        row("MD5 authentication", PacketFault::Password, password("pLaInTeXtpAsSwD", 3));
        Bytes late = ripHeader();
        addRoute(late, "44.4.8.0/24", "198.51.100.7");
        addPassword(late);
        row("password second", PacketFault::Password, withRip(late));
    }
    void invalid()
    {
        QFETCH(QByteArray, packet);
        QFETCH(int, fault);
        const auto parsed = parse(Bytes(reinterpret_cast<const std::byte *>(packet.constData()),
                                        reinterpret_cast<const std::byte *>(packet.constData()) + packet.size()));
        QVERIFY(std::holds_alternative<PacketFault>(parsed));
        QCOMPARE(static_cast<int>(std::get<PacketFault>(parsed)), fault);
    }

    // Cut anywhere, a good packet is never read past its end and never taken for a good one.
    void everyTruncation()
    {
        const Bytes whole = announcement(goodRip());
        for (size_t length = 0; length < whole.size(); ++length) {
            const Bytes cut(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(length));
            QVERIFY(std::holds_alternative<PacketFault>(parse(cut)));
        }
    }
};

QTEST_APPLESS_MAIN(Rip44Packet)
#include "rip44packet.moc"
