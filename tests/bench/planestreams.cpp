// SPDX-License-Identifier: GPL-3.0-or-later
// TCP streams and round trips between two planes, beside the same by veth alone.
#include "tests/bench/planestages.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <deque>
#include <thread>

#include <sys/socket.h>

namespace mesh44::bench {
namespace {

constexpr uint16_t kStreamPort = 4401;
constexpr uint16_t kEchoPort = 4402;
constexpr size_t kChunk = 128 * 1024;
constexpr uint32_t kByPlane = kMesh + (kFarRoute << 8) + 1;
constexpr uint32_t kByVeth = kFarAddress.value();
constexpr timeval kPatience{3, 0};

const sockaddr *generic(const sockaddr_in &address)
{
    return reinterpret_cast<const sockaddr *>(&address);
}

FileDescriptor openSocket(int type)
{
    FileDescriptor socket(::socket(AF_INET, type | SOCK_CLOEXEC, 0));
    if (!socket)
        failErrno("a socket");
    ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
    ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
    return socket;
}

FileDescriptor openFarSocket(Lab &lab, int type, uint16_t port)
{
    FileDescriptor socket = lab.inFar([&] { return openSocket(type); });
    const sockaddr_in any = socketAddress(0, port);
    const int on = 1;
    ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (::bind(socket.get(), generic(any), sizeof any) < 0)
        failErrno("bind");
    return socket;
}

FileDescriptor connectTo(int type, uint32_t address, uint16_t port)
{
    FileDescriptor socket = openSocket(type);
    const sockaddr_in to = socketAddress(address, port);
    if (::connect(socket.get(), generic(to), sizeof to) < 0)
        failErrno("connect");
    return socket;
}

// A connection that a thread at each end keeps full.
class Stream
{
public:
    Stream(int listener, uint32_t address)
        : m_near(connectTo(SOCK_STREAM, address, kStreamPort)), m_far(::accept(listener, nullptr, nullptr))
    {
        if (!m_far)
            failErrno("accept");
        m_sender = std::thread([this] { send(); });
        m_receiver = std::thread([this] { receive(); });
    }
    uint64_t received() const { return m_received; }
    void finish()
    {
        m_stopping = true;
        m_sender.join();
        m_receiver.join();
        if (m_sent != m_received)
            fail("a stream lost its end");
    }

private:
    void send()
    {
        const std::vector<uint8_t> chunk(kChunk);
        while (!m_stopping) {
            const ssize_t sent = ::send(m_near.get(), chunk.data(), chunk.size(), MSG_NOSIGNAL);
            if (sent < 0)
                failErrno("a stream's sender");
            m_sent += static_cast<uint64_t>(sent);
        }
        ::shutdown(m_near.get(), SHUT_WR);
    }
    void receive()
    {
        std::vector<uint8_t> chunk(kChunk);
        for (ssize_t got; (got = ::recv(m_far.get(), chunk.data(), chunk.size(), 0)) != 0;) {
            if (got < 0)
                failErrno("a stream's receiver");
            m_received += static_cast<uint64_t>(got);
        }
    }

