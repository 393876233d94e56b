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

// The way back of single settings, under a gateway that goes on: what a link was changed to and is not asked for any
// more becomes as it was found.
void addAsFound(std::vector<DesiredLink> &links, const std::vector<DeviceRecord> &records);
// When it is so, it is forgotten: from there on it is none of our business. True: something was.
bool forgetUnasked(std::vector<DeviceRecord> &records, const std::vector<DesiredLink> &asked);

} // namespace mesh44
