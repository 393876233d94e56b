// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Says that something in the kernel has changed, never what: IPv4 sends no RTM_DELROUTE when a link goes
// down, so the content of events cannot be trusted. The answer to an event is a full dump. Who was at work is
// told, too, but for the history alone.
//
// What our own sockets caused is left out, by the port id that the kernel puts into the header. Its
// consequences have none (the local routes of an address that we add, and RTM_NEWLINK before Linux 6.2):
// these are reported, and the dump that follows finds nothing to do.

#include "core/bus/handle.h"
#include "core/result.h"
#include "helper/kernel/netlinksocket.h"

#include <functional>
#include <memory>
#include <vector>

namespace mesh44 {

struct MonitorEvent
{
    bool rules = false;   // a rule of ours was among the changes: the floor may be gone
    bool overrun = false; // messages were lost
    // Port ids of those who did it, each once, at most kMostAuthors. The kernel itself has none.
    std::vector<uint32_t> authors;  // what they touched carries our mark
    std::vector<uint32_t> suspects; // a link, an address, a route that was overwritten: perhaps ours
    bool operator==(const MonitorEvent &) const = default;
};

class NetlinkMonitor
{
public:
    using Handler = std::function<void(MonitorEvent)>;
    static constexpr int kReceiveBuffer = 8 * 1024 * 1024;
    static constexpr size_t kMostAuthors = 8;

    // Calls the handler from the loop, at most once per wake-up. It must not destroy the monitor.
    static Result<std::unique_ptr<NetlinkMonitor>> open(sd_event *loop, std::vector<uint32_t> ownPorts, Handler handler,
                                                        int receiveBuffer = kReceiveBuffer);

private:
    NetlinkMonitor(NetlinkSocket socket, std::vector<uint32_t> ownPorts, Handler handler);
    void drain();
    // One read; gives the number of messages, or a negative errno: EAGAIN at the end of the queue.
    int drainOnce(MonitorEvent &event, bool &foreign);
    bool isOwn(uint32_t port) const;

    NetlinkSocket m_socket;
    std::vector<uint32_t> m_ownPorts;
    Handler m_handler;
    bus::EventSource m_source;
};

} // namespace mesh44
