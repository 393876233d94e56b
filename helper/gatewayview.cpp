// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/gateway.h"

#include "core/config/choices.h"
#include "helper/clock.h"
#include "helper/facts.h"
#include "helper/viewbuilder.h"

#include <algorithm>
#include <iterator>

namespace mesh44 {
namespace {

constexpr size_t kMostNamed = 20; // single lines in the history for one burst

std::string first(const std::vector<std::string> &sentences, std::string_view more)
{
    std::string text = sentences.front();
    if (sentences.size() > 1)
        text += " (and " + std::to_string(sentences.size() - 1) + " more " + std::string(more) + ")";
    return text;
}

std::vector<Ipv4Prefix> installedPrefixes(const std::vector<RouteView> &routes)
{
    std::vector<Ipv4Prefix> prefixes;
    for (const RouteView &route : routes) {
        if (route.installed && route.state != RouteState::Suppressed)
            prefixes.push_back(route.prefix);
    }
    return prefixes;
}

void describeForwarding(GatewayStatus &status, const RipForwarder &forwarder)
{
    status.forwardFormat = values::print(forwarder.format());
    if (!forwarder.link())
        return;
    status.forwardInterface = forwarder.link()->device;
    status.forwardDestination = forwarder.link()->destination;
}

} // namespace

std::pair<GatewayState, std::string> Gateway::stateAndReason() const
{
    if (m_trial.phase() == Trial::Phase::RollingBack)
        return {GatewayState::Degraded, "a change is not completely taken back: " + m_trial.problem()};
    if (!m_usable)
        return {GatewayState::Misconfigured,
                m_problems.empty() ? "gateway.subnets does not name your subnet in 44" : m_problems.front().message};
    if (!m_enabled)
        return {GatewayState::Down, "switched off"};
    if (m_outcome.failure) {
        const bool noIpip = m_outcome.failure->code == ErrorCode::Unsupported;
        const bool noRights = m_outcome.failure->code == ErrorCode::NotAuthorized;
        return {noIpip     ? GatewayState::Unsupported
                : noRights ? GatewayState::NoRights
                           : GatewayState::Degraded,
                m_outcome.failure->message};
    }
    if (!m_outcome.conflicts.empty())
        return {GatewayState::Conflict, first(m_outcome.conflicts, "conflicts")
                                            + ". Nothing was installed: free it, or choose another table or device"};
    if (m_listenerProblem)
        return {GatewayState::Degraded, m_listenerProblem->message};
    if (m_firewallProblem)
        return {GatewayState::Degraded, m_firewallProblem->message};
    if (m_underlayLost)
        return {GatewayState::Degraded, "there is no route to the Internet"};
    if (!m_outcome.problems.empty())
        return {GatewayState::Degraded, first(m_outcome.problems, "problems")};
    if (!m_outcome.contested.empty())
        return {GatewayState::Degraded, first(m_outcome.contested, "of this kind")};
    if (!m_outcome.refusedRoutes.empty())
        return {GatewayState::Degraded,
                std::to_string(m_outcome.refusedRoutes.size()) + " routes were refused by the kernel"};
    if (std::string complaint = m_alarms.complaint(); !complaint.empty())
        return {GatewayState::Degraded, std::move(complaint)};
    if (const Finding *finding = m_checkup.worst())
        return {GatewayState::Degraded, finding->sentence};
    if (!m_problems.empty())
        return {GatewayState::Degraded, "the configuration has a problem; the last good one is in force"};
    if (!m_saveProblem.empty())
        return {GatewayState::Degraded, "nothing is saved: " + m_saveProblem};
    if (!m_forwarder.problem().empty())
        return {GatewayState::Degraded, m_forwarder.problem()};
    if (!m_lastBurst)
        return {GatewayState::Waiting, "no announcement heard yet; one comes about every five minutes"};
    return {GatewayState::Up, ""};
}

GatewayStatus Gateway::describe() const
{
    GatewayStatus status;
    status.version = MESH44_VERSION;
    status.apiMajor = kApiMajor;
    status.apiMinor = kApiMinor;
    std::tie(status.state, status.reason) = stateAndReason();
    status.enabled = m_enabled;
    status.callsign = m_settings.callsign;
    status.subnets = m_settings.subnets;
    status.address = m_settings.ownAddress();
    status.mode = values::print(m_settings.mode);
    status.device = m_plane == Plane::Userspace ? kUserspaceDevice : m_settings.device;
    if (const KernelLink *device = m_outcome.actual.link(status.device); device && isActive()) {
        status.plane = m_plane == Plane::Userspace ? "userspace" : "kernel";
        status.mtu = device->mtu;
    }
    status.announcer = m_settings.announcer;
    if (m_underlay && !m_underlayLost) {
        status.underlayDevice = m_underlay->device;
        status.underlayAddress = m_underlay->address;
        status.underlayGateway = m_underlay->gateway;
    }
    status.externalAddress = externalAddress();
    status.startedAt = m_wallTimes.of(m_startedAt);
    if (m_lastBurst) {
        status.lastBurst = m_wallTimes.of(m_lastBurst->time);
        status.lastBurstRoutes = m_lastBurst->routes;
        status.lastBurstComplete = m_lastBurst->complete;
    }
    status.burstsConfirmed = m_burstsConfirmed;
    if (m_feed.isRunning())
        status.nextBurst = m_wallTimes.of(m_lastBurst ? m_lastBurst->nextBurst : m_listeningSince + kBurstInterval);
    if (const ChangeGuard::Change *held = m_mesh.guard().held())
        status.heldChange = mesh44::describe(*held);
    status.hasDefault = hasDefault();
    status.defaultSuppressed = hasDefault() && m_mesh.isDefaultSuppressed();
    describeForwarding(status, m_forwarder);
    status.trial = m_trial.view();
    status.problems = m_problems;
    if (isActive()) {
        const auto expected = m_settings.externalAddress ? m_settings.externalAddress : m_resolver.address();
        std::ranges::move(addressProblems(heardExternalAddress(m_mesh, m_settings), expected, m_underlay),
                          std::back_inserter(status.problems));
        if (!m_resolver.problem().empty())
            status.problems.push_back({.key = "gateway.external_address", .message = m_resolver.problem()});
    }
    return status;
}

BurstView Gateway::inWallTime(BurstView burst) const
{
    burst.time = m_wallTimes.of(burst.time);
    burst.nextBurst = m_wallTimes.of(burst.nextBurst);
    return burst;
}

Snapshot Gateway::build() const
{
    Snapshot snapshot;
    snapshot.status = describe();
    const bool nothing = snapshot.status.state == GatewayState::Down || m_outcome.failure
                         || !m_outcome.conflicts.empty();
    snapshot.routes = viewRoutes({m_mesh, m_outcome, m_firewall.traffic(), nothing ? snapshot.status.reason : "",
                                  m_wallTimes, m_alarms.silence()});
    snapshot.endpoints = viewEndpoints(snapshot.routes, m_mesh);
    countRoutes(snapshot.status, snapshot);
    return snapshot;
}

void Gateway::showPublished(const Delta &delta)
{
    m_forwarder.setRoutes(installedPrefixes(m_publisher.last().routes));
    if (m_observer.changed)
        m_observer.changed(delta);
}

const std::vector<Finding> &Gateway::findings()
{
    const std::string device = m_plane == Plane::Userspace ? kUserspaceDevice : m_settings.device;
    return m_checkup.findings(
        {.kernel = m_outcome.actual, .settings = m_settings, .device = device, .heard = m_lastBurst.has_value()});
}

// What is published has no counters: they change all the time, and are added where somebody asks.
GatewayStatus Gateway::status()
{
    m_publisher.publishPending();
    GatewayStatus status = m_publisher.last().status;
    refreshCounters();
    m_feed.addCounters(status.counters);
    m_userPlane.addCounters(status.counters);
    m_firewall.addCounters(status.counters);
    m_forwarder.addCounters(status.counters);
    status.trial.secondsLeft = m_trial.secondsLeft();
    status.counters["mesh.over_limit"] = m_mesh.overLimit();
    status.counters["drift.repairs"] = m_drift.repairs();
    status.counters["netlink.overruns"] = m_overruns;
    status.counters["netlink.writes"] = m_kernel.writes();
    status.counters["reconciler.runs"] = m_reconciliations;
    return status;
}

Snapshot Gateway::snapshot()
{
    GatewayStatus current = status();
    Snapshot snapshot = m_publisher.last();
    snapshot.status = std::move(current);
    return snapshot;
}

void Gateway::tell(std::string kind, std::string subject, std::string text)
{
    const EventView event{wallTime(), std::move(kind), std::move(subject), std::move(text)};
    m_journal.add(event);
    if (m_observer.event)
        m_observer.event(m_journal.newest(1).front()); // made printable
}

CaptureDevices Gateway::captureDevices() const
{
    CaptureDevices devices;
    if (m_underlay && !m_underlayLost)
        devices.underlay = m_underlay->device;
    const std::string device = m_plane == Plane::Userspace ? kUserspaceDevice : m_settings.device;
    if (isActive() && m_outcome.actual.link(device))
        devices.device = device;
    return devices;
}

void Gateway::noteCapture(const CaptureRequest &request, const std::string &caller)
{
    tell("gateway", "capture",
         mesh44::describe(request.filter) + ": captured for " + std::to_string(request.seconds) + " s by " + caller
             + (request.full ? ", whole packets" : ", headers only"));
}

void Gateway::tellChanges(const ChangeSet &changes, const std::string &who)
{
    const auto list = [&](const std::vector<Ipv4Prefix> &prefixes, const char *what) {
        if (prefixes.size() > kMostNamed)
            return tell("burst", "", std::to_string(prefixes.size()) + " routes " + what + ", by " + who);
        for (const Ipv4Prefix prefix : prefixes) {
            const auto route = m_mesh.routes().find(prefix);
            tell("route", prefix.toString(),
                 what + (route == m_mesh.routes().end() ? "" : " via " + route->second.endpoint.toString()) + ", by "
                     + who);
        }
    };
    list(changes.added, "new");
    list(changes.moved, "moved");
    list(changes.removed, "withdrawn");
}

} // namespace mesh44
