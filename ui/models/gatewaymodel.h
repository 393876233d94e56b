// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/checkup/check.h"
#include "core/checkup/finding.h"
#include "ui/models/action.h"
#include "ui/models/decision.h"
#include "ui/models/eventsmodel.h"
#include "ui/models/peersmodel.h"
#include "ui/models/situation.h"
#include "ui/models/trafficmeter.h"

#include <QObject>

#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace mesh44 {

// All that the window knows of the gateway: what the helper said last, how old that is, and what was
// asked and is not answered yet. Pages look at it; nothing but the client's facts changes it.
class GatewayModel : public QObject
{
    Q_OBJECT

public:
    using Clock = std::function<int64_t()>; // µs since the epoch
    explicit GatewayModel(Clock clock, QObject *parent = nullptr);

    void setConnection(const ConnectionState &connection);
    void setSnapshot(const Snapshot &snapshot);
    void applyDelta(const Delta &delta);
    void setBurst(const BurstView &burst);
    void setHistory(const std::vector<EventView> &events);
    void addEvent(const EventView &event);
    void setTraffic(const std::vector<TrafficView> &traffic);
    void setSettings(std::vector<SettingView> settings);
    void setFindings(std::vector<Finding> findings);
    void setTimeline(std::vector<TimelineView> timeline); // the oldest first
    void setChecks(std::vector<Check> checks);            // in the order in which they depend on one another
    void setAccess(Access access);
    void setConfigureAccess(Access access);
    // Another gateway from now on: nothing of the one before stays.
    void reset();

    // Asked: pending until it is refused, or granted and seen in the facts. The facts may come a moment
    // after the answer; without them it stops pending after kSettle.
    void begin(const Action &action);
    void granted(const Action &action);
    void refused(const Action &action);
    bool isPending(const Action &action) const;
    static constexpr int64_t kSettle = 3'000'000; // µs

    const ConnectionState &connection() const { return m_connection; }
    const GatewayStatus *status() const { return m_status ? &*m_status : nullptr; }
    Situation situation() const;
    std::optional<Decision> decision() const; // nothing: none waits, or none that can be asked for from here
    Access access() const { return isForeign() ? Access::Denied : m_access; }
    Access configureAccess() const { return isForeign() ? Access::Denied : m_configureAccess; }
    // The helper speaks a contract that promises us nothing: what can be read is shown, and nothing is asked for.
    bool isForeign() const { return m_status && m_status->apiMajor != kApiMajor; }
    // Whether asking for a change makes sense now.
    bool isLive() const { return m_connection.kind == ConnectionState::Kind::Live && m_status; }
    int64_t now() const { return m_clock(); }
    // Ages and countdowns have moved on.
    void secondPassed();

    const TrafficView *traffic(Ipv4Address endpoint) const; // null: not known
    const TrafficMeter &meter() const { return m_meter; }   // rates, from the readings so far
    // These are asked for by whoever shows them; empty until they were answered.
    const std::vector<SettingView> &settings() const { return m_settings; }
    const std::vector<Finding> &findings() const { return m_findings; }
    const std::vector<TimelineView> &timeline() const { return m_timeline; }
    const std::vector<Check> &checks() const { return m_checks; }
    PeersModel &peers() { return m_peers; }
    EventsModel &events() { return m_events; }

Q_SIGNALS:
    void situationChanged(); // connection, status, access or the time
    void peersChanged();     // rows, after the models told their own
    void trafficChanged();
    void settingsChanged();
    void findingsChanged();
    void timelineChanged();
    void checksChanged();
    void pendingChanged();
    void replaced();       // another gateway from now on, of which nothing is known yet
    void snapshotMissed(); // a delta did not follow on what is known, or does not say enough

private:
    struct Pending
    {
        Action action;
        int64_t deadline = 0; // 0: not answered yet
    };
    void stampModels();
    void noteTrial();
    void followTrial();
    bool isFact(const Action &action) const;
    void settle();

    Clock m_clock;
    ConnectionState m_connection;
    std::optional<GatewayStatus> m_status;
    int64_t m_trialEnds = 0;  // by our own clock; 0: there is none, or it is not known
    int64_t m_trialUntil = 0; // by the gateway's, of the one that m_trialEnds is about
    std::unordered_map<Ipv4Address, TrafficView> m_traffic;
    TrafficMeter m_meter;
    std::vector<SettingView> m_settings;
    std::vector<Finding> m_findings;
    std::vector<TimelineView> m_timeline;
    std::vector<Check> m_checks;
    Access m_access = Access::Unknown;
    Access m_configureAccess = Access::Unknown;
    std::vector<Pending> m_pending;
    PeersModel m_peers;
    EventsModel m_events;
};

int64_t systemNow();

} // namespace mesh44
