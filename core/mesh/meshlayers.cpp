// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which of the announced, the imported and the pinned route of a prefix is in force.
#include "core/mesh/meshtable.h"

#include <array>
#include <utility>

namespace mesh44 {

MeshRoute *MeshTable::announcedRoute(Ipv4Prefix prefix)
{
    if (const auto below = m_beneath.find(prefix); below != m_beneath.end())
        return &below->second;
    const auto found = m_routes.find(prefix);
    return found != m_routes.end() && found->second.origin == RouteOrigin::Rip44 ? &found->second : nullptr;
}

// Out of m_beneath, or as a copy of what is in force.
std::optional<MeshRoute> MeshTable::takeAnnounced(Ipv4Prefix prefix)
{
    const MeshRoute *announced = announcedRoute(prefix);
    if (!announced)
        return std::nullopt;
    std::optional<MeshRoute> route = *announced;
    m_beneath.erase(prefix);
    return route;
}

// The caller has taken what is announced out of its place. False: it is in force as before.
bool MeshTable::place(Ipv4Prefix prefix, std::optional<MeshRoute> announced, ChangeSet &changes)
{
    std::optional<MeshRoute> chosen = m_overrides.above(prefix);
    if (chosen && announced)
        m_beneath.insert_or_assign(prefix, *std::exchange(announced, std::nullopt));
    if (!chosen)
        chosen = announced ? std::move(announced) : m_overrides.below(prefix);
    const auto before = m_routes.find(prefix);
    if (!chosen) {
        const bool known = m_routes.erase(prefix) > 0;
        if (known)
            changes.removed.push_back(prefix);
        return known;
    }
    chosen->refusal = m_filter.check(prefix, chosen->endpoint);
    if (before == m_routes.end()) {
        m_routes.emplace(prefix, *std::move(chosen));
        changes.added.push_back(prefix);
        return true;
    }
    if (before->second == *chosen)
        return false;
    (before->second.endpoint != chosen->endpoint ? changes.moved : changes.altered).push_back(prefix);
    before->second = *std::move(chosen);
    return true;
}

ChangeSet MeshTable::chooseAgain(std::span<const Ipv4Prefix> prefixes)
{
    ChangeSet changes;
    for (const Ipv4Prefix prefix : prefixes)
        place(prefix, takeAnnounced(prefix), changes);
    return changes;
}

ChangeSet MeshTable::import(std::span<const MeshRoute> routes)
{
    ChangeSet changes;
    for (const MeshRoute &route : routes) {
        if (route.origin == RouteOrigin::Rip44 && announcedRoute(route.prefix))
            continue;
        if (m_routes.size() >= m_maxRoutes && !m_routes.contains(route.prefix)) {
            turnAway();
            continue;
        }
        if (route.origin == RouteOrigin::Rip44)
            place(route.prefix, route, changes);
        else if (m_overrides.import(route.prefix, route.endpoint))
            place(route.prefix, takeAnnounced(route.prefix), changes);
    }
    return changes;
}

ChangeSet MeshTable::forgetImports()
{
    return chooseAgain(m_overrides.forgetImports());
}

ChangeSet MeshTable::rankImports(bool above)
{
    return chooseAgain(m_overrides.rankImports(above));
}

ChangeSet MeshTable::pin(Ipv4Prefix prefix, Ipv4Address endpoint)
{
    return m_overrides.pin(prefix, endpoint) ? chooseAgain(std::array{prefix}) : ChangeSet();
}

ChangeSet MeshTable::unpin(Ipv4Prefix prefix)
{
    return m_overrides.unpin(prefix) ? chooseAgain(std::array{prefix}) : ChangeSet();
}

ChangeSet MeshTable::acceptHeld()
{
    ChangeSet changes;
    const auto accepted = m_guard.accept();
    if (!accepted)
        return changes;
    for (const Ipv4Prefix prefix : accepted->gone) {
        if (takeAnnounced(prefix))
            place(prefix, std::nullopt, changes);
    }
    for (const auto &[prefix, endpoint] : accepted->moved) {
        auto route = takeAnnounced(prefix);
        if (!route)
            continue;
        route->endpoint = endpoint;
        place(prefix, std::move(route), changes);
    }
    return changes;
}

void MeshTable::resumeHeld(ChangeGuard::Change held)
{
    ChangeGuard::Routes believed;
    for (const Routes *routes : {&m_routes, &m_beneath}) {
        for (const auto &[prefix, route] : *routes) {
            if (route.origin == RouteOrigin::Rip44)
                believed.emplace(prefix, route.endpoint);
        }
    }
    m_guard.resume(std::move(believed), std::move(held));
}

ChangeSet MeshTable::rejectHeld()
{
    ChangeSet changes;
    const auto rejected = m_guard.reject();
    if (!rejected)
        return changes;
    noteHeld(*rejected, changes);
    for (const Ipv4Prefix prefix : rejected->gone) {
        if (MeshRoute *route = announcedRoute(prefix))
            route->missed = 0; // it was never missing
    }
    return changes;
}

} // namespace mesh44
