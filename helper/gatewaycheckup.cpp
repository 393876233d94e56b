// SPDX-License-Identifier: GPL-3.0-or-later
//
// The check-up: gathers what is to be judged, and sends what somebody with the right to it asks for.
#include "helper/gateway.h"

#include "helper/facts.h"
#include "helper/systemfacts.h"

#include <algorithm>
#include <iterator>

namespace mesh44 {
namespace {

// Where a burst leads for a subnet: the longest prefix around it.
std::optional<Ipv4Address> endpointFor(Ipv4Prefix subnet, const Burst &burst)
{
    for (unsigned length = subnet.length() + 1; length-- > 0;) {
        const auto found = burst.routes.find(Ipv4Prefix::covering(subnet.address(), length));
        if (found != burst.routes.end())
            return found->second;
    }
    return std::nullopt;
}

ArrivedPackets arrivedOf(const Firewall &firewall, Ipv4Address announcer)
{
    std::map<std::string, uint64_t> counters;
    firewall.addCounters(counters);
    const auto peer = firewall.traffic().find(announcer);
    const uint64_t announced = peer == firewall.traffic().end() ? 0 : peer->second.inPackets;
    return {announced, firewall.total().inPackets - announced + counters["firewall.unknown_peer"]};
}

// Under which the address may be known, where it has no name of its own.
std::vector<std::string> likelyNames(const std::string &callsign)
{
    const auto isNamely = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; };
    if (callsign.empty() || !std::ranges::all_of(callsign, isNamely))
        return {};
    return {callsign + ".ampr.org"};
}

} // namespace

void Gateway::noteOwn(const Burst &burst)
{
    m_ownAnnounced.clear();
    for (const Ipv4Prefix subnet : m_settings.subnets)
        m_ownAnnounced.push_back({subnet, endpointFor(subnet, burst)});
}

void Gateway::addHeard(CheckFacts &facts) const
{
    std::map<std::string, uint64_t> counters;
    m_feed.addCounters(counters);
    const int64_t now = m_clock().boot;
    facts.heard.listening = m_listeningSince == 0 ? 0 : now - m_listeningSince;
    for (const auto &[name, count] : counters) {
        if (name == "rip44.packets")
            facts.heard.good = count;
        else if (name == "rip44.dropped.password")
            facts.heard.wrongPassword = count;
        else if (name.starts_with("rip44.dropped."))
            facts.heard.unreadable += count;
    }
    if (m_lastBurst)
        facts.burst = BurstFacts{now - m_lastBurst->time, m_lastBurst->complete, m_ownAnnounced};
}

// What the last run came to.
void Gateway::addOutcome(CheckFacts &facts) const
{
    facts.desired = m_outcome.desired;
    if (m_outcome.failure || m_listenerProblem)
        facts.failure = m_outcome.failure ? m_outcome.failure->message : m_listenerProblem->message;
    facts.conflicts = m_outcome.conflicts;
    facts.problems = m_outcome.problems;
    std::ranges::copy(m_outcome.contested, std::back_inserter(facts.problems));
    facts.refusedRoutes = m_outcome.refusedRoutes.size();
    facts.isMeshFull = m_mesh.isFull();
    if (m_firewallProblem)
        facts.firewallProblem = m_firewallProblem->message;
}

CheckFacts Gateway::checkFacts()
{
    CheckFacts facts{.settings = m_settings, .usable = m_usable, .enabled = m_enabled};
    auto dumped = m_kernel.dump(); // some settings of interfaces change without a notice
    facts.kernel = dumped ? *std::move(dumped) : m_outcome.actual;
    facts.underlay = findUnderlay(facts.kernel, m_settings.announcer);
    facts.device = m_plane == Plane::Userspace ? kUserspaceDevice : m_settings.device;
    addOutcome(facts);
    addHeard(facts);
    facts.expectedAddress = m_settings.externalAddress ? m_settings.externalAddress : m_resolver.address();
    facts.wasAnswered = m_prober.wasAnswered();
    const bool isCounted = m_settings.firewall != FirewallMode::Off && m_firewall.applied()
                           && m_firewall.applied()->kind == DesiredFirewall::Kind::Active;
    if (isCounted && m_firewall.readCounters(m_clock().boot))
        facts.arrived = arrivedOf(m_firewall, m_settings.announcer);
    m_firewall.addCounters(facts.firewall);
    facts.reversePathAll = reversePathFilterOfAll(m_root);
    const uint64_t drops = reversePathDrops(m_root).value_or(0);
    facts.reversePathDrops = drops - std::min(drops, m_reversePathBefore);
    facts.findings = findings();
    facts.isClockSet = isClockSet(m_root);
    return facts;
}

Prober::Plan Gateway::probePlan() const
{
    const KernelLink *device = m_outcome.actual.link(m_plane == Plane::Userspace ? kUserspaceDevice
                                                                                 : m_settings.device);
    const bool forwards = isActive() && device && m_outcome.conflicts.empty() && !m_outcome.failure;
    Prober::Plan plan{.ping = forwards && hasDefault() && !m_mesh.isDefaultSuppressed()};
    if (m_usable)
        plan.source = m_settings.ownAddress();
    plan.mtu = device ? device->mtu : 0;
    plan.names = likelyNames(m_settings.callsign);
    return plan;
}

Status Gateway::checkUp(bool active, const CheckedUp &then)
{
    if (active)
        return m_prober.run(probePlan(), [this, then](const ActiveFacts &found) {
            CheckFacts facts = checkFacts();
            facts.active = found;
            then(runChecks(facts));
        });
    const int64_t began = bootTime();
    if (m_checkPace.isDue(began)) {
        m_checks = runChecks(checkFacts());
        m_checkPace.done(began, bootTime());
    }
    then(m_checks);
    return ok();
}

} // namespace mesh44
