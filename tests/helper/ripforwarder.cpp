// SPDX-License-Identifier: GPL-3.0-or-later
//
// The forwarder on a real kernel, in a network namespace: an ordinary UDP socket on port 520 is the other router,
// so the kernel itself has checked headers and checksums of all that arrives.

#include "helper/ripforwarder.h"

#include "core/rip44/announce.h"
#include "helper/kernel/netlinkkernel.h"
#include "tests/core/rip44builder.h"
#include "tests/helper/kernelnamespace.h"

#include <QElapsedTimer>
#include <QTest>

#include <arpa/inet.h>
#include <sys/socket.h>

using namespace mesh44;
using namespace std::chrono_literals;

namespace {

constexpr int kLoopback = 1;
const Ipv4Address kOurs{192, 0, 2, 1};
const Ipv4Address kRouter{192, 0, 2, 9};
const Underlay kElsewhere{99, "wan0", Ipv4Address(203, 0, 113, 9), std::nullopt, 1500};
constexpr RipForwarder::Pace kFast{20ms, 30ms, 1ms, 2ms};
constexpr RipForwarder::Pace kNoRounds{1h, 2h, 1ms, 2ms};

struct Heard
{
    QByteArray response;
    Ipv4Address from;
    uint16_t port = 0;
    int ttl = 0;
};

// A router's socket: all of port 520, the group included.
class Router
{
public:
    Router() : m_socket(::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
    {
        const int yes = 1;
        ::setsockopt(m_socket.get(), IPPROTO_IP, IP_RECVTTL, &yes, sizeof yes);
        sockaddr_in all{};
        all.sin_family = AF_INET;
        all.sin_port = htons(520);
        isReady = ::bind(m_socket.get(), reinterpret_cast<sockaddr *>(&all), sizeof all) == 0;
        ip_mreqn group{};
        group.imr_multiaddr.s_addr = kRipRouters.toNetworkOrder();
        group.imr_ifindex = kLoopback;
        isReady &= ::setsockopt(m_socket.get(), IPPROTO_IP, IP_ADD_MEMBERSHIP, &group, sizeof group) == 0;
    }

    std::optional<Heard> next()
    {
        std::array<char, 2048> bytes{};
        std::array<char, 128> control{};
        sockaddr_in from{};
        iovec part{bytes.data(), bytes.size()};
        msghdr message{.msg_name = &from,
                       .msg_namelen = sizeof from,
                       .msg_iov = &part,
                       .msg_iovlen = 1,
                       .msg_control = control.data(),
                       .msg_controllen = control.size(),
                       .msg_flags = 0};
        const ssize_t got = ::recvmsg(m_socket.get(), &message, 0);
        if (got < 0)
            return std::nullopt;
        Heard heard{QByteArray(bytes.data(), got), Ipv4Address::fromNetworkOrder(from.sin_addr.s_addr),
                    ntohs(from.sin_port), 0};
        for (cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c)) {
            if (c->cmsg_type == IP_TTL)
                std::memcpy(&heard.ttl, CMSG_DATA(c), sizeof heard.ttl);
        }
        return heard;
    }

    bool isReady = false;

private:
    FileDescriptor m_socket;
};

QByteArray responseWith(std::initializer_list<std::pair<const char *, int>> routes)
{
    std::vector<RipEntry> entries;
    for (const auto &[prefix, metric] : routes)
        entries.push_back(forwardedEntry(*Ipv4Prefix::parse(prefix), static_cast<uint8_t>(metric)));
    const auto response = encodeRip2(entries).front();
    return QByteArray(reinterpret_cast<const char *>(response.data()), static_cast<qsizetype>(response.size()));
}

std::vector<Ipv4Prefix> prefixes(std::initializer_list<const char *> list)
{
    std::vector<Ipv4Prefix> made;
    for (const char *text : list)
        made.push_back(*Ipv4Prefix::parse(text));
    return made;
}

Settings forwarding(ForwardFormat format)
{
    Settings settings;
    settings.subnets = prefixes({"44.128.10.0/24"});
    settings.forwardFormat = format;
    settings.forwardInterface = "lo";
    return settings;
}

} // namespace

class RipForwarderTest : public QObject
{
    Q_OBJECT

