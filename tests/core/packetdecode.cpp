// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/decode.h"
#include "core/packet/describe.h"
#include "core/packet/protocols.h"
#include "tests/core/packetmaker.h"
#include "tests/core/support.h"

#include <memory>

using namespace mesh44;
using namespace mesh44::test;

namespace {

// "ipv4 ipv4 udp data", and each layer's notes behind it: "ipv4:checksum".
std::string outline(std::span<const uint8_t> bytes, size_t originalLength)
{
    std::string text;
    const DecodedPacket packet = decode(bytes, originalLength);
    for (const Layer &layer : packet.layers()) {
        text.append(text.empty() ? "" : " ").append(toString(layer.kind));
        for (size_t i = 0; i < kNoteKinds; ++i) {
            if (layer.has(static_cast<NoteKind>(i)))
                text.append(":").append(toString(static_cast<NoteKind>(i)));
        }
    }
    return text;
}
std::string outline(const Octets &bytes)
{
    return outline(bytes, bytes.size());
}

// In memory of exactly its size, so that the sanitizer sees a read behind it.
class Exact
{
public:
    Exact(const Octets &bytes, size_t length) : m_bytes(std::make_unique<uint8_t[]>(length)), m_length(length)
    {
        std::copy_n(bytes.begin(), length, m_bytes.get());
    }
    std::span<const uint8_t> span() const { return {m_bytes.get(), m_length}; }

private:
    std::unique_ptr<uint8_t[]> m_bytes;
    size_t m_length;
};

bool inside(size_t offset, size_t length, size_t size)
{
    return offset <= size && length <= size - offset;
}

// What must hold of any bytes. The number of notes that blame the packet, or nothing if a promise is broken.
std::optional<size_t> errorsOf(std::span<const uint8_t> bytes, size_t originalLength)
{
    const DecodedPacket packet = decode(bytes, originalLength);
    size_t errors = 0;
    bool held = !packet.layers().empty() && !summary(packet, bytes).empty();
    for (size_t i = 0; i < packet.layers().size(); ++i) {
        const Layer &layer = packet.layers()[i];
        held = held && inside(layer.offset, layer.length, bytes.size()) && layer.header <= layer.length;
        const LayerText text = describe(packet, bytes, i);
        for (const Field &field : text.fields)
            held = held && inside(field.offset, field.length, bytes.size()) && !field.name.empty();
        for (const Note &note : text.notes)
            errors += note.level == NoteLevel::Error;
    }
    return held ? std::optional(errors) : std::nullopt;
}

QByteArray raw(const Octets &bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

Octets edited(Octets packet, size_t at, unsigned value)
{
    packet[at] = static_cast<uint8_t>(value);
    return packet;
}

} // namespace

class PacketDecode : public QObject
{
    Q_OBJECT

    std::mt19937 m_fixed{44};
    PacketMaker m_maker{m_fixed};

    static void row(const char *name, const Octets &packet, const char *expected)
    {
        QTest::newRow(name) << raw(packet) << QByteArray(expected);
    }
    static void columns()
    {
        QTest::addColumn<QByteArray>("packet");
        QTest::addColumn<QByteArray>("expected");
    }
    static void compareOutline()
    {
        QFETCH(QByteArray, packet);
        QFETCH(QByteArray, expected);
        const Octets bytes(packet.begin(), packet.end());
        QCOMPARE(QByteArray::fromStdString(outline(bytes)), expected);
    }

private Q_SLOTS:
    void layers_data()
    {
        columns();
        row("announcement", m_maker.ipv4(4, m_maker.udp4(m_maker.rip(24), 520, 520)), "ipv4 ipv4 udp rip");
        row("6in4", m_maker.ipv4(41, m_maker.udp6({1, 2})), "ipv4 ipv6 udp data");
        row("GRE", m_maker.ipv4(47, m_maker.gre(0xb000, 0x0800, m_maker.tcp4({}, {}))), "ipv4 gre ipv4 tcp");
        row("GRE with something else", m_maker.ipv4(47, m_maker.gre(0, 0x6558, {1, 2})), "ipv4 gre data");
        row("echo", m_maker.icmp(8, 0, 1, {1}), "ipv4 icmp data");
        row("error about a tunnel", m_maker.icmp(11, 0, 0, m_maker.ipv4(4, m_maker.udp4({1}))),
            "ipv4 icmp ipv4 ipv4 udp data");
        row("IPv6 error", m_maker.icmpv6(1, 4, 0, m_maker.udp6({1})), "ipv6 icmpv6 ipv6 udp data");
        row("no payload", m_maker.ipv4(132, {}), "ipv4");
        row("ICMPv6 in IPv4", m_maker.ipv4(58, Octets(8)), "ipv4 data");
        row("IPv6 without more", m_maker.ipv6(59, {}), "ipv6");
        row("first fragment", m_maker.ipv4(17, Octets{0, 9, 0, 9, 1, 0, 0, 0, 5}, kMoreFragments),
            "ipv4:first-fragment udp data");
        row("later fragment", m_maker.ipv4(17, Octets(16), 5), "ipv4:later-fragment data");
        Octets quote = m_maker.udp4(Octets(200));
        quote.resize(28);
        row("a quotation is cut and nobody is blamed", m_maker.icmp(3, 3, 0, quote), "ipv4 icmp ipv4 udp");
        quote.resize(40);
        Octets extended = quote;
        extended.resize(40 + 12, 0x20); // RFC 4884: 40 bytes quoted, an extension behind
        row("extended error", m_maker.icmp(3, 3, 10U << 16, extended), "ipv4 icmp ipv4 udp data data");
        Octets padded = m_maker.udp4({});
        padded.resize(46);
        row("padding", padded, "ipv4:trailer udp");
    }
    void layers() { compareOutline(); }

