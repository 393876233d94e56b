// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/segmentation.h"

#include "core/packet/checksum.h"

#include <algorithm>

namespace mesh44 {
namespace {

constexpr size_t kTcpHeader = 20;
constexpr size_t kTcpChecksum = 16;
constexpr uint8_t kFin = 0x01;
constexpr uint8_t kPush = 0x08;
constexpr uint8_t kAck = 0x10;
constexpr uint8_t kCwr = 0x80;
constexpr size_t kLongestPacket = 65535;

uint64_t pseudoHeader(std::span<const uint8_t> ip, size_t length)
{
    return pseudoHeaderPart(get32(ip, 12), get32(ip, 16), ip[9], length);
}

void sumIpHeader(std::span<uint8_t> ip)
{
    put16(ip, 10, 0);
    put16(ip, 10, checksumOf(checksumPart(ip)));
}

size_t tcpHeaderLength(std::span<const uint8_t> tcp)
{
    return tcp.size() < kTcpHeader ? 0 : size_t{4} * (tcp[12] >> 4);
}

} // namespace

bool Segmenter::begin(const OffloadHeader &offload, const PacketView &packet)
{
    m_whole = packet.bytes();
    m_payload = {};
    m_headerLength = 0;
    m_at = 0;
    if (offload.gsoType != 0)
        return beginTcp(offload, packet);
    return !(offload.flags & OffloadHeader::kNeedsChecksum) || completeChecksum(offload, packet);
}

bool Segmenter::completeChecksum(const OffloadHeader &offload, const PacketView &packet)
{
    const size_t start = offload.checksumStart;
    const size_t field = start + offload.checksumOffset;
    if (start < packet.header().size() || field + 2 > packet.size())
        return false;
    // The field already holds the pseudo-header's part.
    const uint16_t sum = checksumOf(checksumPart(packet.bytes().subspan(start)));
    const bool udp = packet.protocol() == kProtocolUdp;
    put16(packet.bytes(), field, sum == 0 && udp ? 0xffff : sum); // RFC 768: 0 says that there is none
    return true;
}

bool Segmenter::beginTcp(const OffloadHeader &offload, const PacketView &packet)
{
    const size_t tcp = tcpHeaderLength(packet.payload());
    if (offload.gsoType != OffloadHeader::kTcp4 || offload.gsoSize == 0 || packet.protocol() != kProtocolTcp
        || packet.isFragment() || tcp < kTcpHeader || tcp >= packet.payload().size())
        return false;
    m_ipLength = packet.header().size();
    m_headerLength = m_ipLength + tcp;
    std::ranges::copy(packet.bytes().first(m_headerLength), m_header.begin());
    m_payload = packet.payload().subspan(tcp);
    m_size = offload.gsoSize;
    uint8_t &flags = m_header[m_ipLength + 13];
    m_lastFlags = flags & (kFin | kPush);
    flags = static_cast<uint8_t>(flags & ~(kFin | kPush));
    m_identification = get16(m_header, 4);
    m_sequence = get32(m_header, m_ipLength + 4);
    return true;
}

bool Segmenter::next(Segment &segment)
{
    if (m_headerLength == 0) {
        segment = {m_whole, {}};
        m_whole = {};
        return !segment.header.empty();
    }
    if (m_at >= m_payload.size() && m_at > 0)
        return false;
    const std::span payload = m_payload.subspan(m_at, std::min(m_size, m_payload.size() - m_at));
    const std::span header = std::span(m_header).first(m_headerLength);
    const std::span ip = header.first(m_ipLength);
    const std::span tcp = header.subspan(m_ipLength);
    const size_t tcpLength = tcp.size() + payload.size();

    put16(ip, 2, static_cast<uint16_t>(ip.size() + tcpLength));
    put16(ip, 4, m_identification++);
    sumIpHeader(ip);
    put32(tcp, 4, m_sequence + static_cast<uint32_t>(m_at));
    if (m_at > 0)
        tcp[13] = static_cast<uint8_t>(tcp[13] & ~kCwr); // it answers one mark, once
    m_at += std::max<size_t>(payload.size(), 1);
    if (m_at >= m_payload.size())
        tcp[13] |= m_lastFlags;
    put16(tcp, kTcpChecksum, 0);
    put16(tcp, kTcpChecksum, checksumOf(pseudoHeader(ip, tcpLength) + checksumPart(tcp) + checksumPart(payload)));
    segment = {header, payload};
    return true;
}

// --- joining ---

namespace {

// The length of both headers where the packet may be part of a stream: TCP with data and nothing special, whole, with
// right checksums (joining writes new ones, which must not hide a fault). Else 0.
size_t joinableHeader(const PacketView &packet)
{
    const std::span tcp = packet.payload();
    const size_t length = tcpHeaderLength(tcp);
    if (packet.header().size() != kIpHeader || packet.protocol() != kProtocolTcp || packet.isFragment()
        || !packet.dontFragment() || length < kTcpHeader || length >= tcp.size())
        return 0;
    if ((tcp[13] & ~kPush) != kAck)
        return 0;
    if (checksumOf(checksumPart(packet.header())) != 0)
        return 0;
    if (checksumOf(pseudoHeader(packet.header(), tcp.size()) + checksumPart(tcp)) != 0)
        return 0;
    return kIpHeader + length;
}

bool isEqual(std::span<const uint8_t> a, std::span<const uint8_t> b, size_t at, size_t length)
{
    return std::ranges::equal(a.subspan(at, length), b.subspan(at, length));
}

} // namespace

void Coalescer::clear()
{
    m_packetCount = m_groupCount = 0;
}

void Coalescer::add(const PacketView &packet)
{
    const size_t headerLength = joinableHeader(packet);
    const bool isTcp = packet.protocol() == kProtocolTcp && packet.payload().size() >= kTcpHeader;
    Group *group = isTcp ? find(packet.bytes(), packet.header().size()) : nullptr;
    const size_t index = m_packetCount++;
    m_packets[index] = {packet.bytes(), kEnd};
    if (group && headerLength != 0 && append(*group, packet.bytes(), headerLength))
        return;
    if (group)
        group->open = false; // what follows must not overtake this one
    Group &fresh = m_groups[m_groupCount++];
    fresh = {.first = index, .last = index, .headerLength = headerLength, .total = packet.size()};
    if (headerLength == 0)
        return;
    fresh.size = packet.size() - headerLength;
    fresh.sequence = get32(packet.bytes(), kIpHeader + 4) + static_cast<uint32_t>(fresh.size);
    fresh.push = packet.bytes()[kIpHeader + 13] & kPush;
    fresh.open = !fresh.push;
}

// The newest group is the one that counts. Addresses and ports tell streams apart.
Coalescer::Group *Coalescer::find(std::span<const uint8_t> packet, size_t ipLength)
{
    for (size_t i = m_groupCount; i-- > 0;) {
        const std::span<const uint8_t> other = m_packets[m_groups[i].first].bytes;
        if (other[9] != kProtocolTcp || get32(other, 12) != get32(packet, 12) || get32(other, 16) != get32(packet, 16))
            continue;
        const size_t otherIp = size_t{4} * (other[0] & 15);
        if (other.size() >= otherIp + 4 && get32(other, otherIp) == get32(packet, ipLength))
            return &m_groups[i];
    }
    return nullptr;
}

bool Coalescer::append(Group &group, std::span<uint8_t> packet, size_t headerLength)
{
    const std::span<const uint8_t> first = m_packets[group.first].bytes;
    const size_t payload = packet.size() - headerLength;
    if (!group.open || headerLength != group.headerLength || payload > group.size
        || group.total + payload > kLongestPacket)
        return false;
    // TOS, TTL, acknowledgement, window and options must be the same; lengths, identification and sums differ.
    const bool same = first[1] == packet[1] && first[8] == packet[8] && isEqual(first, packet, kIpHeader + 8, 4)
                      && isEqual(first, packet, kIpHeader + 14, 2) && isEqual(first, packet, kIpHeader + 18, 2)
                      && isEqual(first, packet, kIpHeader + kTcpHeader, headerLength - kIpHeader - kTcpHeader);
    if (!same || get32(packet, kIpHeader + 4) != group.sequence)
        return false;
    const size_t index = m_packetCount - 1;
    m_packets[group.last].next = index;
    group.last = index;
    group.total += payload;
    group.sequence += static_cast<uint32_t>(payload);
    group.push = packet[kIpHeader + 13] & kPush;
    group.open = payload == group.size && !group.push;
    return true;
}

OffloadHeader Coalescer::finish(Group &group)
{
    if (group.first == group.last)
        return {};
    const std::span<uint8_t> header = m_packets[group.first].bytes.first(group.headerLength);
    const std::span<uint8_t> tcp = header.subspan(kIpHeader);
    put16(header, 2, static_cast<uint16_t>(group.total));
    sumIpHeader(header.first(kIpHeader));
    if (group.push)
        tcp[13] |= kPush;
    put16(tcp, kTcpChecksum, checksumFold(pseudoHeader(header, group.total - kIpHeader)));
    return {.flags = OffloadHeader::kNeedsChecksum,
            .gsoType = OffloadHeader::kTcp4,
            .headerLength = static_cast<uint16_t>(group.headerLength),
            .gsoSize = static_cast<uint16_t>(group.size),
            .checksumStart = kIpHeader,
            .checksumOffset = kTcpChecksum};
}

} // namespace mesh44
