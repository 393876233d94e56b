// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/checkup/finding.h"
#include "core/checkup/surroundings.h"
#include "core/config/settings.h"
#include "core/kernel/state.h"

#include <vector>

namespace mesh44 {

// What the judgement rests on.
struct CheckupFacts
{
    const Surroundings &surroundings;
    const KernelState &kernel;
    const Settings &settings;
    std::string device; // ours, as it is called now
    bool heard = false; // a burst has come through: no firewall keeps protocol 4 away
};

// The worst first, else in the order of the field's usual suspects. The ids are documented at GetFindings.
std::vector<Finding> judge(const CheckupFacts &facts);

} // namespace mesh44
