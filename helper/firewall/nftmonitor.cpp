// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/firewall/nftmonitor.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <span>

#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mesh44 {

NftMonitor::NftMonitor(FileDescriptor socket, Handler handler)
    : m_socket(std::move(socket)), m_handler(std::move(handler)), m_notices("mesh44", ::getpid())
{
}

Result<std::unique_ptr<NftMonitor>> NftMonitor::open(sd_event *loop, Handler handler)
{
    FileDescriptor socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_NETFILTER));
    const sockaddr_nl anyPort{.nl_family = AF_NETLINK};
    constexpr int group = NFNLGRP_NFTABLES;
    if (!socket || ::bind(socket.get(), reinterpret_cast<const sockaddr *>(&anyPort), sizeof anyPort) < 0
        || ::setsockopt(socket.get(), SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group) < 0)
        return Error{ErrorCode::IoFailed, std::string("cannot listen to nftables: ") + std::strerror(errno)};
    std::unique_ptr<NftMonitor> monitor(new NftMonitor(std::move(socket), std::move(handler)));
    const auto ready = [](sd_event_source *, int, uint32_t, void *self) {
        static_cast<NftMonitor *>(self)->drain();
        return 0;
    };
    sd_event_source *source = nullptr;
    const int result = sd_event_add_io(loop, &source, monitor->m_socket.get(), EPOLLIN, ready, monitor.get());
    if (result < 0)
        return Error{ErrorCode::IoFailed, std::string("cannot watch nftables: ") + std::strerror(-result)};
    monitor->m_source.reset(source);
    return monitor;
}

// Nothing but the author is looked at. Lost messages (ENOBUFS) say the same as others: look again. What is left
// wakes the loop once more, behind what else is to be done.
void NftMonitor::drain()
{
    std::array<std::byte, 16384> datagram{};
    bool heard = false;
    for (int i = 0; i < kMostAtOnce; ++i) {
        const ssize_t got = ::recv(m_socket.get(), datagram.data(), datagram.size(), 0);
        if (got < 0 && errno != ENOBUFS && errno != EINTR)
            break;
        heard = true;
        if (got > 0)
            m_notices.read(std::span(datagram).first(static_cast<size_t>(got)));
    }
    if (heard)
        m_handler(m_notices.takeAuthors());
}

} // namespace mesh44
