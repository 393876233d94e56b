// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/handle.h"
#include "helper/filedescriptor.h"
#include "helper/probe/capturefilter.h"

#include <functional>
#include <memory>

namespace mesh44 {

// The packets that pass one interface and a filter in the kernel, in both directions.
//
// AF_PACKET with SOCK_DGRAM: packets begin with their IP header whatever the link is. The filter cuts them, so that the
// kernel copies no more than is asked for. Read in batches, without libpcap and without a ring shared with the kernel:
// at the pace that a capture is held to neither would show, and a headless gateway installs nothing more.
class CaptureSocket
{
public:
    using Handler = std::function<void(CapturedPacket)>;

    // Nothing comes before the filter is in force. `handler` is called from the loop only.
    static Result<std::unique_ptr<CaptureSocket>> open(sd_event *event, const std::string &device,
                                                       FilterProgram program, uint32_t snapLength, Handler handler);
    CaptureSocket(const CaptureSocket &) = delete;
    CaptureSocket &operator=(const CaptureSocket &) = delete;

    // While it is held packets wait in the socket, and what finds no room there is dropped by the kernel.
    void hold(bool held);
    // Packets that passed the filter and found no room, since the start.
    uint64_t dropped();

private:
    static constexpr unsigned kBatch = 16;

    CaptureSocket(FileDescriptor socket, std::string device, uint32_t snapLength, Handler handler);
    Status start(sd_event *event, FilterProgram program);
    static int onReadable(sd_event_source *source, int fd, uint32_t events, void *socket);
    void receive();

    FileDescriptor m_socket;
    std::string m_device;
    uint32_t m_snapLength;
    Handler m_handler;
    uint64_t m_dropped = 0;
    std::vector<uint8_t> m_buffer;
    bus::EventSource m_source; // last: goes first
};

} // namespace mesh44
