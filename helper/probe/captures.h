// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The captures of all callers: one of each, a few in total. A capture is gone when its caller leaves the bus, and when
// nobody has fetched anything for kIdle: a client that hangs, or one that left while it was being watched.

#include "helper/probe/capture.h"

#include <map>

namespace mesh44 {

class Captures
{
public:
    static constexpr size_t kMost = 4;
    static constexpr std::chrono::seconds kIdle{20};

    explicit Captures(sd_event *event) : m_event(event) {}
    Captures(const Captures &) = delete;
    Captures &operator=(const Captures &) = delete;

    // `caller`: its unique bus name. Conflict: it has one that runs. LimitExceeded: there are too many.
    Status start(sd_bus *bus, const std::string &caller, const CaptureRequest &request, const CaptureDevices &devices);
    // NotFound: it has none. What is stopped can still be fetched, until its end.
    Result<CaptureView> fetch(const std::string &caller);
    Status stop(const std::string &caller);
    void clear() { m_captures.clear(); }
    size_t count() const { return m_captures.size(); }

private:
    struct Entry
    {
        Captures *owner = nullptr;
        std::string caller;
        std::unique_ptr<Capture> capture;
        std::unique_ptr<Timer> idle;
        bus::Slot gone;
    };

    void forget(const std::string &caller) { m_captures.erase(caller); }
    static Status watchCaller(sd_bus *bus, Entry &entry);
    static int onGone(sd_bus_message *signal, void *entry, sd_bus_error *);
    static int onWatched(sd_bus_message *reply, void *entry, sd_bus_error *);

    sd_event *m_event;
    std::map<std::string, std::unique_ptr<Entry>> m_captures; // by caller
};

} // namespace mesh44
