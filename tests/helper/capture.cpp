// SPDX-License-Identifier: GPL-3.0-or-later
//
// Captures of real packets on a veth pair, in a namespace of its own.

#include "helper/probe/capture.h"

#include "core/packet/decode.h"
#include "tests/core/packetmaker.h"
#include "tests/core/support.h"
#include "tests/helper/require.h"
#include "tests/helper/wire.h"

#include <QTest>

#include <sched.h>

using namespace mesh44;
using namespace mesh44::test;

namespace {

Octets numbered(PacketMaker &maker, uint16_t number, size_t padding = 0)
{
    Octets payload(2 + padding);
    put16(payload, 0, number);
    return maker.ipv4(kProtocolIpip, maker.udp4(payload));
}

} // namespace

class CaptureTest : public QObject
{
    Q_OBJECT

    bus::Event m_event;
    std::mt19937 m_random{44};
    PacketMaker m_maker{m_random};

    Result<std::unique_ptr<Capture>> start(const CaptureRequest &request)
    {
        return Capture::start(m_event.get(), request, {"outside", "inside"});
    }
    // Runs the loop until so many packets were fetched, or it has nothing more to do for a second.
    CaptureView collect(Capture &capture, size_t packets)
    {
        CaptureView all;
        while (all.packets.size() < packets && sd_event_run(m_event.get(), 1000000) > 0) {
            CaptureView view = capture.fetch();
            std::ranges::move(view.packets, std::back_inserter(all.packets));
            view.packets = std::move(all.packets);
            all = std::move(view);
        }
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        MESH44_REQUIRE(::unshare(CLONE_NEWNET) == 0, "a network namespace of its own needs CAP_SYS_ADMIN");
        QVERIFY(ip("link add outside type veth peer name far"));
        QVERIFY(ip("link add inside type veth peer name near"));
        for (const char *up : {"link set outside up", "link set far up", "link set inside up", "link set near up"})
            QVERIFY(ip(up));
        sd_event *raw = nullptr;
        QVERIFY(sd_event_new(&raw) >= 0);
        m_event.reset(raw);
    }

