// SPDX-License-Identifier: GPL-3.0-or-later
//
// What outlives the helper. Times are stored as wall times, with both clocks at the moment of writing.
#include "helper/gateway.h"

namespace mesh44 {

using namespace std::chrono_literals;

void Gateway::restoreState(const State &state)
{
    m_state = state;
    m_mesh.setMaxRoutes(kMostRoutes); // the configuration that says how many is read later
    for (const auto &[endpoint, fallback] : state.suppressedEndpoints)
        m_mesh.suppress(endpoint, fallback);
    for (const auto &[prefix, fallback] : state.suppressedPrefixes)
        m_mesh.suppress(prefix, fallback);
    m_mesh.switchDefault(state.defaultSuppressed);
    for (const auto &[prefix, endpoint] : state.pins)
        m_mesh.pin(prefix, endpoint);
    const ClockReading now = m_clock();
    const ClockReading then = state.clocks.value_or(ClockReading{.wall = now.wall, .boot = now.boot, .bootId = {}});
    std::vector<MeshRoute> routes;
    for (const StoredRoute &route : state.routes)
        routes.push_back({.prefix = route.prefix,
                          .endpoint = route.endpoint,
                          .origin = route.origin,
                          .cached = route.origin == RouteOrigin::Rip44,
                          .firstAnnounced = carryOver(route.firstAnnounced, then, now),
                          .lastAnnounced = carryOver(route.lastAnnounced, then, now)});
    m_mesh.import(routes);
    if (state.held)
        m_mesh.resumeHeld(*state.held);
}

void Gateway::saveState()
{
    ClockReading now = m_clock();
    m_wallTimes.observe(now);
    now.wall = m_wallTimes.of(now.boot); // in step with the times of the routes
    m_state.clocks = now;
    m_state.routes.clear();
    const auto store = [&](const MeshTable::Routes &routes) {
        for (const auto &[prefix, route] : routes) {
            if (route.origin == RouteOrigin::Rip44)
                m_state.routes.push_back({prefix, route.endpoint, route.origin, m_wallTimes.of(route.firstAnnounced),
                                          m_wallTimes.of(route.lastAnnounced)});
        }
    };
    store(m_mesh.routes());
    store(m_mesh.beneath());
    for (const auto &[prefix, endpoint] : m_mesh.overrides().imports())
        m_state.routes.push_back({.prefix = prefix, .endpoint = endpoint, .origin = RouteOrigin::Import});
    const ChangeGuard::Change *held = m_mesh.guard().held();
    m_state.held = held ? std::optional(*held) : std::nullopt;
    m_state.pins = m_mesh.overrides().pins();
    m_state.suppressedEndpoints = m_mesh.suppressedEndpoints();
    m_state.defaultSuppressed = m_mesh.isDefaultSuppressed();
    m_state.suppressedPrefixes = m_mesh.suppressedPrefixes();
    noteSaved(m_store.save(m_state));
}

} // namespace mesh44
