// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Follows the gateway by revisions: a snapshot first, then the changes that continue it. Changes that come
// while a snapshot is on its way wait for it; after a gap a new snapshot is asked for, and what it differs
// by is shown as one change. Knows no bus: the owner passes in what came and asks when told to.

#include "core/mesh/view.h"

#include <functional>

namespace mesh44::ctl {

class Follower
{
public:
    // Called before a change is applied, with what was known until then: null for the first snapshot.
    using Show = std::function<void(const Snapshot *, const Delta &)>;

    Follower(Show show, std::function<void()> askForSnapshot);

    void start(); // also after the service came back
    void snapshotCame(Snapshot snapshot);
    void snapshotFailed(); // the next change, or start(), asks again
    void changed(const Delta &delta);
    void burstHeard(const BurstView &burst);

    const Snapshot &snapshot() const { return m_snapshot; }

private:
    static constexpr size_t kMaxWaiting = 256;

    Show m_show;
    std::function<void()> m_ask;
    Snapshot m_snapshot;
    std::vector<Delta> m_waiting;
    bool m_known = false; // there was a snapshot
    bool m_asking = false;
};

} // namespace mesh44::ctl
