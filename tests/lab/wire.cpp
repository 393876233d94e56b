// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/wire.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mesh44::lab {

namespace {

constexpr size_t kLargestPacket = 4096; // the interface has an MTU of 1500

Error ioError(const std::string &what)
{
    return {ErrorCode::IoFailed, what + ": " + std::strerror(errno)};
}

Result<Descriptor> openReceiver(const std::string &interface)
{
    Descriptor in(socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, htons(ETH_P_IP)));
    if (in.get() < 0)
        return ioError("packet socket");
    sockaddr_ll address{};
    address.sll_family = AF_PACKET;
    address.sll_protocol = htons(ETH_P_IP);
    address.sll_ifindex = static_cast<int>(if_nametoindex(interface.c_str()));
    if (address.sll_ifindex == 0)
        return ioError(interface);
    setsockopt(in.get(), SOL_SOCKET, SO_RCVBUFFORCE, &kSocketBuffer, sizeof kSocketBuffer);
    if (bind(in.get(), reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        return ioError("bind to " + interface);
    return in;
}

} // namespace

Descriptor::~Descriptor()
{
    if (m_fd >= 0)
        close(m_fd);
}

Result<Wire> Wire::open(const std::string &interface)
{
    Result<Descriptor> in = openReceiver(interface);
    if (!in)
        return in.error();
    Descriptor out(socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW));
    if (out.get() < 0)
        return ioError("raw socket");
    setsockopt(out.get(), SOL_SOCKET, SO_SNDBUFFORCE, &kSocketBuffer, sizeof kSocketBuffer);
    return Wire(std::move(*in), std::move(out));
}

Bytes Wire::receive()
{
    Bytes packet(kLargestPacket);
    for (;;) {
        sockaddr_ll from{};
        socklen_t size = sizeof from;
        const ssize_t length = recvfrom(m_in.get(), packet.data(), packet.size(), 0,
                                        reinterpret_cast<sockaddr *>(&from), &size);
        if (length < 0)
            return {};
        if (from.sll_pkttype == PACKET_OUTGOING)
            continue;
        packet.resize(static_cast<size_t>(length));
        return packet;
    }
}

Status Wire::send(View packet)
{
    const std::optional<Ipv4Packet> header = readIpv4(packet);
    if (!header)
        return Error{ErrorCode::InvalidArgument, "not an IPv4 packet"};
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = header->destination.toNetworkOrder();
    const ssize_t sent = sendto(m_out.get(), packet.data(), packet.size(), 0, reinterpret_cast<sockaddr *>(&to),
                                sizeof to);
    return sent == static_cast<ssize_t>(packet.size()) ? ok() : Status(ioError("send"));
}

} // namespace mesh44::lab
