// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/helper/rip44packets.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mesh44::test {

namespace {

void put16(Bytes &bytes, size_t value)
{
    bytes.push_back(static_cast<uint8_t>(value >> 8));
    bytes.push_back(static_cast<uint8_t>(value));
}

void put32(Bytes &bytes, uint32_t value)
{
    put16(bytes, value >> 16);
    put16(bytes, value);
}

uint16_t checksum(const Bytes &bytes)
{
    uint32_t sum = 0;
    for (size_t i = 0; i + 1 < bytes.size(); i += 2)
        sum += (uint32_t{bytes[i]} << 8) | bytes[i + 1];
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return static_cast<uint16_t>(~sum);
}

struct Header
{
    uint8_t version = 4;
    uint8_t options = 0;
    int length = -1;
    uint8_t protocol = 0;
    uint16_t fragment = 0;
    Ipv4Address source;
    Ipv4Address destination;
};

Bytes prepend(const Header &header, const Bytes &payload)
{
    const int words = 5 + header.options;
    Bytes bytes;
    bytes.push_back(static_cast<uint8_t>((header.version << 4) | (header.length < 0 ? words : header.length)));
    bytes.push_back(0);
    put16(bytes, static_cast<size_t>(words) * 4 + payload.size());
    put16(bytes, 1);
    put16(bytes, header.fragment);
    bytes.push_back(64);
    bytes.push_back(header.protocol);
    put16(bytes, 0);
    put32(bytes, header.source.value());
    put32(bytes, header.destination.value());
    bytes.insert(bytes.end(), size_t{header.options} * 4, 1); // no-operation
    const uint16_t sum = checksum(bytes);
    bytes[10] = static_cast<uint8_t>(sum >> 8);
    bytes[11] = static_cast<uint8_t>(sum);
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    return bytes;
}

} // namespace

Bytes build(const Shape &shape)
{
    Bytes udp;
    put16(udp, shape.sourcePort);
    put16(udp, shape.destinationPort);
    put16(udp, 8 + shape.payload);
    put16(udp, 0);
    udp.insert(udp.end(), shape.payload, shape.fill);
    const Bytes inner = prepend({.version = shape.innerVersion,
                                 .options = shape.innerOptions,
                                 .length = shape.innerLength,
                                 .protocol = shape.innerProtocol,
                                 .fragment = shape.innerFragment,
                                 .source = Ipv4Address(44, 0, 0, 1),
                                 .destination = Ipv4Address(224, 0, 0, 9)},
                                udp);
    return prepend({.options = shape.outerOptions,
                    .protocol = shape.outerProtocol,
                    .source = shape.outerSource,
                    .destination = shape.outerDestination},
                   inner);
}

Sender::Sender() : m_fd(::socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW)) {}

Sender::~Sender()
{
    ::close(m_fd);
}

bool Sender::send(const Bytes &packet) const
{
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const ssize_t n = ::sendto(m_fd, packet.data(), packet.size(), 0, reinterpret_cast<const sockaddr *>(&to),
                               sizeof to);
    return n == static_cast<ssize_t>(packet.size());
}

} // namespace mesh44::test
