// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The two halves of decide().

#include "core/explain/decision.h"

namespace mesh44::explain {

Decision decideOutput(const RoutingIndex &index, const Flow &flow); // sent by this host
Decision decideInput(const RoutingIndex &index, const Flow &flow);  // came in by flow.inLink

} // namespace mesh44::explain
