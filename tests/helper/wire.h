// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Interfaces in the test's own namespace, and packets put on them.

#include "helper/filedescriptor.h"
#include "tests/core/planepackets.h"

#include <QProcess>

#include <algorithm>

#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace mesh44::test {

inline bool ip(const char *arguments)
{
    QProcess process;
    process.start(QStringLiteral("ip"), QString::fromLatin1(arguments).split(u' '));
    return process.waitForFinished() && process.exitCode() == 0;
}

// Puts packets on the wire as if somebody at that interface had sent them.
class Wire
{
public:
    explicit Wire(const char *device)
        : m_socket(::socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, 0)), m_index(static_cast<int>(if_nametoindex(device)))
    {
    }
    bool send(const Octets &packet, uint16_t protocol = ETH_P_IP) const
    {
        sockaddr_ll to{};
        to.sll_family = AF_PACKET;
        to.sll_protocol = htons(protocol);
        to.sll_ifindex = m_index;
        to.sll_halen = 6;
        std::fill_n(to.sll_addr, 6, uint8_t{0xff});
        return ::sendto(m_socket.get(), packet.data(), packet.size(), 0, reinterpret_cast<sockaddr *>(&to), sizeof to)
               == static_cast<ssize_t>(packet.size());
    }

private:
    FileDescriptor m_socket;
    int m_index;
};

} // namespace mesh44::test
