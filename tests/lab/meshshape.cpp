// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/meshshape.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

namespace mesh44::lab {

namespace {

// What was announced in 2016, by length: all prefixes, those inside another one, and those others.
struct Share
{
    unsigned length;
    size_t count;
};
constexpr std::array kAll{Share{15, 1},  Share{16, 10}, Share{17, 1},  Share{18, 2},   Share{19, 3},  Share{20, 12},
                          Share{21, 3},  Share{22, 10}, Share{23, 8},  Share{24, 173}, Share{25, 12}, Share{26, 15},
                          Share{27, 25}, Share{28, 43}, Share{29, 69}, Share{30, 24},  Share{31, 2},  Share{32, 118}};
constexpr std::array kNested{Share{22, 1},  Share{24, 6}, Share{25, 5}, Share{26, 5}, Share{27, 4},
                             Share{28, 13}, Share{29, 4}, Share{31, 1}, Share{32, 24}};
constexpr std::array kContainers{Share{16, 43}, Share{20, 2}, Share{24, 18}};
// Endpoints by their number of routes; the others have one.
constexpr std::array kLargest{21U, 12U, 11U, 11U, 10U, 9U, 9U, 8U, 8U, 6U, 5U, 5U, 4U, 4U, 4U};
constexpr size_t kWithThree = 14;
constexpr size_t kWithTwo = 38;

// The counts scaled to a total, what rounding leaves going to the largest remainders.
Histogram scaled(std::span<const Share> shares, size_t total)
{
    const size_t sum = std::accumulate(shares.begin(), shares.end(), size_t{0},
                                       [](size_t n, const Share &s) { return n + s.count; });
    Histogram histogram;
    std::vector<std::pair<size_t, unsigned>> remainders;
    size_t given = 0;
    for (const Share &share : shares) {
        histogram[share.length] = share.count * total / sum;
        given += histogram[share.length];
        remainders.emplace_back(share.count * total % sum, share.length);
    }
    std::sort(remainders.rbegin(), remainders.rend());
    for (size_t i = 0; given < total; ++i, ++given)
        ++histogram[remainders[i].second];
    return histogram;
}

// How many of 2016's endpoints had how many routes, the largest first.
unsigned routesOf2016(size_t rank)
{
    if (rank < kLargest.size())
        return kLargest[rank];
    if (rank < kLargest.size() + kWithThree)
        return 3;
    return rank < kLargest.size() + kWithThree + kWithTwo ? 2 : 1;
}

} // namespace

Histogram allLengths(size_t routes)
{
    if (routes <= kRoutes2016)
        return scaled(kAll, routes);
    const auto narrow = std::find_if(kAll.begin(), kAll.end(), [](const Share &s) { return s.length > kWideLength; });
    Histogram histogram;
    size_t wide = 0;
    for (auto share = kAll.begin(); share != narrow; ++share) {
        histogram[share->length] = share->count;
        wide += share->count;
    }
    histogram.merge(scaled({narrow, kAll.end()}, routes - wide));
    return histogram;
}

Histogram nestedLengths(size_t nested)
{
    return scaled(kNested, nested);
}

Histogram containerLengths(size_t nested)
{
    return scaled(kContainers, nested);
}

size_t scaledCount(size_t count2016, size_t routes)
{
    return (count2016 * routes + kRoutes2016 / 2) / kRoutes2016;
}

std::vector<size_t> routesPerEndpoint(const MeshShape &shape)
{
    std::vector<size_t> counts(shape.endpoints);
    for (size_t i = 0; i < counts.size(); ++i)
        counts[i] = routesOf2016(i * kEndpoints2016 / counts.size());
    size_t sum = std::accumulate(counts.begin(), counts.end(), size_t{0});
    for (size_t i = 0; sum < shape.routes; i = (i + 1) % counts.size(), ++sum)
        ++counts[i];
    for (size_t i = 0; sum > shape.routes; i = (i + 1) % counts.size()) {
        if (counts[i] > 1) {
            --counts[i];
            --sum;
        }
    }
    return counts;
}

} // namespace mesh44::lab
