// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/rip44listener.h"

#include "tests/helper/require.h"
#include "tests/helper/rip44packets.h"

#include <algorithm>
#include <linux/capability.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

using namespace mesh44;
using test::build;
using test::Bytes;
using test::Shape;
Q_DECLARE_METATYPE(test::Shape)

namespace {

constexpr Ipv4Address kAnnouncer(198, 51, 100, 44);
constexpr uint8_t kMarker = 0x5a;

bool loopbackUp()
{
    const FileDescriptor socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    ifreq request{};
    std::copy_n("lo", 3, request.ifr_name);
    request.ifr_flags = IFF_UP | IFF_RUNNING;
    return ::ioctl(socket.get(), SIOCSIFFLAGS, &request) == 0;
}

// A listener with its own loop and everything that it delivered.
struct Ear
{
    bus::Event event;
    std::vector<Bytes> heard;
    std::unique_ptr<Rip44Listener> listener;
    std::string error;

    explicit Ear(Ipv4Address announcer = kAnnouncer)
    {
        sd_event *loop = nullptr;
        sd_event_new(&loop);
        event.reset(loop);
        auto opened = Rip44Listener::open(loop, announcer, [this](std::span<const std::byte> packet) {
            const auto *data = reinterpret_cast<const uint8_t *>(packet.data());
            heard.emplace_back(data, data + packet.size());
        });
        if (opened)
            listener = *std::move(opened);
        else
            error = opened.error().message;
    }

