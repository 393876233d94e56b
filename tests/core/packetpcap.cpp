// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/pcap.h"
#include "tests/core/packetmaker.h"
#include "tests/core/support.h"

using namespace mesh44;
using namespace mesh44::test;

namespace {

std::span<const uint8_t> octets(const std::string &file)
{
    return {reinterpret_cast<const uint8_t *>(file.data()), file.size()};
}

// Its words of four bytes, from the first to the last.
std::string filed(std::initializer_list<uint32_t> words, bool bigEndian = false)
{
    std::string file;
    for (const uint32_t word : words) {
        for (int i = 0; i < 4; ++i)
            file += static_cast<char>(word >> (8 * (bigEndian ? 3 - i : i)));
    }
    return file;
}

} // namespace

class PacketPcap : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void roundTrip()
    {
        std::mt19937 random = seededGenerator();
        PacketMaker maker(random);
        std::string file = pcapHeader(96);
        std::vector<PcapPacket> written;
        for (const MadePacket &made : maker.all()) {
            PcapPacket packet{random() * uint64_t{1000000007} % (uint64_t{4000000000} * 1000000000),
                              static_cast<uint32_t>(made.bytes.size()), made.bytes};
            appendPcap(file, packet, 96);
            packet.bytes.resize(std::min<size_t>(packet.bytes.size(), 96));
            written.push_back(packet);
        }
        const auto read = readPcap(octets(file));
        QVERIFY(read);
        QVERIFY(*read == written);
    }

    void readsWhatOthersWrite_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<qulonglong>("time");
        const auto row = [](const char *name, const std::string &file, qulonglong time) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << time;
        };
        row("microseconds", filed({0xa1b2c3d4, 0x00040002, 0, 0, 65535, 101, 5, 7, 0, 60}), 5000007000);
        row("nanoseconds", filed({0xa1b23c4d, 0x00040002, 0, 0, 65535, 228, 5, 7, 0, 60}), 5000000007);
        row("big-endian", filed({0xa1b2c3d4, 0x00020004, 0, 0, 65535, 101, 5, 7, 0, 60}, true), 5000007000);
        row("with a check sequence", filed({0xa1b2c3d4, 0x00040002, 0, 0, 65535, 0xf0000065, 5, 7, 0, 60}), 5000007000);
    }
    void readsWhatOthersWrite()
    {
        QFETCH(QByteArray, file);
        QFETCH(qulonglong, time);
        const auto read = readPcap(octets(file.toStdString()));
        QVERIFY(read);
        QCOMPARE(read->size(), size_t{1});
        QCOMPARE(qulonglong{read->front().time}, time);
        QCOMPARE(read->front().originalLength, 60U);
    }

    void invalid_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char *name, const std::string &file, const char *message) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << QByteArray(message);
        };
        const std::string header = pcapHeader(65535);
        row("empty", "", "byte 0: the file is too short");
        row("23 bytes", header.substr(0, 23), "byte 0: the file is too short");
        row("pcapng", filed({0x0a0d0d0a, 28, 0x1a2b3c4d, 0, 0, 0}), "byte 0: the file is no pcap file");
        row("version 1", filed({0xa1b2c3d4, 0x00040001, 0, 0, 0, 101}), "byte 0: version 1, and only 2 is known");
        row("Ethernet", filed({0xa1b2c3d4, 0x00040002, 0, 0, 65535, 1}),
            "byte 0: link type 1, and only raw IP (101) can be read");
        row("torn header of a packet", header + filed({1, 2, 3}), "byte 24: the header of a packet is torn");
        row("torn packet", header + filed({1, 2, 5, 5, 0}), "byte 40: the bytes of a packet are torn");
        row("longer than it was", header + filed({1, 2, 5, 4, 0, 0}),
            "byte 24: a packet has 5 bytes, more than it can have");
        row("huge", header + filed({1, 2, 262145, 262145}),
            "byte 24: a packet has 262145 bytes, more than it can have");
        row("a second and more", header + filed({1, 1000000000, 0, 0}),
            "byte 24: the fraction of a second is more than one");
    }
    void invalid()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, message);
        const auto read = readPcap(octets(file.toStdString()));
        QVERIFY(!read);
        QCOMPARE(QByteArray::fromStdString(read.error().message), message);
    }
};

QTEST_APPLESS_MAIN(PacketPcap)
#include "packetpcap.moc"
