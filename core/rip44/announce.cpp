// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rip44/announce.h"

#include "core/packet/checksum.h"
#include "core/packet/packetview.h"

#include <algorithm>

namespace mesh44 {
namespace {

constexpr size_t kUdpBytes = 8;
constexpr size_t kRipHead = 4;
constexpr size_t kRipEntryBytes = 20;
constexpr uint16_t kPortOfRip = 520;
constexpr uint8_t kOneHop = 1;

void putRipEntry(std::span<uint8_t> bytes, const RipEntry &entry)
{
    put16(bytes, 0, 2);
    put16(bytes, 2, entry.tag);
    put32(bytes, 4, entry.prefix.address().value());
    put32(bytes, 8, entry.prefix.mask());
    put32(bytes, 12, entry.endpoint.value());
    put32(bytes, 16, entry.metric);
}

std::vector<uint8_t> encodeOne(std::span<const RipEntry> entries)
{
    std::vector<uint8_t> bytes(kRipHead + kRipEntryBytes * entries.size());
    bytes[0] = 2; // response
    bytes[1] = 2; // version
    for (size_t i = 0; i < entries.size(); ++i)
        putRipEntry(std::span(bytes).subspan(kRipHead + kRipEntryBytes * i, kRipEntryBytes), entries[i]);
    return bytes;
}

void putIpv4(std::span<uint8_t> bytes, Ipv4Address source, Ipv4Address destination)
{
    bytes[0] = 0x45;
    bytes[1] = 0xc0; // network control, as other routers mark theirs
    put16(bytes, 2, static_cast<uint16_t>(bytes.size()));
    bytes[8] = kOneHop;
    bytes[9] = kProtocolUdp;
    put32(bytes, 12, source.value());
    put32(bytes, 16, destination.value());
    put16(bytes, 10, checksumOf(checksumPart(bytes.first(kIpHeader))));
}

// The checksum is over everything behind the IP header; what would be 0 is sent as 0xffff (RFC 768).
void putUdp(std::span<uint8_t> bytes, Ipv4Address source, Ipv4Address destination)
{
    put16(bytes, 0, kPortOfRip);
    put16(bytes, 2, kPortOfRip);
    put16(bytes, 4, static_cast<uint16_t>(bytes.size()));
    const uint64_t pseudoHeader = pseudoHeaderPart(source.value(), destination.value(), kProtocolUdp, bytes.size());
    const uint16_t checksum = checksumOf(checksumPart(bytes) + pseudoHeader);
    put16(bytes, 6, checksum == 0 ? 0xffff : checksum);
}

} // namespace

RipEntry forwardedEntry(Ipv4Prefix prefix, uint8_t metric)
{
    return {.prefix = prefix, .endpoint = {}, .tag = kForwardTag, .metric = metric};
}

std::vector<std::vector<uint8_t>> encodeRip2(std::span<const RipEntry> entries)
{
    std::vector<std::vector<uint8_t>> responses;
    for (; !entries.empty(); entries = entries.subspan(std::min(entries.size(), kMostRipEntries)))
        responses.push_back(encodeOne(entries.first(std::min(entries.size(), kMostRipEntries))));
    return responses;
}

std::vector<uint8_t> ripDatagram(Ipv4Address source, Ipv4Address destination, std::span<const uint8_t> response)
{
    std::vector<uint8_t> packet(kIpHeader + kUdpBytes + response.size());
    std::ranges::copy(response, packet.begin() + kIpHeader + kUdpBytes);
    putIpv4(packet, source, destination);
    putUdp(std::span(packet).subspan(kIpHeader), source, destination);
    return packet;
}

std::span<const uint8_t> ripResponseIn(std::span<const std::byte> outerPacket)
{
    const std::span bytes(reinterpret_cast<const uint8_t *>(outerPacket.data()), outerPacket.size());
    const auto outer = ConstPacketView::read(bytes);
    const auto inner = outer ? ConstPacketView::read(outer->payload()) : std::nullopt;
    if (!inner || inner->payload().size() < kUdpBytes)
        return {};
    const size_t length = get16(inner->payload(), 4);
    if (length < kUdpBytes || length > inner->payload().size())
        return {};
    return inner->payload().subspan(kUdpBytes, length - kUdpBytes);
}

} // namespace mesh44
