// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/meshmaker.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace mesh44::test {

Ipv4Prefix MeshMaker::prefix()
{
    static constexpr unsigned kLengths[] = {16, 20, 22, 24, 24, 24, 27, 28, 28, 29, 30, 32, 32};
    for (;;) {
        const uint32_t address = (44u << 24) | below(1u << 24);
        const auto prefix = Ipv4Prefix::covering(Ipv4Address(address), kLengths[below(std::size(kLengths))]);
        if (isAmateur(prefix))
            return prefix;
    }
}

Ipv4Address MeshMaker::endpoint()
{
    switch (below(8)) {
    case 0: return Ipv4Address(198, 51, 100, static_cast<uint8_t>(1 + below(254)));
    case 1: return Ipv4Address(203, 0, 113, static_cast<uint8_t>(1 + below(254)));
    case 2: return Ipv4Address(192, 0, 2, static_cast<uint8_t>(1 + below(254)));
    default:
        return Ipv4Address(198, static_cast<uint8_t>(18 + below(2)), static_cast<uint8_t>(below(256)),
                           static_cast<uint8_t>(1 + below(254)));
    }
}

void MeshMaker::vary(RouteView &route)
{
    route.state = RouteState::Installed;
    route.installed = true;
    route.announced = true;
    route.reason.clear();
    switch (below(60)) {
    case 0:
        route.state = RouteState::Refused;
        route.installed = false;
        route.reason = "The endpoint is a private address.";
        break;
    case 1:
        route.state = RouteState::Suppressed;
        route.installed = false;
        break;
    case 2:
        route.state = RouteState::Held;
        route.reason = "The endpoint changed; waits for a complete burst.";
        break;
    case 3:
        route.state = RouteState::Stale;
        route.announced = false;
        break;
    case 4:
        route.installed = false;
        route.reason = "The kernel answered: no buffer space available.";
        break;
    case 5: route.origin = RouteOrigin::Pinned; break;
    default: break;
    }
}

RouteView MeshMaker::route(Ipv4Prefix prefix, Ipv4Address endpoint)
{
    RouteView route{.prefix = prefix, .endpoint = endpoint};
    vary(route);
    route.firstAnnounced = kNow - (3600 + below(86400)) * kSecond;
    route.lastAnnounced = kNow - (route.announced ? 41 : 2400 + below(4000)) * kSecond;
    return route;
}

Snapshot MeshMaker::make(size_t routes)
{
    std::set<Ipv4Prefix> prefixes;
    while (prefixes.size() < routes)
        prefixes.insert(prefix());
    Snapshot snapshot{.revision = 7, .status = makeStatus(GatewayState::Up)};
    Ipv4Address shared;
    for (const Ipv4Prefix wanted : prefixes) {
        if (shared.isUnspecified() || below(100) >= 30)
            shared = endpoint();
        snapshot.routes.push_back(route(wanted, shared));
    }
    recount(snapshot);
    return snapshot;
}

