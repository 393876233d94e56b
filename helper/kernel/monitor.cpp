// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/kernel/monitor.h"

#include "core/kernel/state.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <linux/fib_rules.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <utility>

namespace mesh44 {

namespace {

constexpr unsigned kPerRead = 64;
constexpr int kReadsPerWakeUp = 16; // then the loop's other sources have their turn

// The beginnings of notifications, one per datagram; the kernel cuts off the rest of each.
struct Headers
{
    // Enough for the attributes of a rule.
    union Start
    {
        nlmsghdr header;
        std::array<std::byte, 256> bytes;
    };

    Headers()
    {
        for (size_t i = 0; i < kPerRead; ++i) {
            parts[i] = {&starts[i], sizeof(Start)};
            msghdr &message = messages[i].msg_hdr;
            message.msg_name = &senders[i];
            message.msg_namelen = sizeof(sockaddr_nl);
            message.msg_iov = &parts[i];
            message.msg_iovlen = 1;
        }
    }
    bool isFromKernel(size_t i) const { return senders[i].nl_pid == 0 && messages[i].msg_len >= sizeof(nlmsghdr); }
    // As long as what was read of it.
    nlmsghdr &header(size_t i)
    {
        nlmsghdr &header = starts[i].header;
        header.nlmsg_len = std::min(header.nlmsg_len, messages[i].msg_len);
        return header;
    }

    std::array<Start, kPerRead> starts{};
    std::array<sockaddr_nl, kPerRead> senders{};
    std::array<iovec, kPerRead> parts{};
    std::array<mmsghdr, kPerRead> messages{};
};

enum class Touched : uint8_t { Nothing, Perhaps, Ours };

Touched touchedRule(nlmsghdr &header)
{
    const nlattr *protocol = nlmsg_find_attr(&header, sizeof(fib_rule_hdr), FRA_PROTOCOL);
    return protocol && nla_len(protocol) == 1 && nla_get_u8(protocol) == kOurProtocol ? Touched::Ours
                                                                                      : Touched::Nothing;
}

Touched touchedRoute(const nlmsghdr &header)
{
    const auto *route = static_cast<const rtmsg *>(nlmsg_data(&header));
    if (route->rtm_protocol == kOurProtocol)
        return Touched::Ours;
    return header.nlmsg_type == RTM_NEWROUTE && (header.nlmsg_flags & NLM_F_REPLACE) != 0 ? Touched::Perhaps
                                                                                          : Touched::Nothing;
}

Touched touchedNexthop(const nlmsghdr &header)
{
    return static_cast<const nhmsg *>(nlmsg_data(&header))->nh_protocol == kOurProtocol ? Touched::Ours
                                                                                        : Touched::Nothing;
}

// What a change may have meant for us.
Touched touched(nlmsghdr &header)
{
    const auto holds = [&](size_t size) { return nlmsg_valid_hdr(&header, static_cast<int>(size)) != 0; };
    switch (header.nlmsg_type) {
    case RTM_NEWRULE:
    case RTM_DELRULE: return holds(sizeof(fib_rule_hdr)) ? touchedRule(header) : Touched::Nothing;
    case RTM_NEWROUTE:
    case RTM_DELROUTE: return holds(sizeof(rtmsg)) ? touchedRoute(header) : Touched::Nothing;
    case RTM_NEWNEXTHOP:
    case RTM_DELNEXTHOP: return holds(sizeof(nhmsg)) ? touchedNexthop(header) : Touched::Nothing;
    default: return Touched::Perhaps;
    }
}

void noteAuthor(std::vector<uint32_t> &ports, uint32_t port)
{
    if (ports.size() < NetlinkMonitor::kMostAuthors && std::ranges::find(ports, port) == ports.end())
        ports.push_back(port);
}

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
        nlmsghdr &header = read.header(i);
        if (!read.isFromKernel(i) || isOwn(header.nlmsg_pid))
            continue;
        foreign = true;
        const Touched what = touched(header);
        const bool rule = header.nlmsg_type == RTM_NEWRULE || header.nlmsg_type == RTM_DELRULE;
        event.rules = event.rules || (rule && what == Touched::Ours);
        if (what != Touched::Nothing && header.nlmsg_pid != 0)
            noteAuthor(what == Touched::Ours ? event.authors : event.suspects, header.nlmsg_pid);
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
