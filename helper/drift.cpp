// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/drift.h"

#include "helper/clock.h"
#include "helper/culprit.h"

#include <algorithm>

namespace mesh44 {
namespace {

// Between an event and the run that answers it lie milliseconds: whoever comes then is told of as well.
constexpr size_t kMostNames = 16;

void nameAll(const std::vector<uint32_t> &ports, std::set<std::string> &named, std::set<std::string> &unnamed)
{
    for (const uint32_t port : ports) {
        if (named.size() + unnamed.size() >= kMostNames)
            return;
        Culprit culprit = culpritOf(port);
        (culprit.isNamed ? named : unnamed).insert(std::move(culprit.words));
    }
}

} // namespace

Drift::Drift(sd_event *event, Handlers handlers)
    : m_tell(std::move(handlers.tell)),
      m_dueTimer(event, std::move(handlers.due)),
      m_tellTimer(event, [this] { tellNow(); })
{
}

void Drift::noteAuthors(const std::vector<uint32_t> &authors, const std::vector<uint32_t> &suspects)
{
    nameAll(authors, m_names[0], m_names[1]);
    nameAll(suspects, m_names[2], m_names[3]);
}

std::vector<std::string> Drift::restrain(std::vector<Operation> &operations)
{
    const int64_t now = bootTime();
    m_fights.settle(now);
    std::erase_if(operations, [&](const Operation &operation) { return m_fights.isHeld(objectOf(operation), now); });
    return m_fights.sentences();
}

void Drift::noteOperations(const std::vector<Operation> &operations)
{
    std::vector<Repair> repairs = findRepairs(operations, m_before);
    for (const Operation &operation : operations) {
        // What was held back was not there at the last look either.
        if (const DriftObject object = objectOf(operation); m_fights.isContested(object))
            repairs.push_back({object, Repair::Fault::Removed});
    }
    const int64_t now = bootTime();
    for (const Repair &repair : repairs) {
        if (!m_run.insert(repair.object).second)
            continue;
        ++m_repairs;
        m_fights.repaired(repair.object, now);
        m_report.add(repair);
    }
}

// Without the device there is a moment when nothing of ours can be there; what was there before it still counts.
void Drift::keepInMind(const DesiredState &desired, const KernelState &actual)
{
    if (!desired.active)
        m_before = {};
    else if (actual.link(desired.device))
        m_before = actual;
}

void Drift::endRun(const DesiredState &desired, const KernelState &actual)
{
    keepInMind(desired, actual);
    const int64_t now = bootTime();
    if (!m_run.empty())
        nameAuthors();
    m_run.clear();
    m_names = {};
    if (!m_report.isEmpty())
        m_tellTimer.startOnce(std::chrono::microseconds(m_report.delay(now)));
    const auto next = m_fights.nextChange(now);
    if (next)
        m_dueTimer.start(std::chrono::microseconds(*next - now));
    else
        m_dueTimer.stop();
}

void Drift::nameAuthors()
{
    // One program may have several sockets, and be known by one of them only.
    const auto surest = std::ranges::find_if(m_names, [](const auto &names) { return !names.empty(); });
    if (surest == m_names.end())
        return;
    for (const std::string &name : *surest)
        m_report.addAuthor(name);
}

void Drift::tellNow()
{
    if (!m_report.isEmpty())
        m_tell(m_report.take(bootTime()));
}

} // namespace mesh44
