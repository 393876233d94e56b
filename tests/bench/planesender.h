// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/encapsulation.h"
#include "tests/bench/planelab.h"

#include <atomic>
#include <thread>

#include <sys/socket.h>
#include <sys/uio.h>

namespace mesh44::bench {

// The route and the destination in a range that belong to a flow.
uint32_t routeOf(uint32_t flow);
uint32_t hostOf(uint32_t range, uint32_t flow);

// Sends to a number of flows by turns, as fast as the kernel takes it.
class Sender
{
public:
    // Datagrams of `size` bytes to one host of each /24 from `range` on.
    static Sender datagrams(uint32_t range, size_t size, uint32_t flows);
    // The same for the mesh as ready-made tunnel packets: what the wire is able to take.
    static Sender tunnelPackets(size_t size, uint32_t flows);

    struct Flow
    {
        sockaddr_in to;
        std::vector<uint8_t> payload;
    };
    // Tunnel packets that are ready in every respect.
    static Sender ready(std::vector<Flow> packets, size_t size);

    size_t send(size_t most = kBatch);
    uint64_t sendFor(double seconds);
    size_t size() const { return m_size; }

private:
    static constexpr size_t kBatch = 50;

    Sender(FileDescriptor socket, std::vector<Flow> flows, size_t size);

    FileDescriptor m_socket;
    std::vector<Flow> m_flows;
    size_t m_size;
    std::vector<iovec> m_parts; // a message each: as many as flows, at least a batch
    std::vector<mmsghdr> m_messages;
    size_t m_at = 0;
};

// A device as the plane's and a loop that puts fixed headers in front of what it reads, whatever that is: what a plane
// costs without doing anything. It completes the checksums that the device left open, for else nobody would accept what
// it sends.
class BareLoop
{
public:
    // The headers lead to the endpoints of so many flows, by turns.
    explicit BareLoop(uint32_t flows);
    ~BareLoop();

private:
    static constexpr size_t kBatch = 64; // as the plane

    void run();
    size_t readBatch();
    void complete(std::vector<uint8_t> &buffer, size_t length);
    void sendBatch(size_t count);

    FileDescriptor m_tun;
    FileDescriptor m_raw;
    std::vector<std::vector<uint8_t>> m_buffers;
    std::vector<iovec> m_parts;
    std::vector<mmsghdr> m_messages;
    std::vector<OuterHeader> m_headers;
    std::vector<sockaddr_in> m_to;
    std::atomic<bool> m_stopping{false};
    std::thread m_thread;
};

} // namespace mesh44::bench
