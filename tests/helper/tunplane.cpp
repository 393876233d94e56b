// SPDX-License-Identifier: GPL-3.0-or-later
//
// The userspace plane on a real TUN and real sockets, in a network namespace of its own where everybody is local: an
// outer packet that it sends comes back on the loopback, and what the test sends as an endpoint arrives like any other.

#include "helper/plane/tunplane.h"
#include "core/config/settings.h"
#include "core/packet/checksum.h"
#include "tests/core/planepackets.h"
#include "tests/helper/kernelnamespace.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cerrno>
#include <thread>

#include <arpa/inet.h>
#include <net/if.h>
#include <poll.h>
#include <sys/socket.h>

using namespace mesh44;
using namespace mesh44::test;

namespace {

const Ipv4Address kWan{203, 0, 113, 9};
const Ipv4Address kA{198, 51, 100, 1};
const Ipv4Address kB{198, 51, 100, 2};
const Ipv4Address kOurs{44, 128, 10, 1};
const Ipv4Address kTheirs{44, 4, 8, 1};
const Ipv4Prefix kPrefix = Ipv4Prefix::covering(kTheirs, 24);

sockaddr_in at(Ipv4Address address, uint16_t port = 0)
{
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_port = htons(port);
    name.sin_addr.s_addr = address.toNetworkOrder();
    return name;
}

// A socket that is bound to an address and waits two seconds at most.
class Socket
{
public:
    Socket(int type, int protocol, Ipv4Address local, uint16_t port = 0)
        : m_fd(::socket(AF_INET, type | SOCK_CLOEXEC, protocol))
    {
        const timeval patience{2, 0};
        const int large = 64 * 1024 * 1024;
        ::setsockopt(m_fd.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(m_fd.get(), SOL_SOCKET, SO_RCVBUFFORCE, &large, sizeof large);
        const sockaddr_in name = at(local, port);
        if (::bind(m_fd.get(), reinterpret_cast<const sockaddr *>(&name), sizeof name) != 0)
            qFatal("bind: %s", std::strerror(errno));
    }
    int fd() const { return m_fd.get(); }
    // 0, or an errno.
    int send(Ipv4Address to, uint16_t port, const Octets &bytes) const
    {
        const sockaddr_in name = at(to, port);
        const auto sent = ::sendto(m_fd.get(), bytes.data(), bytes.size(), 0, reinterpret_cast<const sockaddr *>(&name),
                                   sizeof name);
        return sent < 0 ? errno : 0;
    }
    Octets receive() const
    {
        Octets bytes(65536);
        bytes.resize(receiveInto(m_fd.get(), bytes));
        return bytes;
    }
    static size_t receiveInto(int fd, Octets &bytes)
    {
        const auto length = ::recv(fd, bytes.data(), bytes.size(), 0);
        return length < 0 ? 0 : static_cast<size_t>(length);
    }

private:
    FileDescriptor m_fd;
};

ForwardingTable tableTo(Ipv4Address endpoint)
{
    // Both stay known: what came from either before a swap is still taken.
    const std::vector<ForwardingRoute> routes{{kPrefix, endpoint},
                                              {Ipv4Prefix::host(Ipv4Address(44, 1, 0, 1)), kA},
                                              {Ipv4Prefix::host(Ipv4Address(44, 1, 0, 2)), kB}};
    return {routes, std::nullopt, {Ipv4Prefix::covering(kOurs, 24)}, Ipv4Address(169, 228, 34, 84)};
}

void ip(const char *arguments)
{
    QProcess process;
    process.start(QStringLiteral("ip"), QString::fromLatin1(arguments).split(u' '));
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("ip %s: %s", arguments, process.readAllStandardError().constData());
}

bool until(const std::function<bool()> &holds)
{
    return QTest::qWaitFor(holds, 5000);
}

} // namespace

class TunPlaneTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<TunPlane> newPlane() const { return std::make_unique<TunPlane>(m_folder.path().toStdString()); }
    static void setUp()
    {
        ip("link set mesh44 up");
        ip("address add 44.128.10.1/32 dev mesh44");
        ip("route add 44.0.0.0/8 dev mesh44");
    }
    uint64_t counter(const std::string &name) const
    {
        std::map<std::string, uint64_t> counters;
        m_plane->addCounters(counters);
        return counters[name];
    }

