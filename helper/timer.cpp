// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/timer.h"

#include "helper/clock.h"

namespace mesh44 {

void Timer::start(std::chrono::microseconds in)
{
    constexpr uint64_t kAccuracy = 1000;
    const auto when = static_cast<uint64_t>(bootTime() + in.count());
    if (m_source) {
        sd_event_source_set_time(m_source.get(), when);
        sd_event_source_set_enabled(m_source.get(), SD_EVENT_ONESHOT);
    } else {
        sd_event_source *source = nullptr;
        if (sd_event_add_time(m_event, &source, CLOCK_BOOTTIME, when, kAccuracy, onExpired, this) < 0)
            return;
        m_source.reset(source);
    }
    m_running = true;
    m_due = static_cast<int64_t>(when);
}

void Timer::startBy(std::chrono::microseconds in)
{
    if (!m_running || bootTime() + in.count() < m_due)
        start(in);
}

void Timer::stop()
{
    if (m_source)
        sd_event_source_set_enabled(m_source.get(), SD_EVENT_OFF);
    m_running = false;
}

int Timer::onExpired(sd_event_source *, uint64_t, void *self)
{
    auto *timer = static_cast<Timer *>(self);
    timer->m_running = false;
    timer->m_expired();
    return 0;
}

} // namespace mesh44
