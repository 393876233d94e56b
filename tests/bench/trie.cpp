// SPDX-License-Identifier: GPL-3.0-or-later
// Longest match: ns per look-up of PrefixTrie, beside an ordered map that is walked backwards and a scan of
// everything, on the same prefixes and addresses in the same run. All three must find the same. They take
// turns, in CPU time, and the best of five turns counts: what else the machine does stays out of the figures.
#include "core/net/prefixtrie.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <random>
#include <span>
#include <vector>

using namespace mesh44;

namespace {

constexpr uint32_t kNothing = ~uint32_t{0};

struct Mesh
{
    std::vector<std::pair<Ipv4Prefix, uint32_t>> rows; // by prefix
    std::map<Ipv4Prefix, uint32_t> map;
    PrefixTrie<uint32_t> trie;
};

// Lengths as in the mesh: mostly /24 and /28 to /32, some wide ones around them.
Ipv4Prefix randomPrefix(std::mt19937 &random)
{
    constexpr unsigned kLengths[] = {16, 20, 22, 24, 24, 24, 25, 27, 28, 28, 29, 29, 30, 32, 32, 32};
    const auto bits = static_cast<uint32_t>(random());
    const Ipv4Address address(0x2c000000u | (bits & 0x00bfffffu)); // 44.0/10 and 44.128/10
    return Ipv4Prefix::covering(address, kLengths[random() % std::size(kLengths)]);
}

Mesh makeMesh(std::mt19937 &random, size_t size)
{
    Mesh mesh;
    while (mesh.map.size() < size)
        mesh.map.emplace(randomPrefix(random), static_cast<uint32_t>(mesh.map.size()));
    mesh.rows.assign(mesh.map.begin(), mesh.map.end());
    for (const auto &[prefix, value] : mesh.rows)
        mesh.trie.insert(prefix, value);
    return mesh;
}

// Nine of ten inside some prefix, as traffic is.
std::vector<Ipv4Address> makeAddresses(std::mt19937 &random, const Mesh &mesh, size_t count)
{
    std::vector<Ipv4Address> addresses;
    for (size_t i = 0; i < count; ++i) {
        const Ipv4Prefix prefix = i % 10 == 0 ? randomPrefix(random) : mesh.rows[random() % mesh.rows.size()].first;
        addresses.emplace_back(prefix.address().value() | (static_cast<uint32_t>(random()) & ~prefix.mask()));
    }
    return addresses;
}

uint32_t inTrie(const Mesh &mesh, Ipv4Address address)
{
    const auto match = mesh.trie.longestMatch(address);
    return match ? *match.value : kNothing;
}

// Everything that contains the address sorts before it, the longest last.
uint32_t inMap(const Mesh &mesh, Ipv4Address address)
{
    for (auto at = mesh.map.upper_bound(Ipv4Prefix::host(address)); at != mesh.map.begin();) {
        if ((--at)->first.contains(address))
            return at->second;
    }
    return kNothing;
}

uint32_t inRows(const Mesh &mesh, Ipv4Address address)
{
    uint32_t best = kNothing;
    for (const auto &[prefix, value] : mesh.rows) {
        if (prefix.contains(address))
            best = value; // the later row is the longer prefix
    }
    return best;
}

struct Timing
{
    double nanoseconds = 1e18; // CPU time per look-up, the best turn
    std::vector<uint32_t> found;
};

template <class LookUp>
void takeTurn(Timing &timing, const Mesh &mesh, std::span<const Ipv4Address> addresses, LookUp lookUp)
{
    timing.found.clear();
    timing.found.reserve(addresses.size());
    const std::clock_t start = std::clock();
    for (const Ipv4Address address : addresses)
        timing.found.push_back(lookUp(mesh, address));
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    timing.nanoseconds = std::min(timing.nanoseconds, seconds * 1e9 / static_cast<double>(addresses.size()));
}

// The slower ones get fewer of the same addresses.
bool compare(std::mt19937 &random, size_t size)
{
    const Mesh mesh = makeMesh(random, size);
    const std::vector<Ipv4Address> addresses = makeAddresses(random, mesh, 20000);
    const std::span all(addresses);
    Timing trie;
    Timing map;
    Timing scan;
    for (int turn = 0; turn < 5; ++turn) {
        takeTurn(trie, mesh, all, inTrie);
        takeTurn(map, mesh, all.first(5000), inMap);
        takeTurn(scan, mesh, all.first(20), inRows);
    }
    std::printf("%7zu prefixes: trie %8.1f ns, map %10.1f ns, scan %12.1f ns per look-up\n", size, trie.nanoseconds,
                map.nanoseconds, scan.nanoseconds);
    return std::equal(map.found.begin(), map.found.end(), trie.found.begin())
           && std::equal(scan.found.begin(), scan.found.end(), trie.found.begin());
}

} // namespace

int main()
{
    const char *given = std::getenv("MESH44_SEED");
    const auto seed = given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
    std::printf("seed: MESH44_SEED=%u\n", seed);
    std::mt19937 random(seed);
    const bool agree = compare(random, 1000) && compare(random, 100000);
    if (!agree)
        std::printf("the three do not find the same\n");
    return agree ? EXIT_SUCCESS : EXIT_FAILURE;
}
