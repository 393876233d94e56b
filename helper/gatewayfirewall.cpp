// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gateway's firewall, before and after the routes.
#include "helper/gateway.h"

#include "helper/clock.h"
#include "helper/firewall/nftnotices.h"

#include <algorithm>

namespace mesh44 {
namespace {

using namespace std::chrono_literals;

constexpr auto kTrafficInterval = 10s; // what "last heard" is exact to
constexpr auto kTimelineInterval = 5min;
constexpr int64_t kLeastApart = 60'000'000; // µs between points: a helper that is started again and again makes no more
constexpr auto kLongestBlindness = 500ms;   // whatever was removed is back within a second

template <class T> void note(std::optional<T> &place, const Status &status)
{
    if (status)
        place.reset();
    else
        place = status.error();
}

std::string listOf(const std::set<std::string> &authors)
{
    std::string text;
    for (const std::string &author : authors)
        text += (text.empty() ? "" : ", ") + author;
    return text.empty() ? "somebody else" : text;
}

// Whether the kernel holds anything that has to be gone before its guards are.
bool isAnythingLeft(const Reconciler::Outcome &outcome)
{
    DesiredState nothing = outcome.desired;
    if (nothing.active) // in conflict: what an earlier run put, or this one before
        nothing = {.plane = nothing.plane,
                   .device = nothing.device,
                   .meshTable = nothing.meshTable,
                   .sourceTable = nothing.sourceTable};
    return !plan(nothing, outcome.actual).operations.empty();
}

} // namespace

// Before anything is put: so that what is put finds its peers let in and its guards in place.
void Gateway::prepareFirewall()
{
    if (!m_desiredFirewall)
        return;
    note(m_firewallProblem, m_firewall.prepare(*m_desiredFirewall));
    if (!m_trafficTimer.isRunning())
        m_trafficTimer.start(kTrafficInterval);
}

// The routes are as they should be. A gateway that is down or in somebody's way has none, and its guards may go; but
// not before that is seen: a tunnel that forwards without them is everybody's.
void Gateway::finishFirewall(const Reconciler::Outcome &outcome)
{
    const bool wanted = m_enabled && outcome.conflicts.empty();
    if (outcome.failure || (!wanted && isAnythingLeft(outcome)))
        return prepareFirewall();
    if (wanted) {
        prepareFirewall();
        if (m_desiredFirewall && !m_firewallProblem)
            note(m_firewallProblem, m_firewall.finish(*m_desiredFirewall));
        return;
    }
    m_trafficTimer.stop();
    const bool locked = !m_enabled && m_settings.lockdown;
    m_desiredFirewall = locked ? desireLockedFirewall(m_settings, outcome.desired.local,
                                                      knownUnderlay(outcome.actual, m_settings))
                               : DesiredFirewall{};
    note(m_firewallProblem, m_firewall.prepare(*m_desiredFirewall));
}

void Gateway::firewallChanged(const std::set<std::string> &authors)
{
    for (const std::string &author : authors) {
        if (m_firewallAuthors.size() < NftNotices::kMostAuthors)
            m_firewallAuthors.insert(author);
    }
    // Every change of anybody's rules leads here: looking at ours takes a fifth of the time and no more.
    const std::chrono::microseconds rest(m_firewallPace.due() - bootTime());
    m_firewallTimer.startOnce(std::clamp<std::chrono::microseconds>(rest, 50ms, kLongestBlindness));
}

void Gateway::checkFirewall()
{
    const bool expected = m_desiredFirewall && m_desiredFirewall->kind != DesiredFirewall::Kind::None;
    if (!m_usable || !expected)
        return;
    const int64_t began = bootTime();
    const bool intact = m_firewall.isIntact();
    const std::set<std::string> authors = std::exchange(m_firewallAuthors, {});
    m_firewallPace.done(began, bootTime());
    if (intact)
        return;
    if (!m_firewallProblem)
        tell("firewall", "", "our nftables table was changed or removed by " + listOf(authors) + "; it was made anew");
    reconcile();
}

void Gateway::readTraffic()
{
    m_trafficTimer.start(kTrafficInterval);
    refreshCounters();
    m_publisher.publishSoon();
}

std::vector<TrafficView> Gateway::traffic()
{
    refreshCounters();
    std::vector<TrafficView> views;
    for (const auto &[address, traffic] : m_firewall.traffic())
        views.push_back({address, traffic.inPackets, traffic.inBytes, traffic.outPackets, traffic.outBytes,
                         m_wallTimes.of(traffic.lastHeard)});
    return views;
}

void Gateway::addToTimeline()
{
    m_timelineTimer.start(kTimelineInterval);
    (void)m_firewall.readCounters(m_clock().boot);
    m_publisher.publishPending();
    const TimelineView present = presentPoint();
    const TimelineView *last = m_timeline.last();
    if (last && present.time >= last->time && present.time - last->time < kLeastApart)
        return;
    (void)m_timeline.add(present); // on a full disk it is in memory, and is written with the next one
    m_carried = m_firewall.total();
}

TimelineView Gateway::presentPoint() const
{
    const GatewayStatus &status = m_publisher.last().status;
    const PeerTraffic &total = m_firewall.total();
    return {.time = std::max<int64_t>(m_wallTimes.of(m_clock().boot), 0),
            .announced = status.routesAnnounced,
            .installed = status.routesInstalled,
            .inBytes = total.inBytes - m_carried.inBytes,
            .outBytes = total.outBytes - m_carried.outBytes};
}

std::vector<TimelineView> Gateway::timeline(size_t limit)
{
    refreshCounters();
    m_publisher.publishPending();
    std::vector<TimelineView> points = m_timeline.newest(limit);
    const TimelineView present = presentPoint();
    if (!points.empty() && present.time <= points.back().time)
        return points; // kept just now, or the clock was set back
    if (points.size() == limit)
        points.erase(points.begin());
    points.push_back(present);
    return points;
}

// However often somebody asks, who needs no right for that. Where it fails, the old reading stays.
void Gateway::refreshCounters()
{
    const int64_t now = bootTime();
    if (!m_countersPace.isDue(now))
        return;
    (void)m_firewall.readCounters(m_clock().boot);
    m_countersPace.done(now, bootTime());
}

} // namespace mesh44
