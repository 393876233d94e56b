// SPDX-License-Identifier: GPL-3.0-or-later
// What we say about tunnels, against the packets that the kernel sends: a datagram into an ipip or gre device, its
// outer header taken off the wire. Needs a kernel with ipip; the lab runs it in a guest.
#include "core/explain/walk.h"
#include "helper/kernel/snapshotreader.h"
#include "tests/core/support.h"
#include "tests/helper/kernelnamespace.h"

#include <QProcess>
#include <QTest>
#include <arpa/inet.h>
#include <cerrno>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netpacket/packet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace mesh44;
using namespace mesh44::explain;

namespace {

constexpr int kTtl = 33;
constexpr int kPatience = 5000; // ms, for what comes at once
constexpr int kUdpAndIp = 28;
constexpr uint16_t kDiscard = 9;

Status runLines(const std::string &lines)
{
    QProcess ip;
    ip.start(QStringLiteral("ip"), {QStringLiteral("-batch"), QStringLiteral("-")});
    ip.write(lines.data(), static_cast<qint64>(lines.size()));
    ip.closeWriteChannel();
    if (!ip.waitForFinished() || ip.exitCode() != 0)
        return Error{ErrorCode::Unsupported, "ip: " + ip.readAllStandardError().toStdString()};
    return ok();
}

// A way to the Internet, and somebody at its other end who takes everything.
const std::string kUnderlay = "link add w0 type veth peer name w1\n"
                              "link set w1 address 02:00:00:00:00:01 up\n"
                              "link set w0 up\n"
                              "addr add 203.0.113.9/24 dev w0\n"
                              "neigh add 203.0.113.1 lladdr 02:00:00:00:00:01 dev w0 nud permanent\n"
                              "neigh add 203.0.113.2 lladdr 02:00:00:00:00:01 dev w0 nud permanent\n"
                              "route add default via 203.0.113.1\n";

// The device that comes with ipip, which netlink cannot change.
std::string fallback(const std::string &parameters)
{
    return "tunnel change tunl0 mode ipip " + parameters + "\nlink set tunl0 name t0\n";
}

std::string named(const std::string &parameters)
{
    return "link add t0 type " + parameters + "\n";
}

class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor() { close(m_fd); }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    operator int() const { return m_fd; }

private:
    int m_fd;
};

int openCapture()
{
    const int fd = socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, htons(0x0800));
    sockaddr_ll here{};
    here.sll_family = AF_PACKET;
    here.sll_protocol = htons(0x0800);
    here.sll_ifindex = static_cast<int>(if_nametoindex("w1"));
    if (bind(fd, reinterpret_cast<sockaddr *>(&here), sizeof here) < 0)
        qWarning("no capture: %s", std::strerror(errno));
    return fd;
}

// 0, or why the socket would not send it.
int sendDatagram(Ipv4Address to, int size, bool dontFragment, int tos)
{
    const Descriptor fd(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    const int discover = dontFragment ? IP_PMTUDISC_DO : IP_PMTUDISC_DONT;
    setsockopt(fd, IPPROTO_IP, IP_MTU_DISCOVER, &discover, sizeof discover);
    setsockopt(fd, IPPROTO_IP, IP_TTL, &kTtl, sizeof kTtl);
    setsockopt(fd, IPPROTO_IP, IP_TOS, &tos, sizeof tos);
    sockaddr_in peer{};
    peer.sin_family = AF_INET;
    peer.sin_port = htons(kDiscard);
    peer.sin_addr.s_addr = to.toNetworkOrder();
    const std::vector<char> payload(static_cast<size_t>(size - kUdpAndIp));
    const auto sent = sendto(fd, payload.data(), payload.size(), 0, reinterpret_cast<sockaddr *>(&peer), sizeof peer);
    return sent < 0 ? errno : 0;
}

// The next packet of a tunnel.
std::optional<iphdr> capturedHeader(int fd, uint8_t protocol)
{
    std::array<char, 2048> packet{};
    pollfd wanted{fd, POLLIN, 0};
    while (poll(&wanted, 1, kPatience) == 1) {
        const ssize_t length = recv(fd, packet.data(), packet.size(), 0);
        iphdr header{};
        std::memcpy(&header, packet.data(), sizeof header);
        if (length >= static_cast<ssize_t>(sizeof header) && header.protocol == protocol)
            return header;
    }
    return std::nullopt;
}

} // namespace

