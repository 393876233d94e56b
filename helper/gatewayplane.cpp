// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which plane carries the packets, and when one gives way to the other.
#include "helper/gateway.h"

#include <algorithm>

namespace mesh44 {

using namespace std::chrono_literals;

Reconciler::Outcome Gateway::runReconciler()
{
    if (m_enabled && m_plane == Plane::Userspace) {
        if (const Status opened = m_userPlane.open(); !opened) {
            const bool second = m_settings.plane == Plane::Auto;
            return {.failure = Error{opened.error().code,
                                     (second ? "this kernel has no ipip module, and " : "") + opened.error().message}};
        }
    }
    m_planeProblem.clear();
    auto outcome = m_reconciler.run([this](const KernelState &facts) { return desireFrom(facts); },
                                    [this](const auto &operations, const auto &facts) {
                                        m_drift.noteOperations(operations);
                                        noteBeforeApply(operations, facts);
                                    },
                                    [this](auto &operations) { return m_drift.restrain(operations); });
    m_drift.endRun(outcome.desired, outcome.actual);
    finishFirewall(outcome);
    if (!m_planeProblem.empty())
        outcome.problems.push_back(m_planeProblem);
    if (m_plane == Plane::Userspace && !outcome.conflicts.empty()) {
        m_userPlane.pause();
        m_forwarded = {};
    }
    // Only when nothing leads to it any more: its nexthops and their routes go with it.
    const bool unused = !m_enabled || (m_plane == Plane::Kernel && !outcome.failure);
    if (unused && outcome.conflicts.empty()) {
        m_userPlane.close();
        m_forwarded = {};
    }
    return outcome;
}

// Nothing of ours stays, and the links are as they were. `next`: what comes at once, and until then nothing leaves.
void Gateway::takeDown(const Settings *next)
{
    const auto desire = [&](const KernelState &facts) {
        DesiredState state = desireAsFound(facts);
        if (next)
            keepFloor(state, *next, facts);
        return state;
    };
    m_outcome = m_reconciler.run(desire, [](auto &&...) {});
    m_drift.endRun(m_outcome.desired, m_outcome.actual);
    finishFirewall(m_outcome);
    m_userPlane.close();
    m_forwarded = {};
    if (m_outcome.clean() && !m_state.devices.empty()) {
        m_state.devices.clear(); // a name that was ours may be anybody's from here on
        m_saveTimer.startOnce(0ms);
    }
}

// Under the subnets of before and those of after.
void Gateway::keepFloor(DesiredState &state, const Settings &next, const KernelState &facts) const
{
    for (const Settings *settings : {&m_settings, &next}) {
        DesiredState locked{.device = state.device};
        addLockdown(locked, *settings, facts, knownUnderlay(facts, m_settings));
        for (const KernelRule &rule : locked.rules) {
            if (std::ranges::find(state.rules, rule) == state.rules.end())
                state.rules.push_back(rule);
        }
    }
}

// Where the kernel has come to know ipip: never both. Its device is made, the nexthops lead there, and then ours goes.
bool Gateway::mustLeaveUserspace(const KernelState &facts)
{
    if (m_plane != Plane::Userspace || m_settings.plane != Plane::Auto
        || std::ranges::find(facts.links, "ipip", &KernelLink::kind) == facts.links.end())
        return false;
    m_userPlane.pause();
    tell("gateway", "plane", "the kernel has ipip now and carries the packets from here on");
    return true;
}

void Gateway::forwardBy(const DesiredState &desired)
{
    if (desired == m_forwarded)
        return;
    const Status forwards = m_userPlane.setTable(ForwardingTable::of(desired, m_settings.subnets, m_settings.announcer),
                                                 m_settings.ownAddress().value_or(Ipv4Address()));
    m_forwarded = forwards ? desired : DesiredState{}; // else the next look tries again
    m_planeProblem = forwards ? "" : forwards.error().message;
}

} // namespace mesh44
