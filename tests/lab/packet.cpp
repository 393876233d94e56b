// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/packet.h"

namespace mesh44::lab {

namespace {

constexpr size_t kHeader = 20;
constexpr uint8_t kEchoRequest = 8;

uint16_t get16(View bytes, size_t at)
{
    return static_cast<uint16_t>((bytes[at] << 8) | bytes[at + 1]);
}

uint32_t get32(View bytes, size_t at)
{
    return (uint32_t{get16(bytes, at)} << 16) | get16(bytes, at + 2);
}

void set16(Bytes &bytes, size_t at, uint16_t value)
{
    bytes[at] = static_cast<uint8_t>(value >> 8);
    bytes[at + 1] = static_cast<uint8_t>(value & 0xff);
}

} // namespace

void put16(Bytes &out, uint16_t value)
{
    out.push_back(static_cast<uint8_t>(value >> 8));
    out.push_back(static_cast<uint8_t>(value & 0xff));
}

void put32(Bytes &out, uint32_t value)
{
    put16(out, static_cast<uint16_t>(value >> 16));
    put16(out, static_cast<uint16_t>(value & 0xffff));
}

uint16_t internetChecksum(View bytes)
{
    uint32_t sum = 0;
    for (size_t i = 0; i + 1 < bytes.size(); i += 2)
        sum += get16(bytes, i);
    if (bytes.size() % 2 != 0)
        sum += uint32_t{bytes.back()} << 8;
    while (sum > 0xffff)
        sum = (sum & 0xffff) + (sum >> 16);
    return static_cast<uint16_t>(~sum & 0xffff);
}

Bytes ipv4Packet(Ipv4Address source, Ipv4Address destination, uint8_t protocol, View payload)
{
    Bytes out{0x45, 0};
    out.reserve(kHeader + payload.size());
    put16(out, static_cast<uint16_t>(kHeader + payload.size()));
    put32(out, 0); // id, flags, fragment offset
    out.insert(out.end(), {64, protocol, 0, 0});
    put32(out, source.value());
    put32(out, destination.value());
    set16(out, 10, internetChecksum(out));
    out.insert(out.end(), payload.begin(), payload.end());
    return out;
}

Bytes udpDatagram(uint16_t sourcePort, uint16_t destinationPort, View payload)
{
    Bytes out;
    put16(out, sourcePort);
    put16(out, destinationPort);
    put16(out, static_cast<uint16_t>(8 + payload.size()));
    put16(out, 0);
    out.insert(out.end(), payload.begin(), payload.end());
    return out;
}

std::optional<Ipv4Packet> readIpv4(View bytes)
{
    if (bytes.size() < kHeader || bytes[0] >> 4 != 4)
        return std::nullopt;
    const size_t header = size_t{bytes[0] & 0xfU} * 4;
    const size_t total = get16(bytes, 2);
    const bool fragment = (get16(bytes, 6) & 0x3fff) != 0;
    if (header < kHeader || total < header || total > bytes.size() || fragment)
        return std::nullopt;
    return Ipv4Packet{Ipv4Address(get32(bytes, 12)), Ipv4Address(get32(bytes, 16)), bytes[9],
                      bytes.subspan(header, total - header)};
}

std::optional<Bytes> echoReply(View icmp)
{
    if (icmp.size() < 8 || icmp[0] != kEchoRequest || icmp[1] != 0 || internetChecksum(icmp) != 0)
        return std::nullopt;
    Bytes reply(icmp.begin(), icmp.end());
    reply[0] = kEchoReply;
    set16(reply, 2, 0);
    set16(reply, 2, internetChecksum(reply));
    return reply;
}

Bytes echoRequest(uint16_t identifier, uint16_t sequence, size_t payloadSize)
{
    Bytes out{kEchoRequest, 0, 0, 0};
    put16(out, identifier);
    put16(out, sequence);
    out.resize(8 + payloadSize, 0x44);
    set16(out, 2, internetChecksum(out));
    return out;
}

} // namespace mesh44::lab
