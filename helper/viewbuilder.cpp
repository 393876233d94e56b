// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/viewbuilder.h"

#include "core/mesh/meshalarms.h"

#include <algorithm>

namespace mesh44 {
namespace {

std::string suppressionReason(const MeshTable &mesh, const MeshRoute &route, bool fallback)
{
    std::string text = mesh.suppressedPrefixes().contains(route.prefix) ? "switched off"
                                                                        : "its endpoint is switched off";
    return text + (fallback ? "; wider routes carry its packets" : "; its packets are dropped");
}

class RouteViewer
{
public:
    explicit RouteViewer(const ViewSource &source)
        : m_source(source), m_installed(installedRoutes(source.kernel.desired, source.kernel.actual))
    {
    }

    RouteView view(const MeshRoute &route) const
    {
        RouteView view{.prefix = route.prefix, .endpoint = route.endpoint, .origin = route.origin};
        const auto beneath = m_source.mesh.beneath().find(route.prefix);
        const MeshRoute &announced = beneath == m_source.mesh.beneath().end() ? route : beneath->second;
        view.announced = announced.announced;
        view.firstAnnounced = m_source.times.of(announced.firstAnnounced);
        view.lastAnnounced = m_source.times.of(announced.lastAnnounced);
        if (const auto traffic = m_source.traffic.find(route.endpoint); traffic != m_source.traffic.end())
            view.lastHeard = m_source.times.of(traffic->second.lastHeard);
        const auto installed = m_installed.find(route.prefix);
        view.installed = installed != m_installed.end() && installed->second == route.endpoint;
        describeState(route, view);
        return view;
    }

private:
    void describeState(const MeshRoute &route, RouteView &view) const
    {
        const auto suppression = m_source.mesh.suppression(route);
        if (route.refusal) {
            view.state = RouteState::Refused;
            view.reason = route.refusal->sentence;
        } else if (suppression) {
            view.state = RouteState::Suppressed;
            view.reason = suppressionReason(m_source.mesh, route, *suppression);
        } else {
            view.state = announcedState(route);
            view.reason = view.installed ? whySo(route, view.state) : whyNotInstalled(route.prefix);
        }
    }

    RouteState announcedState(const MeshRoute &route) const
    {
        if (route.origin != RouteOrigin::Rip44)
            return RouteState::Installed;
        if (const ChangeGuard::Change *held = m_source.mesh.guard().held(); held && held->concerns(route.prefix))
            return RouteState::Held;
        if (route.cached)
            return RouteState::Cached;
        return m_source.silence == Silence::None ? RouteState::Installed : RouteState::Stale;
    }

    std::string whySo(const MeshRoute &route, RouteState state) const
    {
        if (route.origin != RouteOrigin::Rip44)
            return whyAbove(route);
        if (state == RouteState::Held)
            return whyHeld(route.prefix, *m_source.mesh.guard().held());
        if (state == RouteState::Stale)
            return m_source.silence == Silence::Long ? "nothing was announced for more than a day; kept"
                                                     : "nothing was announced for more than 15 minutes; kept";
        return {};
    }

    static std::string whyHeld(Ipv4Prefix prefix, const ChangeGuard::Change &held)
    {
        const auto moved = held.moved.find(prefix);
        return (moved == held.moved.end() ? "not announced any more"
                                          : "announced through " + moved->second.toString() + " now")
               + std::string(", but ") + mesh44::describe(held) + ": not believed until it is confirmed";
    }

    std::string whyAbove(const MeshRoute &route) const
    {
        const auto beneath = m_source.mesh.beneath().find(route.prefix);
        const bool isAnnounced = beneath != m_source.mesh.beneath().end();
        const std::string other = isAnnounced ? "; announced through " + beneath->second.endpoint.toString() : "";
        if (route.origin == RouteOrigin::Pinned)
            return "pinned by the operator" + other;
        return isAnnounced ? "imported, and imports rank above what is announced" + other : "";
    }

    std::string whyNotInstalled(Ipv4Prefix prefix) const
    {
        if (!m_source.whyNothing.empty())
            return m_source.whyNothing;
        const auto refused = m_source.kernel.refusedRoutes.find(prefix);
        return refused == m_source.kernel.refusedRoutes.end() ? "" : refused->second;
    }

    const ViewSource &m_source;
    std::map<Ipv4Prefix, Ipv4Address> m_installed;
};

} // namespace

std::vector<RouteView> viewRoutes(const ViewSource &source)
{
    const RouteViewer viewer(source);
    std::vector<RouteView> routes;
    routes.reserve(source.mesh.routes().size());
    for (const auto &[prefix, route] : source.mesh.routes())
        routes.push_back(viewer.view(route));
    std::ranges::sort(routes, {}, &RouteView::prefix);
    return routes;
}

std::vector<EndpointView> viewEndpoints(const std::vector<RouteView> &routes, const MeshTable &mesh)
{
    std::map<Ipv4Address, EndpointView> endpoints;
    for (const auto &[address, fallback] : mesh.suppressedEndpoints())
        endpoints[address] = {.address = address, .suppressed = true, .fallback = fallback};
    for (const RouteView &route : routes) {
        EndpointView &endpoint = endpoints[route.endpoint];
        endpoint.address = route.endpoint;
        ++endpoint.routes;
        endpoint.installed += route.installed;
        endpoint.lastAnnounced = std::max(endpoint.lastAnnounced, route.lastAnnounced);
    }
    std::vector<EndpointView> sorted;
    sorted.reserve(endpoints.size());
    for (auto &[address, endpoint] : endpoints)
        sorted.push_back(endpoint);
    return sorted;
}

void countRoutes(GatewayStatus &status, const Snapshot &snapshot)
{
    const auto count = [&](auto is) { return static_cast<uint32_t>(std::ranges::count_if(snapshot.routes, is)); };
    status.routesAnnounced = count([](const RouteView &r) { return r.announced; });
    status.routesInstalled = count([](const RouteView &r) { return r.installed; });
    status.routesSuppressed = count([](const RouteView &r) { return r.state == RouteState::Suppressed; });
    status.routesHeld = count([](const RouteView &r) { return r.state == RouteState::Held; });
    status.routesRefused = count([](const RouteView &r) { return r.state == RouteState::Refused; });
    status.endpoints = static_cast<uint32_t>(snapshot.endpoints.size());
}

} // namespace mesh44