    QTemporaryDir m_folder;
    std::unique_ptr<TunPlane> m_plane;

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *address : {"203.0.113.9", "198.51.100.1", "198.51.100.2", "198.51.100.3"})
            ip(qPrintable(QStringLiteral("address add %1/32 dev lo").arg(QLatin1String(address))));
    }
    void init()
    {
        m_plane = newPlane();
        const Status opened = m_plane->open();
        QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
        setUp();
        QVERIFY(m_plane->setTable(tableTo(kA), kOurs));
    }
    void cleanup()
    {
        m_plane->close();
        m_plane.reset();
        QCOMPARE(::if_nametoindex(kUserspaceDevice), 0U);
    }

    void encapsulates()
    {
        const Socket wire(SOCK_RAW, IPPROTO_IPIP, kA);
        const Socket station(SOCK_DGRAM, 0, kOurs, 4444);
        QCOMPARE(station.send(kTheirs, 5555, Octets(100, 7)), 0);
        Octets outer = wire.receive();
        const auto around = PacketView::read(outer);
        QVERIFY(around && around->destination() == kA && around->protocol() == kProtocolIpip);
        QCOMPARE(outer[8], uint8_t{64});
        QVERIFY(around->dontFragment());
        const auto inner = PacketView::read(around->payload());
        QVERIFY(inner && inner->source() == kOurs && inner->destination() == kTheirs);
        QCOMPARE(inner->size(), size_t{128});
        // Half a checksum came out of the kernel; a whole one is on the wire.
        const uint64_t pseudo = pseudoHeaderPart(kOurs.value(), kTheirs.value(), kProtocolUdp, 108);
        QCOMPARE(checksumOf(pseudo + checksumPart(inner->payload())), uint16_t{0});
        QVERIFY(until([&] { return counter("plane.out.packets") == 1; }));
    }

    void decapsulates()
    {
        const Socket endpoint(SOCK_RAW, IPPROTO_IPIP, kA);
        const Socket stranger(SOCK_RAW, IPPROTO_IPIP, Ipv4Address(198, 51, 100, 3));
        const Socket station(SOCK_DGRAM, 0, kOurs, 4444);
        Octets datagram(8 + 5, 9);
        put16(datagram, 0, 5555);
        put16(datagram, 2, 4444);
        put16(datagram, 4, 13);
        put16(datagram, 6, 0); // no checksum
        const Octets packet = ipPacket({.source = kTheirs, .destination = kOurs}, datagram);
        QCOMPARE(stranger.send(kWan, 0, packet), 0);
        QVERIFY(until([&] { return counter("plane.in.dropped.unknown_peer") == 1; }));
        QCOMPARE(endpoint.send(kWan, 0, packet), 0);
        QCOMPARE(station.receive(), Octets(5, 9));
        QVERIFY(until([&] { return counter("plane.in.packets") == 1; }));
    }

    void aSecondOneIsRefused()
    {
        QTemporaryDir elsewhere;
        TunPlane second(elsewhere.path().toStdString());
        const Status opened = second.open();
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Conflict);
    }

    void deviceOutlivesThePlane()
    {
        const unsigned index = ::if_nametoindex(kUserspaceDevice);
        m_plane.reset(); // as after kill -9
        QCOMPARE(::if_nametoindex(kUserspaceDevice), index);
        const Socket wire(SOCK_RAW, IPPROTO_IPIP, kA);
        const Socket station(SOCK_DGRAM, 0, kOurs, 4444);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(station.send(kTheirs, 5555, Octets(100, 7)), 0);
        m_plane = newPlane();
        QVERIFY(m_plane->open());
        QCOMPARE(::if_nametoindex(kUserspaceDevice), index);
        QCOMPARE(counter("plane.out.packets"), uint64_t{0}); // nothing without a table
        QVERIFY(m_plane->setTable(tableTo(kA), kOurs));
        for (int i = 0; i < 100; ++i)
            QCOMPARE(wire.receive().size(), size_t{148});
    }

    void senderLearnsThePathMtu()
    {
        ip("link set lo mtu 1400");
        const Socket station(SOCK_DGRAM, 0, kOurs, 4444);
        const int always = IP_PMTUDISC_DO;
        ::setsockopt(station.fd(), IPPROTO_IP, IP_MTU_DISCOVER, &always, sizeof always);
        // The first is lost and tells us, the second has an answer, and then the kernel knows.
        QVERIFY(until([&] { return station.send(kTheirs, 5555, Octets(1400, 7)) == EMSGSIZE; }));
        QVERIFY(counter("plane.out.dropped.too_large") >= 2);
        const Socket wire(SOCK_RAW, IPPROTO_IPIP, kA);
        QCOMPARE(station.send(kTheirs, 5555, Octets(1352, 7)), 0);
        QCOMPARE(wire.receive().size(), size_t{1400});
        ip("link set lo mtu 65536");
    }

    // Nothing is lost, and nothing goes to anybody else, while tables come and go.
    void swapsUnderLoad()
    {
        constexpr size_t kPackets = 20000;
        const Socket wireA(SOCK_RAW, IPPROTO_IPIP, kA);
        const Socket wireB(SOCK_RAW, IPPROTO_IPIP, kB);
        const Socket station(SOCK_DGRAM, 0, kOurs, 4444);
        std::atomic<size_t> arrived{0};
        std::atomic<bool> done{false};
        std::thread receiver([&] {
            std::array<pollfd, 2> both{{{wireA.fd(), POLLIN, 0}, {wireB.fd(), POLLIN, 0}}};
            Octets packet(2048);
            while (!done && ::poll(both.data(), both.size(), 100) >= 0) {
                for (const pollfd &one : both)
                    arrived += (one.revents & POLLIN) && Socket::receiveInto(one.fd, packet) == 128 ? 1 : 0;
            }
        });
        size_t swaps = 0;
        for (size_t sent = 0; sent < kPackets; ++sent) {
            if (sent % 20 == 0)
                QVERIFY(m_plane->setTable(tableTo(++swaps % 2 ? kB : kA), kOurs));
            QCOMPARE(station.send(kTheirs, 5555, Octets(80, 7)), 0);
            // The device's queue holds 500, and drops without a word.
            while (sent + 1 > arrived + 300)
                std::this_thread::yield();
        }
        const bool all = until([&] { return arrived == kPackets; });
        done = true;
        receiver.join();
        QVERIFY2(all, qPrintable(QStringLiteral("%1 of %2 arrived").arg(arrived.load()).arg(kPackets)));
        QVERIFY(until([&] { return counter("plane.out.packets") == kPackets; }));
    }
};

int main(int argc, char **argv)
{
    // Before Qt makes threads.
    if (const Status entered = enterNamespace(); !entered)
        return skip(entered.error(), "MESH44_REQUIRE_LAB");
    QCoreApplication application(argc, argv);
    TunPlaneTest tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "tunplane.moc"
