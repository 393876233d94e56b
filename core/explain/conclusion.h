// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The last steps of an explanation: what the kernel says, and what becomes of the packet.

#include "core/explain/explanation.h"

namespace mesh44::explain {

// Nothing where the kernel was not asked.
std::optional<Step> kernelStep(const RoutingIndex &index, const Walk &walk,
                               std::span<const std::optional<KernelAnswer>> answers);
Step verdictStep(const RoutingIndex &index, const Walk &walk);

} // namespace mesh44::explain