    // What is valid before the fault is still there, and the note is where the fault is.
    void invalid_data()
    {
        columns();
        const Octets udp = m_maker.ipv4(4, m_maker.udp4({1, 2, 3, 4}, 4000, 4001));
        row("empty", {}, "ipv4:header-short");
        row("half a header", Octets(udp.begin(), udp.begin() + 11), "ipv4:header-short");
        row("version 5", edited(udp, 0, 0x55), "ipv4:version");
        row("header of 16 bytes", edited(udp, 0, 0x44), "ipv4:header-length");
        row("header beyond the packet", edited(Octets(udp.begin(), udp.begin() + 24), 0, 0x4f), "ipv4:header-short");
        row("length below the header", edited(edited(udp, 2, 0), 3, 19), "ipv4:length-short:checksum");
        row("wrong header checksum", edited(udp, 8, udp[8] ^ 1), "ipv4:checksum ipv4 udp data");
        row("length beyond the packet", edited(udp, 2, 0x10), "ipv4:length-long:checksum ipv4 udp data");
        row("inner version 7", edited(udp, 20, 0x75), "ipv4 ipv4:version");
        row("inner length beyond", edited(udp, 22, 0x10), "ipv4 ipv4:length-long:checksum udp data");
        row("torn option", m_maker.ipv4(132, {}, 0, {1, 1, 7, 9}), "ipv4:options");
        row("option without length", m_maker.ipv4(132, {}, 0, {1, 1, 1, 7}), "ipv4:options");
        row("option of length 1", m_maker.ipv4(132, {}, 0, {7, 1, 1, 1}), "ipv4:options");
        row("UDP header torn", m_maker.ipv4(17, Octets(7)), "ipv4 udp:header-short");
        row("UDP length 7", m_maker.ipv4(17, {0, 9, 0, 9, 0, 7, 0, 0}), "ipv4 udp:length-short");
        row("UDP length beyond", m_maker.ipv4(17, {0, 9, 0, 9, 0, 9, 0, 0}), "ipv4 udp:length-long");
        row("UDP checksum", m_maker.ipv4(17, {0, 9, 0, 9, 0, 8, 0, 1}), "ipv4 udp:checksum");
        row("TCP header torn", m_maker.ipv4(6, Octets(19)), "ipv4 tcp:header-short");
        row("TCP header of 16 bytes", edited(m_maker.tcp4({}, {}), 32, 0x40), "ipv4 tcp:header-length");
        row("TCP header beyond", edited(m_maker.tcp4({}, {}), 32, 0xf0), "ipv4 tcp:header-short");
        row("TCP checksum", edited(m_maker.tcp4({}, {9}), 40, 8), "ipv4 tcp:checksum data");
        row("TCP option torn", m_maker.tcp4({2, 5, 0, 0}, {}), "ipv4 tcp:options");
        row("ICMP torn", m_maker.ipv4(1, Octets(5)), "ipv4 icmp:header-short");
        row("ICMP checksum", edited(m_maker.icmp(8, 0, 1, {}), 21, 5), "ipv4 icmp:checksum");
        row("ICMP quotes no IP", m_maker.icmp(3, 0, 0, Octets(8, 0x99)), "ipv4 icmp ipv4:version");
        row("timestamps torn", m_maker.icmp(13, 0, 0, Octets(11)), "ipv4 icmp:header-short");
        row("IPv6 torn", Octets(39, 0x60), "ipv6:header-short");
        row("IPv6 in IPIP", m_maker.ipv4(4, m_maker.udp6({})), "ipv4 ipv4:version");
        row("IPv4 in 6in4", m_maker.ipv4(41, m_maker.udp4({})), "ipv4 ipv6:version");
        row("IPv6 length beyond", edited(m_maker.udp6({1}), 4, 9), "ipv6:length-long udp data");
        row("extension torn", m_maker.ipv6(60, Octets{17, 1, 0, 0, 0, 0, 0, 0}), "ipv6 extension:header-short");
        row("extension with torn options", m_maker.ipv6(60, Octets{59, 0, 5, 9, 0, 0, 0, 0}), "ipv6 extension:options");
        row("ICMPv6 checksum", edited(m_maker.icmpv6(128, 0, 1, {}), 47, 0x77), "ipv6 icmpv6:checksum");
        row("GRE torn", m_maker.ipv4(47, Octets(3)), "ipv4 gre:header-short");
        row("GRE key torn", m_maker.ipv4(47, {0x20, 0, 8, 0, 1}), "ipv4 gre:header-short");
        row("GRE version 1", m_maker.ipv4(47, {0, 1, 8, 0, 1}), "ipv4 gre:unsupported data");
        row("GRE with routes", m_maker.ipv4(47, {0x40, 0, 8, 0, 1}), "ipv4 gre:unsupported data");
        row("GRE checksum", m_maker.ipv4(47, {0x80, 0, 0x65, 0x58, 1, 1, 0, 0}), "ipv4 gre:checksum");
        const auto rip = [this](Octets bytes) { return m_maker.udp4(bytes, 520, 520); };
        row("RIP torn", rip({2, 2, 0}), "ipv4 udp rip:header-short");
        row("RIP version 1", rip({2, 1, 0, 0}), "ipv4 udp rip:version");
        Octets torn = m_maker.rip(2);
        torn.pop_back();
        row("torn entry", rip(torn), "ipv4 udp rip:entries");
        row("26 entries", rip(m_maker.rip(25)), "ipv4 udp rip:entries");
    }
    void invalid() { compareOutline(); }

