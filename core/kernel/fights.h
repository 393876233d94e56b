// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Two that each put back what the other removes would keep a machine busy for ever. Who repairs the same object more
// than kPatience times within a minute waits 1, 2, 4 … 60 s before each further repair of it, and says so. A minute
// without a repair ends the fight. Guards never wait: what that costs is less than what would leak. Times are
// microseconds of any clock that counts the sleep.

#include "core/kernel/drift.h"

#include <deque>
#include <map>
#include <optional>

namespace mesh44 {

class Fights
{
public:
    static constexpr size_t kPatience = 10;
    static constexpr int64_t kSecond = 1'000'000;
    static constexpr int64_t kWindow = 60 * kSecond;
    static constexpr int64_t kLongestWait = 60 * kSecond;

    // Whether it has to be left alone for now.
    bool isHeld(const DriftObject &object, int64_t now) const;
    // Whether it is fought about: its next repair counts, whatever was there before.
    bool isContested(const DriftObject &object) const;
    void repaired(const DriftObject &object, int64_t now);
    // Forgets what came to rest.
    void settle(int64_t now);
    // One sentence for each object that is fought about.
    std::vector<std::string> sentences() const;
    // When something changes by itself: a wait is over, a fight is. Nothing: never.
    std::optional<int64_t> nextChange(int64_t now) const;

private:
    struct Fight
    {
        std::deque<int64_t> repairs; // the newest kPatience + 1
        int64_t wait = 0;            // 0: not contested
        int64_t last() const { return repairs.back(); }
        int64_t end() const { return last() + kWindow + wait; }
        int64_t heldUntil() const { return last() + wait; }
    };

    std::map<DriftObject, Fight> m_fights;
};

} // namespace mesh44
