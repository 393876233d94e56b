// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A NETLINK_ROUTE socket for requests: libnl's socket and messages, one receive buffer that is used again.
//
// Answers come while send() runs: rtnetlink works in the sender's context, so what is not in the queue
// when send() returns was lost. The waiting limit is for what we cannot imagine, not for slowness.

#include "core/result.h"
#include "helper/kernel/request.h"

#include <chrono>
#include <functional>
#include <memory>
#include <netlink/netlink.h>
#include <netlink/socket.h>
#include <vector>

namespace mesh44 {

class NetlinkSocket
{
public:
    static Result<NetlinkSocket> open(int receiveBuffer);

    int fd() const { return nl_socket_get_fd(m_socket.get()); }
    uint32_t portId() const { return nl_socket_get_local_port(m_socket.get()); }
    uint32_t nextSequence() const { return nl_socket_use_seq(m_socket.get()); }

    // Both give an errno, 0 for success. visit() sees each message of one datagram; those that did not
    // come from the kernel are left out. ETIMEDOUT when nothing came, ENOBUFS when something was lost.
    using Visit = std::function<void(nlmsghdr *)>;
    int send(std::span<const std::byte> messages) const;
    int receive(std::chrono::milliseconds longest, const Visit &visit);

    // Dumps what the request asks for. begin() is called before each attempt, and forgets the one before: an
    // interrupted dump is thrown away as a whole. Busy when it was interrupted each time.
    // Where the kernel does not say that a dump was interrupted, the multicast group of its changes does.
    Status dump(NetlinkRequest &request, const std::function<void()> &begin, const Visit &visit, int group = 0);

private:
    struct Free
    {
        void operator()(nl_sock *socket) const { nl_socket_free(socket); }
    };
    using Handle = std::unique_ptr<nl_sock, Free>;

    explicit NetlinkSocket(Handle socket);
    int receiveDatagram(std::chrono::milliseconds longest, size_t &length);
    int dumpOnce(NetlinkRequest &request, const Visit &visit);

    Handle m_socket;
    std::vector<std::byte> m_buffer;
};

// SO_RCVBUFFORCE, which needs CAP_NET_ADMIN, else as much as everybody may have.
void growReceiveBuffer(int fd, int bytes);

} // namespace mesh44
