// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernel/desired.h"
#include "core/kernel/state.h"

#include <string>
#include <vector>

namespace mesh44 {

// Who holds a routing table or the device that we need: a sentence for each that names it. With any of them nothing
// is to be installed.
std::vector<std::string> findConflicts(const DesiredState &desired, const KernelState &actual);

} // namespace mesh44
