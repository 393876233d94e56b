// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"

namespace mesh44::ctl {

// Prometheus text exposition format 0.0.4. Nothing: the service does not run.
//
// A counter "a.b" becomes mesh44_a_b_total; of "a.b.c", c becomes the label `reason`.
std::string renderMetrics(const std::optional<GatewayStatus> &status);

} // namespace mesh44::ctl
