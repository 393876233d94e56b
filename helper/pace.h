// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>

namespace mesh44 {

// How often something heavy is done, however often it is asked for: after each time comes a rest of a multiple of what
// it took, so that it has its part of the time and no more. Times are CLOCK_BOOTTIME in microseconds.
class Pace
{
public:
    // least: from one beginning to the next.
    constexpr Pace(int64_t least, int64_t rests) : m_least(least), m_rests(rests) {}

    int64_t due() const { return m_due; }
    bool isDue(int64_t now) const { return now >= m_due; }
    void done(int64_t began, int64_t ended) { m_due = std::max(began + m_least, ended + m_rests * (ended - began)); }

private:
    int64_t m_least;
    int64_t m_rests;
    int64_t m_due = 0; // the first time is at once
};

} // namespace mesh44
