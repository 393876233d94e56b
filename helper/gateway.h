// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The gateway itself: configuration, mesh, operator's switches and revision, brought to the kernel by the
// Reconciler and shown by whoever listens. One thread, one event loop.
//
// Whatever happens (a burst, a command, a netlink event, a timer) only marks the state dirty; a run of
// the Reconciler follows within 50 ms, and what it finds is published at most five times a second.

#include "core/bus/client.h"
#include "core/checkup/checks.h"
#include "core/config/settings.h"
#include "core/mesh/meshalarms.h"
#include "core/mesh/meshtable.h"
#include "helper/checkup.h"
#include "helper/clock.h"
#include "helper/configfiles.h"
#include "helper/directories.h"
#include "helper/drift.h"
#include "helper/feed.h"
#include "helper/firewall/firewall.h"
#include "helper/journal.h"
#include "helper/kernel/simulatedkernel.h"
#include "helper/nameresolver.h"
#include "helper/pace.h"
#include "helper/plane/userplane.h"
#include "helper/probe/capture.h"
#include "helper/probe/prober.h"
#include "helper/publisher.h"
#include "helper/reconciler.h"
#include "helper/ripforwarder.h"
#include "helper/statestore.h"
#include "helper/timeline.h"
#include "helper/timer.h"
#include "helper/trial.h"

#include <functional>
#include <set>

namespace mesh44 {

class Gateway
{
public:
    // Facts for those who show them.
    struct Observer
    {
        std::function<void(const Delta &)> changed;
        std::function<void(const BurstView &)> burstHeard;
        std::function<void(const EventView &)> event;
    };

    Gateway(sd_event *event, Kernel &kernel, UserPlane &userPlane, PacketFilter &packetFilter,
            const Directories &directories, Clock clock = readClocks);
    void setObserver(Observer observer) { m_observer = std::move(observer); }

    // Reads configuration and state, and takes over what an earlier run left in the kernel.
    void start();
    void reloadConfiguration();
    // Something in the kernel changed, by somebody else. urgent: rules, which keep packets from leaking.
    void kernelChanged(bool urgent);
    // Or something else in nftables. authors: who has touched our table, as far as it is known.
    void firewallChanged(const std::set<std::string> &authors);
    // What the announcer said: packet by packet, and the end of a burst.
    void heardEntries(std::span<const RipEntry> entries);
    void burstEnded(const Burst &burst, bool complete);
    // Who did it, by netlink port id: those who touched what is ours, and those who may have.
    void noteAuthors(const std::vector<uint32_t> &authors, const std::vector<uint32_t> &suspects)
    {
        m_drift.noteAuthors(authors, suspects);
    }
    // More happened than could be told.
    void noteOverrun() { ++m_overruns; }
    // Removes everything that is ours, or leaves it forwarding for the next run; then only destruction follows.
    void stop(bool remove);

    // Commands of the operator. `caller` is for the history.
    Status switchTo(bool enabled, const std::string &caller);
    Status suppressEndpoint(Ipv4Address endpoint, bool fallback, const std::string &caller);
    Status allowEndpoint(Ipv4Address endpoint, const std::string &caller);
    Status suppressPrefix(Ipv4Prefix prefix, bool fallback, const std::string &caller);
    Status allowPrefix(Ipv4Prefix prefix, const std::string &caller);
    Status pinPrefix(Ipv4Prefix prefix, Ipv4Address endpoint, const std::string &caller);
    Status unpinPrefix(Ipv4Prefix prefix, const std::string &caller);
    // The default route by the announcer. InvalidArgument: gateway.mode has none; NotFound: it is not switched off.
    Status suppressDefault(const std::string &caller);
    Status allowDefault(const std::string &caller);
    Status forgetImports(const std::string &caller);
    Status acceptChanges(const std::string &caller);
    Status rejectChanges(const std::string &caller);
    Status set(uint64_t revision, const std::vector<std::pair<std::string, std::string>> &assignments,
               const std::string &caller);
    // The same on trial, for so many seconds; the token to decide it with. `uid`: of who applies it.
    using Assignments = std::vector<std::pair<std::string, std::string>>;
    Result<std::string> applyOnTrial(uint64_t revision, const Assignments &assignments, uint32_t seconds, uid_t uid);
    // Token: of the trial, or empty for whichever runs.
    Status confirmTrial(const std::string &token, const std::string &caller);
    Status rollbackTrial(const std::string &token, const std::string &caller);
    Status extendTrial(const std::string &token, uint32_t seconds, const std::string &caller);
    // What applyOnTrial() would do, and with the same errors; nothing is changed. Busy: somebody has just asked.
    Result<PreviewView> preview(uint64_t revision, const Assignments &assignments);
    std::optional<uid_t> trialHolder() const { return m_trial.holder(); }
    Result<bus::ImportOutcome> import(const std::string &text, const std::string &caller);

