// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rip44/burst.h"

#include <algorithm>
#include <utility>

namespace mesh44 {
namespace {

// How many of `of` are in `in`; both sorted.
size_t countIn(const std::vector<Ipv4Prefix> &of, const std::vector<Ipv4Prefix> &in)
{
    size_t common = 0;
    for (auto a = of.begin(), b = in.begin(); a != of.end() && b != in.end();) {
        if (*a == *b) {
            ++common;
            ++a;
            ++b;
        } else if (*a < *b) {
            ++a;
        } else {
            ++b;
        }
    }
    return common;
}

bool alike(const std::vector<Ipv4Prefix> &a, const std::vector<Ipv4Prefix> &b)
{
    const size_t common = countIn(a, b);
    return common * 100 >= a.size() * 99 && common * 100 >= b.size() * 99;
}

} // namespace

void BurstAssembler::add(const RipPacket &packet, int64_t now)
{
    if (!m_burst) {
        m_burst.emplace();
        m_firstPacket = now;
    }
    m_lastPacket = now;
    ++m_burst->packets;
    for (const RipEntry &entry : packet.entries)
        take(entry);
}

void BurstAssembler::take(const RipEntry &entry)
{
    const bool full = m_burst->routes.size() + m_burst->withdrawn.size() >= kMostPrefixes;
    if (full && !m_burst->routes.contains(entry.prefix) && !m_burst->withdrawn.contains(entry.prefix)) {
        ++m_burst->turnedAway;
    } else if (entry.withdraws()) {
        m_burst->routes.erase(entry.prefix);
        m_burst->withdrawn.insert(entry.prefix);
    } else {
        m_burst->withdrawn.erase(entry.prefix);
        m_burst->routes.insert_or_assign(entry.prefix, entry.endpoint);
    }
}

std::optional<int64_t> BurstAssembler::deadline() const
{
    if (!m_burst)
        return std::nullopt;
    return std::min(m_lastPacket + kQuiet, m_firstPacket + kLongest);
}

std::optional<Burst> BurstAssembler::finish(int64_t now)
{
    if (!m_burst || now < *deadline())
        return std::nullopt;
    return std::exchange(m_burst, std::nullopt);
}

bool BurstJudge::isComplete(const Burst &burst)
{
    std::vector<Ipv4Prefix> prefixes;
    prefixes.reserve(burst.routes.size());
    for (const auto &[prefix, endpoint] : burst.routes)
        prefixes.push_back(prefix);
    if (prefixes.empty() || burst.turnedAway > 0)
        return false;

    m_alike = alike(prefixes, m_previous) ? m_alike + 1 : 1;
    const bool likeTheMeasure = !m_measure.empty() && countIn(m_measure, prefixes) * 10 >= m_measure.size() * 9;
    const bool complete = likeTheMeasure || m_alike >= 3;
    if (complete)
        m_measure = prefixes;
    m_previous = std::move(prefixes);
    return complete;
}

} // namespace mesh44
