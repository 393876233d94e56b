// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/gateway.h"

#include "helper/devicerecords.h"
#include "helper/facts.h"
#include "helper/systemfacts.h"

#include <algorithm>

namespace mesh44 {
namespace {

using namespace std::chrono_literals;

constexpr auto kAuditInterval = 60s;
constexpr auto kLongestRest = 500ms; // whatever was removed is back within a second
constexpr int kStopTries = 3;        // nobody comes after the last one

} // namespace

Gateway::Gateway(sd_event *event, Kernel &kernel, UserPlane &userPlane, PacketFilter &packetFilter,
                 const Directories &directories, Clock clock)
    : m_kernel(kernel),
      m_userPlane(userPlane),
      m_configFiles(directories),
      m_store(directories.state),
      m_journal(directories.state),
      m_timeline(directories.state),
      m_reconciler(kernel),
      m_firewall(packetFilter),
      m_checkup(Detector(directories.root)),
      m_prober(event),
      m_drift(event, {[this] { markDirty(0ms); }, [this](const std::string &text) { tell("kernel", "", text); }}),
      m_feed(event, {[this](auto entries) { heardEntries(entries); },
                     [this](const Burst &burst, bool complete) { burstEnded(burst, complete); },
                     [this](auto packet) { m_forwarder.heard(packet); }}),
      m_forwarder(event),
      m_resolver(event, [this] { markDirty(); }),
      m_reconcileTimer(event, [this] { reconcile(); }),
      m_auditTimer(event, [this] { audit(); }),
      m_retryTimer(event, [this] { reconcile(); }),
      m_publisher(event, {[this] { return build(); }, [this](const Delta &delta) { showPublished(delta); }}),
      m_saveTimer(event, [this] { saveState(); }),
      m_firewallTimer(event, [this] { checkFirewall(); }),
      m_trafficTimer(event, [this] { readTraffic(); }),
      m_timelineTimer(event, [this] { addToTimeline(); }),
      m_trial(event, directories.state, [this] { trialTimer(); }),
      m_clock(std::move(clock)),
      m_root(directories.root)
{
}

void Gateway::start()
{
    const ClockReading now = m_clock();
    m_startedAt = now.boot;
    m_reversePathBefore = reversePathDrops(m_root).value_or(0);
    m_wallTimes.observe(now);
    if (const Status opened = m_journal.open(); !opened)
        m_saveProblem = opened.error().message;
    auto stored = m_store.load();
    if (stored && *stored)
        restoreState(**stored);
    if (!m_store.warning().empty())
        tell("gateway", "state", m_store.warning());
    if (const std::string problem = m_timeline.open(); !problem.empty())
        tell("gateway", "timeline", problem);
    tell("gateway", "", "started");
    reloadConfiguration();
    resumeTrial();
    reconcile();
    (void)findings();
    addToTimeline();
}

// --- configuration ---

bool Gateway::mustTakeDown(const Settings &from, const Settings &to)
{
    return to.subnets.empty() || from.device != to.device || from.plane != to.plane || from.meshTable != to.meshTable
           || from.sourceTable != to.sourceTable || from.ownAddress() != to.ownAddress();
}

void Gateway::useConfiguration(LoadedSettings loaded)
{
    m_problems = loaded.errors;
    m_problems.insert(m_problems.end(), loaded.warnings.begin(), loaded.warnings.end());
    m_publisher.publishSoon();
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
    if (m_usable && mustTakeDown(m_settings, settings)) {
        m_enabled = m_enabled && !settings.subnets.empty(); // without any, nothing comes behind it: no guards either
        const bool comesBack = m_enabled && m_state.enabled.value_or(settings.enabled);
        takeDown(comesBack ? &settings : nullptr);
    }
    if (settings.plane != m_settings.plane) // auto: the kernel is asked first
        m_plane = settings.plane == Plane::Userspace ? Plane::Userspace : Plane::Kernel;
    m_settings = settings;
    m_usable = !settings.subnets.empty();
    m_enabled = m_state.enabled.value_or(settings.enabled);
    m_mesh.setMaxRoutes(settings.maxRoutes);
    m_resolver.follow(settings.externalName);
    m_mesh.rankImports(settings.imports == ImportRank::Above);
    m_configRevision = m_publisher.requireRevision();
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
        m_listeningSince = m_clock().boot;
    if (const Status started = m_feed.start(m_settings.announcer, m_settings.password); !started)
        m_listenerProblem = started.error();
}

// --- the kernel ---

void Gateway::markDirty(std::chrono::microseconds in)
{
    m_reconcileTimer.startBy(in); // a look that rests for longer comes with it
}

void Gateway::kernelChanged(bool urgent)
{
    if (urgent)
        return m_reconcileTimer.startBy(1ms);
    // Where others change the kernel all the time, our looks at it take a fifth of the time and no more.
    const std::chrono::microseconds rest(m_lookEnded + 4 * m_lookTook - bootTime());
    m_reconcileTimer.startBy(std::clamp<std::chrono::microseconds>(rest, 50ms, kLongestRest));
}

// Whatever nobody told us.
void Gateway::audit()
{
    checkFirewall();
    reconcile();
    (void)findings();
}

void Gateway::reconcile()
{
    m_auditTimer.start(kAuditInterval);
    watchMesh();
    if (!m_usable) {
        checkBack();
        return m_publisher.publish(); // it is not known what would be ours
    }
    m_reconcileTimer.stop();
    ++m_reconciliations;
    const int64_t began = bootTime();
    m_outcome = runReconciler();
    m_lookEnded = bootTime();
    m_lookTook = m_lookEnded - began;
    const bool noIpip = m_outcome.failure && m_outcome.failure->code == ErrorCode::Unsupported;
    if (noIpip && m_plane == Plane::Kernel && m_settings.plane == Plane::Auto) {
        m_plane = Plane::Userspace;
        m_outcome = runReconciler();
    }
    if (!m_enabled && m_outcome.clean() && !m_state.devices.empty()) {
        m_state.devices.clear(); // all is as it was found
        m_saveTimer.startOnce(0ms);
    }
    if (!m_outcome.actual.links.empty()) // else the look itself failed
        m_forwarder.lookAt(m_settings, m_outcome.actual, m_underlay);
    scheduleRetry();
    checkBack();
    m_publisher.publishAtPace();
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

std::optional<Ipv4Address> Gateway::externalAddress(const Settings &settings) const
{
    if (settings.externalAddress)
        return settings.externalAddress;
    const bool isFollowed = !settings.externalName.empty() && settings.externalName == m_settings.externalName;
    return isFollowed && m_resolver.address() ? m_resolver.address() : heardExternalAddress(m_mesh, settings);
}

DesiredState Gateway::desireFrom(const KernelState &facts)
{
    if (!m_enabled)
        return desireAsFound(facts);
    const auto underlay = findUnderlay(facts, m_settings.announcer);
    m_underlayLost = !underlay.has_value();
    if (underlay)
        m_underlay = underlay;
    const auto external = externalAddress();
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
    if (putBackUnwanted(m_state.devices, desired, facts, m_underlay.has_value()))
        m_saveTimer.startOnce(0ms);
    m_desiredFirewall = desireFirewall(m_settings, desired, m_underlay);
    return desired;
}

DesiredState Gateway::desireAsFound(const KernelState &facts, const Settings &settings, Plane plane,
                                    const std::vector<DeviceRecord> &devices) const
{
    DesiredState state = desireNothing(settings, plane);
    state.links = linksAsFound(devices);
    if (settings.lockdown)
        addLockdown(state, settings, facts, knownUnderlay(facts, settings));
    return state;
}

// The way to the Internet as it is, or else as it was.
std::optional<Underlay> Gateway::knownUnderlay(const KernelState &facts, const Settings &settings) const
{
    const auto underlay = findUnderlay(facts, settings.announcer);
    return underlay ? underlay : m_underlay;
}

// Routes that an earlier run installed and did not live to store: kept until a complete burst says more.
void Gateway::adopt(const KernelState &facts)
{
    std::vector<MeshRoute> routes;
    for (const auto &[prefix, endpoint] : installedRoutes(desireNothing(m_settings), facts)) {
        if (!m_mesh.routes().contains(prefix))
            routes.push_back({.prefix = prefix, .endpoint = endpoint, .cached = true});
    }
    m_mesh.import(routes);
}

// Written down before the first change, so that stop finds the way back even after a kill.
void Gateway::noteBeforeApply(const std::vector<Operation> &operations, const KernelState &facts)
{
    if (m_enabled)
        prepareFirewall();
    if (m_enabled && noteDevices(m_state.devices, operations, facts))
        saveState();
}

void Gateway::stop(bool remove)
{
    if (remove && m_trial.phase() == Trial::Phase::OnTrial)
        takeBack("the gateway service was stopped"); // what stays behind is what was confirmed
    addToTimeline();
    m_feed.stop();
    if (remove)
        m_forwarder.withdraw();
    if (remove && m_usable) {
        m_enabled = false; // not the operator's switch: that is m_state.enabled
        for (int i = 0; i < kStopTries && (i == 0 || !m_outcome.clean()); ++i)
            takeDown();
    }
    tell("gateway", "", remove ? "stopped" : "stopped; the kernel goes on forwarding");
    saveState();
}

} // namespace mesh44