    void useForwarder(RipForwarder::Pace pace)
    {
        m_forwarder.emplace(m_event.get(), pace);
        m_forwarder->setRoutes(prefixes({"44.4.1.0/24", "44.4.2.0/24", "44.128.10.0/24", "44.128.10.128/25"}));
    }
    // What the router hears next, while the loop runs.
    Heard next()
    {
        QElapsedTimer timer;
        for (timer.start(); timer.elapsed() < 5000;) {
            if (auto heard = m_router->next())
                return *heard;
            sd_event_run(m_event.get(), 10'000);
        }
        return {};
    }
    void use(const Settings &settings) { m_forwarder->lookAt(settings, m_facts, kElsewhere); }
    uint64_t counter(const char *name) const
    {
        std::map<std::string, uint64_t> counters;
        m_forwarder->addCounters(counters);
        return counters.at(name);
    }

    bus::Event m_event;
    std::optional<Router> m_router;
    std::optional<RipForwarder> m_forwarder;
    KernelState m_facts;

private Q_SLOTS:
    void initTestCase()
    {
        auto kernel = NetlinkKernel::open();
        QVERIFY(kernel);
        const std::vector<Operation> operations{AddAddress{{kLoopback, kOurs, 24}}};
        QCOMPARE((*kernel)->apply(operations).front().error, 0);
        m_facts.links = {{.index = kLoopback, .name = "lo", .up = true}};
        m_facts.addresses = {{kLoopback, kOurs, 24}};
    }
    void init()
    {
        sd_event *raw = nullptr;
        QVERIFY(sd_event_new(&raw) >= 0);
        m_event.reset(raw);
        m_router.emplace();
        QVERIFY(m_router->isReady);
    }
    void cleanup() { m_forwarder.reset(); }

    void roundsGoToAllRouters()
    {
        useForwarder(kFast);
        use(forwarding(ForwardFormat::Rip2));
        QCOMPARE(m_forwarder->problem(), std::string());
        for (int round = 0; round < 3; ++round) {
            const Heard heard = next();
            QCOMPARE(heard.response, responseWith({{"44.4.1.0/24", 1}, {"44.4.2.0/24", 1}})); // never our own
            QVERIFY(heard.from == kOurs);
            QCOMPARE(heard.port, uint16_t{520});
            QCOMPARE(heard.ttl, 1);
        }
        QVERIFY(counter("forward.packets") >= 3 && counter("forward.rounds") >= 2);
        QCOMPARE(counter("forward.failed"), uint64_t{0});
    }

    void aUnicastRouterIsMet()
    {
        useForwarder(kNoRounds);
        Settings settings = forwarding(ForwardFormat::Rip2);
        settings.forwardDestination = kRouter;
        use(settings);
        QVERIFY(m_forwarder->link()->destination == kRouter);
        QCOMPARE(next().response, responseWith({{"44.4.1.0/24", 1}, {"44.4.2.0/24", 1}}));
    }

    void aChangeIsSaidAloneAndSoon()
    {
        useForwarder(kNoRounds);
        use(forwarding(ForwardFormat::Rip2));
        (void)next();
        m_forwarder->setRoutes(prefixes({"44.4.2.0/24", "44.4.3.0/24"}));
        QCOMPARE(next().response, responseWith({{"44.4.1.0/24", 16}, {"44.4.3.0/24", 1}}));
        m_forwarder->setRoutes(prefixes({"44.4.2.0/24", "44.4.3.0/24"}));
        use(forwarding(ForwardFormat::Rip2));
        sd_event_run(m_event.get(), 20'000);
        QVERIFY(!m_router->next());
    }

    void withdrawnPrefixIsPoisonedForFourRounds()
    {
        useForwarder(kFast);
        use(forwarding(ForwardFormat::Rip2));
        (void)next();
        m_forwarder->setRoutes(prefixes({"44.4.2.0/24"}));
        const QByteArray poisoned = responseWith({{"44.4.1.0/24", 16}, {"44.4.2.0/24", 1}});
        const QByteArray after = responseWith({{"44.4.2.0/24", 1}});
        int rounds = 0;
        for (QByteArray heard = next().response; heard != after; heard = next().response) {
            QVERIFY(!heard.isEmpty());
            rounds += heard == poisoned;
        }
        QCOMPARE(rounds, 4);
    }

    void everythingIsTakenBackAtTheEnd_data()
    {
        QTest::addColumn<int>("end");
        QTest::newRow("stop") << 0;
        QTest::newRow("switched off") << 1;
        QTest::newRow("another interface") << 2;
    }
    void everythingIsTakenBackAtTheEnd()
    {
        QFETCH(int, end);
        useForwarder(kNoRounds);
        use(forwarding(ForwardFormat::Rip2));
        (void)next();
        Settings other = forwarding(end == 1 ? ForwardFormat::Off : ForwardFormat::Rip2);
        other.forwardInterface = "lan7";
        if (end == 0)
            m_forwarder->withdraw();
        else
            use(other);
        QCOMPARE(next().response, responseWith({{"44.4.1.0/24", 16}, {"44.4.2.0/24", 16}}));
        QCOMPARE(m_forwarder->problem().find("no interface lan7") != std::string::npos, end == 2);
    }

    // A restart: the next helper goes on, and the routers keep what they have.
    void destructionSaysNothing()
    {
        useForwarder(kNoRounds);
        use(forwarding(ForwardFormat::Rip2));
        (void)next();
        m_forwarder.reset();
        QVERIFY(!m_router->next());
    }

    void theAnnouncersPacketsAsTheyCame()
    {
        useForwarder(kFast);
        use(forwarding(ForwardFormat::Rip44));
        test::Bytes rip = test::ripHeader();
        test::addPassword(rip);
        test::addRoute(rip, "44.4.8.0/24", "198.51.100.7");
        m_forwarder->heard(test::announcement(rip));
        const Heard heard = next();
        QCOMPARE(heard.response, QByteArray(reinterpret_cast<const char *>(rip.data()), qsizetype(rip.size())));
        QVERIFY(heard.from == kOurs);
        sd_event_run(m_event.get(), 50'000);
        QVERIFY(!m_router->next()); // no rounds of our own beside it
    }

    void nothingLeavesByTheWayToTheInternet()
    {
        useForwarder(kFast);
        m_forwarder->lookAt(forwarding(ForwardFormat::Rip2), m_facts, Underlay{kLoopback, "lo", kOurs, {}, 1500});
        QVERIFY(m_forwarder->problem().find("lo leads to the Internet") != std::string::npos);
        QVERIFY(!m_forwarder->link());
        sd_event_run(m_event.get(), 50'000);
        QVERIFY(!m_router->next());
    }
};

int main(int argc, char **argv)
{
    if (const Status entered = test::enterNamespace(); !entered)
        return test::skip(entered.error(), "MESH44_REQUIRE_LAB");
    QTEST_SET_MAIN_SOURCE_PATH
    RipForwarderTest tests;
    return QTest::qExec(&tests, argc, argv);
}
#include "ripforwarder.moc"
