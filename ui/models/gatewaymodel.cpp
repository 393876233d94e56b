// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/gatewaymodel.h"

#include "ui/models/words.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace mesh44 {

int64_t systemNow()
{
    return QDateTime::currentMSecsSinceEpoch() * 1000;
}

GatewayModel::GatewayModel(Clock clock, QObject *parent) : QObject(parent), m_clock(std::move(clock))
{
    stampModels();
}

void GatewayModel::setConnection(const ConnectionState &connection)
{
    m_connection = connection;
    if (connection.kind != ConnectionState::Kind::Live && !m_pending.empty()) {
        m_pending.clear();
        Q_EMIT pendingChanged();
    }
    Q_EMIT situationChanged();
}

void GatewayModel::setSnapshot(const Snapshot &snapshot)
{
    stampModels();
    m_status = snapshot.status;
    m_status->revision = snapshot.revision;
    noteTrial();
    m_peers.setRoutes(snapshot.routes, snapshot.endpoints);
    settle();
    Q_EMIT peersChanged();
    Q_EMIT situationChanged();
}

void GatewayModel::applyDelta(const Delta &delta)
{
    if (!m_status || delta.to <= m_status->revision)
        return;
    if (!delta.whole || delta.from != m_status->revision) {
        Q_EMIT snapshotMissed();
        return;
    }
    stampModels();
    m_status = delta.status;
    m_status->revision = delta.to;
    m_peers.applyDelta(delta);
    settle();
    Q_EMIT peersChanged();
    followTrial();
    Q_EMIT situationChanged();
}

// The deadline by our own clock: the gateway's may be another computer's.
void GatewayModel::noteTrial()
{
    const TrialView &trial = m_status->trial;
    m_trialUntil = trial.until;
    m_trialEnds = trial.by.empty() ? 0 : m_clock() + int64_t{trial.secondsLeft} * 1'000'000;
}

// Only who asks is told the seconds that are left.
void GatewayModel::followTrial()
{
    if (m_status->trial.until == m_trialUntil)
        return;
    noteTrial();
    if (!m_status->trial.by.empty())
        Q_EMIT snapshotMissed();
}

void GatewayModel::setBurst(const BurstView &burst)
{
    if (!m_status)
        return;
    stampModels();
    m_status->lastBurst = burst.time;
    m_status->lastBurstRoutes = burst.routes;
    m_status->lastBurstComplete = burst.complete;
    m_status->burstsConfirmed |= burst.complete;
    m_status->nextBurst = burst.nextBurst;
    m_peers.applyBurst(burst);
    Q_EMIT peersChanged();
    Q_EMIT situationChanged();
}

void GatewayModel::setHistory(const std::vector<EventView> &events)
{
    stampModels();
    m_events.setEvents(events);
}

void GatewayModel::addEvent(const EventView &event)
{
    stampModels();
    m_events.addEvent(event);
}

void GatewayModel::setTraffic(const std::vector<TrafficView> &traffic)
{
    m_traffic.clear();
    for (const TrafficView &each : traffic)
        m_traffic.emplace(each.address, each);
    m_meter.add(m_clock(), traffic);
    Q_EMIT trafficChanged();
}

const TrafficView *GatewayModel::traffic(Ipv4Address endpoint) const
{
    const auto found = m_traffic.find(endpoint);
    return found == m_traffic.end() ? nullptr : &found->second;
}

void GatewayModel::setAccess(Access access)
{
    m_access = access;
    Q_EMIT situationChanged();
}

void GatewayModel::setConfigureAccess(Access access)
{
    m_configureAccess = access;
    Q_EMIT situationChanged();
}

void GatewayModel::setSettings(std::vector<SettingView> settings)
{
    m_settings = std::move(settings);
    for (SettingView &setting : m_settings)
        setting.key = text(setting.key).toStdString(); // by which rows are found again
    Q_EMIT settingsChanged();
}

void GatewayModel::setFindings(std::vector<Finding> findings)
{
    m_findings = std::move(findings);
    Q_EMIT findingsChanged();
}

void GatewayModel::setTimeline(std::vector<TimelineView> timeline)
{
    m_timeline = std::move(timeline);
    Q_EMIT timelineChanged();
}

