// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One capture: sockets, what they brought and nobody has fetched yet, and its bounds.
//
// - Time: it ends by itself after the seconds asked for.
// - Pace: at most kPace packets a second are taken from the sockets; for the rest of that second they wait in the
//   kernel, which drops what is too much and counts it. A flood costs the helper no more than that.
// - Memory: what is not fetched is kept up to kKeptBytes, then the oldest is overwritten and counted.
// - Size: after kMostBytes it ends.

#include "helper/probe/capturesocket.h"
#include "helper/timer.h"

#include <deque>

namespace mesh44 {

// Names of interfaces; empty where there is none.
struct CaptureDevices
{
    std::string underlay;
    std::string device;
};

class Capture
{
public:
    static constexpr size_t kPace = 5000;
    static constexpr size_t kKeptBytes = size_t{4} * 1024 * 1024; // with kOverhead for each packet
    static constexpr size_t kMostBytes = size_t{256} * 1024 * 1024;
    static constexpr size_t kFetchedBytes = size_t{512} * 1024; // at a time
    static constexpr size_t kOverhead = 128;

    // NotFound: an interface that is to be watched is not there.
    static Result<std::unique_ptr<Capture>> start(sd_event *event, const CaptureRequest &request,
                                                  const CaptureDevices &devices);
    Capture(const Capture &) = delete;
    Capture &operator=(const Capture &) = delete;

    bool isRunning() const { return m_view.running; }
    void stop(const std::string &why);
    // What came since the last time, in the order of its coming, and the counters.
    CaptureView fetch();

private:
    Capture(sd_event *event, const CaptureRequest &request);
    Status watch(sd_event *event, const std::string &device, FilterProgram program);
    void take(CapturedPacket packet);
    void holdAll(bool held);
    static size_t sizeOf(const CapturedPacket &packet) { return kOverhead + packet.bytes.size(); }

    CaptureRequest m_request;
    Timer m_end;
    Timer m_nextSecond;
    size_t m_inThisSecond = 0;
    size_t m_bytes = 0; // since the start
    size_t m_kept = 0;
    std::deque<CapturedPacket> m_packets;
    CaptureView m_view; // without packets
    std::vector<std::unique_ptr<CaptureSocket>> m_sockets;
};

} // namespace mesh44
