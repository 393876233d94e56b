// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The mesh: who announced which prefix for which endpoint, and what the operator made of it.
//
// Learning is one-sided by design. An announcement of a new prefix takes effect at once; a changed
// endpoint and a withdrawal wait for the end of a complete burst, so that a lost or forged packet takes
// nothing away. Silence changes nothing at all. A prefix is withdrawn when it was missing from six
// complete bursts, or when a complete burst said metric 15 or 16.
//
// Times are CLOCK_REALTIME in microseconds and only shown, never compared.

#include "core/mesh/view.h"
#include "core/rip44/burst.h"
#include "core/rip44/filter.h"

#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace mesh44 {

struct MeshRoute
{
    Ipv4Prefix prefix;
    Ipv4Address endpoint;
    RouteOrigin origin = RouteOrigin::Rip44;
    bool announced = false; // in the last complete burst, or since
    bool confirmed = false; // was in a complete burst since the start, not just in some packet
    bool cached = false;    // known from an earlier run, not announced since the start
    uint8_t missed = 0;     // complete bursts in a row without it
    std::optional<Refusal> refusal;
    int64_t firstAnnounced = 0;
    int64_t lastAnnounced = 0;
};

// What a step changed, besides freshness.
struct ChangeSet
{
    std::vector<Ipv4Prefix> added;
    std::vector<Ipv4Prefix> moved; // to another endpoint
    std::vector<Ipv4Prefix> removed;
    std::vector<Ipv4Prefix> altered; // announced, confirmed, cached or refused differently
    bool empty() const { return added.empty() && moved.empty() && removed.empty() && altered.empty(); }
    bool operator==(const ChangeSet &) const = default;
};

class MeshTable
{
public:
    static constexpr uint8_t kWithdrawAfter = 6; // complete bursts
    using Routes = std::unordered_map<Ipv4Prefix, MeshRoute>;
    using Suppressions = std::map<Ipv4Prefix, bool>; // value: fallback
    using EndpointSuppressions = std::map<Ipv4Address, bool>;

    explicit MeshTable(size_t maxRoutes = 16384) : m_maxRoutes(maxRoutes) {}

    // Announcements as they come in.
    ChangeSet announce(std::span<const RipEntry> entries, int64_t now);
    ChangeSet endBurst(const Burst &burst, bool complete, int64_t now);
    // Routes from elsewhere: they add, and never displace what was announced.
    ChangeSet import(std::span<const MeshRoute> routes);
    // A changed filter looks at every route again.
    ChangeSet setFilter(RouteFilter filter);
    void setMaxRoutes(size_t most) { m_maxRoutes = most; }

    // The operator's switches. False: it was so already.
    bool suppress(Ipv4Prefix prefix, bool fallback);
    bool suppress(Ipv4Address endpoint, bool fallback);
    bool allow(Ipv4Prefix prefix);
    bool allow(Ipv4Address endpoint);

    const Routes &routes() const { return m_routes; }
    const Suppressions &suppressedPrefixes() const { return m_suppressedPrefixes; }
    const EndpointSuppressions &suppressedEndpoints() const { return m_suppressedEndpoints; }
    // Nothing: not suppressed; else whether to fall back. The prefix's own switch goes before its endpoint's.
    std::optional<bool> suppression(const MeshRoute &route) const;
    // New prefixes that found no room, since the start.
    uint64_t overLimit() const { return m_overLimit; }
    const RouteFilter &filter() const { return m_filter; }

private:
    void learn(Ipv4Prefix prefix, Ipv4Address endpoint, int64_t now, ChangeSet &changes);
    void settle(MeshRoute &route, const Burst &burst, int64_t now, ChangeSet &changes);

    Routes m_routes;
    Suppressions m_suppressedPrefixes;
    EndpointSuppressions m_suppressedEndpoints;
    RouteFilter m_filter;
    size_t m_maxRoutes;
    uint64_t m_overLimit = 0;
};

} // namespace mesh44
