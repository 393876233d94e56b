// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mesh/meshtable.h"

#include <utility>

namespace mesh44 {

ChangeSet MeshTable::announce(std::span<const RipEntry> entries, int64_t now)
{
    ChangeSet changes;
    for (const RipEntry &entry : entries) {
        if (!entry.withdraws())
            learn(entry.prefix, entry.endpoint, now, changes);
    }
    return changes;
}

void MeshTable::learn(Ipv4Prefix prefix, Ipv4Address endpoint, int64_t now, ChangeSet &changes)
{
    const auto known = m_routes.find(prefix);
    if (known == m_routes.end()) {
        if (m_routes.size() >= m_maxRoutes) {
            ++m_overLimit;
            return;
        }
        MeshRoute route{.prefix = prefix,
                        .endpoint = endpoint,
                        .announced = true,
                        .refusal = m_filter.check(prefix, endpoint),
                        .firstAnnounced = now,
                        .lastAnnounced = now};
        m_routes.emplace(prefix, std::move(route));
        changes.added.push_back(prefix);
        return;
    }
    MeshRoute &route = known->second;
    if (route.origin == RouteOrigin::Import) {
        // What the announcer says goes before what somebody imported.
        const bool moved = route.endpoint != endpoint;
        route = MeshRoute{.prefix = prefix,
                          .endpoint = endpoint,
                          .announced = true,
                          .refusal = m_filter.check(prefix, endpoint),
                          .firstAnnounced = now,
                          .lastAnnounced = now};
        (moved ? changes.moved : changes.altered).push_back(prefix);
        return;
    }
    if (route.endpoint != endpoint)
        return; // a move: settled at the end of a complete burst
    route.lastAnnounced = now;
    route.missed = 0;
    if (!route.announced || route.cached) {
        route.announced = true;
        route.cached = false;
        if (route.firstAnnounced == 0)
            route.firstAnnounced = now;
        changes.altered.push_back(prefix);
    }
}

ChangeSet MeshTable::endBurst(const Burst &burst, bool complete, int64_t now)
{
    ChangeSet changes;
    if (!complete)
        return changes;
    for (auto it = m_routes.begin(); it != m_routes.end();) {
        MeshRoute &route = it->second;
        if (route.origin == RouteOrigin::Rip44)
            settle(route, burst, now, changes);
        const bool gone = route.origin == RouteOrigin::Rip44
                          && (route.missed >= kWithdrawAfter || burst.withdrawn.contains(route.prefix));
        if (gone) {
            changes.removed.push_back(route.prefix);
            it = m_routes.erase(it);
        } else {
            ++it;
        }
    }
    return changes;
}

void MeshTable::settle(MeshRoute &route, const Burst &burst, int64_t now, ChangeSet &changes)
{
    const auto announced = burst.routes.find(route.prefix);
    if (announced == burst.routes.end()) {
        ++route.missed;
        if (std::exchange(route.announced, false))
            changes.altered.push_back(route.prefix);
        return;
    }
    route.lastAnnounced = now;
    route.missed = 0;
    const bool wasAnnounced = std::exchange(route.announced, true);
    const bool wasConfirmed = std::exchange(route.confirmed, true);
    const bool wasCached = std::exchange(route.cached, false);
    if (route.endpoint != announced->second) {
        route.endpoint = announced->second;
        route.refusal = m_filter.check(route.prefix, route.endpoint);
        changes.moved.push_back(route.prefix);
    } else if (!wasAnnounced || !wasConfirmed || wasCached) {
        changes.altered.push_back(route.prefix);
    }
}

ChangeSet MeshTable::import(std::span<const MeshRoute> routes)
{
    ChangeSet changes;
    for (const MeshRoute &candidate : routes) {
        if (m_routes.size() >= m_maxRoutes) {
            ++m_overLimit;
            continue;
        }
        const auto [place, isNew] = m_routes.try_emplace(candidate.prefix, candidate);
        MeshRoute &route = place->second;
        if (!isNew && route.origin != RouteOrigin::Import)
            continue;
        if (!isNew && route.endpoint == candidate.endpoint)
            continue;
        route = candidate;
        route.refusal = m_filter.check(route.prefix, route.endpoint);
        (isNew ? changes.added : changes.moved).push_back(route.prefix);
    }
    return changes;
}

ChangeSet MeshTable::setFilter(RouteFilter filter)
{
    ChangeSet changes;
    if (filter == m_filter)
        return changes;
    m_filter = std::move(filter);
    for (auto &[prefix, route] : m_routes) {
        auto refusal = m_filter.check(prefix, route.endpoint);
        if (refusal == route.refusal)
            continue;
        route.refusal = std::move(refusal);
        changes.altered.push_back(prefix);
    }
    return changes;
}

bool MeshTable::suppress(Ipv4Prefix prefix, bool fallback)
{
    const auto [place, isNew] = m_suppressedPrefixes.try_emplace(prefix, fallback);
    return std::exchange(place->second, fallback) != fallback || isNew;
}

bool MeshTable::suppress(Ipv4Address endpoint, bool fallback)
{
    const auto [place, isNew] = m_suppressedEndpoints.try_emplace(endpoint, fallback);
    return std::exchange(place->second, fallback) != fallback || isNew;
}

bool MeshTable::allow(Ipv4Prefix prefix)
{
    return m_suppressedPrefixes.erase(prefix) > 0;
}

bool MeshTable::allow(Ipv4Address endpoint)
{
    return m_suppressedEndpoints.erase(endpoint) > 0;
}

std::optional<bool> MeshTable::suppression(const MeshRoute &route) const
{
    if (const auto it = m_suppressedPrefixes.find(route.prefix); it != m_suppressedPrefixes.end())
        return it->second;
    if (const auto it = m_suppressedEndpoints.find(route.endpoint); it != m_suppressedEndpoints.end())
        return it->second;
    return std::nullopt;
}

} // namespace mesh44
