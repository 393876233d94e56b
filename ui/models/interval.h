// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mesh44 {

// When to ask again: at once the first time, then once each interval. A clock that was set back asks at once, too.
class Interval
{
public:
    explicit Interval(int64_t length) : m_length(length) {} // µs

    // True: now is the time, and it counts as asked.
    bool isDue(int64_t now)
    {
        if (m_asked != 0 && now >= m_asked && now < m_asked + m_length)
            return false;
        m_asked = now;
        return true;
    }
    void restart() { m_asked = 0; }

private:
    int64_t m_length;
    int64_t m_asked = 0; // 0: never
};

} // namespace mesh44