    // An encapsulation bomb costs sixteen layers, not the stack.
    void tooDeep()
    {
        Octets bomb = m_maker.udp4({});
        for (int i = 0; i < 1000; ++i)
            bomb = m_maker.ipv4(kProtocolIpip, bomb);
        const DecodedPacket packet = decode(bomb, bomb.size());
        QCOMPARE(packet.layers().size(), kMostLayers);
        QVERIFY(packet.layers().back().has(NoteKind::TooDeep));
    }

    void pendingChecksumIsNoFault()
    {
        const Octets packet = edited(m_maker.tcp4({}, {1}), 36, 0x11);
        QVERIFY(decode(packet, packet.size()).layers()[1].has(NoteKind::Checksum));
        const Layer pending = decode(packet, packet.size(), true).layers()[1];
        QVERIFY(pending.has(NoteKind::ChecksumPending) && !pending.has(NoteKind::Checksum));
    }

    void checksumSaysWhatItShouldBe()
    {
        for (const MadePacket &made : m_maker.all()) {
            const DecodedPacket good = decode(made.bytes, made.bytes.size());
            for (size_t i = 0; i < good.layers().size(); ++i) {
                const ChecksumState state = checksumState(made.bytes, good.layers().first(i + 1));
                QVERIFY2(!state.checkable || (!state.wrong && state.found == state.expected), made.name.c_str());
            }
        }
    }

    // A packet that the capture has cut is never blamed for that; one that was cut on its way always is.
    void everyCut()
    {
        for (const MadePacket &made : m_maker.all()) {
            QVERIFY2(errorsOf(made.bytes, made.bytes.size()) == size_t{0}, made.name.c_str());
            for (size_t length = 0; length < made.bytes.size(); ++length) {
                const Exact cut(made.bytes, length);
                QVERIFY2(errorsOf(cut.span(), made.bytes.size()) == size_t{0}, made.name.c_str());
                const auto errors = errorsOf(cut.span(), length);
                QVERIFY2(errors && *errors > 0, made.name.c_str());
            }
        }
    }

    void anyByteDamaged()
    {
        std::mt19937 random = seededGenerator();
        PacketMaker maker(random);
        for (int turn = 0; turn < 20; ++turn) {
            for (const MadePacket &made : maker.all()) {
                Octets damaged = made.bytes;
                for (size_t times = 1 + random() % 4; times > 0; --times)
                    damaged[random() % damaged.size()] = static_cast<uint8_t>(random());
                const Exact exact(damaged, damaged.size());
                QVERIFY2(errorsOf(exact.span(), damaged.size() + random() % 2), made.name.c_str());
            }
        }
    }
};

QTEST_APPLESS_MAIN(PacketDecode)
#include "packetdecode.moc"