    void seesBothDirections()
    {
        auto capture = start({.filter = {.only = CaptureOnly::Tunnel}, .full = true});
        QVERIFY2(capture, capture ? "" : capture.error().message.c_str());
        const Octets in = numbered(m_maker, 1, 300);
        const Octets out = numbered(m_maker, 2);
        QVERIFY(Wire("far").send(in));
        QVERIFY(Wire("far").send(m_maker.udp4({9}))); // no tunnel packet
        QVERIFY(Wire("far").send(in, ETH_P_ARP));     // no IP packet, whatever it looks like
        QVERIFY(Wire("inside").send(in));             // elsewhere
        QVERIFY(Wire("outside").send(out));
        const CaptureView view = collect(**capture, 2);
        QCOMPARE(view.packets.size(), size_t{2});
        QVERIFY(view.packets[0].bytes == in && !view.packets[0].outgoing);
        QVERIFY(view.packets[1].bytes == out && view.packets[1].outgoing);
        QCOMPARE(view.packets[0].device, std::string("outside"));
        QCOMPARE(view.packets[0].originalLength, uint32_t(in.size()));
        QVERIFY(view.packets[0].time > 1'500'000'000'000'000);
        QCOMPARE(view.received, uint64_t{2});
        QVERIFY(view.running && view.dropped == 0);
    }

    void headersOnly()
    {
        auto capture = start({.filter = {.only = CaptureOnly::Tunnel}});
        QVERIFY(capture);
        const Octets packet = numbered(m_maker, 1, 800);
        QVERIFY(Wire("far").send(packet));
        const CaptureView view = collect(**capture, 1);
        QCOMPARE(view.packets.at(0).bytes.size(), size_t{kCaptureHeaderBytes});
        QCOMPARE(view.packets.at(0).originalLength, uint32_t(packet.size()));
        const DecodedPacket decoded = decode(view.packets[0].bytes, view.packets[0].originalLength);
        QVERIFY(decoded.layers()[0].has(NoteKind::Cut));
    }

    void insideAndOutside()
    {
        const Octets packet = m_maker.udp4({1});
        const auto prefix = Ipv4Prefix::host(Ipv4Address(get32(packet, 12)));
        auto capture = start({.filter = {.only = CaptureOnly::Prefix, .prefix = prefix}});
        QVERIFY(capture);
        QVERIFY(Wire("near").send(packet));
        QVERIFY(Wire("near").send(m_maker.udp4({2})));
        QVERIFY(Wire("far").send(m_maker.ipv4(kProtocolIpip, packet)));
        QVERIFY(Wire("far").send(packet));
        const CaptureView view = collect(**capture, 2);
        QCOMPARE(view.packets.size(), size_t{2});
        const auto from = [&](const char *device) {
            return std::ranges::count(view.packets, device, &CapturedPacket::device);
        };
        QCOMPARE(from("inside"), 1);
        QCOMPARE(from("outside"), 1);
    }

    // What the kernel leaves to the network card is not computed yet where it is seen, and is no fault.
    void checksumsOfTheCard()
    {
        QVERIFY(ip("address add 192.0.2.1/30 dev inside"));
        QVERIFY(ip("neigh add 192.0.2.2 lladdr 02:00:00:00:44:01 dev inside"));
        auto capture = start({.filter = {.only = CaptureOnly::Device}});
        QVERIFY(capture);
        const FileDescriptor udp(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(4444);
        to.sin_addr.s_addr = Ipv4Address(192, 0, 2, 2).toNetworkOrder();
        QCOMPARE(::sendto(udp.get(), "abc", 3, 0, reinterpret_cast<sockaddr *>(&to), sizeof to), ssize_t{3});
        const auto isOurs = [](const CapturedPacket &packet) { return packet.bytes.size() == 31; };
        std::vector<CapturedPacket> packets;
        while (std::ranges::none_of(packets, isOurs)) {
            const CaptureView view = collect(**capture, 1);
            QVERIFY(!view.packets.empty());
            packets.insert(packets.end(), view.packets.begin(), view.packets.end());
        }
        const CapturedPacket &packet = *std::ranges::find_if(packets, isOurs);
        QVERIFY(packet.checksumPending && packet.outgoing);
        const auto judged = [&](bool pending) {
            return decode(packet.bytes, packet.originalLength, pending).layers()[1];
        };
        QVERIFY(judged(true).has(NoteKind::ChecksumPending) && !judged(true).has(NoteKind::Checksum));
        QVERIFY(judged(false).has(NoteKind::Checksum));
    }

    // More than the pace in one go: what was taken and what was dropped is all that was sent.
    void paceIsHeld()
    {
        constexpr size_t kSent = 60000;
        auto capture = start({.filter = {.only = CaptureOnly::Tunnel}});
        QVERIFY(capture);
        const Octets packet = numbered(m_maker, 7);
        const Wire wire("far");
        for (size_t i = 0; i < kSent; ++i)
            QVERIFY(wire.send(packet));
        // Until the loop has nothing to do, though packets wait.
        while (sd_event_run(m_event.get(), 0) > 0) {}
        const CaptureView first = (*capture)->fetch();
        QVERIFY(first.dropped > 0);
        QVERIFY(first.received >= Capture::kPace && first.received < kSent - first.dropped);
        CaptureView last = collect(**capture, kSent - first.dropped - first.packets.size());
        QCOMPARE(last.received + last.dropped, uint64_t{kSent});
        QCOMPARE(last.overwritten, uint64_t{0});
    }

    void oldestAreOverwritten()
    {
        auto capture = start({.filter = {.only = CaptureOnly::Tunnel}, .full = true});
        QVERIFY(capture);
        const Wire wire("far");
        constexpr uint16_t kSent = 4000; // of 1400 bytes: more than is kept
        for (uint16_t i = 0; i < kSent; ++i) {
            QVERIFY(wire.send(numbered(m_maker, i, 1350)));
            if (i % 16 == 15)
                QVERIFY(sd_event_run(m_event.get(), 1000000) > 0);
        }
        while (sd_event_run(m_event.get(), 0) > 0) {}
        CaptureView view = (*capture)->fetch();
        QCOMPARE(view.received, uint64_t{kSent});
        QVERIFY(view.overwritten > 0);
        const auto &first = view.packets.at(0).bytes;
        QCOMPARE(get16(first, 48), uint16_t(view.overwritten)); // the oldest that is left
        size_t fetched = view.packets.size();
        while (!(view = (*capture)->fetch()).packets.empty())
            fetched += view.packets.size();
        QCOMPARE(fetched + view.overwritten, size_t{kSent});
    }

    void endsInTime()
    {
        auto capture = start({.filter = {.only = CaptureOnly::Tunnel}, .seconds = 1});
        QVERIFY(capture);
        QVERIFY(Wire("far").send(numbered(m_maker, 1)));
        while ((*capture)->isRunning())
            QVERIFY(sd_event_run(m_event.get(), 5000000) > 0);
        QVERIFY(Wire("far").send(numbered(m_maker, 2)));
        QCOMPARE((*capture)->fetch().packets.size(), size_t{1});
        const CaptureView last = (*capture)->fetch();
        QVERIFY(!last.running && last.ended == "time" && last.packets.empty());
    }

    void refuses()
    {
        const auto code = [this](const CaptureRequest &request, const CaptureDevices &devices) {
            const auto capture = Capture::start(m_event.get(), request, devices);
            return capture ? ErrorCode::Busy : capture.error().code;
        };
        QCOMPARE(code({.seconds = 0}, {"outside", ""}), ErrorCode::InvalidArgument);
        QCOMPARE(code({.seconds = 3601}, {"outside", ""}), ErrorCode::InvalidArgument);
        QCOMPARE(code({}, {"nowhere", ""}), ErrorCode::NotFound);
        QCOMPARE(code({}, {"a-name-that-is-too-long-for-an-interface", ""}), ErrorCode::NotFound);
        QCOMPARE(code({}, {"", "inside"}), ErrorCode::NotFound);
        QCOMPARE(code({.filter = {.only = CaptureOnly::Device}}, {"outside", ""}), ErrorCode::NotFound);
        QCOMPARE(code({}, {"outside", ""}), ErrorCode::Busy); // it runs
    }
};

QTEST_GUILESS_MAIN(CaptureTest)
#include "capture.moc"
