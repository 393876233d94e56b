// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the announcer says, what lasts of it, and what the operator makes of it.
#include "helper/gateway.h"

namespace mesh44 {
namespace {

using namespace std::chrono_literals;

constexpr auto kSaveDelay = 2s;
constexpr size_t kMostPins = 4096;

} // namespace

void Gateway::heardEntries(std::span<const RipEntry> entries)
{
    const ChangeSet changes = m_mesh.announce(entries, m_clock().boot);
    if (changes.empty())
        return;
    m_burstChanges.added.insert(m_burstChanges.added.end(), changes.added.begin(), changes.added.end());
    markDirty();
}

void Gateway::burstEnded(const Burst &burst, bool complete)
{
    const int64_t now = m_clock().boot;
    ChangeSet changes = m_mesh.endBurst(burst, complete, now);
    changes.added = std::exchange(m_burstChanges, {}).added;
    const bool first = !m_lastBurst || (complete && !m_burstsConfirmed);
    m_lastBurst = BurstView{now, static_cast<uint32_t>(burst.routes.size()), complete, now + kBurstInterval};
    m_burstsConfirmed |= complete;
    noteOwn(burst);
    const bool silent = m_alarms.silence() != Silence::None;
    watchMesh();
    tellVerdict(changes.verdict);
    tellChanges(changes, "the announcer " + m_settings.announcer.toString());
    if (!changes.empty() || first || silent || changes.verdict != ChangeGuard::Verdict::Usual) {
        markDirty(0ms);
        m_saveTimer.startOnce(kSaveDelay);
    }
    const BurstView shown = inWallTime(*m_lastBurst);
    m_publisher.noteBurst(shown);
    if (m_observer.burstHeard)
        m_observer.burstHeard(shown);
}

void Gateway::tellVerdict(ChangeGuard::Verdict verdict)
{
    const std::string announcer = m_settings.announcer.toString();
    if (verdict == ChangeGuard::Verdict::Confirmed)
        tell("burst", "held",
             "the held mass change was confirmed by three bursts of the announcer " + announcer + " and takes effect");
    if (verdict == ChangeGuard::Verdict::TakenBack)
        tell("burst", "held",
             "the mesh is announced by " + announcer + " as it was before; the held change is forgotten");
}

// Looks at the clocks and at what lasts, and tells what began and what ended.
void Gateway::watchMesh()
{
    const ClockReading now = m_clock();
    if (m_wallTimes.observe(now))
        markDirty(0ms); // every time that is shown moves
    for (MeshAlarms::Line &line : m_alarms.update(m_mesh, silence(now.boot)))
        tell("burst", std::move(line.subject), std::move(line.text));
}

Silence Gateway::silence(int64_t now) const
{
    if (!isActive() || m_listeningSince == 0)
        return Silence::None;
    const int64_t heard = m_lastBurst ? m_lastBurst->time : m_listeningSince;
    return silenceFor(now - std::max(heard, m_listeningSince));
}

Status Gateway::pinPrefix(Ipv4Prefix prefix, Ipv4Address endpoint, const std::string &caller)
{
    if (const auto refusal = m_mesh.filter().check(prefix, endpoint))
        return Error{ErrorCode::InvalidArgument,
                     prefix.toString() + " cannot be pinned to " + endpoint.toString() + ": " + refusal->sentence};
    const Overrides::Pins &pins = m_mesh.overrides().pins();
    if (pins.size() >= kMostPins && !pins.contains(prefix))
        return Error{ErrorCode::LimitExceeded, "at most " + std::to_string(kMostPins) + " prefixes can be pinned"};
    const ChangeSet changes = m_mesh.pin(prefix, endpoint);
    if (changes.empty())
        return ok();
    tell("route", prefix.toString(), "pinned to " + endpoint.toString() + " by " + caller);
    keepAndApply();
    return ok();
}

Status Gateway::unpinPrefix(Ipv4Prefix prefix, const std::string &caller)
{
    const ChangeSet changes = m_mesh.unpin(prefix);
    if (changes.empty())
        return Error{ErrorCode::NotFound, "the prefix " + prefix.toString() + " is not pinned"};
    tell("route", prefix.toString(), "unpinned by " + caller);
    keepAndApply();
    return ok();
}

Status Gateway::forgetImports(const std::string &caller)
{
    const size_t count = m_mesh.overrides().imports().size();
    if (count == 0)
        return Error{ErrorCode::NotFound, "no route was imported"};
    const ChangeSet changes = m_mesh.forgetImports();
    tell("route", "import", std::to_string(count) + " imported routes forgotten by " + caller);
    keepAndApply();
    return ok();
}

Status Gateway::acceptChanges(const std::string &caller)
{
    const ChangeGuard::Change *held = m_mesh.guard().held();
    if (!held)
        return Error{ErrorCode::NotFound, "no change is held"};
    tell("burst", "held", mesh44::describe(*held) + ": accepted by " + caller);
    const ChangeSet changes = m_mesh.acceptHeld();
    tellChanges(changes, caller);
    keepAndApply();
    return ok();
}

Status Gateway::rejectChanges(const std::string &caller)
{
    const ChangeGuard::Change *held = m_mesh.guard().held();
    if (!held)
        return Error{ErrorCode::NotFound, "no change is held"};
    tell("burst", "held", mesh44::describe(*held) + ": rejected by " + caller);
    m_mesh.rejectHeld();
    keepAndApply();
    return ok();
}

// Stored and in the kernel before the caller is answered.
void Gateway::keepAndApply()
{
    saveState();
    reconcile();
}

} // namespace mesh44
