// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rip44/advertisement.h"

#include "core/rip44/announce.h"

#include <set>
#include <utility>

namespace mesh44 {
namespace {

RipEntry entryFor(Ipv4Prefix prefix, bool reachable)
{
    return forwardedEntry(prefix, reachable ? uint8_t{1} : kUnreachableMetric);
}

} // namespace

std::vector<RipEntry> Advertisement::setRoutes(std::span<const Ipv4Prefix> prefixes)
{
    std::vector<RipEntry> changes;
    const std::set<Ipv4Prefix> wanted(prefixes.begin(), prefixes.end());
    for (auto &[prefix, poisons] : m_poisonsLeft) {
        if (poisons > 0 || wanted.contains(prefix))
            continue;
        poisons = kPoisonRounds;
        changes.push_back(entryFor(prefix, false));
    }
    for (const Ipv4Prefix prefix : wanted) {
        const auto [known, isNew] = m_poisonsLeft.try_emplace(prefix, uint8_t{0});
        if (std::exchange(known->second, uint8_t{0}) > 0 || isNew)
            changes.push_back(entryFor(prefix, true));
    }
    return changes;
}

std::vector<RipEntry> Advertisement::nextRound()
{
    std::vector<RipEntry> entries;
    entries.reserve(m_poisonsLeft.size());
    for (auto it = m_poisonsLeft.begin(); it != m_poisonsLeft.end();) {
        entries.push_back(entryFor(it->first, it->second == 0));
        const bool last = it->second > 0 && --it->second == 0;
        it = last ? m_poisonsLeft.erase(it) : std::next(it);
    }
    return entries;
}

std::vector<RipEntry> Advertisement::farewell()
{
    std::vector<RipEntry> entries;
    for (const auto &[prefix, poisons] : std::exchange(m_poisonsLeft, {}))
        entries.push_back(entryFor(prefix, false));
    return entries;
}

} // namespace mesh44
