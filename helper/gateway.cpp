// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/gateway.h"

#include "helper/clock.h"
#include "helper/devicerecords.h"
#include "helper/facts.h"

#include <algorithm>

namespace mesh44 {
namespace {

using namespace std::chrono_literals;

constexpr auto kAuditInterval = 60s;
constexpr auto kSaveDelay = 2s;
constexpr int64_t kPublishInterval = 200'000; // at most five changes a second

// What cannot be changed under a running gateway without leaving something of ours behind.
bool needsRestart(const Settings &from, const Settings &to)
{
    return from.device != to.device || from.plane != to.plane || from.meshTable != to.meshTable
           || from.sourceTable != to.sourceTable || from.ownAddress() != to.ownAddress();
}

} // namespace

Gateway::Gateway(sd_event *event, Kernel &kernel, UserPlane &userPlane, PacketFilter &packetFilter,
                 const Directories &directories)
    : m_kernel(kernel),
      m_userPlane(userPlane),
      m_configFiles(directories),
      m_store(directories.state),
      m_journal(directories.state),
      m_reconciler(kernel),
      m_firewall(packetFilter),
      m_feed(event, {[this](auto entries) { heardEntries(entries); },
                     [this](const Burst &burst, bool complete) { burstEnded(burst, complete); }}),
      m_reconcileTimer(event, [this] { reconcile(); }),
      m_auditTimer(event, [this] { audit(); }),
      m_retryTimer(event, [this] { reconcile(); }),
      m_publishTimer(event, [this] { publish(); }),
      m_saveTimer(event, [this] { saveState(); }),
      m_firewallTimer(event, [this] { checkFirewall(); }),
      m_trafficTimer(event, [this] { readTraffic(); }),
      m_trial(event, directories.state, [this] { trialTimer(); })
{
}

void Gateway::start()
{
    m_startedAt = wallTime();
    if (const Status opened = m_journal.open(); !opened)
        m_saveProblem = opened.error().message;
    auto stored = m_store.load();
    if (stored && *stored)
        restoreState(**stored);
    if (!m_store.warning().empty())
        tell("gateway", "state", m_store.warning());
    tell("gateway", "", "started");
    reloadConfiguration();
    resumeTrial();
    reconcile();
}

void Gateway::restoreState(const State &state)
{
    m_state = state;
    for (const auto &[endpoint, fallback] : state.suppressedEndpoints)
        m_mesh.suppress(endpoint, fallback);
    for (const auto &[prefix, fallback] : state.suppressedPrefixes)
        m_mesh.suppress(prefix, fallback);
    std::vector<MeshRoute> routes;
    for (const StoredRoute &route : state.routes)
        routes.push_back({.prefix = route.prefix,
                          .endpoint = route.endpoint,
                          .origin = route.origin,
                          .cached = route.origin == RouteOrigin::Rip44,
                          .firstAnnounced = route.firstAnnounced,
                          .lastAnnounced = route.lastAnnounced});
    m_mesh.import(routes);
}

// --- configuration ---

void Gateway::useConfiguration(LoadedSettings loaded)
{
    m_problems = loaded.errors;
    m_problems.insert(m_problems.end(), loaded.warnings.begin(), loaded.warnings.end());
    m_publishTimer.startOnce(0ms);
    if (!loaded.errors.empty()) {
        tell("config", loaded.errors.front().key, toString(loaded.errors.front()));
        return; // on with the last good one
    }
    const Settings settings = loaded.settings;
    m_loaded = std::move(loaded);
    applySettings(settings);
}

void Gateway::applySettings(const Settings &settings)
{
    if (m_usable && needsRestart(m_settings, settings)) {
        m_enabled = m_enabled && !settings.subnets.empty(); // without any, nothing comes behind it: no guards either
        takeDown();
    }
    if (settings.plane != m_settings.plane) // auto: the kernel is asked first
        m_plane = settings.plane == Plane::Userspace ? Plane::Userspace : Plane::Kernel;
    m_settings = settings;
    m_usable = !settings.subnets.empty();
    m_enabled = m_state.enabled.value_or(settings.enabled);
    m_mesh.setMaxRoutes(settings.maxRoutes);
    m_configRevision = m_published.revision + 1;
    listen();
    markDirty(0ms);
}

void Gateway::listen()
{
    m_listenerProblem.reset();
    if (!isActive()) {
        m_feed.stop();
        m_listeningSince = 0;
        return;
    }
    if (m_listeningSince == 0)
        m_listeningSince = wallTime();
    if (const Status started = m_feed.start(m_settings.announcer, m_settings.password); !started)
        m_listenerProblem = started.error();
}

// --- the mesh ---

void Gateway::heardEntries(std::span<const RipEntry> entries)
{
    const ChangeSet changes = m_mesh.announce(entries, wallTime());
    if (changes.empty())
        return;
    m_burstChanges.added.insert(m_burstChanges.added.end(), changes.added.begin(), changes.added.end());
    markDirty();
}

void Gateway::burstEnded(const Burst &burst, bool complete)
{
    const int64_t now = wallTime();
    ChangeSet changes = m_mesh.endBurst(burst, complete, now);
    changes.added = std::exchange(m_burstChanges, {}).added;
    const bool firstBurst = !m_lastBurst;
    m_lastBurst = BurstView{now, static_cast<uint32_t>(burst.routes.size()), complete, now + kBurstInterval};
    tellChanges(changes);
    if (!changes.empty() || firstBurst) {
        markDirty(0ms);
        m_saveTimer.startOnce(kSaveDelay);
    }
    apply(m_published, *m_lastBurst);
    if (m_observer.burstHeard)
        m_observer.burstHeard(*m_lastBurst);
}

// --- the kernel ---

void Gateway::markDirty(std::chrono::microseconds in)
{
    if (in < 50ms)
        m_reconcileTimer.start(in);
    else
        m_reconcileTimer.startOnce(in);
}

void Gateway::kernelChanged(bool urgent)
{
    markDirty(urgent ? 1ms : 50ms);
}

// Whatever nobody told us.
void Gateway::audit()
{
    checkFirewall();
    reconcile();
}

void Gateway::reconcile()
{
    m_auditTimer.start(kAuditInterval);
    if (!m_usable) {
        checkBack();
        return publish(); // it is not known what would be ours
    }
    m_reconcileTimer.stop();
    ++m_reconciliations;
    m_outcome = runReconciler();
    const bool noIpip = m_outcome.failure && m_outcome.failure->code == ErrorCode::Unsupported;
    if (noIpip && m_plane == Plane::Kernel && m_settings.plane == Plane::Auto) {
        m_plane = Plane::Userspace;
        m_outcome = runReconciler();
    }
    if (!m_enabled && m_outcome.clean() && !m_state.devices.empty()) {
        m_state.devices.clear(); // all is as it was found
        m_saveTimer.startOnce(0ms);
    }
    scheduleRetry();
    checkBack();
    m_publishTimer.startOnce(
        std::chrono::microseconds(std::max<int64_t>(0, m_lastPublished + kPublishInterval - bootTime())));
}

// One refused operation blocks nothing else; it is tried again after 1, 2, 4 … 60 s.
void Gateway::scheduleRetry()
{
    const bool clean = m_outcome.clean() && !m_firewallProblem;
    if (clean || !m_outcome.conflicts.empty()) {
        m_retryTimer.stop();
        m_retrySeconds = 1;
        return;
    }
    if (m_retryTimer.isRunning())
        return;
    m_retryTimer.start(std::chrono::seconds(m_retrySeconds));
    m_retrySeconds = std::min(2 * m_retrySeconds, 60U);
}

DesiredState Gateway::desireFrom(const KernelState &facts)
{
    if (!m_enabled)
        return desireAsFound(facts);
    const auto underlay = findUnderlay(facts, m_settings.announcer);
    m_underlayLost = !underlay.has_value();
    if (underlay)
        m_underlay = underlay;
    const auto external = m_settings.externalAddress ? m_settings.externalAddress
                                                     : heardExternalAddress(m_mesh, m_settings);
    m_mesh.setFilter(makeFilter(m_settings, facts, underlay, external));
    if (!std::exchange(m_adopted, true))
        adopt(facts);
    if (mustLeaveUserspace(facts))
        m_plane = Plane::Kernel;
    DesiredState desired = desire(m_settings, m_mesh, facts, m_underlay, m_plane);
    if (m_plane == Plane::Userspace && facts.link(desired.device)) {
        forwardBy(desired);
    } else if (m_plane == Plane::Userspace) {
        // Somebody deleted it: a new one, with the next look.
        m_userPlane.close();
        m_forwarded = {};
        markDirty(0ms);
    }
    prepareFirewall(desired);
    return desired;
}

DesiredState Gateway::desireAsFound(const KernelState &facts) const
{
    DesiredState state = desireNothing(m_settings, m_plane);
    state.links = linksAsFound(m_state.devices);
    if (m_settings.lockdown)
        addLockdown(state, m_settings, facts, m_underlay);
    return state;
}

// Routes that an earlier run installed and did not live to store: kept until a complete burst says more.
void Gateway::adopt(const KernelState &facts)
{
    std::vector<MeshRoute> routes;
    for (const auto &[prefix, endpoint] : installedRoutes(desireNothing(m_settings), facts))
        routes.push_back({.prefix = prefix, .endpoint = endpoint, .cached = true});
    m_mesh.import(routes);
}

// Written down before the first change, so that stop finds the way back even after a kill.
void Gateway::noteBeforeApply(const std::vector<Operation> &operations, const KernelState &facts)
{
    if (m_enabled && noteDevices(m_state.devices, operations, facts))
        saveState();
}

void Gateway::saveState()
{
    m_state.routes.clear();
    for (const auto &[prefix, route] : m_mesh.routes())
        m_state.routes.push_back({prefix, route.endpoint, route.origin, route.firstAnnounced, route.lastAnnounced});
    m_state.suppressedEndpoints = m_mesh.suppressedEndpoints();
    m_state.suppressedPrefixes = m_mesh.suppressedPrefixes();
    noteSaved(m_store.save(m_state));
}

void Gateway::stop(bool remove)
{
    m_feed.stop();
    if (remove && m_usable) {
        m_enabled = false; // not the operator's switch: that is m_state.enabled
        takeDown();
        if (m_outcome.clean())
            m_state.devices.clear();
    }
    tell("gateway", "", remove ? "stopped" : "stopped; the kernel goes on forwarding");
    saveState();
}

} // namespace mesh44
