// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/describe.h"
#include "tests/core/packetmaker.h"
#include "tests/core/support.h"

using namespace mesh44;
using namespace mesh44::test;

namespace {

// One layer as lines: title, fields as "name=text @offset+length", notes.
std::string lines(const Octets &bytes, size_t layer, Passwords passwords = Passwords::Hidden)
{
    const LayerText text = describe(decode(bytes, bytes.size()), bytes, layer, passwords);
    std::string all = text.title;
    for (const Field &field : text.fields) {
        all.append("\n")
            .append(static_cast<size_t>(field.level), '.')
            .append(field.name)
            .append("=")
            .append(field.text);
        all += " @" + std::to_string(field.offset) + "+" + std::to_string(field.length);
    }
    for (const Note &note : text.notes)
        all.append("\n").append(toString(note.level)).append(": ").append(note.text);
    return all;
}

std::string summaryOf(const Octets &bytes, size_t originalLength = 0)
{
    return summary(decode(bytes, std::max(bytes.size(), originalLength)), bytes);
}

Octets fixedIp(uint8_t protocol, const Octets &payload, Ipv4Address from, Ipv4Address to)
{
    return ipPacket({from, to, protocol, 0, 0}, payload);
}

const Ipv4Address kOutside(198, 51, 100, 7);
const Ipv4Address kGateway(203, 0, 113, 9);
const Ipv4Address kHost(44, 128, 10, 2);
const Ipv4Address kFar(44, 128, 200, 1);

Octets announcement()
{
    Octets rip{2, 2, 0, 0, 0xff, 0xff, 0, 2, 's', 'e', 'c', 'r', 'e', 't', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    const Octets route{0, 2, 0, 4, 44, 128, 200, 0, 255, 255, 255, 0, 198, 51, 100, 7, 0, 0, 0, 1};
    rip.insert(rip.end(), route.begin(), route.end());
    Octets udp{2, 8, 2, 8, 0, static_cast<uint8_t>(8 + rip.size()), 0, 0};
    udp.insert(udp.end(), rip.begin(), rip.end());
    return fixedIp(4, fixedIp(17, udp, Ipv4Address(44, 0, 0, 1), Ipv4Address(224, 0, 0, 9)), kOutside, kGateway);
}

} // namespace

class PacketDescribe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ipv4()
    {
        QCOMPARE(lines(announcement(), 0),
                 std::string("IPv4 198.51.100.7 → 203.0.113.9\nversion=4 @0+1\nheader-length=20 bytes @0+1\n"
                             "dscp=0 @1+1\necn=0 (not capable) @1+1\ntotal-length=92 @2+2\n"
                             "identification=0x0000 @4+2\ndont-fragment=0 @6+2\nmore-fragments=0 @6+2\n"
                             "fragment-offset=0 @6+2\nttl=63 @8+1\nprotocol=4 (IP in IP) @9+1\n"
                             "checksum=0x155a @10+2\nsource=198.51.100.7 @12+4\ndestination=203.0.113.9 @16+4"));
    }

    void ripHidesThePassword()
    {
        const std::string hidden = lines(announcement(), 3);
        QCOMPARE(hidden, std::string("RIP, 1 route\ncommand=2 (response) @48+1\nversion=2 @49+1\n"
                                     "authentication=a password @52+20\n.authentication-type=2 @54+2\n"
                                     ".password=hidden @56+16\n"
                                     "entry=44.128.200.0/24 → 198.51.100.7, metric 1 @72+20\n.family=2 @72+2\n"
                                     ".tag=4 @74+2\n.network=44.128.200.0 @76+4\n.mask=255.255.255.0 @80+4\n"
                                     ".next-hop=198.51.100.7 @84+4\n.metric=1 @88+4"));
        QVERIFY(lines(announcement(), 3, Passwords::Shown).find("password=secret") != std::string::npos);
    }

    void notesSayWhatIsWrong_data()
    {
        QTest::addColumn<size_t>("at");
        QTest::addColumn<uint>("value");
        QTest::addColumn<size_t>("layer");
        QTest::addColumn<QByteArray>("note");
        const auto row = [](const char *name, size_t at, uint value, size_t layer, const char *note) {
            QTest::newRow(name) << at << value << layer << QByteArray(note);
        };
        row("checksum", 10, 0x12, 0, "error: the checksum is 0x125a and should be 0x155a");
        row("length", 2, 5, 0, "error: the length, 1372, is more than there is");
        row("version", 20, 0x65, 1, "error: there should be IP version 4, this says 6");
        row("RIP version", 49, 3, 3, "error: RIP version 3: only version 2 is taken apart");
        row("fragment", 26, 0x20, 1, "info: the first fragment: the rest is in other packets");
    }
    void notesSayWhatIsWrong()
    {
        QFETCH(size_t, at);
        QFETCH(uint, value);
        QFETCH(size_t, layer);
        QFETCH(QByteArray, note);
        Octets packet = announcement();
        packet[at] = static_cast<uint8_t>(value);
        const std::string text = lines(packet, layer);
        QVERIFY2(text.find("\n" + note.toStdString()) != std::string::npos, text.c_str());
    }

    void summaries()
    {
        QCOMPARE(summaryOf(announcement()),
                 std::string("198.51.100.7 → 203.0.113.9 · 44.0.0.1 → 224.0.0.9 · UDP 520 → 520 · RIP, 1 route · "
                             "92 bytes"));
        Octets echo{8, 0, 0, 0, 0, 1, 0, 7};
        put16(echo, 2, slowChecksum(echo));
        const Octets ping = fixedIp(1, echo, kFar, kHost);
        QCOMPARE(
            summaryOf(fixedIp(4, ping, kOutside, kGateway)),
            std::string("198.51.100.7 → 203.0.113.9 · 44.128.200.1 → 44.128.10.2 · ICMP echo request 7 · 48 bytes"));
        Octets error{3, 1, 0, 0, 0, 0, 0, 0};
        const Octets tunnel = fixedIp(4, ping, kGateway, kOutside);
        error.insert(error.end(), tunnel.begin(), tunnel.end());
        put16(error, 2, slowChecksum(error));
        QCOMPARE(
            summaryOf(fixedIp(1, error, kOutside, kGateway)),
            std::string("198.51.100.7 → 203.0.113.9 · ICMP destination unreachable, host unreachable · about "
                        "203.0.113.9 → 198.51.100.7 · 44.128.200.1 → 44.128.10.2 · ICMP echo request 7 · 76 bytes"));
        echo[3] ^= 1;
        QCOMPARE(summaryOf(fixedIp(1, echo, kFar, kHost), 90),
                 std::string("44.128.200.1 → 44.128.10.2 · ICMP echo request 7! · 90 bytes"));
        QCOMPARE(summaryOf(tcpPacket({.flags = 0x12, .length = 0})),
                 std::string("44.4.8.1 → 44.128.10.2 · TCP 4444 → 80 SYN, ACK · 40 bytes"));
        QCOMPARE(summaryOf({}), std::string("IPv4! · 0 bytes"));
    }
};

QTEST_APPLESS_MAIN(PacketDescribe)
#include "packetdescribe.moc"
