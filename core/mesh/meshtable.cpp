// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mesh/meshtable.h"

#include <algorithm>
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
    MeshRoute *known = announcedRoute(prefix);
    if (!known)
        return add(
            {.prefix = prefix, .endpoint = endpoint, .announced = true, .firstAnnounced = now, .lastAnnounced = now},
            changes);
    if (known->endpoint != endpoint)
        return; // a move: settled at the end of a complete burst
    known->lastAnnounced = now;
    known->missed = 0;
    if (!known->announced || known->cached) {
        known->announced = true;
        known->cached = false;
        if (known->firstAnnounced == 0)
            known->firstAnnounced = now;
        changes.altered.push_back(prefix);
    }
}

void MeshTable::add(MeshRoute route, ChangeSet &changes)
{
    const Ipv4Prefix prefix = route.prefix;
    if (m_routes.size() >= m_maxRoutes && !m_routes.contains(prefix))
        return turnAway();
    if (!place(prefix, std::move(route), changes))
        changes.altered.push_back(prefix); // beneath a pin or an import
}

void MeshTable::turnAway()
{
    ++m_overLimit;
    m_full = true;
    m_turnedAway = true;
}

void MeshTable::setMaxRoutes(size_t most)
{
    m_full = m_full && most <= m_maxRoutes;
    m_maxRoutes = most;
}

ChangeSet MeshTable::endBurst(const Burst &burst, bool complete, int64_t now)
{
    ChangeSet changes;
    if (!complete)
        return changes;
    m_full = std::exchange(m_turnedAway, false);
    const auto before = m_guard.held() ? std::optional(*m_guard.held()) : std::nullopt;
    changes.verdict = m_guard.judge(burst);
    if (before && changes.verdict != ChangeGuard::Verdict::Repeated)
        noteHeld(*before, changes);
    if (m_guard.held() && changes.verdict == ChangeGuard::Verdict::Held)
        noteHeld(*m_guard.held(), changes);
    settle(burst, now, changes);
    return changes;
}

// Those whose state begins or ends to be "held".
void MeshTable::noteHeld(const ChangeGuard::Change &held, ChangeSet &changes) const
{
    const auto note = [&](Ipv4Prefix prefix) {
        if (m_routes.contains(prefix))
            changes.altered.push_back(prefix);
    };
    for (const Ipv4Prefix prefix : held.gone)
        note(prefix);
    for (const auto &[prefix, endpoint] : held.moved)
        note(prefix);
}

void MeshTable::settle(const Burst &burst, int64_t now, ChangeSet &changes)
{
    std::vector<Ipv4Prefix> gone;
    const auto settleIn = [&](Routes &routes, std::vector<Ipv4Prefix> &moved) {
        for (auto &[prefix, route] : routes) {
            if (route.origin != RouteOrigin::Rip44)
                continue;
            switch (settleOne(route, burst, now)) {
            case Step::Same: break;
            case Step::Altered: changes.altered.push_back(prefix); break;
            case Step::Moved: moved.push_back(prefix); break;
            case Step::Gone: gone.push_back(prefix); break;
            }
        }
    };
    settleIn(m_routes, changes.moved);
    settleIn(m_beneath, changes.altered);
    for (const Ipv4Prefix prefix : gone) {
        if (m_beneath.erase(prefix) > 0)
            changes.altered.push_back(prefix);
        else
            place(prefix, std::nullopt, changes);
    }
}

MeshTable::Step MeshTable::settleOne(MeshRoute &route, const Burst &burst, int64_t now) const
{
    const bool held = m_guard.held() && m_guard.held()->concerns(route.prefix);
    const auto announced = burst.routes.find(route.prefix);
    if (announced == burst.routes.end()) {
        route.missed = static_cast<uint8_t>(std::min(route.missed + 1, 255));
        if (!held && (route.missed >= kWithdrawAfter || burst.withdrawn.contains(route.prefix)))
            return Step::Gone;
        return std::exchange(route.announced, false) ? Step::Altered : Step::Same;
    }
    route.lastAnnounced = now;
    route.missed = 0;
    const bool wasAnnounced = std::exchange(route.announced, true);
    const bool wasConfirmed = std::exchange(route.confirmed, true);
    const bool wasCached = std::exchange(route.cached, false);
    if (route.endpoint != announced->second && !held) {
        route.endpoint = announced->second;
        route.refusal = m_filter.check(route.prefix, route.endpoint);
        return Step::Moved;
    }
    return wasAnnounced && wasConfirmed && !wasCached ? Step::Same : Step::Altered;
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

bool MeshTable::switchDefault(bool suppressed)
{
    return std::exchange(m_defaultSuppressed, suppressed) != suppressed;
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
