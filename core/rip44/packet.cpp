// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rip44/packet.h"

#include <bit>
#include <optional>

namespace mesh44 {
namespace {

using Bytes = std::span<const std::byte>;

constexpr uint8_t kProtocolIpip = 4;
constexpr uint8_t kProtocolUdp = 17;
constexpr size_t kUdpHeader = 8;
constexpr uint16_t kRipPort = 520;
constexpr size_t kRipHeader = 4;
constexpr size_t kEntry = 20;
constexpr size_t kMostEntries = 25;
constexpr size_t kPassword = 16;
constexpr Ipv4Address kInnerSource{44, 0, 0, 1};
constexpr Ipv4Address kRipGroup{224, 0, 0, 9};

// The caller has checked that the bytes are there.
uint8_t u8(Bytes b, size_t at)
{
    return std::to_integer<uint8_t>(b[at]);
}
uint16_t u16(Bytes b, size_t at)
{
    return static_cast<uint16_t>((u8(b, at) << 8) | u8(b, at + 1));
}
uint32_t u32(Bytes b, size_t at)
{
    return (uint32_t{u16(b, at)} << 16) | u16(b, at + 2);
}

// The Internet checksum's running sum (RFC 1071); an odd last byte counts as the high half.
uint64_t sumOf(Bytes b)
{
    uint64_t sum = 0;
    for (size_t i = 0; i + 1 < b.size(); i += 2)
        sum += u16(b, i);
    if (b.size() % 2 == 1)
        sum += uint64_t{u8(b, b.size() - 1)} << 8;
    return sum;
}
bool sumIsRight(uint64_t sum)
{
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return sum == 0xffff;
}

struct Ipv4Packet
{
    Ipv4Address source;
    Ipv4Address destination;
    Bytes header;
    Bytes payload;
};

// A whole IPv4 packet of that protocol, not a fragment. Bytes behind its total length are ignored.
std::optional<Ipv4Packet> readIpv4(Bytes b, uint8_t protocol)
{
    if (b.size() < 20 || u8(b, 0) >> 4 != 4)
        return std::nullopt;
    const size_t headerLength = size_t{4} * (u8(b, 0) & 0x0f);
    const size_t totalLength = u16(b, 2);
    const bool fragment = (u16(b, 6) & 0x3fff) != 0;
    if (headerLength < 20 || totalLength < headerLength || totalLength > b.size() || fragment || u8(b, 9) != protocol)
        return std::nullopt;
    return Ipv4Packet{Ipv4Address(u32(b, 12)), Ipv4Address(u32(b, 16)), b.first(headerLength),
                      b.subspan(headerLength, totalLength - headerLength)};
}

// The payload of a RIP datagram. A checksum of 0 was not computed (RFC 768); any other must be right.
std::optional<Bytes> readUdp(const Ipv4Packet &ip)
{
    const Bytes b = ip.payload;
    if (b.size() < kUdpHeader || u16(b, 0) != kRipPort || u16(b, 2) != kRipPort)
        return std::nullopt;
    const size_t length = u16(b, 4);
    if (length < kUdpHeader || length > b.size())
        return std::nullopt;
    const uint64_t pseudoHeader = sumOf(ip.header.subspan(12, 8)) + kProtocolUdp + length;
    if (u16(b, 6) != 0 && !sumIsRight(sumOf(b.first(length)) + pseudoHeader))
        return std::nullopt;
    return b.subspan(kUdpHeader, length - kUdpHeader);
}

// Looks at all 16 bytes whatever they are, so that the time says nothing about the password.
bool passwordMatches(Bytes entry, std::string_view password)
{
    unsigned difference = password.size() > kPassword;
    for (size_t i = 0; i < kPassword; ++i) {
        const auto want = i < password.size() ? static_cast<uint8_t>(password[i]) : uint8_t{0};
        difference |= static_cast<unsigned>(u8(entry, 4 + i) ^ want);
    }
    return u16(entry, 0) == 0xffff && u16(entry, 2) == 2 && difference == 0;
}

std::variant<RipEntry, EntryFault> readEntry(Bytes b)
{
    if (u16(b, 0) != 2)
        return EntryFault::Family;
    const uint32_t mask = u32(b, 8);
    const auto length = static_cast<unsigned>(std::countl_one(mask));
    if (static_cast<unsigned>(std::popcount(mask)) != length)
        return EntryFault::Mask;
    const auto prefix = Ipv4Prefix::make(Ipv4Address(u32(b, 4)), length);
    if (!prefix)
        return EntryFault::HostBits;
    const uint32_t metric = u32(b, 16);
    if (metric == 0 || metric > 16)
        return EntryFault::Metric;
    return RipEntry{*prefix, Ipv4Address(u32(b, 12)), u16(b, 2), static_cast<uint8_t>(metric)};
}

std::variant<RipPacket, PacketFault> readRip(Bytes b, std::string_view password)
{
    if (b.size() < kRipHeader || (b.size() - kRipHeader) % kEntry != 0)
        return PacketFault::Length;
    if (u8(b, 0) != 2 || u8(b, 1) != 2)
        return PacketFault::Command;
    const size_t count = (b.size() - kRipHeader) / kEntry;
    if (count > kMostEntries)
        return PacketFault::Entries;
    if (count == 0 || !passwordMatches(b.subspan(kRipHeader, kEntry), password))
        return PacketFault::Password;

    RipPacket packet;
    packet.entries.reserve(count - 1);
    for (size_t i = 1; i < count; ++i) {
        const auto entry = readEntry(b.subspan(kRipHeader + i * kEntry, kEntry));
        if (const auto *fault = std::get_if<EntryFault>(&entry))
            ++packet.skipped[static_cast<size_t>(*fault)];
        else
            packet.entries.push_back(std::get<RipEntry>(entry));
    }
    return packet;
}

} // namespace

std::variant<RipPacket, PacketFault> parseRip44(Bytes packet, const RipExpectation &expected)
{
    const auto outer = readIpv4(packet, kProtocolIpip);
    if (!outer)
        return PacketFault::OuterHeader;
    if (outer->source != expected.announcer)
        return PacketFault::OuterSource;
    // The kernel has checked the outer header's checksum, nobody yet the inner one's.
    const auto inner = readIpv4(outer->payload, kProtocolUdp);
    if (!inner || !sumIsRight(sumOf(inner->header)))
        return PacketFault::InnerHeader;
    if (inner->source != kInnerSource || inner->destination != kRipGroup)
        return PacketFault::InnerAddress;
    const auto rip = readUdp(*inner);
    if (!rip)
        return PacketFault::Udp;
    return readRip(*rip, expected.password);
}

std::string_view toString(PacketFault fault)
{
    switch (fault) {
    case PacketFault::OuterHeader: return "outer-header";
    case PacketFault::OuterSource: return "outer-source";
    case PacketFault::InnerHeader: return "inner-header";
    case PacketFault::InnerAddress: return "inner-address";
    case PacketFault::Udp: return "udp";
    case PacketFault::Length: return "length";
    case PacketFault::Command: return "command";
    case PacketFault::Entries: return "entries";
    case PacketFault::Password: return "password";
    }
    return "other";
}

std::string_view toString(EntryFault fault)
{
    switch (fault) {
    case EntryFault::Family: return "family";
    case EntryFault::Mask: return "mask";
    case EntryFault::HostBits: return "host-bits";
    case EntryFault::Metric: return "metric";
    }
    return "other";
}

} // namespace mesh44
