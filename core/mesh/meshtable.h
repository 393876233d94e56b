// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The mesh: who announced which prefix for which endpoint, and what the operator made of it.
//
// Learning is one-sided by design. An announcement of a new prefix takes effect at once; a changed
// endpoint and a withdrawal wait for the end of a complete burst, so that a lost or forged packet takes
// nothing away. Silence changes nothing at all. A prefix is withdrawn when it was missing from six
// complete bursts, or when a complete burst said metric 15 or 16. A mass change waits for longer: see
// ChangeGuard.
//
// What the operator pinned or imported can stand above what is announced. What is announced is then kept
// beneath, goes on being learned there, and comes back when the override goes.

#include "core/mesh/changeguard.h"
#include "core/mesh/meshroute.h"
#include "core/mesh/overrides.h"
#include "core/rip44/burst.h"
#include "core/rip44/filter.h"

#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace mesh44 {

// What a step changed, besides freshness.
struct ChangeSet
{
    std::vector<Ipv4Prefix> added;
    std::vector<Ipv4Prefix> moved; // to another endpoint
    std::vector<Ipv4Prefix> removed;
    std::vector<Ipv4Prefix> altered; // announced, confirmed, cached, held or refused differently
    ChangeGuard::Verdict verdict = ChangeGuard::Verdict::Usual; // of the burst that ended
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
    // Routes from elsewhere: imported ones (RouteOrigin::Import), or those of an earlier run. The latter add, and
    // never displace what was announced.
    ChangeSet import(std::span<const MeshRoute> routes);
    ChangeSet forgetImports();
    ChangeSet rankImports(bool above);
    // The caller has asked the filter.
    ChangeSet pin(Ipv4Prefix prefix, Ipv4Address endpoint);
    ChangeSet unpin(Ipv4Prefix prefix);
    // The operator's word on what is held: it takes effect at once, or was never said.
    ChangeSet acceptHeld();
    ChangeSet rejectHeld();
    // Holds what an earlier run held, over the routes that it left, which are here by now.
    void resumeHeld(ChangeGuard::Change held);
    // A changed filter looks at every route again.
    ChangeSet setFilter(RouteFilter filter);
    void setMaxRoutes(size_t most);

    // The operator's switches. False: it was so already.
    bool suppress(Ipv4Prefix prefix, bool fallback);
    bool suppress(Ipv4Address endpoint, bool fallback);
    bool allow(Ipv4Prefix prefix);
    bool allow(Ipv4Address endpoint);
    bool switchDefault(bool suppressed);

    // In force, one for each prefix.
    const Routes &routes() const { return m_routes; }
    // Announced, but a pin or an import stands above.
    const Routes &beneath() const { return m_beneath; }
    const Overrides &overrides() const { return m_overrides; }
    const ChangeGuard &guard() const { return m_guard; }
    const Suppressions &suppressedPrefixes() const { return m_suppressedPrefixes; }
    const EndpointSuppressions &suppressedEndpoints() const { return m_suppressedEndpoints; }
    // What is not mesh is not sent to the announcer either.
    bool isDefaultSuppressed() const { return m_defaultSuppressed; }
    // Nothing: not suppressed; else whether to fall back. The prefix's own switch goes before its endpoint's.
    std::optional<bool> suppression(const MeshRoute &route) const;
    // New prefixes that found no room, since the start.
    uint64_t overLimit() const { return m_overLimit; }
    // Somebody found no room in the last complete burst or since.
    bool isFull() const { return m_full; }
    size_t maxRoutes() const { return m_maxRoutes; }
    const RouteFilter &filter() const { return m_filter; }

private:
    enum class Step : uint8_t { Same, Altered, Moved, Gone };

    // meshtable.cpp
    void learn(Ipv4Prefix prefix, Ipv4Address endpoint, int64_t now, ChangeSet &changes);
    void add(MeshRoute route, ChangeSet &changes);
    void turnAway();
    void settle(const Burst &burst, int64_t now, ChangeSet &changes);
    Step settleOne(MeshRoute &route, const Burst &burst, int64_t now) const;
    void noteHeld(const ChangeGuard::Change &held, ChangeSet &changes) const;

    // meshlayers.cpp
    MeshRoute *announcedRoute(Ipv4Prefix prefix);
    std::optional<MeshRoute> takeAnnounced(Ipv4Prefix prefix);
    bool place(Ipv4Prefix prefix, std::optional<MeshRoute> announced, ChangeSet &changes);
    ChangeSet chooseAgain(std::span<const Ipv4Prefix> prefixes);

    Routes m_routes;
    Routes m_beneath;
    Overrides m_overrides;
    ChangeGuard m_guard;
    Suppressions m_suppressedPrefixes;
    EndpointSuppressions m_suppressedEndpoints;
    bool m_defaultSuppressed = false;
    RouteFilter m_filter;
    size_t m_maxRoutes;
    uint64_t m_overLimit = 0;
    bool m_full = false;
    bool m_turnedAway = false; // somebody, since the last complete burst ended
};

} // namespace mesh44
