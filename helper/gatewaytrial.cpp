// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes on trial: applied, kept, or given up; gatewayrollback.cpp takes them back.
#include "helper/gateway.h"

#include <algorithm>

namespace mesh44 {
namespace {

using namespace std::chrono_literals;

constexpr auto kSaveAgain = 60s;

bool isDefault(const KernelRoute &route)
{
    return route.table == kMainTable && route.destination.length() == 0;
}

// A probe: whoever is connected over the Internet is so by this route.
std::optional<KernelRoute> lostDefault(const KernelState &before, const KernelState &now)
{
    for (const KernelRoute &route : before.routes) {
        if (isDefault(route) && std::ranges::find(now.routes, route) == now.routes.end())
            return route;
    }
    return std::nullopt;
}

} // namespace

Status Gateway::mayConfigure(uint64_t revision) const
{
    if (revision != 0 && revision < m_configRevision)
        return Error{ErrorCode::Conflict,
                     "the configuration has changed since revision " + std::to_string(revision) + ": look at it again"};
    return m_trial.mayChange();
}

Result<Checkpoint> Gateway::checkpointFrom(const KernelState &facts, const Assignments &assignments, uid_t uid) const
{
    auto own = m_configFiles.ownText();
    if (!own)
        return own.error();
    Checkpoint checkpoint{.uid = uid, .ownConfig = std::move(*own), .kernel = ownState(facts, linkNames(facts.links))};
    for (const auto &[key, value] : assignments)
        checkpoint.keys.push_back(key);
    return checkpoint;
}

void Gateway::noteSaved(const Status &saved)
{
    if (static_cast<bool>(saved) != m_saveProblem.empty())
        m_publisher.publishSoon();
    m_saveProblem = saved ? "" : saved.error().message;
    if (!saved)
        m_saveTimer.startOnce(kSaveAgain);
}

void Gateway::noteUnsaved(const Error &error)
{
    if (error.code == ErrorCode::NoSpace || error.code == ErrorCode::IoFailed)
        noteSaved(error);
}

// While a change is taken back, what is on disk may still be the change.
void Gateway::reloadConfiguration()
{
    const bool back = m_trial.phase() == Trial::Phase::RollingBack;
    useConfiguration(back ? m_configFiles.loadWith(m_trial.checkpoint().ownConfig) : m_configFiles.load());
}

Status Gateway::mayApply(uint64_t revision, const Assignments &assignments, uint32_t seconds) const
{
    if (Status permitted = Trial::checkSeconds(seconds); !permitted)
        return permitted;
    if (assignments.empty())
        return Error{ErrorCode::InvalidArgument, "there is nothing to set"};
    return mayConfigure(revision);
}

Result<std::string> Gateway::applyOnTrial(uint64_t revision, const Assignments &assignments, uint32_t seconds,
                                          uid_t uid)
{
    if (const Status may = mayApply(revision, assignments, seconds); !may)
        return may.error();
    auto edited = m_configFiles.edit(assignments);
    if (!edited)
        return edited.error();
    const auto facts = m_kernel.dump();
    if (!facts)
        return facts.error();
    auto checkpoint = checkpointFrom(*facts, assignments, uid);
    if (!checkpoint)
        return checkpoint.error();
    if (const Status begun = m_trial.begin(std::move(*checkpoint), seconds); !begun) {
        noteUnsaved(begun.error());
        return begun.error();
    }
    for (const auto &[key, value] : assignments)
        tell("config", key,
             (value.empty() ? "reset" : "set to " + value) + " by " + userName(uid) + ", on trial for "
                 + std::to_string(seconds) + " s");
    return tryOut(std::move(*edited), *facts);
}

Result<std::string> Gateway::tryOut(ConfigFiles::Edited edited, const KernelState &before)
{
    if (const Status put = m_configFiles.put(edited.text); !put) {
        noteUnsaved(put.error());
        takeBack("it cannot be saved");
        return put.error();
    }
    const std::optional<Error> failedBefore = m_outcome.failure;
    useConfiguration(std::move(edited.loaded));
    reconcile();
    const auto problem = problemOfTrial(before, failedBefore);
    if (!problem)
        return m_trial.token();
    takeBack(problem->message);
    return Error{problem->code, "the change was taken back at once: " + problem->message};
}

// What failed before as well is no fault of the change, which may be there to mend it.
std::optional<Error> Gateway::problemOfTrial(const KernelState &before, const std::optional<Error> &failedBefore) const
{
    const auto &failure = m_outcome.failure;
    if (failure && !(failedBefore && failedBefore->message == failure->message))
        return failure;
    if (m_outcome.actual.links.empty()) // no look, no loss
        return std::nullopt;
    const auto lost = lostDefault(before, m_outcome.actual);
    if (!lost)
        return std::nullopt;
    return Error{ErrorCode::KernelRefused,
                 "with it the default route via " + lost->gateway.toString() + " left the main table"};
}

Status Gateway::confirmTrial(const std::string &token, const std::string &caller)
{
    if (Status known = m_trial.check(token); !known)
        return known;
    const std::string key = m_trial.checkpoint().keys.front();
    if (Status confirmed = m_trial.confirm(); !confirmed) {
        noteUnsaved(confirmed.error());
        return confirmed;
    }
    tell("config", key, "kept by " + caller);
    m_publisher.publishSoon();
    return ok();
}

Status Gateway::rollbackTrial(const std::string &token, const std::string &caller)
{
    if (m_trial.phase() == Trial::Phase::RollingBack && (token.empty() || token == m_trial.token()))
        return leaveAsItIs(caller);
    if (Status known = m_trial.check(token); !known)
        return known;
    takeBack("by " + caller);
    if (m_trial.phase() == Trial::Phase::RollingBack)
        return Error{ErrorCode::KernelRefused,
                     "the change is not completely taken back, and is tried again: " + m_trial.problem()};
    return ok();
}

Status Gateway::extendTrial(const std::string &token, uint32_t seconds, const std::string &caller)
{
    if (Status known = m_trial.check(token); !known)
        return known;
    if (Status extended = m_trial.extend(seconds); !extended)
        return extended;
    tell("config", m_trial.checkpoint().keys.front(),
         "on trial for " + std::to_string(seconds) + " s from now, by " + caller);
    m_publisher.publishSoon();
    return ok();
}

} // namespace mesh44
