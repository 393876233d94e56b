// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/plane/errorqueue.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <linux/errqueue.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace mesh44 {
namespace {

constexpr int kMostAtOnce = 64; // so that a flood of errors does not stop the packets

void learnFrom(msghdr &message, const sockaddr_in &destination, PathMtus &mtus)
{
    for (cmsghdr *control = CMSG_FIRSTHDR(&message); control; control = CMSG_NXTHDR(&message, control)) {
        if (control->cmsg_level != IPPROTO_IP || control->cmsg_type != IP_RECVERR)
            continue;
        sock_extended_err error{};
        std::memcpy(&error, CMSG_DATA(control), sizeof error);
        if (error.ee_errno == EMSGSIZE && error.ee_info != 0)
            mtus.learn(Ipv4Address::fromNetworkOrder(destination.sin_addr.s_addr), error.ee_info);
    }
}

} // namespace

void learnPathMtus(int socket, PathMtus &mtus)
{
    for (int i = 0; i < kMostAtOnce; ++i) {
        sockaddr_in destination{};
        alignas(cmsghdr) std::array<char, 512> control{};
        msghdr message{};
        message.msg_name = &destination;
        message.msg_namelen = sizeof destination;
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        if (::recvmsg(socket, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0)
            return;
        learnFrom(message, destination, mtus);
    }
}

} // namespace mesh44
