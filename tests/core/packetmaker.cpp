// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/packetmaker.h"

#include "core/net/prefix.h"
#include "core/packet/protocols.h"

namespace mesh44::test {
namespace {

void add(Octets &to, const Octets &more)
{
    to.insert(to.end(), more.begin(), more.end());
}

Octets words(std::initializer_list<uint32_t> values)
{
    Octets out(4 * values.size());
    size_t at = 0;
    for (const uint32_t value : values) {
        put32(out, at, value);
        at += 4;
    }
    return out;
}

} // namespace

void sumTransport(Octets &packet, size_t field)
{
    const bool six = (packet[0] >> 4) == 6;
    const size_t head = six ? kIpv6Head : kIpHeader;
    Octets summed(packet.begin() + (six ? 8 : 12), packet.begin() + static_cast<long>(head));
    const Octets transport(packet.begin() + static_cast<long>(head), packet.end());
    add(summed, words({static_cast<uint32_t>(transport.size()), six ? packet[6] : packet[9]}));
    add(summed, transport);
    const uint16_t sum = slowChecksum(summed);
    const bool udp = (six ? packet[6] : packet[9]) == kProtocolUdp;
    put16(packet, head + field, udp && sum == 0 ? 0xffff : sum);
}

Octets PacketMaker::bytes(size_t most)
{
    Octets out(m_random() % (most + 1));
    for (uint8_t &byte : out)
        byte = static_cast<uint8_t>(m_random());
    return out;
}

Octets PacketMaker::ipv4(uint8_t protocol, const Octets &payload, uint16_t fragment, const Octets &options)
{
    Octets packet(kIpHeader);
    add(packet, options);
    const size_t header = packet.size();
    packet[0] = static_cast<uint8_t>(0x40 | (header / 4));
    packet[1] = static_cast<uint8_t>(m_random());
    put16(packet, 2, static_cast<uint16_t>(header + payload.size()));
    put16(packet, 4, static_cast<uint16_t>(m_random()));
    put16(packet, 6, fragment != 0 ? fragment : (m_random() % 2 ? kDontFragment : uint16_t{0}));
    packet[8] = static_cast<uint8_t>(1 + m_random() % 255);
    packet[9] = protocol;
    put32(packet, 12, 0x2c800000 | (number() & 0x0000ffff));
    put32(packet, 16, 0xc6120000 | (number() & 0x0001ffff)); // 198.18.0.0/15
    put16(packet, 10, slowChecksum(packet));
    add(packet, payload);
    return packet;
}

Octets PacketMaker::ipv6(uint8_t next, const Octets &payload)
{
    Octets packet(kIpv6Head);
    put32(packet, 0, 0x60000000 | (number() & 0x0fffffff));
    put16(packet, 4, static_cast<uint16_t>(payload.size()));
    packet[6] = next;
    packet[7] = static_cast<uint8_t>(1 + m_random() % 255);
    for (const size_t at : {8, 24}) {
        put32(packet, at, 0x20010db8); // 2001:db8::/32
        put32(packet, at + 4, number());
        put32(packet, at + 8, number());
        put32(packet, at + 12, number());
    }
    add(packet, payload);
    return packet;
}

Octets PacketMaker::udp4(const Octets &payload, uint16_t from, uint16_t to)
{
    Octets datagram = words({(uint32_t{from} << 16) | to, static_cast<uint32_t>(kUdpHead + payload.size()) << 16});
    add(datagram, payload);
    Octets packet = ipv4(kProtocolUdp, datagram);
    if (m_random() % 4)
        sumTransport(packet, 6);
    return packet;
}

Octets PacketMaker::udp6(const Octets &payload)
{
    Octets datagram = words(
        {(uint32_t{port()} << 16) | port(), static_cast<uint32_t>(kUdpHead + payload.size()) << 16});
    add(datagram, payload);
    Octets packet = ipv6(kProtocolUdp, datagram);
    sumTransport(packet, 6);
    return packet;
}

Octets PacketMaker::tcp(const Octets &options, const Octets &payload)
{
    const auto offset = static_cast<uint32_t>(5 + options.size() / 4);
    Octets segment = words({(uint32_t{port()} << 16) | port(), number(), number(),
                            (offset << 28) | (number() & 0x01ffffff), number() & 0xffff});
    add(segment, options);
    add(segment, payload);
    return segment;
}

Octets PacketMaker::tcp4(const Octets &options, const Octets &payload)
{
    Octets packet = ipv4(kProtocolTcp, tcp(options, payload));
    sumTransport(packet, 16);
    return packet;
}

Octets PacketMaker::tcp6(const Octets &options, const Octets &payload)
{
    Octets packet = ipv6(kProtocolTcp, tcp(options, payload));
    sumTransport(packet, 16);
    return packet;
}

Octets PacketMaker::tcpOptions()
{
    const uint32_t size = number() & 0xffff;
    return words({0x02040000 | size, 0x01030300 | (number() % 15), 0x04020101, 0x01010512, number(), number(), number(),
                  number(), 0x01010000 | 0x0101});
}

Octets PacketMaker::icmp(uint8_t type, uint8_t code, uint32_t rest, const Octets &payload)
{
    Octets message = words({(uint32_t{type} << 24) | (uint32_t{code} << 16), rest});
    add(message, payload);
    put16(message, 2, slowChecksum(message));
    return ipv4(kProtocolIcmp, message);
}

Octets PacketMaker::icmpv6(uint8_t type, uint8_t code, uint32_t rest, const Octets &payload)
{
    Octets message = words({(uint32_t{type} << 24) | (uint32_t{code} << 16), rest});
    add(message, payload);
    Octets packet = ipv6(kProtocolIcmpv6, message);
    sumTransport(packet, 2);
    return packet;
}

Octets PacketMaker::rip(size_t entries)
{
    Octets rip = words({0x02020000, 0xffff0002, 0x704c6149, 0x6e546558, 0x74704173, 0x53774400});
    for (size_t i = 0; i < entries; ++i) {
        const unsigned length = 12 + number() % 21;
        const Ipv4Prefix prefix = Ipv4Prefix::covering(Ipv4Address(0x2c800000 | (number() & 0x003fffff)), length);
        add(rip, words({0x00020004, prefix.address().value(), prefix.mask(), 0xc6336400 | (number() & 255),
                        1 + number() % 16}));
    }
    return rip;
}

Octets PacketMaker::gre(uint16_t flags, uint16_t type, const Octets &payload)
{
    Octets header = words({(uint32_t{flags} << 16) | type});
    for (const unsigned field : {0x8000U, 0x2000U, 0x1000U}) {
        if (flags & field)
            add(header, words({field == 0x8000 ? 0 : number()}));
    }
    add(header, payload);
    if (flags & 0x8000)
        put16(header, 4, slowChecksum(header));
    return header;
}

void PacketMaker::addTunnelled(std::vector<MadePacket> &made)
{
    made.push_back({"IPIP with UDP", ipv4(kProtocolIpip, udp4(bytes(100)))});
    made.push_back({"IPIP with TCP", ipv4(kProtocolIpip, tcp4(tcpOptions(), bytes(100)))});
    made.push_back({"IPIP with an echo", ipv4(kProtocolIpip, icmp(8, 0, number(), bytes(56)))});
    made.push_back({"IPIP in IPIP", ipv4(kProtocolIpip, ipv4(kProtocolIpip, udp4(bytes(40))))});
    made.push_back({"6in4 with TCP", ipv4(kProtocolIpv6, tcp6(tcpOptions(), bytes(40)))});
    made.push_back({"6in4 with an echo", ipv4(kProtocolIpv6, icmpv6(128, 0, number(), bytes(56)))});
    made.push_back({"IPIP in IPv6", ipv6(kProtocolIpip, udp4(bytes(30)))});
    made.push_back({"announcement", ipv4(kProtocolIpip, udp4(rip(24), kPortRip, kPortRip))});
    made.push_back({"short announcement", ipv4(kProtocolIpip, udp4(rip(m_random() % 6), kPortRip, kPortRip))});
    for (const unsigned present : {0U, 0x8000U, 0x2000U, 0x1000U, 0x3000U, 0xb000U}) {
        const auto flags = static_cast<uint16_t>(present);
        made.push_back({"GRE with IPv4", ipv4(kProtocolGre, gre(flags, kEtherIpv4, udp4(bytes(40))))});
        made.push_back({"GRE with IPv6", ipv4(kProtocolGre, gre(flags, kEtherIpv6, udp6(bytes(40))))});
    }
}

void PacketMaker::addErrors(std::vector<MadePacket> &made)
{
    const auto quoted = [this](Octets packet, size_t transport) {
        packet.resize(std::min(packet.size(), kIpHeader + transport));
        return packet;
    };
    const Octets tunnel = ipv4(kProtocolIpip, udp4(bytes(60)));
    made.push_back({"unreachable", icmp(3, 1, 0, quoted(udp4(bytes(60)), 8))});
    made.push_back({"port unreachable", icmp(3, 3, 0, udp4(bytes(60)))});
    made.push_back({"too large", icmp(3, 4, number() & 0xffff, quoted(tcp4({}, bytes(60)), 8))});
    made.push_back({"too large, of a tunnel", icmp(3, 4, 1400, quoted(tunnel, 28))});
    made.push_back({"redirect", icmp(5, 1, 0x2c800a01, quoted(udp4(bytes(60)), 8))});
    made.push_back({"time exceeded", icmp(11, 0, 0, quoted(tunnel, 40))});
    made.push_back({"parameter problem", icmp(12, 0, uint32_t{9} << 24, quoted(udp4(bytes(60)), 8))});
    made.push_back({"timestamp", icmp(13, 0, number(), Octets(12, 3))});
    made.push_back({"IPIP with an error", ipv4(kProtocolIpip, icmp(3, 0, 0, quoted(udp4(bytes(60)), 8)))});
    made.push_back({"IPv6 too big", icmpv6(2, 0, 1280, udp6(bytes(60)))});
    made.push_back({"IPv6 unreachable", icmpv6(1, 4, 0, udp6(bytes(60)))});
    made.push_back({"IPv6 parameter problem", icmpv6(4, 1, 6, udp6(bytes(60)))});
    made.push_back({"neighbour solicitation", icmpv6(135, 0, 0, Octets(16, 0x20))});
}

void PacketMaker::addFragments(std::vector<MadePacket> &made)
{
    Octets whole = udp4(Octets(200, 9));
    const Octets datagram(whole.begin() + kIpHeader, whole.end());
    const Octets first(datagram.begin(), datagram.begin() + 64);
    made.push_back({"first fragment", ipv4(kProtocolUdp, first, kMoreFragments)});
    made.push_back({"middle fragment", ipv4(kProtocolUdp, first, kMoreFragments | 8)});
    made.push_back({"last fragment", ipv4(kProtocolUdp, Octets(24, 9), 16)});
    Octets head = words({(uint32_t{kProtocolUdp} << 24) | 1, number()});
    add(head, first);
    made.push_back({"first IPv6 fragment", ipv6(kProtocolFragment, head)});
    put16(head, 2, 64);
    made.push_back({"last IPv6 fragment", ipv6(kProtocolFragment, head)});
    made.push_back({"router alert", ipv4(2, Octets(8, 0), 0, words({0x94040000}))});
    made.push_back({"record route", ipv4(kProtocolUdp, {1, 2, 3, 4, 0, 8, 0, 0}, 0, words({0x07070400, 0x00000001}))});
    Octets options = words({(uint32_t{kProtocolUdp} << 24) | 0x0104, 0});
    add(options, {0x9c, 0x41, 0x9c, 0x42, 0, 8, 0, 0});
    made.push_back({"destination options", ipv6(kProtocolDestination, options)});
}

std::vector<MadePacket> PacketMaker::all()
{
    std::vector<MadePacket> made;
    made.push_back({"UDP", udp4(bytes(100))});
    made.push_back({"empty UDP", udp4({})});
    made.push_back({"TCP", tcp4({}, bytes(100))});
    made.push_back({"TCP with options", tcp4(tcpOptions(), bytes(10))});
    made.push_back({"echo request", icmp(8, 0, number(), bytes(56))});
    made.push_back({"echo reply", icmp(0, 0, number(), bytes(56))});
    made.push_back({"UDP over IPv6", udp6(bytes(100))});
    made.push_back({"TCP over IPv6", tcp6(tcpOptions(), bytes(100))});
    made.push_back({"echo over IPv6", icmpv6(129, 0, number(), bytes(56))});
    made.push_back({"another protocol", ipv4(132, Octets(40, 1))});
    addTunnelled(made);
    addErrors(made);
    addFragments(made);
    return made;
}

} // namespace mesh44::test
