// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/handle.h"
#include "core/net/address.h"
#include "core/result.h"
#include "helper/filedescriptor.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

namespace mesh44 {

// Hears the announcer: a raw socket for IP protocol 4 with a filter in the kernel that lets through only
// outer source = announcer, inner IPv4, UDP to port 520, not a fragment. It needs CAP_NET_RAW and neither
// multicast membership nor a free port 520, and it works whether or not the kernel has ipip.
//
// What comes through is handed on from the outer header on, unparsed. Packets longer than kLongest are cut;
// no RIP packet is.
class Rip44Listener
{
public:
    static constexpr size_t kLongest = 2048;
    using Handler = std::function<void(std::span<const std::byte> outerPacket)>;

    // The handler must not destroy the listener.
    static Result<std::unique_ptr<Rip44Listener>> open(sd_event *event, Ipv4Address announcer, Handler handler);
    Rip44Listener(const Rip44Listener &) = delete;
    Rip44Listener &operator=(const Rip44Listener &) = delete;

    // From now on hears another one. What was queued from the old one is thrown away. On failure the old one
    // is heard on.
    Status setAnnouncer(Ipv4Address announcer);

    uint64_t received() const { return m_received; }
    // Packets that passed the filter and found the socket's buffer full; as of now, not as of the last packet.
    uint64_t overflows() const;

private:
    // A wake-up reads at most kBatch * kBatches packets, so that the loop's other work has its turn.
    static constexpr unsigned kBatch = 32;
    static constexpr unsigned kBatches = 8;

    Rip44Listener(FileDescriptor socket, Handler handler);
    static int onReadable(sd_event_source *source, int fd, uint32_t events, void *listener);
    Status attachFilter(Ipv4Address announcer);
    unsigned receiveBatch(bool deliver);
    bool isFromAnnouncer(std::span<const std::byte> packet) const;

    FileDescriptor m_socket;
    Handler m_handler;
    Ipv4Address m_announcer;
    uint64_t m_received = 0;
    std::array<std::array<std::byte, kLongest>, kBatch> m_buffers{};
    bus::EventSource m_source; // last: goes first
};

} // namespace mesh44
