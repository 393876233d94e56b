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

// What was changed on other links than the mesh device and is wanted no more is added to `desired` as it was found, and
// forgotten as soon as `facts` show it so. Where the way to the Internet was never known (`wanKnown`), its link is left
// alone: it may be wanted again. True: something was forgotten.
bool putBackUnwanted(std::vector<DeviceRecord> &records, DesiredState &desired, const KernelState &facts,
                     bool wanKnown);

// The way back.
std::vector<DesiredLink> linksAsFound(const std::vector<DeviceRecord> &records);

} // namespace mesh44
