// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernel/fights.h"
#include "core/kernel/repairreport.h"
#include "helper/timer.h"

#include <functional>
#include <set>

namespace mesh44 {

// Watches over what others do to what is ours: counts repairs, tells them by the burst with whoever is to blame, and
// holds back where somebody undoes them again and again. The Reconciler asks it about each plan.
class Drift
{
public:
    struct Handlers
    {
        std::function<void()> due;                     // something held back may be put back now
        std::function<void(const std::string &)> tell; // a line for the history
    };

    Drift(sd_event *event, Handlers handlers);

    // Who has just touched what is ours, or what may be. Named at once; of use only with the repairs that follow.
    void noteAuthors(const std::vector<uint32_t> &authors, const std::vector<uint32_t> &suspects);
    // Takes out of a plan what has to wait. Gives a sentence for everything that is fought about.
    std::vector<std::string> restrain(std::vector<Operation> &operations);
    // What is about to be done, and what was in place after the run before.
    void noteOperations(const std::vector<Operation> &operations, const KernelState &before);
    // The run is over.
    void endRun();

    uint64_t repairs() const { return m_repairs; }

private:
    void tellNow();
    void nameAuthors();

    std::function<void(const std::string &)> m_tell;
    Timer m_dueTimer;
    Timer m_tellTimer;
    Fights m_fights;
    RepairReport m_report;
    std::set<DriftObject> m_run; // repaired in this run: each counts once
    std::set<std::string> m_authors;
    std::set<std::string> m_suspects;
    uint64_t m_repairs = 0;
};

} // namespace mesh44
