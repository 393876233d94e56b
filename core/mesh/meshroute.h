// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"
#include "core/rip44/filter.h"

#include <optional>

namespace mesh44 {

// Times are CLOCK_BOOTTIME in microseconds: 0 for never, negative for before this boot.
struct MeshRoute
{
    Ipv4Prefix prefix;
    Ipv4Address endpoint;
    RouteOrigin origin = RouteOrigin::Rip44;
    bool announced = false; // in the last complete burst, or since
    bool confirmed = false; // was in a complete burst since the start, not just in some packet
    bool cached = false;    // known from an earlier run, not announced since the start
    uint8_t missed = 0;     // complete bursts in a row without it
    std::optional<Refusal> refusal;
    int64_t firstAnnounced = 0;
    int64_t lastAnnounced = 0;
    bool operator==(const MeshRoute &) const = default;
};

} // namespace mesh44
