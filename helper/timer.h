// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/handle.h"

#include <chrono>
#include <functional>

namespace mesh44 {

// A one-shot timer on CLOCK_BOOTTIME.
class Timer
{
public:
    Timer(sd_event *event, std::function<void()> expired) : m_event(event), m_expired(std::move(expired)) {}
    Timer(const Timer &) = delete;
    Timer &operator=(const Timer &) = delete;

    // (Re)starts it.
    void start(std::chrono::microseconds in);
    // Starts it, unless it runs: what comes in the meantime is done together.
    void startOnce(std::chrono::microseconds in)
    {
        if (!m_running)
            start(in);
    }
    // Starts it, or has it expire earlier; never later, however often it is called.
    void startBy(std::chrono::microseconds in);
    void stop();
    bool isRunning() const { return m_running; }

private:
    static int onExpired(sd_event_source *, uint64_t, void *timer);

    sd_event *m_event;
    std::function<void()> m_expired;
    bus::EventSource m_source;
    bool m_running = false;
    int64_t m_due = 0; // CLOCK_BOOTTIME, µs
};

} // namespace mesh44
