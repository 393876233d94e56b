// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Packets of every kind that the decoder takes apart, with random values and right lengths and checksums. The sums are
// added by a slow adder of the tests' own.

#include "tests/core/planepackets.h"

#include <random>
#include <string>

namespace mesh44::test {

struct MadePacket
{
    std::string name;
    Octets bytes;
};

class PacketMaker
{
public:
    explicit PacketMaker(std::mt19937 &random) : m_random(random) {}

    // One of each kind.
    std::vector<MadePacket> all();

    Octets ipv4(uint8_t protocol, const Octets &payload, uint16_t fragment = 0, const Octets &options = {});
    // `next` with its payload, extension headers before it as they are.
    Octets ipv6(uint8_t next, const Octets &payload);
    // A whole IP packet with it, for its checksum goes over addresses.
    Octets udp4(const Octets &payload, uint16_t from, uint16_t to);
    Octets udp4(const Octets &payload) { return udp4(payload, port(), port()); }
    Octets udp6(const Octets &payload);
    Octets tcp4(const Octets &options, const Octets &payload);
    Octets tcp6(const Octets &options, const Octets &payload);
    Octets icmp(uint8_t type, uint8_t code, uint32_t rest, const Octets &payload); // in IPv4
    Octets icmpv6(uint8_t type, uint8_t code, uint32_t rest, const Octets &payload);
    Octets rip(size_t entries);
    Octets gre(uint16_t flags, uint16_t type, const Octets &payload);
    Octets tcpOptions();
    Octets bytes(size_t most);

private:
    uint32_t number() { return static_cast<uint32_t>(m_random()); }
    uint16_t port() { return static_cast<uint16_t>(40000 + m_random() % 9000); }
    Octets tcp(const Octets &options, const Octets &payload);
    void addTunnelled(std::vector<MadePacket> &made);
    void addErrors(std::vector<MadePacket> &made);
    void addFragments(std::vector<MadePacket> &made);

    std::mt19937 &m_random;
};

// Sets the 16 bits at `field` of the transport header of a packet without options, over its pseudo-header.
void sumTransport(Octets &packet, size_t field);

} // namespace mesh44::test
