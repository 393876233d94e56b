// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernel/desired.h"
#include "core/kernel/fights.h"
#include "core/kernel/repairreport.h"
#include "helper/timer.h"

#include <array>
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
    // What is about to be done.
    void noteOperations(const std::vector<Operation> &operations);
    // The run is over: what was desired, and what is there now.
    void endRun(const DesiredState &desired, const KernelState &actual);

    uint64_t repairs() const { return m_repairs; }

private:
    void keepInMind(const DesiredState &desired, const KernelState &actual);
    void tellNow();
    void nameAuthors();

    std::function<void(const std::string &)> m_tell;
    Timer m_dueTimer;
    Timer m_tellTimer;
    Fights m_fights;
    RepairReport m_report;
    std::set<DriftObject> m_run; // repaired in this run: each counts once
    // The surest first: who touched what is ours, with a name and without one; who may have, likewise.
    std::array<std::set<std::string>, 4> m_names;
    KernelState m_before; // the last look that had our device; empty while we have nothing there
    uint64_t m_repairs = 0;
};

} // namespace mesh44