    GatewayStatus status(); // with counters
    Snapshot snapshot();
    std::vector<EventView> history(size_t limit) const { return m_journal.newest(limit); }
    const std::vector<SettingView> &config() const { return m_loaded.values; }
    std::vector<TrafficView> traffic();
    // The newest so many points of the time line, the oldest of them first; the last one is the present.
    std::vector<TimelineView> timeline(size_t limit);
    // Interfaces that a capture may look at, as they are now.
    CaptureDevices captureDevices() const;
    // Somebody looks at packets from now on: a line for the history.
    void noteCapture(const CaptureRequest &request, const std::string &caller);
    // What else on this computer has to do with the mesh.
    const std::vector<Finding> &findings();
    // The check-up. active: packets are sent and names are asked for, and `then` follows within seconds; else at once.
    // Busy: too many wait for that.
    using CheckedUp = std::function<void(const std::vector<Check> &)>;
    Status checkUp(bool active, const CheckedUp &then);

private:
    bool isConfigured() const { return m_usable; }
    bool isActive() const { return m_enabled && m_usable; }

    // gateway.cpp
    void useConfiguration(LoadedSettings loaded);
    void applySettings(const Settings &settings);
    void listen();
    void markDirty(std::chrono::microseconds in = std::chrono::milliseconds(50));
    void audit();
    void reconcile();
    bool hasDefault() const { return m_settings.mode != Mode::Mesh; }
    std::optional<Ipv4Address> externalAddress() const { return externalAddress(m_settings); }
    DesiredState desireFrom(const KernelState &facts);
    DesiredState desireAsFound(const KernelState &facts) const
    {
        return desireAsFound(facts, m_settings, m_plane, m_state.devices);
    }
    DesiredState desireAsFound(const KernelState &facts, const Settings &settings, Plane plane,
                               const std::vector<DeviceRecord> &devices) const;
    // What cannot be changed under a running gateway without leaving something of ours behind.
    static bool mustTakeDown(const Settings &from, const Settings &to);
    std::optional<Underlay> knownUnderlay(const KernelState &facts, const Settings &settings) const;
    void adopt(const KernelState &facts);
    void noteBeforeApply(const std::vector<Operation> &operations, const KernelState &facts);
    void scheduleRetry();

    // gatewaystate.cpp
    void restoreState(const State &state);
    void saveState();

    // gatewaymesh.cpp
    void watchMesh();
    Silence silence(int64_t now) const;
    void tellVerdict(ChangeGuard::Verdict verdict);
    void keepAndApply();

    // gatewayplane.cpp
    Reconciler::Outcome runReconciler();
    void takeDown(const Settings *next = nullptr);
    void keepFloor(DesiredState &state, const Settings &next, const KernelState &facts) const;
    bool mustLeaveUserspace(const KernelState &facts);
    void forwardBy(const DesiredState &desired);

    // gatewayfirewall.cpp
    void prepareFirewall();
    void finishFirewall(const Reconciler::Outcome &outcome);
    void checkFirewall();
    void readTraffic();
    void refreshCounters();
    void addToTimeline();
    TimelineView presentPoint() const; // traffic since the last one that is kept

    // gatewaytrial.cpp
    Status mayConfigure(uint64_t revision) const;
    Status mayApply(uint64_t revision, const Assignments &assignments, uint32_t seconds) const;
    Result<Checkpoint> checkpointFrom(const KernelState &facts, const Assignments &assignments, uid_t uid) const;
    Result<std::string> tryOut(ConfigFiles::Edited edited, const KernelState &before);
    std::optional<Error> problemOfTrial(const KernelState &before, const std::optional<Error> &failedBefore) const;
    void noteSaved(const Status &saved);
    void noteUnsaved(const Error &error);
    void resumeTrial();
    void trialTimer();
    void takeBack(const std::string &why);
    void tryBack();
    void checkBack();
    Status leaveAsItIs(const std::string &caller);
    std::string whatIsNotBack();
    std::string whatIsNotBackOnDisk();
    Result<std::vector<std::string>> kernelDifference();

