// SPDX-License-Identifier: GPL-3.0-or-later
//
// The filters of captures in the kernel itself, on a pair of local sockets: no privilege, no network. What passes must
// be what the decoder says should.

#include "helper/probe/capturefilter.h"

#include "core/packet/decode.h"
#include "core/packet/protocols.h"
#include "helper/filedescriptor.h"
#include "tests/core/packetmaker.h"
#include "tests/core/support.h"

#include <QTest>

#include <algorithm>
#include <optional>

#include <sys/socket.h>

using namespace mesh44;
using namespace mesh44::test;

namespace {

// Says of each packet what is left of it behind the filter; nothing for one that is dropped.
class Sieve
{
public:
    explicit Sieve(FilterProgram program)
    {
        int pair[2] = {-1, -1};
        if (::socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair) != 0)
            return;
        m_in = FileDescriptor(pair[0]);
        m_out = FileDescriptor(pair[1]);
        const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
        m_ready = ::setsockopt(m_out.get(), SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter) == 0;
    }
    bool isReady() const { return m_ready; }

    std::optional<size_t> pass(const Octets &packet)
    {
        if (::send(m_in.get(), packet.data(), packet.size(), 0) < 0)
            return std::nullopt;
        std::array<uint8_t, 65536> left{};
        const ssize_t length = ::recv(m_out.get(), left.data(), left.size(), 0);
        return length < 0 ? std::nullopt : std::optional(static_cast<size_t>(length));
    }

private:
    FileDescriptor m_in;
    FileDescriptor m_out;
    bool m_ready = false;
};

struct Seen
{
    std::span<const uint8_t> bytes;
    std::span<const Layer> layers;

    uint32_t word(size_t layer, size_t at) const { return get32(bytes, layers[layer].offset + at); }
    bool isWhole(size_t layer) const
    {
        return layer < layers.size() && layers[layer].kind == LayerKind::Ipv4 && layers[layer].header >= kIpHeader
               && !layers[layer].has(NoteKind::Version);
    }
    uint8_t protocol(size_t layer) const { return bytes[layers[layer].offset + 9]; }
    // The layer that is, or tells of, a tunnel packet: the first one, or the one that an ICMP error quotes.
    std::optional<size_t> tunnel() const
    {
        const auto wraps = [this](size_t i) {
            return protocol(i) == kProtocolIpip || protocol(i) == kProtocolIpv6 || protocol(i) == kProtocolGre;
        };
        if (!isWhole(0))
            return std::nullopt;
        if (wraps(0))
            return 0;
        if (protocol(0) == kProtocolIcmp && isWhole(2) && layers[2].quoted && wraps(2))
            return 2;
        return std::nullopt;
    }
    bool touches(size_t layer, Ipv4Prefix prefix) const
    {
        return prefix.contains(Ipv4Address(word(layer, 12))) || prefix.contains(Ipv4Address(word(layer, 16)));
    }
};

bool shouldPass(const CaptureFilter &filter, const Octets &packet)
{
    const DecodedPacket decoded = decode(packet, packet.size());
    const Seen seen{packet, decoded.layers()};
    const auto tunnel = seen.tunnel();
    if (!tunnel)
        return false;
    const bool inner = seen.protocol(*tunnel) == kProtocolIpip && seen.isWhole(*tunnel + 1);
    if (filter.only == CaptureOnly::Endpoint) {
        const auto host = Ipv4Prefix::host(filter.endpoint);
        return seen.touches(0, host) || seen.touches(*tunnel, host);
    }
    if (filter.only == CaptureOnly::Prefix)
        return inner && seen.touches(*tunnel + 1, filter.prefix);
    if (filter.only == CaptureOnly::Rip44)
        return *tunnel == 0 && inner && decoded.layers().size() > 2 && decoded.layers()[2].kind == LayerKind::Udp
               && get16(packet, decoded.layers()[2].offset + 2) == kPortRip;
    return true;
}

// Of any of its layers.
Ipv4Address someAddress(std::mt19937 &random, const Octets &packet)
{
    std::vector<Ipv4Address> all{Ipv4Address(198, 51, 100, 1)};
    const DecodedPacket decoded = decode(packet, packet.size());
    const Seen seen{packet, decoded.layers()};
    for (size_t i = 0; i < seen.layers.size(); ++i) {
        if (seen.isWhole(i))
            all.insert(all.end(), {Ipv4Address(seen.word(i, 12)), Ipv4Address(seen.word(i, 16))});
    }
    return all[random() % all.size()];
}

} // namespace

class CaptureFilterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parses_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("subject");
        QTest::newRow("all") << QByteArray("all") << QByteArray();
        QTest::newRow("tunnel") << QByteArray("tunnel") << QByteArray();
        QTest::newRow("device") << QByteArray("device") << QByteArray();
        QTest::newRow("rip44") << QByteArray("rip44") << QByteArray();
        QTest::newRow("endpoint") << QByteArray("endpoint") << QByteArray("198.51.100.7");
        QTest::newRow("prefix") << QByteArray("prefix") << QByteArray("44.128.10.0/24");
    }
    void parses()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, subject);
        const auto filter = CaptureFilter::parse(kind.toStdString(), subject.toStdString());
        QVERIFY(filter);
        QCOMPARE(toString(filter->only), std::string_view(kind.constData()));
        QCOMPARE(filter->subject(), subject.toStdString());
    }

    void invalid_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("subject");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("an expression") << QByteArray("host 198.51.100.7 and port 22") << QByteArray();
        QTest::newRow("capital letters") << QByteArray("All") << QByteArray();
        QTest::newRow("a subject too many") << QByteArray("all") << QByteArray("198.51.100.7");
        QTest::newRow("no endpoint") << QByteArray("endpoint") << QByteArray();
        QTest::newRow("a name") << QByteArray("endpoint") << QByteArray("gateway.example");
        QTest::newRow("host bits") << QByteArray("prefix") << QByteArray("44.128.10.1/24");
        QTest::newRow("no prefix") << QByteArray("prefix") << QByteArray();
    }
    void invalid()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, subject);
        const auto filter = CaptureFilter::parse(kind.toStdString(), subject.toStdString());
        QVERIFY(!filter);
        QCOMPARE(filter.error().code, ErrorCode::InvalidArgument);
    }

    // Each kind of packet, whole, cut anywhere and with bytes changed; subjects are taken from the packets.
    void underlay_data()
    {
        QTest::addColumn<int>("only");
        for (const CaptureOnly only :
             {CaptureOnly::All, CaptureOnly::Tunnel, CaptureOnly::Endpoint, CaptureOnly::Prefix, CaptureOnly::Rip44})
            QTest::newRow(std::string(toString(only)).c_str()) << static_cast<int>(only);
    }
    void underlay()
    {
        QFETCH(int, only);
        std::mt19937 random = seededGenerator();
        PacketMaker maker(random);
        size_t passed = 0;
        for (int turn = 0; turn < 20; ++turn) {
            for (const MadePacket &made : maker.all()) {
                CaptureFilter filter{.only = static_cast<CaptureOnly>(only)};
                const Ipv4Address some = someAddress(random, made.bytes);
                filter.endpoint = some;
                filter.prefix = Ipv4Prefix::covering(some, static_cast<unsigned>(24 + random() % 9));
                Sieve sieve(underlayProgram(filter, 100));
                QVERIFY(sieve.isReady());
                const auto left = sieve.pass(made.bytes);
                const bool expected = shouldPass(filter, made.bytes);
                QVERIFY2(left.has_value() == expected, made.name.c_str());
                QVERIFY(!left || *left == std::min<size_t>(100, made.bytes.size()));
                passed += expected;
                Octets cut = made.bytes;
                cut.resize(1 + random() % cut.size());
                // A cut packet may only be missed, never be taken for another.
                QVERIFY2(!sieve.pass(cut) || expected, made.name.c_str());
            }
        }
        qInfo("%zu packets passed", passed);
        QVERIFY(passed > 20);
    }

    void device()
    {
        std::mt19937 random = seededGenerator();
        PacketMaker maker(random);
        const Octets packet = maker.udp4({1, 2, 3});
        const Ipv4Address source(get32(packet, 12));
        Sieve all(deviceProgram({}, 128));
        QCOMPARE(all.pass(packet), std::optional(packet.size()));
        QVERIFY(all.pass(maker.udp6({1})));
        Sieve its(deviceProgram({.only = CaptureOnly::Prefix, .prefix = Ipv4Prefix::host(source)}, 128));
        QVERIFY(its.pass(packet));
        QVERIFY(!its.pass(maker.udp6({1})));
        Sieve others(deviceProgram(
            {.only = CaptureOnly::Prefix, .prefix = Ipv4Prefix::covering(Ipv4Address(44, 0, 0, 0), 24)}, 128));
        QVERIFY(!others.pass(packet));
    }
};

QTEST_APPLESS_MAIN(CaptureFilterTest)
#include "capturefilter.moc"
