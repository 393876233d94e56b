// SPDX-License-Identifier: GPL-3.0-or-later
// ns for a look-up of ForwardingTable, beside PrefixTrie on the same prefixes and addresses. Both must find the same.
#include "core/net/prefixtrie.h"
#include "tests/bench/planestages.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>

namespace mesh44::bench {
namespace {

constexpr size_t kAddresses = 20'000;

struct Mesh
{
    PrefixTrie<uint32_t> trie;
    ForwardingTable table;
    double build = 0; // ms
};

// Lengths as in the mesh: mostly /24 and /28 to /32, some wide ones around them.
Ipv4Prefix randomPrefix(std::mt19937 &random)
{
    constexpr unsigned kLengths[] = {16, 20, 22, 24, 24, 24, 25, 27, 28, 28, 29, 29, 30, 32, 32, 32};
    const unsigned length = kLengths[random() % std::size(kLengths)];
    const Ipv4Prefix half = random() % 3 ? kAmateurLow : kAmateurHigh;
    const uint32_t host = static_cast<uint32_t>(random()) & ~half.mask();
    return Ipv4Prefix::covering(Ipv4Address(half.address().value() | host), length);
}

Mesh makeMesh(std::mt19937 &random, size_t size, std::vector<ForwardingRoute> &routes)
{
    Mesh mesh;
    while (routes.size() < size) {
        const Ipv4Prefix prefix = randomPrefix(random);
        const Ipv4Address endpoint(Ipv4Address(198, 18, 0, 1).value() + static_cast<uint32_t>(routes.size() % 700));
        if (mesh.trie.find(prefix))
            continue;
        mesh.trie.insert(prefix, endpoint.value());
        routes.push_back({prefix, endpoint});
    }
    const double start = now();
    mesh.table = ForwardingTable(routes, std::nullopt, {}, {});
    mesh.build = (now() - start) * 1e3;
    return mesh;
}

// Nine of ten inside some prefix, as traffic is.
std::vector<Ipv4Address> makeAddresses(std::mt19937 &random, const std::vector<ForwardingRoute> &routes)
{
    std::vector<Ipv4Address> addresses;
    for (size_t i = 0; i < kAddresses; ++i) {
        const Ipv4Prefix prefix = i % 10 == 0 ? randomPrefix(random) : routes[random() % routes.size()].prefix;
        addresses.emplace_back(prefix.address().value() | (static_cast<uint32_t>(random()) & ~prefix.mask()));
    }
    return addresses;
}

struct Timing
{
    double nanoseconds = 1e18; // CPU time per look-up, the best turn
    std::vector<uint32_t> found;
};

template <class LookUp> void takeTurn(Timing &timing, const std::vector<Ipv4Address> &addresses, LookUp lookUp)
{
    constexpr int kRounds = 10;
    timing.found.resize(addresses.size());
    const std::clock_t start = std::clock();
    for (int round = 0; round < kRounds; ++round)
        std::ranges::transform(addresses, timing.found.begin(), lookUp);
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    timing.nanoseconds = std::min(timing.nanoseconds, seconds * 1e9 / static_cast<double>(kAddresses * kRounds));
}

void compare(std::mt19937 &random, size_t size)
{
    std::vector<ForwardingRoute> routes;
    const Mesh mesh = makeMesh(random, size, routes);
    const std::vector<Ipv4Address> addresses = makeAddresses(random, routes);
    Timing table;
    Timing trie;
    for (int turn = 0; turn < 5; ++turn) {
        takeTurn(table, addresses, [&](Ipv4Address address) { return mesh.table.endpointFor(address).value(); });
        takeTurn(trie, addresses, [&](Ipv4Address address) {
            const auto match = mesh.trie.longestMatch(address);
            return match ? *match.value : 0;
        });
    }
    std::printf("%8zu %9.1f %9.1f %11.1f %9.2f %9zu\n", size, table.nanoseconds, trie.nanoseconds,
                trie.nanoseconds / table.nanoseconds, mesh.build, mesh.table.memory() / 1024);
    if (table.found != trie.found)
        fail("table and trie do not find the same");
}

} // namespace

void measureLookUps()
{
    const char *given = std::getenv("MESH44_SEED");
    const auto seed = given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
    std::printf("seed: MESH44_SEED=%u\n\nLook-ups: CPU ns, best of 5\n%8s %9s %9s %11s %9s %9s\n", seed, "prefixes",
                "table", "trie", "trie/table", "build, ms", "KiB");
    std::mt19937 random(seed);
    for (const size_t size : {1'000, 100'000})
        compare(random, size);
}

} // namespace mesh44::bench