void GatewayModel::setChecks(std::vector<Check> checks)
{
    m_checks = std::move(checks);
    Q_EMIT checksChanged();
}

void GatewayModel::reset()
{
    m_connection = {};
    m_status.reset();
    m_trialEnds = m_trialUntil = 0;
    m_pending.clear();
    m_access = m_configureAccess = Access::Unknown;
    stampModels();
    m_peers.setRoutes({}, {});
    m_events.setEvents({});
    m_traffic.clear();
    m_meter.clear();
    Q_EMIT trafficChanged();
    setSettings({});
    setFindings({});
    setTimeline({});
    setChecks({});
    Q_EMIT pendingChanged();
    Q_EMIT peersChanged();
    Q_EMIT situationChanged();
    Q_EMIT replaced();
}

void GatewayModel::begin(const Action &action)
{
    if (isPending(action))
        return;
    m_pending.push_back({action});
    Q_EMIT pendingChanged();
}

void GatewayModel::granted(const Action &action)
{
    for (Pending &pending : m_pending) {
        if (pending.action == action)
            pending.deadline = m_clock() + kSettle;
    }
    settle();
}

void GatewayModel::refused(const Action &action)
{
    if (std::erase_if(m_pending, [&](const Pending &pending) { return pending.action == action; }) > 0)
        Q_EMIT pendingChanged();
}

bool GatewayModel::isPending(const Action &action) const
{
    return std::ranges::find(m_pending, action, &Pending::action) != m_pending.end();
}

bool GatewayModel::isFact(const Action &action) const
{
    const EndpointView *endpoint = m_peers.endpoint(action.subject.address());
    const int row = m_peers.rowOf(action.subject);
    switch (action.kind) {
    case Action::Kind::Up: return m_status && m_status->enabled;
    case Action::Kind::Down: return m_status && !m_status->enabled;
    case Action::Kind::SuppressEndpoint: return endpoint && endpoint->suppressed;
    case Action::Kind::AllowEndpoint: return !endpoint || !endpoint->suppressed;
    case Action::Kind::SuppressPrefix: return row >= 0 && m_peers.routeAt(row).state == RouteState::Suppressed;
    case Action::Kind::PinPrefix: return row >= 0 && m_peers.routeAt(row).origin == RouteOrigin::Pinned;
    case Action::Kind::UnpinPrefix: return row < 0 || m_peers.routeAt(row).origin != RouteOrigin::Pinned;
    case Action::Kind::SuppressDefault: return m_status && m_status->defaultSuppressed;
    case Action::Kind::AllowDefault: return m_status && !m_status->defaultSuppressed;
    case Action::Kind::Import:
    case Action::Kind::ImportFound:
    case Action::Kind::Preview:
    case Action::Kind::CheckUp:
    case Action::Kind::Apply:
    case Action::Kind::Extend: return true;
    case Action::Kind::Confirm: return !m_status || m_status->trial.by.empty();
    case Action::Kind::Rollback: return !m_status || m_status->trial.by.empty() || m_status->trial.rollingBack;
    case Action::Kind::AcceptChanges:
    case Action::Kind::RejectChanges: return !m_status || m_status->heldChange.empty();
    case Action::Kind::AllowPrefix: break;
    }
    return row < 0 || m_peers.routeAt(row).state != RouteState::Suppressed;
}

void GatewayModel::settle()
{
    const int64_t now = m_clock();
    const auto settled = [&](const Pending &pending) {
        return pending.deadline != 0 && (now >= pending.deadline || isFact(pending.action));
    };
    if (std::erase_if(m_pending, settled) > 0)
        Q_EMIT pendingChanged();
}

Situation GatewayModel::situation() const
{
    return situationOf(m_connection, status(), m_clock());
}

std::optional<Decision> GatewayModel::decision() const
{
    return isLive() && !isForeign() ? decisionOf(*m_status, m_clock(), m_trialEnds) : std::nullopt;
}

void GatewayModel::secondPassed()
{
    stampModels();
    settle();
    Q_EMIT situationChanged();
}

void GatewayModel::stampModels()
{
    const int64_t now = m_clock();
    m_peers.setNow(now);
    m_events.setNow(now);
}

} // namespace mesh44
