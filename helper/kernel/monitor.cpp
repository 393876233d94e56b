// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/kernel/monitor.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <linux/rtnetlink.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <utility>

namespace mesh44 {

namespace {

constexpr unsigned kPerRead = 64;
constexpr int kReadsPerWakeUp = 16; // then the loop's other sources have their turn

// Headers of notifications, one per datagram; the rest of each is cut off by the kernel.
struct Headers
{
    Headers()
    {
        for (size_t i = 0; i < kPerRead; ++i) {
            parts[i] = {&headers[i], sizeof(nlmsghdr)};
            msghdr &message = messages[i].msg_hdr;
            message.msg_name = &senders[i];
            message.msg_namelen = sizeof(sockaddr_nl);
            message.msg_iov = &parts[i];
            message.msg_iovlen = 1;
        }
    }
    bool isFromKernel(size_t i) const { return senders[i].nl_pid == 0 && messages[i].msg_len >= sizeof(nlmsghdr); }

    std::array<nlmsghdr, kPerRead> headers{};
    std::array<sockaddr_nl, kPerRead> senders{};
    std::array<iovec, kPerRead> parts{};
    std::array<mmsghdr, kPerRead> messages{};
};

Error cannot(const char *what, int error)
{
    return {ErrorCode::IoFailed, std::string("cannot ") + what + ": " + std::strerror(error)};
}

} // namespace

NetlinkMonitor::NetlinkMonitor(NetlinkSocket socket, std::vector<uint32_t> ownPorts, Handler handler)
    : m_socket(std::move(socket)), m_ownPorts(std::move(ownPorts)), m_handler(std::move(handler))
{
}

Result<std::unique_ptr<NetlinkMonitor>> NetlinkMonitor::open(sd_event *loop, std::vector<uint32_t> ownPorts,
                                                             Handler handler, int receiveBuffer)
{
    auto socket = NetlinkSocket::open(receiveBuffer);
    if (!socket)
        return socket.error();
    for (int group : {RTNLGRP_LINK, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV4_RULE, RTNLGRP_NEXTHOP}) {
        if (setsockopt(socket->fd(), SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group) < 0)
            return cannot("listen to the kernel's changes", errno);
    }
    std::unique_ptr<NetlinkMonitor> monitor(
        new NetlinkMonitor(std::move(*socket), std::move(ownPorts), std::move(handler)));
    const auto ready = [](sd_event_source *, int, uint32_t, void *self) {
        static_cast<NetlinkMonitor *>(self)->drain();
        return 0;
    };
    sd_event_source *source = nullptr;
    const int result = sd_event_add_io(loop, &source, monitor->m_socket.fd(), EPOLLIN, ready, monitor.get());
    if (result < 0)
        return cannot("watch the netlink socket", -result);
    monitor->m_source.reset(source);
    sd_event_source_set_description(source, "netlink monitor");
    return monitor;
}

bool NetlinkMonitor::isOwn(uint32_t port) const
{
    return std::ranges::find(m_ownPorts, port) != m_ownPorts.end();
}

int NetlinkMonitor::drainOnce(MonitorEvent &event, bool &foreign)
{
    Headers read;
    const int got = recvmmsg(m_socket.fd(), read.messages.data(), kPerRead, MSG_DONTWAIT, nullptr);
    if (got < 0)
        return -errno;
    for (size_t i = 0; i < static_cast<size_t>(got); ++i) {
        const nlmsghdr &header = read.headers[i];
        if (!read.isFromKernel(i) || isOwn(header.nlmsg_pid))
            continue;
        foreign = true;
        event.rules = event.rules || header.nlmsg_type == RTM_NEWRULE || header.nlmsg_type == RTM_DELRULE;
    }
    return got;
}

void NetlinkMonitor::drain()
{
    MonitorEvent event;
    bool foreign = false;
    int got = 1;
    for (int i = 0; i < kReadsPerWakeUp && got != -EAGAIN; ++i) {
        got = drainOnce(event, foreign);
        event.overrun = event.overrun || got == -ENOBUFS;
    }
    if (foreign || event.overrun)
        m_handler(event);
}

} // namespace mesh44
