// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Ages are counted on CLOCK_BOOTTIME, which counts the sleep and knows no change of the wall clock. Wall time
// is only what is shown and stored. Nothing here reads a clock. All times are microseconds.

#include "core/rip44/burst.h"

#include <cstdint>
#include <string>

namespace mesh44 {

// Both clocks at one moment. Boot times of different boots do not compare.
struct ClockReading
{
    int64_t wall = 0;   // CLOCK_REALTIME
    int64_t boot = 0;   // CLOCK_BOOTTIME
    std::string bootId; // of the kernel; empty: not known
    bool operator==(const ClockReading &) const = default;
};

// The boot time of a moment that was stored as `wall` when the clocks were at `then`. Within one boot nothing
// but the boot clock decides; over a restart of the machine the wall clock is all there is. The age is never
// negative. 0 stays 0: never.
int64_t carryOver(int64_t wall, const ClockReading &then, const ClockReading &now);

// Boot times as wall times. Where the wall clock is set (by more than two seconds), they all move with it;
// slewing moves nothing.
class WallTimes
{
public:
    static constexpr int64_t kTolerance = 2'000'000;

    // True: the wall clock was set since the last time.
    bool observe(const ClockReading &now);
    // 0 stays 0: never. Never before 1970, never 0 for what was.
    int64_t of(int64_t boot) const;

private:
    int64_t m_offset = 0; // wall − boot
    bool m_known = false;
};

// How long the announcer has been silent.
enum class Silence : uint8_t {
    None,
    Stale, // three bursts are missing
    Long,  // a day
};
inline constexpr int64_t kStaleAfter = 3 * kBurstInterval;
inline constexpr int64_t kLongSilence = 24 * 3600 * int64_t{1'000'000};
Silence silenceFor(int64_t age);

} // namespace mesh44
