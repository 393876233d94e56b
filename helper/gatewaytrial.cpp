// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes on trial: applied, kept, or taken back and compared with what was before.
#include "helper/gateway.h"

#include "helper/devicerecords.h"

#include <algorithm>
#include <iterator>

namespace mesh44 {
namespace {

using namespace std::chrono_literals;

constexpr auto kSaveAgain = 60s;
constexpr size_t kMostDifferences = 5; // in one sentence

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

std::set<std::string> namesOf(const auto &links)
{
    std::set<std::string> names;
    for (const auto &link : links)
        names.insert(link.name);
    return names;
}

std::string sentenceOf(const std::vector<std::string> &differences)
{
    std::string text;
    for (size_t i = 0; i < std::min(differences.size(), kMostDifferences); ++i)
        text += (i == 0 ? "" : "; ") + differences[i];
    if (differences.size() > kMostDifferences)
        text += "; and " + std::to_string(differences.size() - kMostDifferences) + " more";
    return text;
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
    Checkpoint checkpoint{.uid = uid, .ownConfig = std::move(*own), .kernel = ownState(facts, namesOf(facts.links))};
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

// --- the way back ---

// The configuration of the trial was read, so that all that it made is known; nothing was done by it.
void Gateway::resumeTrial()
{
    const auto left = m_trial.resume();
    if (!left)
        return tell("config", "trial", left.error().message);
    if (*left)
        takeBack("unconfirmed, and " + m_trial.problem());
}

void Gateway::trialTimer()
{
    if (m_trial.phase() == Trial::Phase::OnTrial)
        return takeBack("no confirmation came in time");
    if (const auto left = kernelDifference(); !left || !left->empty()) {
        m_settings = m_takenBack.value_or(m_settings); // all of it once more, from what it made
        m_usable = !m_settings.subnets.empty();
    }
    tryBack();
}

void Gateway::takeBack(const std::string &why)
{
    m_trial.beginRollback();
    m_takenBack = m_settings;
    const std::string by = why.starts_with("by ") ? "" : "; it was applied by " + userName(m_trial.checkpoint().uid);
    tell("config", m_trial.checkpoint().keys.front(), "taken back: " + why + by);
    tryBack();
}

// The kernel first: it is what packets go by, and a disk that cannot be written must not keep it as it is.
void Gateway::tryBack()
{
    useConfiguration(m_configFiles.loadWith(m_trial.checkpoint().ownConfig));
    reconcile();
}

void Gateway::checkBack()
{
    if (m_trial.phase() != Trial::Phase::RollingBack)
        return;
    const std::string problem = whatIsNotBack();
    if (!problem.empty() && problem != m_trial.problem())
        tell("config", m_trial.checkpoint().keys.front(), "not completely taken back: " + problem);
    m_trial.endTry(problem);
    if (m_trial.phase() == Trial::Phase::None)
        m_takenBack.reset();
    m_publisher.publishSoon();
}

// Somebody has seen what is left and wants it to end, after one more try. But for the configuration: what the next
// start would read cannot be left.
Status Gateway::leaveAsItIs(const std::string &caller)
{
    const std::string key = m_trial.checkpoint().keys.front();
    tryBack();
    if (m_trial.phase() != Trial::Phase::RollingBack)
        return ok();
    const std::string left = m_trial.problem();
    if (whatIsNotBackOnDisk().empty())
        m_trial.endTry("");
    if (m_trial.phase() == Trial::Phase::RollingBack)
        return Error{ErrorCode::KernelRefused,
                     "the change is not completely taken back, and is tried again: " + m_trial.problem()};
    m_takenBack.reset();
    tell("config", key, "left as it is by " + caller + ": " + left);
    m_publisher.publishSoon();
    return ok();
}

// Empty: all is as it was.
std::string Gateway::whatIsNotBack()
{
    if (std::string problem = whatIsNotBackOnDisk(); !problem.empty())
        return problem;
    const auto left = kernelDifference();
    return left ? sentenceOf(*left) : left.error().message;
}

std::string Gateway::whatIsNotBackOnDisk()
{
    const auto &own = m_trial.checkpoint().ownConfig;
    if (const auto before = m_configFiles.loadWith(own); !before.errors.empty())
        return "the configuration of before is refused: " + toString(before.errors.front());
    if (const Status put = m_configFiles.put(own); !put)
        return put.error().message;
    return "";
}

// By a fresh look at the kernel, not by what was asked of it.
Result<std::vector<std::string>> Gateway::kernelDifference()
{
    const auto facts = m_kernel.dump();
    if (!facts)
        return facts.error();
    // Where nothing could be done at all it is not known what is wanted: strictly what was before.
    const OwnState &before = m_trial.checkpoint().kernel;
    if (m_outcome.failure)
        return differenceFrom(before, ownState(*facts, namesOf(facts->links)), before);
    const Settings &taken = m_takenBack ? *m_takenBack : m_settings;
    const std::set<std::string> devices{m_settings.device, taken.device, kUserspaceDevice};
    std::vector<DesiredLink> touched = m_outcome.desired.links;
    std::ranges::move(linksAsFound(m_state.devices), std::back_inserter(touched));
    touched.push_back({.name = taken.device, .address = taken.ownAddress()});
    std::set<std::string> links = namesOf(touched);
    links.insert(devices.begin(), devices.end());
    const KernelState ours = withoutStrangers(*facts, devices, touched);
    return differenceFrom(before, ownState(ours, links), ownState(m_outcome.desired));
}

} // namespace mesh44