Delta MeshMaker::change(const Snapshot &from, double share)
{
    Snapshot to = from;
    ++to.revision;
    const auto chance = static_cast<uint32_t>(share * 100'000);
    std::erase_if(to.routes, [&](const RouteView &) { return below(100'000) < chance / 5; });
    for (RouteView &route : to.routes) {
        if (below(100'000) < chance)
            vary(route);
    }
    std::set<Ipv4Prefix> known;
    for (const RouteView &route : to.routes)
        known.insert(route.prefix);
    const auto added = static_cast<size_t>(static_cast<double>(from.routes.size()) * share / 5) + 1;
    for (size_t i = 0; i < added; ++i) {
        if (const Ipv4Prefix fresh = prefix(); known.insert(fresh).second)
            to.routes.push_back(route(fresh, endpoint()));
    }
    std::ranges::sort(to.routes, {}, &RouteView::prefix);
    recount(to);
    return difference(from, to);
}

void recount(Snapshot &snapshot)
{
    std::map<Ipv4Address, EndpointView> endpoints;
    GatewayStatus &status = snapshot.status;
    status.revision = snapshot.revision;
    status.routesAnnounced = status.routesInstalled = status.routesSuppressed = status.routesRefused = 0;
    for (const RouteView &route : snapshot.routes) {
        EndpointView &endpoint = endpoints[route.endpoint];
        endpoint.address = route.endpoint;
        ++endpoint.routes;
        endpoint.installed += route.installed;
        endpoint.lastAnnounced = std::max(endpoint.lastAnnounced, route.lastAnnounced);
        status.routesAnnounced += route.announced;
        status.routesInstalled += route.installed;
        status.routesSuppressed += route.state == RouteState::Suppressed;
        status.routesRefused += route.state == RouteState::Refused;
    }
    snapshot.endpoints.clear();
    for (const auto &[address, endpoint] : endpoints)
        snapshot.endpoints.push_back(endpoint);
    status.endpoints = static_cast<uint32_t>(endpoints.size());
}

GatewayStatus makeStatus(GatewayState state)
{
    GatewayStatus status{.revision = 7, .version = "0.1.0", .state = state, .enabled = true};
    status.enabled = state != GatewayState::Down;
    status.callsign = "N0CALL";
    status.subnets = {*Ipv4Prefix::parse("44.128.10.0/24")};
    status.address = Ipv4Address(44, 128, 10, 1);
    status.mode = "full";
    status.plane = "kernel";
    status.device = "tunl0";
    status.mtu = 1480;
    status.announcer = Ipv4Address(169, 228, 34, 84);
    status.startedAt = kNow - 7200 * kSecond;
    if (state == GatewayState::Up || state == GatewayState::Degraded) {
        status.lastBurst = kNow - 41 * kSecond;
        status.lastBurstRoutes = 531;
        status.lastBurstComplete = true;
    }
    if (state != GatewayState::Down)
        status.nextBurst = kNow + 259 * kSecond;
    return status;
}

std::vector<EventView> makeEvents()
{
    const auto event = [](int seconds, const char *kind, const char *subject, const char *text) {
        return EventView{kNow - seconds * kSecond, kind, subject, text};
    };
    return {
        event(41, "burst", "169.228.34.84", "Complete burst of 531 routes."),
        event(43, "endpoint", "198.18.5.77", "Moved from 198.18.5.12; 4 routes follow."),
        event(120, "access", ":1.204", "Switching an endpoint was refused: the prompt was dismissed."),
        event(341, "burst", "169.228.34.84", "Complete burst of 530 routes."),
        event(342, "route", "44.128.77.0/24", "New, by 203.0.113.20."),
        event(644, "kernel", "tunl0", "The device was set down by somebody and is up again."),
        event(7199, "config", "gateway.mode", "Set to full by /etc/mesh44/gateway.conf, line 4."),
        event(7200, "gateway", "", "Started; 527 routes remembered from the last run."),
    };
}

std::vector<TimelineView> makeTimeline()
{
    std::vector<TimelineView> points;
    MeshMaker random(7);
    uint32_t announced = 512;
    for (int64_t back = 7 * 288; back >= 0; --back) {
        if (back > 150 && back < 210)
            continue;
        if (random.below(9) == 0)
            announced = std::clamp(announced + random.below(5) - 2, 500u, 531u);
        const uint32_t missing = back > 60 && back < 75 ? 9 : random.below(3);
        const double wave = std::sin(double(back) * 0.05) + 1.1 + (random.below(20) == 0 ? 3 : 0);
        points.push_back({kNow - back * 300 * kSecond, announced, announced - missing, uint64_t(wave * 4e6),
                          uint64_t(wave * 1.2e6)});
    }
    return points;
}

std::vector<Finding> makeFindings()
{
    return {{"ampr-ripd.running", Severity::Error,
             "ampr-ripd is running: it installs the mesh, too, and the two are in each other's way",
             "Stop it: systemctl disable --now ampr-ripd. Take over its settings: mesh44ctl import --ampr-ripd FILE"},
            {"device.shared", Severity::Warning,
             "the device tunl0 is used by somebody else, too: whoever changes it last decides how it is set",
             "Give the gateway a device of its own: mesh44ctl set tunnel.device=ampr0"},
            {"ufw", Severity::Note, "ufw filters packets, and has no word for encapsulated ones (protocol 4)",
             "Let the mesh in: put '-A ufw-before-input -p 4 -j ACCEPT' before COMMIT in /etc/ufw/before.rules"}};
}

Flow::Flow(const Snapshot &mesh)
{
    for (size_t i = 0; i < 7 && i * 3 < mesh.endpoints.size(); ++i)
        m_counters.push_back({.address = mesh.endpoints[i * 3].address});
    m_counters.push_back({.address = mesh.status.announcer});
}

const std::vector<TrafficView> &Flow::next()
{
    for (size_t i = 0; i < m_counters.size(); ++i) {
        const auto place = static_cast<double>(i + 1);
        const double wave = std::sin(m_step * 0.11 + place - 1) + std::sin(m_step * 0.043 * place) + 0.6;
        const double burst = m_step % 37 == static_cast<int>(i) * 3 ? 9.0 : 1.0;
        const double moved = std::max(wave, 0.05) * burst * 40'000.0 / place;
        m_counters[i].inBytes += static_cast<uint64_t>(moved);
        m_counters[i].outBytes += static_cast<uint64_t>(moved / (i % 2 ? 2.5 : 6));
    }
    ++m_step;
    return m_counters;
}

} // namespace mesh44::test
