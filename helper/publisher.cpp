// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/publisher.h"

#include "helper/clock.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace mesh44 {
namespace {

constexpr int64_t kPublishInterval = 200'000; // at most five changes a second
constexpr size_t kMostRowsInDelta = 2000;     // more: the reader takes a new snapshot

} // namespace

Publisher::Publisher(sd_event *event, Handlers handlers)
    : m_handlers(std::move(handlers)), m_timer(event, [this] { publish(); })
{
}

void Publisher::publishSoon()
{
    m_timer.startOnce(std::chrono::microseconds(0));
}

void Publisher::publishAtPace()
{
    m_timer.startOnce(std::chrono::microseconds(std::max<int64_t>(0, m_lastTime + kPublishInterval - bootTime())));
}

void Publisher::publish()
{
    Snapshot next = m_handlers.build();
    next.revision = next.status.revision = m_last.revision;
    if (next == m_last && m_required <= m_last.revision)
        return;
    next.revision = next.status.revision = m_last.revision + 1;
    Delta delta = difference(m_last, next);
    delta.whole = delta.routes.size() + delta.removedRoutes.size() <= kMostRowsInDelta;
    if (!delta.whole)
        delta = {.from = delta.from, .to = delta.to, .whole = false, .status = delta.status};
    m_last = std::move(next);
    m_lastTime = bootTime();
    m_handlers.published(delta);
}

void Publisher::publishPending()
{
    if (!m_timer.isRunning())
        return;
    m_timer.stop();
    publish();
}

} // namespace mesh44
