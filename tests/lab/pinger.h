// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "tests/lab/packet.h"

#include <chrono>
#include <vector>

namespace mesh44::lab {

struct PingOptions
{
    std::vector<Ipv4Address> targets;         // in turn
    unsigned rate = 250;                      // requests a second, over all targets
    std::chrono::milliseconds patience{2000}; // for the last answers
};

struct PingReport
{
    uint64_t sent = 0;
    uint64_t received = 0;
    uint64_t unreachable = 0;                // answers of another kind
    std::chrono::milliseconds elapsed{0};    // while sending
    std::chrono::milliseconds longestGap{0}; // between two answers
};

// Sends at a steady rate until standard input ends, then waits for what is still under way.
Result<PingReport> pingUntilInputEnds(const PingOptions &options);

} // namespace mesh44::lab
