// SPDX-License-Identifier: GPL-3.0-or-later
// Datagrams at saturation, by four paths; and a mesh that changes while they pass.
#include "tests/bench/planesender.h"
#include "tests/bench/planestages.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <random>

namespace mesh44::bench {
namespace {

constexpr uint32_t kManyFlows = 100;
constexpr size_t kSmall = 64;
constexpr size_t kLarge = 1400;

double cpuSeconds(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// What all threads but this one used: those that forward.
double forwarderSeconds()
{
    return cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
}

struct Rate
{
    double packets = 0; // a second; the best turn
    double offered = 0; // for one that arrived; in the same turn
    double cpu = 1e9;   // ns of the forwarder's for a packet; the best turn
};

void takeTurn(const Lab &lab, Sender &sender, double seconds, Rate &best)
{
    const Arrivals before = lab.settled();
    const double cpu = forwarderSeconds();
    const double start = now();
    const uint64_t sent = sender.sendFor(seconds);
    const Arrivals soFar = lab.arrivals();
    const double elapsed = now() - start;
    const Arrivals all = lab.settled(); // what the device had still queued cost something, too
    const auto arrived = static_cast<double>(all.packets - before.packets);
    if (soFar.packets == before.packets)
        fail("nothing arrives");
    const double packets = static_cast<double>(soFar.packets - before.packets) / elapsed;
    if (packets > best.packets) {
        best.packets = packets;
        best.offered = static_cast<double>(sent) / arrived;
    }
    best.cpu = std::min(best.cpu, (forwarderSeconds() - cpu) / arrived * 1e9);
}

double gigabits(const Rate &rate, size_t size)
{
    return rate.packets * static_cast<double>(size) * 8e-9;
}

// Every path in turn, so that what else the machine does meets all of them; prints the row as far as it is the same in
// all tables.
template <size_t N> std::array<Rate, N> race(const Lab &lab, std::array<Sender, N> senders, size_t size, uint32_t flows)
{
    std::array<Rate, N> rates;
    for (int turn = 0; turn < kTurns; ++turn) {
        for (size_t path = 0; path < N; ++path)
            takeTurn(lab, senders[path], turnLength(0.15), rates[path]);
    }
    std::printf("%5zu %5u", size, flows);
    for (const Rate &rate : rates)
        std::printf(" %9.0f %6.3f", rate.packets, gigabits(rate, size));
    return rates;
}

double compareAll(const Lab &lab, size_t size, uint32_t flows)
{
    const BareLoop loop(flows);
    const auto rates = race<4>(lab,
                               {Sender::datagrams(kMesh, size, flows), Sender::datagrams(kBare, size, flows),
                                Sender::datagrams(kDirect, size, flows), Sender::tunnelPackets(size, flows)},
                               size, flows);
    const auto &[plane, bare, direct, wire] = rates;
    std::printf(" %6.2f %6.2f %6.2f %7.0f %7.0f %6.2f %9.2f\n", plane.packets / bare.packets,
                plane.packets / direct.packets, plane.packets / wire.packets, plane.cpu, bare.cpu, bare.cpu / plane.cpu,
                plane.offered);
    return gigabits(wire, size);
}

double compareKernel(const Lab &lab, size_t size, uint32_t flows)
{
    const auto [plane, kernel] = race<2>(
        lab, {Sender::datagrams(kMesh, size, flows), Sender::datagrams(kKernel, size, flows)}, size, flows);
    std::printf(" %6.2f\n", plane.packets / kernel.packets);
    return gigabits(kernel, size);
}

// The rows of a table: small and large packets, of one flow and of many. Gives the highest rate of the last path.
double compareLoads(const Lab &lab, double (*compare)(const Lab &, size_t, uint32_t))
{
    double most = 0;
    for (const size_t size : {kSmall, kLarge}) {
        for (const uint32_t flows : {1U, kManyFlows})
            most = std::max(most, compare(lab, size, flows));
    }
    return most;
}

// Twenty times a second another twentieth of the routes has its other endpoint.
class Changes
{
public:
    explicit Changes(TunPlane &plane) : m_plane(plane) {}

    void make()
    {
        for (uint32_t i = 0; i < kMeshRoutes / 20; ++i)
            m_other[m_random() % kMeshRoutes].flip();
        must(m_plane.setTable(makeTable(m_other), Ipv4Address(44, 1, 0, 1)));
        ++m_count;
    }
    int count() const { return m_count; }

private:
    TunPlane &m_plane;
    std::vector<bool> m_other = std::vector<bool>(kMeshRoutes);
    std::mt19937 m_random{44};
    int m_count = 0;
};

void waitUntil(double time)
{
    const double left = time - now();
    if (left > 0)
        std::this_thread::sleep_for(std::chrono::duration<double>(left));
}

// Below saturation nothing may be lost: the device's queue is long enough for a machine that has more to do.
void changeAtFixedRate(Lab &lab)
{
    constexpr double kRate = 20'000;
    constexpr size_t kBurst = 20;
    runIp("link set mesh44 txqueuelen 20000\n");
    Sender sender = Sender::datagrams(kMesh, kSmall, kManyFlows);
    Changes changes(lab.plane());
    const Arrivals before = lab.settled();
    const double start = now();
    uint64_t sent = 0;
    for (const double length = turnLength(1.5); now() - start < length;) {
        sent += sender.send(kBurst);
        if (now() - start > changes.count() * 0.05)
            changes.make();
        waitUntil(start + static_cast<double>(sent) / kRate);
    }
    const double elapsed = now() - start;
    const uint64_t arrived = lab.settled().packets - before.packets;
    runIp("link set mesh44 txqueuelen 500\n");
    std::printf("%d tables in %.1f s at %.0f packets/s: %llu sent, %llu arrived, none at a wrong endpoint\n",
                changes.count(), elapsed, static_cast<double>(sent) / elapsed, static_cast<unsigned long long>(sent),
                static_cast<unsigned long long>(arrived));
    if (sent != arrived)
        fail("packets were lost while the table changed");
}

void takeChangingTurn(Lab &lab, Sender &sender, double seconds, Rate &best)
{
    std::atomic<bool> stopping{false};
    std::thread changer([&] {
        for (Changes changes(lab.plane()); !stopping;) {
            changes.make();
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    });
    takeTurn(lab, sender, seconds, best);
    stopping = true;
    changer.join();
}

} // namespace

double measureDatagrams(Lab &lab)
{
    std::printf(
        "\nDatagrams: packets/s and Gbit/s of payload that arrive; CPU ns of the forwarding thread a packet; best "
        "of %d\n%5s %5s %16s %16s %16s %16s %6s %6s %6s %7s %7s %6s %9s\n",
        kTurns, "bytes", "flows", "(a) plane", "(b) bare TUN", "(c) veth", "(d) sendmmsg", "a/b", "a/c", "a/d", "a, ns",
        "b, ns", "b/a", "a offered");
    return compareLoads(lab, compareAll);
}

void measureKernelTunnel(Lab &lab)
{
    if (!lab.openKernelTunnel()) {
        std::printf("\nKernel ipip: not in this kernel\n");
        return;
    }
    std::printf("\nBeside the kernel's ipip: packets/s and Gbit/s of payload that arrive; best of %d\n"
                "%5s %5s %16s %16s %6s\n",
                kTurns, "bytes", "flows", "(a) plane", "(k) tunl0", "a/k");
    (void)compareLoads(lab, compareKernel);
}

void measureTableChanges(Lab &lab)
{
    std::printf("\nTable changes: 20 a second, 5 %% of %u routes\n", kMeshRoutes);
    changeAtFixedRate(lab);
    Sender sender = Sender::datagrams(kMesh, kSmall, kManyFlows);
    Rate still;
    Rate changing;
    for (int turn = 0; turn < kTurns; ++turn) {
        takeTurn(lab, sender, turnLength(0.2), still);
        takeChangingTurn(lab, sender, turnLength(0.2), changing);
    }
    std::printf("at saturation: %.0f packets/s without changes, %.0f with; ratio %.2f\n", still.packets,
                changing.packets, changing.packets / still.packets);
}

} // namespace mesh44::bench
