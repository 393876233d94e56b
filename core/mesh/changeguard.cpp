// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mesh/changeguard.h"

#include <algorithm>
#include <utility>

namespace mesh44 {

ChangeGuard::Verdict ChangeGuard::judge(const Burst &burst)
{
    Change change = compare(m_reference, burst.routes);
    if (isMass(change.gone.size(), change.moved.size(), change.of))
        return hold(std::move(change), burst.routes);
    if (m_reference != burst.routes) // mostly it is the same
        m_reference = burst.routes;
    return std::exchange(m_held, std::nullopt) ? Verdict::TakenBack : Verdict::Usual;
}

ChangeGuard::Verdict ChangeGuard::hold(Change change, const Routes &now)
{
    const bool again = m_held && repeats(*m_held, change);
    change.confirmations = again ? m_held->confirmations + 1 : 0;
    m_candidate = now;
    m_held = std::move(change);
    if (m_held->confirmations >= kConfirmations) {
        (void)accept();
        return Verdict::Confirmed;
    }
    return again ? Verdict::Repeated : Verdict::Held;
}

void ChangeGuard::resume(Routes believed, Change held)
{
    m_candidate = believed;
    for (const Ipv4Prefix prefix : held.gone)
        m_candidate.erase(prefix);
    for (const auto &[prefix, endpoint] : held.moved)
        m_candidate[prefix] = endpoint;
    m_reference = std::move(believed);
    m_held = std::move(held);
}

std::optional<ChangeGuard::Change> ChangeGuard::accept()
{
    if (m_held)
        m_reference = std::exchange(m_candidate, {});
    return std::exchange(m_held, std::nullopt);
}

std::optional<ChangeGuard::Change> ChangeGuard::reject()
{
    m_candidate.clear();
    return std::exchange(m_held, std::nullopt);
}

ChangeGuard::Change ChangeGuard::compare(const Routes &before, const Routes &now)
{
    Change change{.of = before.size()};
    auto other = now.begin();
    for (const auto &[prefix, endpoint] : before) {
        while (other != now.end() && other->first < prefix)
            ++other;
        if (other == now.end() || other->first != prefix)
            change.gone.insert(change.gone.end(), prefix);
        else if (other->second != endpoint)
            change.moved.emplace_hint(change.moved.end(), prefix, other->second);
    }
    return change;
}

bool ChangeGuard::isMass(size_t gone, size_t moved, size_t of)
{
    const bool mass = gone * 100 > of * kGonePercent || moved * 100 > of * kMovedPercent;
    return mass && gone + moved >= kFewest;
}

bool ChangeGuard::repeats(const Change &held, const Change &now)
{
    const auto stillGone = [&](Ipv4Prefix prefix) { return now.gone.contains(prefix); };
    const auto stillMoved = [&](const auto &route) {
        const auto found = now.moved.find(route.first);
        return found != now.moved.end() && found->second == route.second;
    };
    const auto gone = static_cast<size_t>(std::ranges::count_if(held.gone, stillGone));
    const auto moved = static_cast<size_t>(std::ranges::count_if(held.moved, stillMoved));
    const bool same = (gone + moved) * 10 >= (held.gone.size() + held.moved.size()) * 9;
    return same && !isMass(now.gone.size() - gone, now.moved.size() - moved, now.of);
}

} // namespace mesh44