class ExplainTunnel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outerHeader_data();
    void outerHeader()
    {
        QFETCH(std::string, tunnel);
        QFETCH(std::string, route);
        QFETCH(bool, dontFragment);
        QVERIFY(test::enterNamespace());
        const Status made = runLines(kUnderlay + tunnel
                                     + "\naddr add 44.128.10.1/32 dev t0\nlink set t0 up\nroute add 44.60.0.0/16 "
                                     + route + "\n");
        QVERIFY2(made, made ? "" : made.error().message.c_str());
        const Walk way = walked(1000, dontFragment);
        QCOMPARE(way.fate, Fate::Leaves);
        const Layer &layer = way.layers.at(0);

        const Descriptor capture(openCapture());
        QCOMPARE(sendDatagram(test::address("44.60.1.9"), 1000, dontFragment, 0x10), 0);
        const auto header = capturedHeader(capture, layer.protocol);
        QVERIFY(header);
        QCOMPARE(Ipv4Address::fromNetworkOrder(header->saddr), layer.source);
        QCOMPARE(Ipv4Address::fromNetworkOrder(header->daddr), layer.destination);
        QCOMPARE(header->ttl, layer.ttl);
        QCOMPARE(header->tos, layer.tos);
        QCOMPARE((ntohs(header->frag_off) & IP_DF) != 0, layer.dontFragment);
        QCOMPARE(ntohs(header->tot_len), static_cast<uint16_t>(1000 + layer.overhead));
    }

    // The largest packet that goes in one piece, and the one that is an octet larger.
    void largestPacket()
    {
        QVERIFY(test::enterNamespace());
        const Status made = runLines(kUnderlay + fallback("ttl 64 pmtudisc")
                                     + "link set t0 mtu 1480 up\naddr add 44.128.10.1/32 dev t0\n"
                                       "route add 44.60.0.0/16 via 198.51.100.10 dev t0 onlink\n");
        QVERIFY2(made, made ? "" : made.error().message.c_str());
        const uint32_t most = walked(0, true).mtu;
        QCOMPARE(most, 1480U);
        const Descriptor capture(openCapture());
        QCOMPARE(sendDatagram(test::address("44.60.1.9"), static_cast<int>(most) + 1, true, 0), EMSGSIZE);
        QCOMPARE(sendDatagram(test::address("44.60.1.9"), static_cast<int>(most), true, 0), 0);
        const auto header = capturedHeader(capture, 4);
        QVERIFY(header);
        QCOMPARE(ntohs(header->tot_len), uint16_t{1500});
    }

private:
    static Walk walked(uint16_t size, bool dontFragment)
    {
        auto reader = SnapshotReader::open();
        const auto snapshot = reader->read();
        Question question;
        question.flow.destination = test::address("44.60.1.9");
        question.flow.tos = 0x10;
        question.flow.destinationPort = kDiscard;
        question.size = size;
        question.dontFragment = dontFragment;
        question.ttl = kTtl;
        return walk(RoutingIndex(*snapshot), question);
    }
};

void ExplainTunnel::outerHeader_data()
{
    QTest::addColumn<std::string>("tunnel");
    QTest::addColumn<std::string>("route");
    QTest::addColumn<bool>("dontFragment");
    const auto row = [](const char *name, const std::string &tunnel, const char *route, bool dontFragment = true) {
        QTest::newRow(name) << tunnel << std::string(route) << dontFragment;
    };
    const char *mesh = "via 198.51.100.10 dev t0 onlink";
    row("mesh", fallback("ttl 64 pmtudisc"), mesh);
    row("mesh, inner may be fragmented", fallback("ttl 64 pmtudisc"), mesh, false);
    row("ttl of the inner packet", fallback("ttl inherit nopmtudisc"), mesh);
    row("nothing forbids fragments", fallback("ttl inherit nopmtudisc"), mesh, false);
    row("tos of the inner packet", fallback("ttl 64 tos inherit pmtudisc"), mesh);
    row("tos of its own", fallback("ttl 64 tos 0x08 pmtudisc"), mesh);
    row("its own address", named("ipip local 203.0.113.9 remote any ttl 64"), mesh);
    row("bound to the device", named("ipip local any remote any ttl 64 dev w0"), "via 203.0.113.2 dev t0 onlink");
    row("point to point", named("ipip local 203.0.113.9 remote 198.51.100.20 ttl 64"), "dev t0");
    row("gre", named("gre local 203.0.113.9 remote 198.51.100.20 ttl 64"), "dev t0");
    row("gre with a key", named("gre local 203.0.113.9 remote 198.51.100.20 ttl 64 key 7"), "dev t0");
    row("gre with checksum and numbers", named("gre local 203.0.113.9 remote 198.51.100.20 ttl 64 csum seq"), "dev t0");
}

int main(int argc, char *argv[])
{
    if (const Status status = test::enterNamespace(); !status)
        return test::skip(status.error(), "MESH44_REQUIRE_LAB");
    if (!runLines("link add t0 type ipip local 203.0.113.9 remote 198.51.100.20\n"))
        return test::skip({ErrorCode::Unsupported, "this kernel has no ipip"}, "MESH44_REQUIRE_IPIP");
    ExplainTunnel test;
    return QTest::qExec(&test, argc, argv);
}

#include "explaintunnel.moc"
