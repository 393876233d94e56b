// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the simulated mesh sends and answers. What it gets wrong would be blamed on the helper.

#include "tests/lab/burst.h"
#include "tests/lab/generator.h"
#include "tests/lab/responder.h"

#include <QFile>
#include <QTest>
#include <fstream>
#include <functional>

using namespace mesh44;
using namespace mesh44::lab;

namespace {

const Announcement kServed{Ipv4Prefix::covering(Ipv4Address(44, 60, 0, 0), 16), Ipv4Address(198, 18, 0, 1)};
const Announcement kInside{Ipv4Prefix::covering(Ipv4Address(44, 60, 1, 0), 24), Ipv4Address(198, 18, 0, 2)};
constexpr Ipv4Address kAnnouncer(169, 228, 34, 84);
constexpr Ipv4Address kGateway(203, 0, 113, 9);
constexpr Ipv4Address kHost(44, 128, 10, 2);

Bytes ping(Ipv4Address endpoint, Ipv4Address target)
{
    return ipv4Packet(kGateway, endpoint, kIpip, ipv4Packet(kHost, target, kIcmp, echoRequest(7, 1, 56)));
}

} // namespace

class LabPackets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void burstSizes()
    {
        const Result<Mesh> mesh = generate({.seed = 44});
        QVERIFY(mesh);
        const std::vector<Bytes> packets = burst({.gateway = kGateway}, *mesh);
        QCOMPARE(packets.size(), size_t{23});
        for (size_t i = 0; i + 1 < packets.size(); ++i)
            QCOMPARE(packets[i].size(), size_t{552});
        QCOMPARE(packets.back().size(), size_t{20 + 112});
    }

    // Byte for byte what was captured in 2016; the checksums of the headers prove themselves.
    void burstIsTheRealOne()
    {
        const QByteArray folder = qgetenv("MESH44_DATA");
        QFile capture(QString::fromLocal8Bit(folder) + QLatin1String("/mesh-2016.pcap"));
        if (!capture.open(QIODevice::ReadOnly))
            QSKIP("mesh-2016.pcap is not here (MESH44_DATA names its folder)");
        std::ifstream csv(folder.toStdString() + "/mesh-2016.csv");
        const Result<Mesh> mesh = readCsv(csv);
        QVERIFY(mesh);
        const QByteArray captured = capture.readAll();
        for (const Bytes &packet : burst({.gateway = Ipv4Address(198, 51, 100, 2)}, *mesh))
            QVERIFY(captured.contains(QByteArray(reinterpret_cast<const char *>(packet.data()), int(packet.size()))));
    }

    void hostilePacketsDiffer()
    {
        const BurstFrame frame{.gateway = kGateway};
        const Bytes good = ripPacket(frame, {rawEntry(kServed)});
        for (const HostilePacket &hostile : hostilePackets(frame, kServed)) {
            QVERIFY2(hostile.packet != good, hostile.name.c_str());
            QVERIFY2(readIpv4(hostile.packet).has_value(), hostile.name.c_str());
        }
    }

    void answers_data()
    {
        QTest::addColumn<quint32>("endpoint");
        QTest::addColumn<quint32>("target");
        QTest::addColumn<bool>("answered");
        const auto row = [](const char *name, Ipv4Address endpoint, Ipv4Address target, bool answered) {
            QTest::newRow(name) << endpoint.value() << target.value() << answered;
        };
        row("its own prefix", kServed.endpoint, {44, 60, 2, 1}, true);
        row("the longest match is somebody else's", kServed.endpoint, {44, 60, 1, 1}, false);
        row("the nested prefix", kInside.endpoint, {44, 60, 1, 1}, true);
        row("the wider one at the nested one's endpoint", kInside.endpoint, {44, 60, 2, 1}, false);
        row("the Internet by the announcer", kAnnouncer, {8, 8, 8, 8}, true);
        row("the mesh by the announcer", kAnnouncer, {44, 60, 2, 1}, false);
        row("the Internet by an endpoint", kServed.endpoint, {8, 8, 8, 8}, false);
        row("nobody", {198, 18, 9, 9}, {44, 60, 2, 1}, false);
    }
    void answers()
    {
        QFETCH(quint32, endpoint);
        QFETCH(quint32, target);
        QFETCH(bool, answered);
        Responder responder({kServed, kInside}, kAnnouncer);
        const auto reply = responder.answer(ping(Ipv4Address(endpoint), Ipv4Address(target)));
        QCOMPARE(reply.has_value(), answered);
        const ResponderStats stats = responder.stats();
        QCOMPARE(stats.answered + stats.internet, uint64_t{answered});
        QCOMPARE(stats.misdelivered + stats.unknown, uint64_t{!answered});
        if (!answered)
            return;
        const auto outer = readIpv4(*reply);
        const auto inner = readIpv4(outer->payload);
        QCOMPARE(outer->source, Ipv4Address(endpoint));
        QCOMPARE(outer->destination, kGateway);
        QCOMPARE(inner->source, Ipv4Address(target));
        QCOMPARE(inner->destination, kHost);
        QCOMPARE(internetChecksum(inner->payload), uint16_t{0});
    }

    void leaksAreCounted()
    {
        Responder responder({kServed}, kAnnouncer);
        QVERIFY(!responder.answer(ipv4Packet(kHost, Ipv4Address(8, 8, 8, 8), kIcmp, echoRequest(7, 1, 56))));
        QVERIFY(!responder.answer(ipv4Packet(kGateway, Ipv4Address(8, 8, 8, 8), kIcmp, echoRequest(7, 1, 56))));
        QCOMPARE(responder.stats().leaked, uint64_t{1});
    }

    void invalidPackets_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const Bytes good = ping(kServed.endpoint, Ipv4Address(44, 60, 2, 1));
        const auto row = [&](const char *name, const std::function<void(QByteArray &)> &alter) {
            QByteArray bytes(reinterpret_cast<const char *>(good.data()), int(good.size()));
            alter(bytes);
            QTest::newRow(name) << bytes;
        };
        row("empty", [](QByteArray &b) { b.clear(); });
        row("half a header", [](QByteArray &b) { b.truncate(10); });
        row("cut inside", [](QByteArray &b) { b.truncate(50); });
        row("version 6", [](QByteArray &b) { b[0] = 0x65; });
        row("header of 16 bytes", [](QByteArray &b) { b[0] = 0x44; });
        row("fragment", [](QByteArray &b) { b[6] = 0x20; });
        row("inner length lies", [](QByteArray &b) { b[20 + 2] = 0x7f; });
        row("echo reply", [](QByteArray &b) { b[40] = 0; });
        row("ICMP checksum", [](QByteArray &b) { b[60] = 0; });
    }
    void invalidPackets()
    {
        QFETCH(QByteArray, bytes);
        Responder responder({kServed}, kAnnouncer);
        const auto *data = reinterpret_cast<const uint8_t *>(bytes.constData());
        QVERIFY(!responder.answer(View(data, size_t(bytes.size()))));
    }
};

QTEST_APPLESS_MAIN(LabPackets)
#include "lab_packets.moc"
