// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/segmentation.h"
#include "tests/core/planepackets.h"

#include <QTest>

#include <random>

using namespace mesh44;
using namespace mesh44::test;

namespace {

// What the coalescer makes of these packets: one joined packet and its offload header for each group.
std::vector<std::pair<OffloadHeader, Octets>> joined(std::vector<Octets> &packets)
{
    Coalescer coalescer;
    for (Octets &packet : packets)
        coalescer.add(*PacketView::read(packet));
    std::vector<std::pair<OffloadHeader, Octets>> groups(coalescer.groups());
    for (size_t i = 0; i < groups.size(); ++i) {
        groups[i].first = coalescer.take(i, [&](std::span<const uint8_t> piece) {
            groups[i].second.insert(groups[i].second.end(), piece.begin(), piece.end());
        });
    }
    return groups;
}

std::vector<Octets> cut(const OffloadHeader &offload, Octets packet)
{
    std::vector<Octets> pieces;
    Segmenter segmenter;
    if (!segmenter.begin(offload, *PacketView::read(packet)))
        return pieces;
    for (Segmenter::Segment segment; segmenter.next(segment);) {
        Octets piece(segment.header.begin(), segment.header.end());
        piece.insert(piece.end(), segment.payload.begin(), segment.payload.end());
        pieces.push_back(piece);
    }
    return pieces;
}

// A stream of packets as one sender makes them.
std::vector<Octets> stream(size_t count, size_t size, size_t last, Tcp fields = {})
{
    std::vector<Octets> packets;
    for (size_t i = 0; i < count; ++i) {
        fields.length = i + 1 == count ? last : size;
        packets.push_back(tcpPacket(fields));
        put16(packets.back(), 4, static_cast<uint16_t>(i));
        put16(packets.back(), 10, 0);
        put16(packets.back(), 10, slowChecksum({packets.back().begin(), packets.back().begin() + kIpHeader}));
        fields.sequence += static_cast<uint32_t>(fields.length);
        fields.fill = static_cast<uint8_t>(fields.fill + 31);
    }
    return packets;
}

} // namespace

class SegmentationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void joinsAndCutsBackToTheSame_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("last");
        QTest::newRow("two") << 2 << 1000 << 1000;
        QTest::newRow("shorter last") << 3 << 1000 << 1;
        QTest::newRow("many") << 44 << 1428 << 700;
        QTest::newRow("odd sizes") << 7 << 999 << 333;
        QTest::newRow("small ones") << 64 << 8 << 8;
    }
    void joinsAndCutsBackToTheSame()
    {
        QFETCH(int, count);
        QFETCH(int, size);
        QFETCH(int, last);
        // A sequence number that wraps around on the way.
        const auto packets = stream(static_cast<size_t>(count), static_cast<size_t>(size), static_cast<size_t>(last),
                                    {.sequence = 0xfffffff0U});
        auto sent = packets;
        const auto groups = joined(sent);
        QCOMPARE(groups.size(), size_t{1});
        QCOMPARE(groups[0].first.gsoSize, static_cast<uint16_t>(size));
        QVERIFY(cut(groups[0].first, groups[0].second) == packets);
    }

    void streamsDoNotMix()
    {
        const auto a = stream(4, 500, 500, {.sourcePort = 1});
        const auto b = stream(4, 600, 600, {.sourcePort = 2});
        std::vector<Octets> mixed;
        for (size_t i = 0; i < 4; ++i) {
            mixed.push_back(a[i]);
            mixed.push_back(b[i]);
        }
        const auto groups = joined(mixed);
        QCOMPARE(groups.size(), size_t{2});
        QVERIFY(cut(groups[0].first, groups[0].second) == a);
        QVERIFY(cut(groups[1].first, groups[1].second) == b);
    }

    // Packet 1 of three is not joined to packet 0, and nothing overtakes it.
    void notJoined_data()
    {
        QTest::addColumn<int>("change");
        int row = 0;
        for (const char *name : {"gap", "repeated", "longer", "flags", "tos", "ttl", "acknowledgement", "window",
                                 "wrong checksum", "wrong header checksum", "may be fragmented", "no data", "push"})
            QTest::newRow(name) << row++;
    }
    void notJoined()
    {
        QFETCH(int, change);
        auto packets = stream(3, 500, 500);
        Tcp second{.sequence = 1500, .length = 500};
        Ip ip{.protocol = kProtocolTcp};
        switch (change) {
        case 0: second.sequence = 1501; break;
        case 1: second.sequence = 1000; break;
        case 2: second.length = 501; break;
        case 3: second.flags = 0x11; break;
        case 4: ip.tos = 8; break;
        case 10: ip.fragment = 0; break;
        case 11: second.length = 0; break;
        default: break;
        }
        packets[1] = tcpPacket(second, ip);
        const auto patch = [&](size_t at) { // keeps both checksums right: the same 16 bits go up and down
            packets[1][at] = static_cast<uint8_t>(packets[1][at] + 1);
        };
        switch (change) {
        case 5:
            packets[1][8] = 1;
            packets[1][10] = 0;
            packets[1][11] = 0;
            put16(packets[1], 10, slowChecksum({packets[1].begin(), packets[1].begin() + kIpHeader}));
            break;
        case 6:
            patch(31);
            put16(packets[1], 36, static_cast<uint16_t>(get16(packets[1], 36) - 1));
            break;
        case 7:
            patch(35);
            put16(packets[1], 36, static_cast<uint16_t>(get16(packets[1], 36) - 1));
            break;
        case 8: patch(100); break;
        case 9: patch(10); break;
        case 12: packets[0] = tcpPacket({.flags = 0x18, .length = 500}); break;
        default: break;
        }
        auto sent = packets;
        const auto groups = joined(sent);
        QVERIFY(groups.size() >= 2);
        QVERIFY(groups[0].second == packets[0]); // alone, as it was
        QVERIFY(groups[0].first == OffloadHeader());
        std::vector<Octets> all;
        for (const auto &[offload, packet] : groups) {
            for (const Octets &piece : cut(offload, packet))
                all.push_back(piece);
        }
        QVERIFY(all.size() == 3 && all[1] == packets[1]);
    }

    void pushEndsAGroupAndIsKept()
    {
        auto packets = stream(3, 500, 500);
        packets[1] = tcpPacket({.sequence = 1500, .flags = 0x18, .length = 500});
        put16(packets[1], 4, 1);
        put16(packets[1], 10, 0);
        put16(packets[1], 10, slowChecksum({packets[1].begin(), packets[1].begin() + kIpHeader}));
        auto sent = packets;
        const auto groups = joined(sent);
        QCOMPARE(groups.size(), size_t{2});
        QVERIFY(cut(groups[0].first, groups[0].second) == std::vector(packets.begin(), packets.begin() + 2));
    }

    void halfAChecksumIsCompleted()
    {
        Octets whole = tcpPacket({.length = 301});
        Octets half = whole;
        Octets pseudo(12);
        std::copy_n(half.begin() + 12, 8, pseudo.begin());
        pseudo[9] = kProtocolTcp;
        put16(pseudo, 10, 321);
        put16(half, 36, static_cast<uint16_t>(~slowChecksum(pseudo)));
        const OffloadHeader offload{.flags = OffloadHeader::kNeedsChecksum, .checksumStart = 20, .checksumOffset = 16};
        QVERIFY(cut(offload, half) == std::vector<Octets>{whole});
    }

    void invalidOffload_data()
    {
        QTest::addColumn<int>("row");
        for (int i = 0; i < 6; ++i)
            QTest::addRow("%d", i) << i;
    }
    void invalidOffload()
    {
        QFETCH(int, row);
        const OffloadHeader tso{.gsoType = OffloadHeader::kTcp4, .gsoSize = 500};
        const OffloadHeader rows[] = {
            {.flags = OffloadHeader::kNeedsChecksum, .checksumStart = 19, .checksumOffset = 16},   // in the IP header
            {.flags = OffloadHeader::kNeedsChecksum, .checksumStart = 20, .checksumOffset = 2000}, // behind the end
            {.flags = OffloadHeader::kNeedsChecksum, .checksumStart = 0xffff, .checksumOffset = 0xffff},
            {.gsoType = 3, .gsoSize = 500}, // UDP
            {.gsoType = OffloadHeader::kTcp4, .gsoSize = 0},
            tso};
        Octets packet = row == 5 ? ipPacket({.protocol = kProtocolTcp}, Octets(19)) : tcpPacket({});
        QVERIFY(cut(rows[row], packet).empty());
    }

    void randomPacketsSurvive()
    {
        const uint32_t seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 generator(seed);
        const auto random = [&] { return static_cast<uint32_t>(generator()); };
        for (int round = 0; round < 300; ++round) {
            std::vector<Octets> packets;
            std::array<uint32_t, 4> sequences{};
            for (size_t i = 0; i < Coalescer::kMost; ++i) {
                const auto port = static_cast<uint16_t>(random() % 4);
                const size_t length = random() % 5 ? 200 : random() % 300;
                const uint8_t flags = random() % 9 ? 0x10 : 0x18;
                packets.push_back(tcpPacket({port, sequences[port], flags, length, static_cast<uint8_t>(i)}));
                if (random() % 9)
                    sequences[port] += static_cast<uint32_t>(length);
                if (random() % 20 == 0)
                    packets.back() = ipPacket({}, Octets(random() % 50));
            }
            auto sent = packets;
            std::vector<Octets> out;
            for (const auto &[offload, packet] : joined(sent)) {
                for (Octets &piece : cut(offload, packet))
                    out.push_back(piece);
            }
            // Identifications count up in a joined packet; all else is as it was, in order within each stream.
            QCOMPARE(out.size(), packets.size());
            for (uint16_t port = 0; port < 4; ++port)
                QVERIFY(ofPort(out, port) == ofPort(packets, port));
        }
    }

private:
    static std::vector<Octets> ofPort(const std::vector<Octets> &packets, uint16_t port)
    {
        std::vector<Octets> found;
        for (Octets packet : packets) {
            if (packet[9] != kProtocolTcp || get16(packet, 20) != port)
                continue;
            if (slowChecksum({packet.begin(), packet.begin() + kIpHeader}) != 0)
                packet[0] = 0; // never equal
            put16(packet, 4, 0);
            put16(packet, 10, 0);
            found.push_back(packet);
        }
        return found;
    }
};

QTEST_GUILESS_MAIN(SegmentationTest)
#include "segmentation.moc"
