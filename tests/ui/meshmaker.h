// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Meshes for tests, benches and pictures: the same seed makes the same mesh.

#include "core/checkup/finding.h"
#include "core/mesh/view.h"

#include <random>
#include <vector>

namespace mesh44::test {

inline constexpr int64_t kSecond = 1'000'000;
// A fixed present, so that ages and pictures do not depend on the day: 2026-05-17 12:31:05 UTC.
inline constexpr int64_t kNow = 1'779'021'065 * kSecond;

class MeshMaker
{
public:
    explicit MeshMaker(uint32_t seed) : m_random(seed) {}
    explicit MeshMaker(std::mt19937 random) : m_random(random) {}

    // A gateway that is up, its burst 41 s ago.
    Snapshot make(size_t routes);
    // What changes a mesh here and there: about `share` of its routes change, go or come.
    Delta change(const Snapshot &from, double share);

    uint32_t below(uint32_t limit) { return std::uniform_int_distribution<uint32_t>(0, limit - 1)(m_random); }

private:
    Ipv4Prefix prefix();
    Ipv4Address endpoint();
    RouteView route(Ipv4Prefix prefix, Ipv4Address endpoint);
    void vary(RouteView &route);

    std::mt19937 m_random;
};

GatewayStatus makeStatus(GatewayState state);
// Counts and endpoints as they follow from the routes.
void recount(Snapshot &snapshot);
std::vector<EventView> makeEvents();
// A week in points of five minutes, with a night in which the service did not run.
std::vector<TimelineView> makeTimeline();
std::vector<Finding> makeFindings();

// What some of the endpoints have moved, from one look to the next.
class Flow
{
public:
    static constexpr int64_t kStep = 5 * kSecond;

    explicit Flow(const Snapshot &mesh);

    const std::vector<TrafficView> &next();

private:
    std::vector<TrafficView> m_counters;
    int m_step = 0;
};

} // namespace mesh44::test
