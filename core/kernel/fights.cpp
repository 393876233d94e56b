// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/fights.h"

#include <algorithm>

namespace mesh44 {

bool Fights::isHeld(const DriftObject &object, int64_t now) const
{
    const auto found = m_fights.find(object);
    return !object.isGuard && found != m_fights.end() && found->second.wait > 0 && now < found->second.heldUntil();
}

bool Fights::isContested(const DriftObject &object) const
{
    const auto found = m_fights.find(object);
    return found != m_fights.end() && found->second.wait > 0;
}

void Fights::repaired(const DriftObject &object, int64_t now)
{
    Fight &fight = m_fights[object];
    fight.repairs.push_back(now);
    if (fight.repairs.size() > kPatience + 1)
        fight.repairs.pop_front();
    if (fight.wait > 0)
        fight.wait = std::min(2 * fight.wait, kLongestWait);
    else if (fight.repairs.size() > kPatience && now - fight.repairs.front() < kWindow)
        fight.wait = kSecond;
}

void Fights::settle(int64_t now)
{
    std::erase_if(m_fights, [&](const auto &entry) { return now >= entry.second.end(); });
}

std::vector<std::string> Fights::sentences() const
{
    std::vector<std::string> sentences;
    for (const auto &[object, fight] : m_fights) {
        if (fight.wait == 0)
            continue;
        const std::string when = object.isGuard ? "each time"
                                                : "only every " + std::to_string(fight.wait / kSecond) + " s";
        sentences.push_back("the " + object.name + " is removed or changed by somebody else again and again; "
                            + "it is put back " + when);
    }
    return sentences;
}

std::optional<int64_t> Fights::nextChange(int64_t now) const
{
    std::optional<int64_t> next;
    for (const auto &[object, fight] : m_fights) {
        if (fight.wait == 0)
            continue;
        const bool waits = !object.isGuard && now < fight.heldUntil();
        const int64_t change = waits ? fight.heldUntil() : fight.end();
        next = std::min(next.value_or(change), change);
    }
    return next;
}

} // namespace mesh44
