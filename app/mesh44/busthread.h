// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/client.h"
#include "ui/models/action.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace mesh44 {

// A bus::Client on a thread of its own, kept connected for as long as this lives.
//
// Subscribing comes first, then a snapshot, then the deltas that start at its revision; a gap asks for a new
// snapshot, and what arrives until that is there is older than it and thrown away. A connection that breaks
// is replaced by a new one after 0.1 s, doubled up to 5 s. Facts are called on the thread. Whatever was
// asked is answered exactly once, also when the connection breaks.
class BusThread
{
public:
    enum class Link { Connecting, Live, Absent, Refused, Unreachable, Failed };
    struct Facts
    {
        std::function<void(Link, const std::string &detail)> link;
        std::function<void(Snapshot)> snapshot;
        std::function<void(const Delta &)> delta;
        std::function<void(const BurstView &)> burst;
        std::function<void(const EventView &)> event;
        std::function<void(std::vector<EventView>)> history; // the newest first
        std::function<void(std::vector<TrafficView>)> traffic;
        std::function<void(std::vector<SettingView>)> settings;
        std::function<void(std::vector<Finding>)> findings;
        std::function<void(std::vector<TimelineView>)> timeline; // the oldest first
        std::function<void(std::vector<Check>)> checks;
        std::function<void(const Action &, const Status &)> answered;
    };

    BusThread(std::string host, Facts facts); // starts
    ~BusThread();                             // stops and waits for the thread
    BusThread(const BusThread &) = delete;
    BusThread &operator=(const BusThread &) = delete;

    // These only leave a note for the thread.
    using Call = std::function<void(bus::Client &, bus::Client::Reply<Unit>)>;
    void ask(const Action &action, Call call);
    void refresh(); // take a new snapshot, or connect now
    // What somebody wants to see beyond the snapshot; told only if there is an answer.
    enum class Fact : uint8_t { Traffic, Settings, Findings, Timeline, Checks };
    void take(Fact fact);

private:
    struct Request
    {
        Action action;
        Call call;
    };

    void run();
    void converse();
    bool waitFor(int fd, int events, uint64_t deadline) const;
    void wake() const;
    std::vector<Request> takeRequests();
    bool takeRefresh();
    void askForFacts();
    void askFor(Fact fact);
    template <class T> bus::Client::Reply<T> tellTo(const std::function<void(T)> &told) const;

    bus::Client::Handlers handlers();
    void report(Link link, const std::string &detail = {});
    void connectFailed(const Error &error);
    void takeSnapshot();
    void snapshotArrived(Result<Snapshot> result);
    void snapshotFailed(const Error &error);
    void takeHistory();
    void deltaArrived(const Delta &delta);
    void presenceChanged(bool present);
    void send(Request request);
    void refuseAll(const Error &error);

    const std::string m_host;
    const Facts m_facts;
    const int m_wakeFd; // eventfd
    std::atomic<bool> m_stopping = false;
    std::mutex m_mutex;
    std::vector<Request> m_requests; // guarded by m_mutex
    bool m_refresh = false;          // guarded by m_mutex
    std::set<Fact> m_wanted;         // guarded by m_mutex

    // Of the thread alone:
    std::unique_ptr<bus::Client> m_client;
    std::optional<uint64_t> m_revision;   // what was told last; nothing: a snapshot is due
    uint64_t m_asked = 0;                 // number of the newest snapshot question; older answers do not count
    std::vector<Action> m_open;           // asked and not answered
    uint64_t m_askAgainAt = ~uint64_t{0}; // CLOCK_MONOTONIC, µs
    bool m_reconnect = false;
    uint64_t m_delay = 0; // µs before the next connection

    std::thread m_thread; // the last: everything else is there when it starts
};

} // namespace mesh44
