// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Bytes of IPv4, UDP and ICMP: just what the simulated mesh sends and answers. Written apart from the
// helper's parsers, for it is a check on them.

#include "core/net/address.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace mesh44::lab {

using Bytes = std::vector<uint8_t>;
using View = std::span<const uint8_t>;

inline constexpr uint8_t kIcmp = 1;
inline constexpr uint8_t kIpip = 4;
inline constexpr uint8_t kUdp = 17;
inline constexpr uint8_t kEchoReply = 0;

void put16(Bytes &out, uint16_t value);
void put32(Bytes &out, uint32_t value);
uint16_t internetChecksum(View bytes);

// A header without options (ttl 64, id 0, DF clear, checksum set) in front of the payload.
Bytes ipv4Packet(Ipv4Address source, Ipv4Address destination, uint8_t protocol, View payload);
// Checksum 0: not computed.
Bytes udpDatagram(uint16_t sourcePort, uint16_t destinationPort, View payload);

struct Ipv4Packet
{
    Ipv4Address source;
    Ipv4Address destination;
    uint8_t protocol = 0;
    View payload;
};
// Nothing for what is no whole, unfragmented IPv4 packet.
std::optional<Ipv4Packet> readIpv4(View bytes);

// The ICMP message that answers an echo request; nothing if it is none.
std::optional<Bytes> echoReply(View icmp);
Bytes echoRequest(uint16_t identifier, uint16_t sequence, size_t payloadSize);

} // namespace mesh44::lab
