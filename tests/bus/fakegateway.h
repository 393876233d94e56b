// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A gateway service without a gateway, on a thread of its own: it answers like the helper from a snapshot
// that the test gives and changes, and remembers what it was asked. It uses the codec for bulk data and
// raw sd-bus for the rest.

#include "core/bus/handle.h"
#include "core/checkup/check.h"
#include "core/checkup/finding.h"
#include "core/mesh/view.h"
#include "core/packet/capture.h"

#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mesh44::test {

class FakeGateway
{
public:
    FakeGateway() = default;
    ~FakeGateway() { stop(); }

    // Both return when the bus has seen it.
    void start(const std::string &address);
    void stop(); // leaves the bus at once, as if killed
    // Owns the name or not; without it the connection stays.
    void setNameOwned(bool owned);

    // Changes the snapshot, raises its revision and sends what changed. Returns when it is sent.
    void change(const std::function<void(Snapshot &)> &edit, bool whole = true);
    // From now on changes something every few milliseconds until told not to.
    void setChurning(bool churning);
    void announce(const BurstView &burst);
    void announce(const EventView &event);
    // A signal with a body that is none.
    void announceGarbage();

    Snapshot snapshot();
    void setEvents(std::vector<EventView> events);
    void setTraffic(std::vector<TrafficView> traffic) { m_traffic = std::move(traffic); }  // before anybody asks
    void setFindings(std::vector<Finding> findings) { m_findings = std::move(findings); }  // before anybody asks
    void setChecks(std::vector<Check> checks) { m_checks = std::move(checks); }            // before anybody asks
    void setTimeline(std::vector<TimelineView> points) { m_timeline = std::move(points); } // before anybody asks
    void setCaptured(CaptureView captured) { m_captured = std::move(captured); }           // before anybody asks
    void setPreview(PreviewView preview) { m_preview = std::move(preview); }               // before anybody asks
    void setSettings(std::vector<SettingView> settings);
    // The next calls of the method fail with this error; an empty name: they succeed again; "silence": no
    // answer comes.
    void fail(const std::string &method, const std::string &errorName, const std::string &message = "because");
    void setImportOutcome(uint32_t added, std::vector<std::string> refused);

    // "SuppressEndpoint(sb) 198.51.100.7 1", in the order of arrival.
    std::vector<std::string> calls();
    std::string uniqueName();

private:
    struct Failure
    {
        std::string name;
        std::string message;
    };
    void run(const std::string &address, std::promise<void> ready);
    void post(const std::function<void()> &task); // on the service's thread, and waits for it
    void loop();
    void churn();
    void send(const char *signal, const std::function<int(sd_bus_message *)> &fill);
    void applyChange(const std::function<void(Snapshot &)> &edit, bool whole);
    int answer(sd_bus_message *call);
    int fillReply(const std::string &method, sd_bus_message *reply);
    void remember(sd_bus_message *call);
    static int onCall(sd_bus_message *call, void *self, sd_bus_error *error);

    std::thread m_thread;
    int m_wake = -1;
    std::mutex m_mutex; // over the members below
    std::vector<std::packaged_task<void()>> m_tasks;
    std::vector<std::string> m_calls;

    // The service's thread only.
    bus::Bus m_bus;
    bus::Slot m_object;
    bool m_stopping = false;
    bool m_churning = false;
    uint32_t m_step = 0;
    Snapshot m_snapshot;
    std::vector<EventView> m_events;
    std::vector<SettingView> m_settings;
    std::vector<TrafficView> m_traffic;
    std::vector<Finding> m_findings;
    std::vector<Check> m_checks;
    std::vector<TimelineView> m_timeline;
    PreviewView m_preview;
    CaptureView m_captured;
    std::map<std::string, Failure> m_failures;
    uint32_t m_added = 0;
    std::vector<std::string> m_refused;
    std::vector<bus::Message> m_unanswered;
};

} // namespace mesh44::test
