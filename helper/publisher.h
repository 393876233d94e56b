// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"
#include "helper/timer.h"

#include <functional>

namespace mesh44 {

// What was last shown of the gateway: numbers what is new, and tells at most five times a second how it differs. It
// knows nothing of what it shows.
class Publisher
{
public:
    struct Handlers
    {
        std::function<Snapshot()> build;              // as it is now; revisions are filled in here
        std::function<void(const Delta &)> published; // behind last()
    };

    Publisher(sd_event *event, Handlers handlers);

    void publishSoon();    // from the loop
    void publishAtPace();  // from the loop, as soon as the pace allows it
    void publish();        // now
    void publishPending(); // now, where it was to come: who asks behind a change sees it

    // What is published next is a revision of its own, even where nothing differs; gives it.
    uint64_t requireRevision() { return m_required = m_last.revision + 1; }
    // A burst is told by a signal of its own, and is no new revision.
    void noteBurst(const BurstView &burst) { apply(m_last, burst); }

    const Snapshot &last() const { return m_last; }

private:
    Handlers m_handlers;
    Timer m_timer;
    Snapshot m_last;
    int64_t m_lastTime = 0; // CLOCK_BOOTTIME
    uint64_t m_required = 0;
};

} // namespace mesh44