    FileDescriptor m_near;
    FileDescriptor m_far;
    std::atomic<bool> m_stopping{false};
    uint64_t m_sent = 0;
    std::atomic<uint64_t> m_received{0};
    std::thread m_sender;
    std::thread m_receiver;
};

uint64_t received(const std::deque<Stream> &streams)
{
    uint64_t sum = 0;
    for (const Stream &stream : streams)
        sum += stream.received();
    return sum;
}

double gigabits(int listener, uint32_t address, int flows, double seconds)
{
    std::deque<Stream> streams;
    for (int i = 0; i < flows; ++i)
        streams.emplace_back(listener, address);
    std::this_thread::sleep_for(std::chrono::milliseconds(100)); // slow start
    const double start = now();
    const uint64_t before = received(streams);
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    const uint64_t after = received(streams);
    const double elapsed = now() - start;
    for (Stream &stream : streams)
        stream.finish();
    return static_cast<double>(after - before) * 8e-9 / elapsed;
}

void compareStreams(int listener, int flows, double wire)
{
    std::array<double, 3> best{};
    for (int turn = 0; turn < kTurns; ++turn) {
        const double length = turnLength(0.25);
        best[0] = std::max(best[0], gigabits(listener, kByPlane, flows, length));
        best[1] = std::max(best[1], gigabits(listener, kByVeth, flows, length));
        runIp("link set v0 gso_max_segs 1\n");
        best[2] = std::max(best[2], gigabits(listener, kByVeth, flows, length));
        runIp("link set v0 gso_max_segs 65535\n");
    }
    std::printf("%5d %10.3f %10.3f %15.3f %13.3f %6.2f %9.2f %6.2f\n", flows, best[0], best[1], best[2], wire,
                best[0] / best[1], best[0] / best[2], best[0] / wire);
}

void echo(int socket)
{
    std::array<uint8_t, 64> bytes{};
    for (;;) {
        sockaddr_in from{};
        socklen_t length = sizeof from;
        const ssize_t got = ::recvfrom(socket, bytes.data(), bytes.size(), 0, reinterpret_cast<sockaddr *>(&from),
                                       &length);
        if (got <= 1)
            return; // one byte: the end
        ::sendto(socket, bytes.data(), static_cast<size_t>(got), 0, generic(from), length);
    }
}

void ping(int socket, std::vector<double> &times, size_t count)
{
    std::array<uint8_t, 64> bytes{};
    for (size_t i = 0; i < count; ++i) {
        const double start = now();
        if (::send(socket, bytes.data(), bytes.size(), 0) < 0 || ::recv(socket, bytes.data(), bytes.size(), 0) < 0)
            failErrno("a round trip");
        times.push_back((now() - start) * 1e6);
    }
}

double quantile(std::vector<double> &times, double part)
{
    std::ranges::sort(times);
    return times[static_cast<size_t>(static_cast<double>(times.size() - 1) * part)];
}

} // namespace

void measureLatency(Lab &lab)
{
    const FileDescriptor far = openFarSocket(lab, SOCK_DGRAM, kEchoPort);
    std::thread echoing([&] { echo(far.get()); });
    const FileDescriptor plane = connectTo(SOCK_DGRAM, kByPlane, kEchoPort);
    const FileDescriptor direct = connectTo(SOCK_DGRAM, kByVeth, kEchoPort);
    std::vector<double> planeTimes;
    std::vector<double> directTimes;
    for (int turn = 0; turn < 8; ++turn) {
        ping(plane.get(), planeTimes, 250);
        ping(direct.get(), directTimes, 250);
    }
    ::send(direct.get(), "", 1, 0);
    echoing.join();
    std::printf("\nRound trips: µs, %zu by two planes and by veth alone\n%5s %10s %10s %10s %17s\n", planeTimes.size(),
                "", "(a) plane", "(c) veth", "a - c", "per plane and way");
    for (const double part : {0.5, 0.99}) {
        const double ours = quantile(planeTimes, part);
        const double theirs = quantile(directTimes, part);
        std::printf("%4.0f%% %10.1f %10.1f %10.1f %17.1f\n", part * 100, ours, theirs, ours - theirs,
                    (ours - theirs) / 4);
    }
}

void measureStreams(Lab &lab, double wire)
{
    const FileDescriptor listener = openFarSocket(lab, SOCK_STREAM, kStreamPort);
    if (::listen(listener.get(), 8) < 0)
        failErrno("listen");
    std::printf("\nTCP: Gbit/s of payload through two planes, best of %d; (d): tunnel packets of 1400 bytes\n"
                "%5s %10s %10s %15s %13s %6s %9s %6s\n",
                kTurns, "flows", "(a) plane", "(c) veth", "(c) without GSO", "(d) sendmmsg", "a/c", "a/c noGSO", "a/d");
    for (const int flows : {1, 4})
        compareStreams(listener.get(), flows, wire);
}

} // namespace mesh44::bench