    // Runs until a packet filled with kMarker has come: all that was sent before it has come too, or never will.
    bool untilMarker()
    {
        while (heard.empty() || heard.back().back() != kMarker) {
            if (sd_event_run(event.get(), 5000000) <= 0)
                return false;
        }
        heard.pop_back();
        return true;
    }
};

// Runs `body` in a child without privileges but the given capability (or none, for -1); its exit code.
template <class Body> int asNobody(int capability, Body body)
{
    const pid_t child = ::fork();
    if (child == 0) {
        ::prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0);
        if (::setresgid(65534, 65534, 65534) != 0 || ::setresuid(65534, 65534, 65534) != 0)
            ::_exit(100);
        __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
        __user_cap_data_struct sets[2]{};
        if (capability >= 0)
            sets[0].effective = sets[0].permitted = 1U << capability;
        if (::syscall(SYS_capset, &header, sets) != 0)
            ::_exit(101);
        ::_exit(body());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

class Rip44ListenerTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Sender> m_sender;

    void send(const Shape &shape) const { QVERIFY(m_sender->send(build(shape))); }
    void sendMarker() const { send({.fill = kMarker}); }

private Q_SLOTS:
    void initTestCase()
    {
        MESH44_REQUIRE(::unshare(CLONE_NEWNET) == 0, "a network namespace of its own needs CAP_SYS_ADMIN");
        QVERIFY(loopbackUp());
        m_sender = std::make_unique<test::Sender>();
    }

    void hears_data()
    {
        QTest::addColumn<Shape>("shape");
        QTest::newRow("plain") << Shape();
        QTest::newRow("outer options") << Shape{.outerOptions = 3};
        QTest::newRow("inner options") << Shape{.innerOptions = 10};
        QTest::newRow("both") << Shape{.outerOptions = 10, .innerOptions = 1};
        QTest::newRow("don't fragment") << Shape{.innerFragment = 0x4000};
        QTest::newRow("other source port") << Shape{.sourcePort = 521}; // the parser counts it
        QTest::newRow("empty payload") << Shape{.payload = 0};
    }
    void hears()
    {
        QFETCH(Shape, shape);
        Ear ear;
        QVERIFY2(ear.listener, ear.error.c_str());
        send(shape);
        sendMarker();
        QVERIFY(ear.untilMarker());
        QCOMPARE(ear.heard.size(), size_t{1});
        // Only what the kernel fills in may differ: id and checksum of the outer header.
        Bytes expected = build(shape);
        for (const size_t offset : {4, 5, 10, 11})
            expected[offset] = ear.heard[0][offset];
        QVERIFY(ear.heard[0] == expected);
        QCOMPARE(ear.listener->received(), uint64_t{2});
    }

    void ignores_data()
    {
        QTest::addColumn<Shape>("shape");
        QTest::newRow("other outer source") << Shape{.outerSource = Ipv4Address(198, 51, 100, 45)};
        QTest::newRow("not IPIP") << Shape{.outerProtocol = 47};
        QTest::newRow("inner TCP") << Shape{.innerProtocol = 6};
        QTest::newRow("inner ICMP") << Shape{.innerProtocol = 1};
        QTest::newRow("nested IPIP") << Shape{.innerProtocol = 4};
        QTest::newRow("other port") << Shape{.destinationPort = 521};
        QTest::newRow("other port, RIP behind options") << Shape{.innerOptions = 1, .destinationPort = 519};
        QTest::newRow("first fragment") << Shape{.innerFragment = 0x2000};
        QTest::newRow("last fragment") << Shape{.innerFragment = 0x0040};
        QTest::newRow("inner version 6") << Shape{.innerVersion = 6};
        QTest::newRow("inner header too short") << Shape{.innerLength = 4};
        QTest::newRow("inner header behind the end") << Shape{.innerLength = 15, .payload = 0};
        QTest::newRow("options hide the port") << Shape{.outerOptions = 2, .destinationPort = 53};
    }
    void ignores()
    {
        QFETCH(Shape, shape);
        Ear ear;
        QVERIFY2(ear.listener, ear.error.c_str());
        send(shape);
        sendMarker();
        QVERIFY(ear.untilMarker());
        QVERIFY(ear.heard.empty());
        QCOMPARE(ear.listener->received(), uint64_t{1});
        QCOMPARE(ear.listener->overflows(), uint64_t{0}); // what is filtered is not lost
    }

    void truncated()
    {
        Ear ear;
        const Bytes whole = build({.payload = 0});
        for (size_t length = 20; length < whole.size(); ++length) {
            Bytes packet(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
            QVERIFY(m_sender->send(packet)); // the kernel sets the outer length
        }
        sendMarker();
        QVERIFY(ear.untilMarker());
        // From the destination port on there is nothing that the filter looks at.
        QVERIFY(ear.heard.size() <= 4);
        for (const Bytes &packet : ear.heard)
            QVERIFY(packet.size() >= whole.size() - 4);
    }

    void longPacketsAreCut()
    {
        Ear ear;
        send({.payload = 8000});
        sendMarker();
        QVERIFY(ear.untilMarker());
        QCOMPARE(ear.heard.at(0).size(), Rip44Listener::kLongest);
    }

    void otherAnnouncer()
    {
        constexpr Ipv4Address kOther(203, 0, 113, 9);
        Ear ear(kOther);
        send({.outerSource = kOther}); // still queued when the announcer changes
        QVERIFY(ear.listener->setAnnouncer(kAnnouncer));
        send({.outerSource = kOther});
        send({.fill = 7});
        sendMarker();
        QVERIFY(ear.untilMarker());
        QCOMPARE(ear.heard.size(), size_t{1});
        QCOMPARE(ear.heard[0].back(), uint8_t{7});
    }

    void leavesTurnsToOthers()
    {
        Ear ear;
        for (int i = 0; i < 1000; ++i)
            send({});
        QVERIFY(sd_event_run(ear.event.get(), 5000000) > 0);
        QCOMPARE(ear.heard.size(), size_t{256});
        sendMarker();
        QVERIFY(ear.untilMarker());
        QCOMPARE(ear.heard.size(), size_t{1000});
    }

    // 10,000 routes come in 417 packets back to back; ten times that fits.
    void burstFits()
    {
        Ear ear;
        for (int i = 0; i < 4170; ++i)
            send({});
        QCOMPARE(ear.listener->overflows(), uint64_t{0});
        sendMarker();
        QVERIFY(ear.untilMarker());
        QCOMPARE(ear.heard.size(), size_t{4170});
    }

    void overflowsAreCounted()
    {
        constexpr size_t kSent = 30000;
        Ear ear;
        for (size_t i = 0; i < kSent; ++i)
            send({});
        const uint64_t lost = ear.listener->overflows();
        QVERIFY(lost > 0);
        while (ear.heard.size() + lost < kSent)
            QVERIFY(sd_event_run(ear.event.get(), 5000000) > 0);
        QCOMPARE(ear.listener->received() + lost, uint64_t{kSent});
        sendMarker();
        QVERIFY(ear.untilMarker());
        QCOMPARE(ear.listener->overflows(), lost);
    }

    void needsOneCapability()
    {
        const Bytes marker = build({.fill = kMarker});
        const int withIt = asNobody(CAP_NET_RAW, [&] {
            Ear ear;
            return ear.listener && m_sender->send(marker) && ear.untilMarker() ? 0 : 1;
        });
        QCOMPARE(withIt, 0);
        const int without = asNobody(-1, [] {
            const Ear ear;
            return !ear.listener && ear.error.find("CAP_NET_RAW") != std::string::npos ? 0 : 1;
        });
        QCOMPARE(without, 0);
    }
};

QTEST_GUILESS_MAIN(Rip44ListenerTest)
#include "rip44listener.moc"
