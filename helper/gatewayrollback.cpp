// SPDX-License-Identifier: GPL-3.0-or-later
//
// The way back from a change on trial: taken, tried again until the disk and the kernel are as they were, and compared.
#include "helper/gateway.h"

#include "helper/devicerecords.h"

#include <algorithm>
#include <iterator>

namespace mesh44 {
namespace {

constexpr size_t kMostDifferences = 5; // in one sentence

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
        return differenceFrom(before, ownState(*facts, linkNames(facts->links)), before);
    const Settings &taken = m_takenBack ? *m_takenBack : m_settings;
    const std::set<std::string> devices{m_settings.device, taken.device, kUserspaceDevice};
    std::vector<DesiredLink> touched = m_outcome.desired.links;
    std::ranges::move(linksAsFound(m_state.devices), std::back_inserter(touched));
    touched.push_back({.name = taken.device, .address = taken.ownAddress()});
    std::set<std::string> links = linkNames(touched);
    links.insert(devices.begin(), devices.end());
    const KernelState ours = withoutStrangers(*facts, devices, touched);
    return differenceFrom(before, ownState(ours, links), ownState(m_outcome.desired));
}

} // namespace mesh44
