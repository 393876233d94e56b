// SPDX-License-Identifier: GPL-3.0-or-later
// The packet decoder: packets a second, of every kind and of the longest tunnelled TCP, whole and as a capture of
// headers has them, beside a copy of the same bytes. They take turns, in CPU time, and the best of five turns counts.
// Fails when decoding takes memory from the heap or does not find the layers.
#include "core/packet/describe.h"
#include "tests/core/packetmaker.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <new>

using namespace mesh44;
using namespace mesh44::test;

namespace {

size_t allocations = 0;

struct Load
{
    const char *name;
    std::vector<Octets> packets;
    std::vector<size_t> originals; // lengths
};

Load everyKind(std::mt19937 &random, size_t snapLength, const char *name)
{
    Load load{name, {}, {}};
    PacketMaker maker(random);
    while (load.packets.size() < 2000) {
        for (MadePacket &made : maker.all()) {
            load.originals.push_back(made.bytes.size());
            made.bytes.resize(std::min(made.bytes.size(), snapLength));
            load.packets.push_back(std::move(made.bytes));
        }
    }
    return load;
}

Load longTcp(std::mt19937 &random)
{
    Load load{"tunnelled TCP of 1500 bytes", {}, {}};
    PacketMaker maker(random);
    while (load.packets.size() < 2000) {
        load.packets.push_back(maker.ipv4(kProtocolIpip, maker.tcp4({}, Octets(1440, 7))));
        load.originals.push_back(load.packets.back().size());
    }
    return load;
}

template <class Work> double secondsFor(const Load &load, Work work)
{
    const std::clock_t start = std::clock();
    for (int repeat = 0; repeat < 20; ++repeat) {
        for (size_t i = 0; i < load.packets.size(); ++i)
            work(load.packets[i], load.originals[i]);
    }
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / (20 * static_cast<double>(load.packets.size()));
}

bool measure(const Load &load)
{
    double copying = 1e9;
    double decoding = 1e9;
    double telling = 1e9;
    size_t layers = 0;
    size_t letters = 0;
    size_t taken = 0;
    std::vector<uint8_t> copy(65536);
    for (int turn = 0; turn < 5; ++turn) {
        copying = std::min(copying, secondsFor(load, [&](const Octets &packet, size_t) {
                               std::memcpy(copy.data(), packet.data(), packet.size());
                               asm volatile("" : : "r"(copy.data()) : "memory"); // so that it is really done
                           }));
        const size_t before = allocations;
        decoding = std::min(decoding, secondsFor(load, [&](const Octets &packet, size_t original) {
                                layers += decode(packet, original).layers().size();
                            }));
        taken += allocations - before;
        if (turn < 2)
            telling = std::min(telling, secondsFor(load, [&](const Octets &packet, size_t original) {
                                   letters += summary(decode(packet, original), packet).size();
                               }));
    }
    std::printf("%-34s copy %6.1f ns, decode %6.1f ns: %5.2f M packets/s; with its line of text %5.2f M/s\n", load.name,
                copying * 1e9, decoding * 1e9, 1e-6 / decoding, 1e-6 / telling);
    if (taken > 0)
        std::printf("decoding took memory from the heap %zu times\n", taken);
    return taken == 0 && layers > 2 * load.packets.size() && letters > 0;
}

} // namespace

void *operator new(size_t size)
{
    ++allocations;
    if (void *memory = std::malloc(size))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void *memory) noexcept
{
    std::free(memory);
}
void operator delete(void *memory, size_t) noexcept
{
    std::free(memory);
}

int main()
{
    const char *given = std::getenv("MESH44_SEED");
    const auto seed = given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
    std::printf("seed: MESH44_SEED=%u\n", seed);
    std::mt19937 random(seed);
    bool right = measure(everyKind(random, 65536, "every kind"));
    right = measure(everyKind(random, 128, "every kind, 128 bytes")) && right;
    right = measure(longTcp(random)) && right;
    return right ? EXIT_SUCCESS : EXIT_FAILURE;
}
