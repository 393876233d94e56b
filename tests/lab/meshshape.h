// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How many of what a mesh has: the figures of the burst of 2016 and their scaling to any size.

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace mesh44::lab {

inline constexpr size_t kRoutes2016 = 531;
inline constexpr size_t kEndpoints2016 = 353;
inline constexpr size_t kNested2016 = 63;        // prefixes inside another one …
inline constexpr size_t kOtherEndpoint2016 = 58; // … and those with another endpoint than it
inline constexpr size_t kSold2016 = 3;           // in 44.192.0.0/10, no amateur space any more
inline constexpr unsigned kWideLength = 20;      // prefixes so wide or wider do not multiply

struct MeshShape
{
    uint64_t seed = 1;
    size_t routes = kRoutes2016;
    size_t endpoints = kEndpoints2016;
};

using Histogram = std::map<unsigned, size_t>; // prefix length → how many

Histogram allLengths(size_t routes);
Histogram nestedLengths(size_t nested);
Histogram containerLengths(size_t nested); // of the prefixes that those lie in
// A count of 2016 for a mesh of that size, rounded.
size_t scaledCount(size_t count2016, size_t routes);
// The largest endpoint first.
std::vector<size_t> routesPerEndpoint(const MeshShape &shape);

} // namespace mesh44::lab
