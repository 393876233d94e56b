// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mesh/ages.h"

#include <algorithm>
#include <cstdlib>

namespace mesh44 {
namespace {

constexpr int64_t kLongest = int64_t{1} << 60; // 36,000 years: sums of a few of these do not overflow

int64_t elapsed(int64_t from, int64_t to)
{
    const int64_t a = std::clamp<int64_t>(from, -kLongest, kLongest);
    const int64_t b = std::clamp<int64_t>(to, -kLongest, kLongest);
    return std::max<int64_t>(0, b - a);
}

} // namespace

int64_t carryOver(int64_t wall, const ClockReading &then, const ClockReading &now)
{
    if (wall == 0)
        return 0;
    const bool sameBoot = !then.bootId.empty() && then.bootId == now.bootId;
    const int64_t age = elapsed(wall, then.wall);
    const int64_t since = sameBoot ? elapsed(then.boot, now.boot) : elapsed(then.wall, now.wall);
    // Before 1970 is no time for an announcement: a wall clock that is not set yet makes nothing older than that.
    const int64_t most = std::max<int64_t>(0, sameBoot ? kLongest : now.wall);
    const int64_t boot = now.boot - std::min(age + since, most);
    return boot == 0 ? 1 : boot;
}

bool WallTimes::observe(const ClockReading &now)
{
    const int64_t offset = now.wall - now.boot;
    if (m_known && std::abs(offset - m_offset) <= kTolerance)
        return false;
    m_offset = offset;
    const bool wasSet = m_known;
    m_known = true;
    return wasSet;
}

int64_t WallTimes::of(int64_t boot) const
{
    return boot == 0 ? 0 : std::max<int64_t>(1, boot + m_offset);
}

Silence silenceFor(int64_t age)
{
    if (age >= kLongSilence)
        return Silence::Long;
    return age >= kStaleAfter ? Silence::Stale : Silence::None;
}

} // namespace mesh44
