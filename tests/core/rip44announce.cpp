// SPDX-License-Identifier: GPL-3.0-or-later
//
// What routers on the LAN are sent: byte tables from RFC 2453, and our own parser as a second reader.

#include "core/rip44/announce.h"

#include "core/packet/checksum.h"
#include "core/packet/packetview.h"
#include "tests/core/rip44builder.h"

#include <QTest>

using namespace mesh44;

namespace {

const Ipv4Address kLan{192, 0, 2, 1};
const Ipv4Address kRouters{224, 0, 0, 9};

RipEntry routeTo(const char *prefix, uint8_t metric = 1)
{
    return forwardedEntry(*Ipv4Prefix::parse(prefix), metric);
}

std::vector<RipEntry> manyEntries(size_t count)
{
    std::vector<RipEntry> entries;
    for (size_t i = 0; i < count; ++i)
        entries.push_back(forwardedEntry(Ipv4Prefix::host(Ipv4Address(0x2c040000U + static_cast<uint32_t>(i))), 1));
    return entries;
}

QByteArray hex(std::span<const uint8_t> bytes)
{
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())).toHex(' ');
}

// Our parser wants a password and at most 24 routes behind it: the same entries, wrapped as the announcer does.
std::vector<RipEntry> reread(std::span<const uint8_t> response)
{
    test::Bytes rip = test::ripHeader();
    test::addPassword(rip);
    for (const uint8_t byte : response.subspan(4))
        test::put8(rip, byte);
    const auto parsed = parseRip44(test::announcement(rip), {test::kAnnouncer, "pLaInTeXtpAsSwD"});
    const auto *packet = std::get_if<RipPacket>(&parsed);
    return packet ? packet->entries : std::vector<RipEntry>();
}

} // namespace

class Rip44Announce : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesOfAResponse_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<int>("metric");
        QTest::addColumn<QByteArray>("entry");
        QTest::newRow("a /24") << "44.4.8.0/24" << 1
                               << QByteArray("00 02 00 2c 2c 04 08 00 ff ff ff 00 00 00 00 00 00 00 00 01");
        QTest::newRow("a /15") << "44.130.0.0/15" << 2
                               << QByteArray("00 02 00 2c 2c 82 00 00 ff fe 00 00 00 00 00 00 00 00 00 02");
        QTest::newRow("a /32, gone") << "44.0.0.1/32" << 16
                                     << QByteArray("00 02 00 2c 2c 00 00 01 ff ff ff ff 00 00 00 00 00 00 00 10");
    }
    void bytesOfAResponse()
    {
        QFETCH(QString, prefix);
        QFETCH(int, metric);
        QFETCH(QByteArray, entry);
        const RipEntry one = routeTo(prefix.toLatin1().constData(), static_cast<uint8_t>(metric));
        const auto responses = encodeRip2(std::span(&one, 1));
        QCOMPARE(responses.size(), size_t{1});
        QCOMPARE(hex(responses.front()), "02 02 00 00 " + entry);
    }

    void atMost25EntriesInAPacket_data()
    {
        QTest::addColumn<size_t>("entries");
        QTest::addColumn<size_t>("packets");
        QTest::addColumn<size_t>("last");
        QTest::newRow("none") << size_t{0} << size_t{0} << size_t{0};
        QTest::newRow("one") << size_t{1} << size_t{1} << size_t{24};
        QTest::newRow("just full") << size_t{25} << size_t{1} << size_t{504};
        QTest::newRow("one more") << size_t{26} << size_t{2} << size_t{24};
        QTest::newRow("the mesh of 2016") << size_t{528} << size_t{22} << size_t{64};
    }
    void atMost25EntriesInAPacket()
    {
        QFETCH(size_t, entries);
        QFETCH(size_t, packets);
        QFETCH(size_t, last);
        const auto responses = encodeRip2(manyEntries(entries));
        QCOMPARE(responses.size(), packets);
        QVERIFY(responses.empty() || responses.back().size() == last);
    }

    void ourOwnParserReadsTheSame()
    {
        const auto entries = manyEntries(24);
        QVERIFY(reread(encodeRip2(entries).front()) == entries);
        const std::vector<RipEntry> mixed{routeTo("44.4.8.0/24"), routeTo("44.130.0.0/15", 16),
                                          routeTo("44.0.0.1/32", 15)};
        QVERIFY(reread(encodeRip2(mixed).front()) == mixed);
    }

    void datagramIsWhole()
    {
        const auto response = encodeRip2(manyEntries(25)).front();
        const auto packet = ripDatagram(kLan, kRouters, response);
        QCOMPARE(packet.size(), size_t{532});
        QCOMPARE(hex(std::span(packet).first(10)), QByteArray("45 c0 02 14 00 00 00 00 01 11"));
        const auto view = ConstPacketView::read(packet);
        QVERIFY(view && view->source() == kLan && view->destination() == kRouters);
        QCOMPARE(checksumOf(checksumPart(view->header())), uint16_t{0});
        QCOMPARE(hex(view->payload().first(6)), QByteArray("02 08 02 08 02 00"));
        const uint64_t pseudo = pseudoHeaderPart(kLan.value(), kRouters.value(), 17, view->payload().size());
        QCOMPARE(checksumOf(checksumPart(view->payload()) + pseudo), uint16_t{0});
        QVERIFY(std::ranges::equal(view->payload().subspan(8), response));
    }

    // A checksum of 0 would say that there is none.
    void checksumIsNeverZero()
    {
        std::vector<uint8_t> response(4);
        for (unsigned value = 0; value < 0x10000; ++value) {
            put16(response, 2, static_cast<uint16_t>(value));
            const auto packet = ripDatagram(kLan, kRouters, response);
            QVERIFY(get16(packet, 26) != 0);
        }
    }

    void theAnnouncersResponseComesOut()
    {
        test::Bytes rip = test::ripHeader();
        test::addPassword(rip);
        test::addRoute(rip, "44.4.8.0/24", "198.51.100.7");
        const test::Bytes packet = test::announcement(rip);
        const auto response = ripResponseIn(packet);
        QCOMPARE(response.size(), rip.size());
        QVERIFY(std::memcmp(response.data(), rip.data(), rip.size()) == 0);
    }

    void invalid_data()
    {
        QTest::addColumn<QByteArray>("packet");
        const auto bytes = [](const test::Bytes &b) {
            return QByteArray(reinterpret_cast<const char *>(b.data()), static_cast<qsizetype>(b.size()));
        };
        const QByteArray good = bytes(test::announcement(test::ripHeader()));
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut in the outer header") << good.first(19);
        QTest::newRow("cut in the inner header") << good.first(30);
        QTest::newRow("cut in the UDP header") << good.first(44);
        QByteArray longer = good;
        longer[45] = '\x7f'; // the UDP length, beyond the packet's end
        QTest::newRow("UDP longer than the packet") << longer;
        QByteArray shorter = good;
        shorter[45] = '\x07';
        QTest::newRow("UDP shorter than its header") << shorter;
        QByteArray noIp = good;
        noIp[20] = '\x65';
        QTest::newRow("inner version 6") << noIp;
    }
    void invalid()
    {
        QFETCH(QByteArray, packet);
        const auto *begin = reinterpret_cast<const std::byte *>(packet.constData());
        QVERIFY(ripResponseIn({begin, static_cast<size_t>(packet.size())}).empty());
    }
};

QTEST_APPLESS_MAIN(Rip44Announce)
#include "rip44announce.moc"
