// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Packets for the tests of the userspace plane, built field by field and summed by a slow adder of their own.

#include "core/packet/packetview.h"

#include <numeric>
#include <vector>

namespace mesh44::test {

using Octets = std::vector<uint8_t>;

inline uint16_t slowChecksum(const Octets &bytes)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < bytes.size(); ++i) {
        sum += i % 2 == 0 ? uint32_t{bytes[i]} << 8 : bytes[i];
        sum = (sum & 0xffff) + (sum >> 16);
    }
    return static_cast<uint16_t>(~sum);
}

struct Ip
{
    Ipv4Address source{44, 4, 8, 1};
    Ipv4Address destination{44, 128, 10, 2};
    uint8_t protocol = kProtocolUdp;
    uint8_t tos = 0;
    uint16_t fragment = kDontFragment;
};

inline Octets ipPacket(const Ip &fields, const Octets &payload)
{
    Octets header(kIpHeader);
    header[0] = 0x45;
    header[1] = fields.tos;
    put16(header, 2, static_cast<uint16_t>(kIpHeader + payload.size()));
    put16(header, 6, fields.fragment);
    header[8] = 63;
    header[9] = fields.protocol;
    put32(header, 12, fields.source.value());
    put32(header, 16, fields.destination.value());
    put16(header, 10, slowChecksum(header));
    header.insert(header.end(), payload.begin(), payload.end());
    return header;
}

struct Tcp
{
    uint16_t sourcePort = 4444;
    uint32_t sequence = 1000;
    uint8_t flags = 0x10;
    size_t length = 1000;
    uint8_t fill = 7; // the payload counts up from it
};

// With a right TCP checksum.
inline Octets tcpPacket(const Tcp &fields, const Ip &ip = {.protocol = kProtocolTcp})
{
    Octets tcp(20 + fields.length);
    put16(tcp, 0, fields.sourcePort);
    put16(tcp, 2, 80);
    put32(tcp, 4, fields.sequence);
    tcp[12] = 0x50;
    tcp[13] = fields.flags;
    put16(tcp, 14, 512);
    std::iota(tcp.begin() + 20, tcp.end(), fields.fill);
    Octets summed(12);
    put32(summed, 0, ip.source.value());
    put32(summed, 4, ip.destination.value());
    summed[9] = kProtocolTcp;
    put16(summed, 10, static_cast<uint16_t>(tcp.size()));
    summed.insert(summed.end(), tcp.begin(), tcp.end());
    put16(tcp, 16, slowChecksum(summed));
    return ipPacket(ip, tcp);
}

} // namespace mesh44::test
