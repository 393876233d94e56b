// SPDX-License-Identifier: GPL-3.0-or-later
// TCP by one plane, with nothing else that could be the limit: large packets that the kernel forwards to the device,
// and a stream's packets that come in and are joined. No TCP runs; the packets are ready-made.
#include "core/packet/checksum.h"
#include "core/plane/encapsulation.h"
#include "core/plane/segmentation.h"
#include "helper/plane/tundevice.h"
#include "tests/bench/planesender.h"
#include "tests/bench/planestages.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <map>

#include <fcntl.h>
#include <poll.h>

namespace mesh44::bench {
namespace {

constexpr size_t kPayload = 1400; // of a packet on the wire
constexpr size_t kPieces = 46;    // as many fit a large packet
constexpr size_t kHeaders = 2 * kIpHeader;
constexpr uint32_t kInside = Ipv4Address(44, 1, 0, 9).value();
constexpr uint32_t kManyFlows = 100;

double processSeconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    timespec mine{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &mine);
    return static_cast<double>(time.tv_sec - mine.tv_sec) + static_cast<double>(time.tv_nsec - mine.tv_nsec) * 1e-9;
}

// IP and TCP of `payload` bytes of zeros, with half a TCP checksum or a whole one.
std::vector<uint8_t> tcpPacket(uint32_t source, uint32_t destination, uint32_t sequence, size_t payload, bool whole)
{
    std::vector<uint8_t> packet(kHeaders + payload);
    const std::span<uint8_t> ip(packet);
    const std::span<uint8_t> tcp = ip.subspan(kIpHeader);
    ip[0] = 0x45;
    put16(ip, 2, static_cast<uint16_t>(packet.size()));
    put16(ip, 6, kDontFragment);
    ip[8] = 64;
    ip[9] = kProtocolTcp;
    put32(ip, 12, source);
    put32(ip, 16, destination);
    put16(ip, 10, checksumOf(checksumPart(ip.first(kIpHeader))));
    put16(tcp, 0, 4400);
    put16(tcp, 2, 4400);
    put32(tcp, 4, sequence);
    tcp[12] = 5 << 4;
    tcp[13] = 0x10; // ACK
    const uint64_t pseudo = pseudoHeaderPart(source, destination, kProtocolTcp, tcp.size());
    put16(tcp, 16, whole ? checksumOf(pseudo + checksumPart(tcp)) : checksumFold(pseudo));
    return packet;
}

// A host behind the gateway whose interface cuts large packets itself.
class LargeSender
{
public:
    explicit LargeSender(uint32_t flows)
    {
        auto tun = openTun("lan0");
        if (!tun)
            fail(tun.error().message);
        m_tun = std::move(*tun);
        runIp("link set lan0 addrgenmode none up\nroute replace 44.1.0.0/24 dev lan0\n");
        const OffloadHeader offload{.flags = OffloadHeader::kNeedsChecksum,
                                    .gsoType = OffloadHeader::kTcp4,
                                    .headerLength = kHeaders,
                                    .gsoSize = kPayload,
                                    .checksumStart = kIpHeader,
                                    .checksumOffset = 16};
        for (uint32_t i = 0; i < flows; ++i) {
            const auto packet = tcpPacket(kInside, hostOf(kMesh, i), 0, kPayload * kPieces, false);
            std::vector<uint8_t> frame(sizeof offload + packet.size());
            std::memcpy(frame.data(), &offload, sizeof offload);
            std::ranges::copy(packet, frame.begin() + sizeof offload);
            m_frames.push_back(std::move(frame));
        }
    }

    void sendFor(double seconds)
    {
        for (const double end = now() + seconds; now() < end; m_at = (m_at + 1) % m_frames.size()) {
            if (::write(m_tun.get(), m_frames[m_at].data(), m_frames[m_at].size()) < 0 && errno != EAGAIN)
                failErrno("a large packet");
        }
    }

private:
    FileDescriptor m_tun;
    std::vector<std::vector<uint8_t>> m_frames;
    size_t m_at = 0;
};

Sender joinableSender(uint32_t flows)
{
    std::vector<Sender::Flow> packets;
    for (uint32_t flow = 0; flow < flows; ++flow) {
        for (uint32_t piece = 0; piece < kPieces; ++piece) {
            auto packet = tcpPacket(hostOf(kMesh, flow), kInside, piece * kPayload, kPayload, true);
            OuterHeader outer = outerHeader(*PacketView::read(packet), kGwAddress, true);
            put32(outer, 12, endpointOf(routeOf(flow)));
            std::vector<uint8_t> whole(outer.size() + packet.size());
            std::ranges::copy(packet, std::ranges::copy(outer, whole.begin()).out);
            packets.push_back({socketAddress(kGwAddress.value()), std::move(whole)});
        }
    }
    return Sender::ready(std::move(packets), kPayload);
}

uint64_t joinedPackets(const Lab &lab)
{
    std::map<std::string, uint64_t> counters;
    lab.plane().addCounters(counters);
    return counters["plane.in.packets"];
}

struct Result
{
    double gigabits = 0;
    double cpu = 1e9; // ns of the plane's for a packet on the wire
};

template <class Count, class Send> void takeTurn(Result &best, Count count, Send send)
{
    const uint64_t before = count();
    const double cpu = processSeconds();
    const double start = now();
    send(turnLength(0.15));
    const auto packets = static_cast<double>(count() - before);
    if (packets == 0)
        fail("nothing arrives");
    best.gigabits = std::max(best.gigabits, packets * kPayload * 8e-9 / (now() - start));
    best.cpu = std::min(best.cpu, (processSeconds() - cpu) / packets * 1e9);
}

void print(const char *way, uint32_t flows, const Result &result, double wire)
{
    std::printf("%4s %5u %10.3f %13.3f %6.2f %7.0f\n", way, flows, result.gigabits, wire, result.gigabits / wire,
                result.cpu);
}

} // namespace

void measureBulk(Lab &lab, double wire)
{
    std::printf("\nTCP by one plane: Gbit/s of payload, best of %d; CPU ns of the plane for a packet on the wire\n"
                "%4s %5s %10s %13s %6s %7s\n",
                kTurns, "way", "flows", "(a) plane", "(d) sendmmsg", "a/d", "a, ns");
    must(lab.plane().setTable(makeTable(), Ipv4Address(44, 1, 0, 1)));
    writeSetting("/proc/sys/net/ipv4/ip_forward", "1");
    for (const uint32_t flows : {1U, kManyFlows}) {
        LargeSender large(flows);
        Result out;
        for (int turn = 0; turn < kTurns; ++turn)
            takeTurn(
                out, [&] { return lab.arrivals().packets; },
                [&](double time) {
                    large.sendFor(time);
                    lab.settled();
                });
        print("out", flows, out, wire);
    }
    runIp("route replace blackhole 44.1.0.9/32\n");
    for (const uint32_t flows : {1U, kManyFlows}) {
        Sender joinable = lab.inFar([&] { return joinableSender(flows); });
        Result in;
        for (int turn = 0; turn < kTurns; ++turn)
            takeTurn(in, [&] { return joinedPackets(lab); }, [&](double time) { joinable.sendFor(time); });
        print("in", flows, in, wire);
    }
}

} // namespace mesh44::bench