    // gatewaypreview.cpp
    struct Rehearsal;
    Rehearsal rehearse(const Settings &next, SimulatedKernel &kernel) const;
    void rehearseDown(Rehearsal &rehearsal, SimulatedKernel &kernel) const;
    void rehearseUp(Rehearsal &rehearsal, SimulatedKernel &kernel) const;
    std::vector<std::string> notesOn(const Rehearsal &rehearsal) const;
    std::optional<Ipv4Address> externalAddress(const Settings &settings) const;

    // gatewaycheckup.cpp
    CheckFacts checkFacts();
    void addHeard(CheckFacts &facts) const;
    void addOutcome(CheckFacts &facts) const;
    Prober::Plan probePlan() const;
    void noteOwn(const Burst &burst);

    // gatewayview.cpp
    GatewayStatus describe() const; // without counts and counters
    std::pair<GatewayState, std::string> stateAndReason() const;
    BurstView inWallTime(BurstView burst) const;
    Snapshot build() const;
    void showPublished(const Delta &delta);
    void tell(std::string kind, std::string subject, std::string text);
    // who: "the announcer 169.228.34.84", "root".
    void tellChanges(const ChangeSet &changes, const std::string &who);

    Kernel &m_kernel;
    UserPlane &m_userPlane;
    Observer m_observer;
    ConfigFiles m_configFiles;
    StateStore m_store;
    Journal m_journal;
    Timeline m_timeline;
    Reconciler m_reconciler;
    Firewall m_firewall;
    Checkup m_checkup;
    Prober m_prober;
    Drift m_drift;
    Feed m_feed;
    RipForwarder m_forwarder;
    NameResolver m_resolver;
    Timer m_reconcileTimer;
    Timer m_auditTimer;
    Timer m_retryTimer;
    Publisher m_publisher;
    Timer m_saveTimer;
    Timer m_firewallTimer;
    Timer m_trafficTimer;
    Timer m_timelineTimer;
    Trial m_trial;

    LoadedSettings m_loaded;               // the values in force, with their origins
    std::vector<ConfigProblem> m_problems; // of the files as they are now
    Settings m_settings;                   // the last good ones
    bool m_usable = false;                 // m_settings can be acted on
    uint64_t m_configRevision = 0;

    std::optional<Settings> m_takenBack; // those of a trial that is being taken back

    Plane m_plane = Plane::Kernel; // or Userspace: what is used now, or would be
    DesiredState m_forwarded;      // what the userspace plane's table was made of
    std::string m_planeProblem;    // why it does not forward, in the look that is under way
    bool m_enabled = false;
    State m_state; // what is stored; routes are filled in when it is written
    MeshTable m_mesh;
    MeshAlarms m_alarms;
    Clock m_clock;
    WallTimes m_wallTimes;
    ChangeSet m_burstChanges;           // of the burst under way, for the history
    std::optional<Underlay> m_underlay; // the last one known
    bool m_underlayLost = false;
    bool m_adopted = false;

    Reconciler::Outcome m_outcome;
    std::optional<DesiredFirewall> m_desiredFirewall; // nothing: not known yet, and not to be touched
    std::optional<Error> m_firewallProblem;
    std::set<std::string> m_firewallAuthors; // since the last look
    Pace m_firewallPace{0, 4};               // of looks at our table
    Pace m_countersPace{1'000'000, 20};      // of readings of its counters
    PeerTraffic m_carried;                   // of all peers, at the last point of the time line
    Pace m_previewPace{200'000, 10};
    std::optional<Error> m_listenerProblem;
    std::string m_saveProblem;
    unsigned m_retrySeconds = 1;
    uint64_t m_reconciliations = 0;
    uint64_t m_overruns = 0;
    int64_t m_lookEnded = 0; // the last run's end, CLOCK_BOOTTIME
    int64_t m_lookTook = 0;

    int64_t m_startedAt = 0; // CLOCK_BOOTTIME, as all that follow
    int64_t m_listeningSince = 0;
    std::vector<OwnAnnouncement> m_ownAnnounced; // in the last burst
    std::string m_root;
    uint64_t m_reversePathBefore = 0; // drops before the start
    std::vector<Check> m_checks;      // of the last look
    Pace m_checkPace{1'000'000, 20};
    std::optional<BurstView> m_lastBurst;
    bool m_burstsConfirmed = false; // one was complete
};

} // namespace mesh44
