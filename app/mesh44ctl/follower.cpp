// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/follower.h"

#include <utility>

namespace mesh44::ctl {

Follower::Follower(Show show, std::function<void()> askForSnapshot)
    : m_show(std::move(show)), m_ask(std::move(askForSnapshot))
{
}

void Follower::start()
{
    if (std::exchange(m_asking, true))
        return;
    m_waiting.clear();
    m_ask();
}

void Follower::snapshotCame(Snapshot snapshot)
{
    m_asking = false;
    const bool first = !std::exchange(m_known, true);
    if (first || snapshot != m_snapshot)
        m_show(first ? nullptr : &m_snapshot, difference(m_snapshot, snapshot));
    m_snapshot = std::move(snapshot);
    for (const Delta &delta : std::exchange(m_waiting, {}))
        changed(delta);
}

void Follower::snapshotFailed()
{
    m_asking = false;
}

void Follower::changed(const Delta &delta)
{
    if (m_asking) {
        if (m_waiting.size() == kMaxWaiting) // a gap then, which asks again
            m_waiting.erase(m_waiting.begin());
        m_waiting.push_back(delta);
        return;
    }
    const bool known = delta.whole && delta.to <= m_snapshot.revision;
    if (known)
        return;
    if (!delta.whole || delta.from != m_snapshot.revision)
        return start();
    m_show(&m_snapshot, delta);
    static_cast<void>(apply(m_snapshot, delta)); // it fits: looked at above
}

void Follower::burstHeard(const BurstView &burst)
{
    apply(m_snapshot, burst);
}

} // namespace mesh44::ctl
