// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernel/desired.h"
#include "core/kernel/operation.h"
#include "helper/state.h"

#include <vector>

namespace mesh44 {

// Notes how the links are that these operations are going to change; what was noted before stays. True: there
// is something new to write down, before the operations are done.
bool noteDevices(std::vector<DeviceRecord> &records, const std::vector<Operation> &operations,
                 const KernelState &facts);

// The way back.
std::vector<DesiredLink> linksAsFound(const std::vector<DeviceRecord> &records);

} // namespace mesh44
