// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/ages.h"

#include <cstdint>
#include <ctime>
#include <functional>
#include <string>

namespace mesh44 {

inline int64_t microseconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
}
// For what is shown and stored.
inline int64_t wallTime()
{
    return microseconds(CLOCK_REALTIME);
}
// For ages and deadlines: counts the sleep, knows no clock changes.
inline int64_t bootTime()
{
    return microseconds(CLOCK_BOOTTIME);
}

// Which boot of the machine this is; empty where nobody tells.
std::string bootId();

// Both clocks and the boot they belong to. A function, so that tests can put another in its place.
using Clock = std::function<ClockReading()>;
ClockReading readClocks();

} // namespace mesh44
