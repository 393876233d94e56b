// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rip44/packet.h"

#include "core/packet/checksum.h"
#include "core/packet/packetview.h"

#include <bit>
#include <optional>

namespace mesh44 {
namespace {

using Bytes = std::span<const uint8_t>;

constexpr size_t kUdpHeader = 8;
constexpr uint16_t kRipPort = 520;
constexpr size_t kRipHeader = 4;
constexpr size_t kEntry = 20;
constexpr size_t kMostEntries = 25;
constexpr size_t kPassword = 16;
constexpr Ipv4Address kInnerSource{44, 0, 0, 1};
constexpr Ipv4Address kRipGroup{224, 0, 0, 9};

// A whole packet of that protocol.
std::optional<ConstPacketView> readIpv4(Bytes bytes, uint8_t protocol)
{
    auto packet = ConstPacketView::read(bytes);
    if (packet && (packet->isFragment() || packet->protocol() != protocol))
        packet.reset();
    return packet;
}

// The payload of a RIP datagram. A checksum of 0 was not computed (RFC 768); any other must be right.
std::optional<Bytes> readUdp(const ConstPacketView &ip)
{
    const Bytes b = ip.payload();
    if (b.size() < kUdpHeader || get16(b, 0) != kRipPort || get16(b, 2) != kRipPort)
        return std::nullopt;
    const size_t length = get16(b, 4);
    if (length < kUdpHeader || length > b.size())
        return std::nullopt;
    const uint64_t pseudoHeader = pseudoHeaderPart(ip.source().value(), ip.destination().value(), kProtocolUdp, length);
    if (get16(b, 6) != 0 && checksumOf(checksumPart(b.first(length)) + pseudoHeader) != 0)
        return std::nullopt;
    return b.subspan(kUdpHeader, length - kUdpHeader);
}

// Looks at all 16 bytes whatever they are, so that the time says nothing about the password.
bool passwordMatches(Bytes entry, std::string_view password)
{
    unsigned difference = password.size() > kPassword;
    for (size_t i = 0; i < kPassword; ++i) {
        const auto want = i < password.size() ? static_cast<uint8_t>(password[i]) : uint8_t{0};
        difference |= static_cast<unsigned>(entry[4 + i] ^ want);
    }
    return get16(entry, 0) == 0xffff && get16(entry, 2) == 2 && difference == 0;
}

std::variant<RipEntry, EntryFault> readEntry(Bytes b)
{
    if (get16(b, 0) != 2)
        return EntryFault::Family;
    const uint32_t mask = get32(b, 8);
    const auto length = static_cast<unsigned>(std::countl_one(mask));
    if (static_cast<unsigned>(std::popcount(mask)) != length)
        return EntryFault::Mask;
    const auto prefix = Ipv4Prefix::make(Ipv4Address(get32(b, 4)), length);
    if (!prefix)
        return EntryFault::HostBits;
    const uint32_t metric = get32(b, 16);
    if (metric == 0 || metric > 16)
        return EntryFault::Metric;
    return RipEntry{*prefix, Ipv4Address(get32(b, 12)), get16(b, 2), static_cast<uint8_t>(metric)};
}

std::variant<RipPacket, PacketFault> readRip(Bytes b, std::string_view password)
{
    if (b.size() < kRipHeader || (b.size() - kRipHeader) % kEntry != 0)
        return PacketFault::Length;
    if (b[0] != 2 || b[1] != 2)
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

std::variant<RipPacket, PacketFault> parseRip44(std::span<const std::byte> packet, const RipExpectation &expected)
{
    const Bytes bytes(reinterpret_cast<const uint8_t *>(packet.data()), packet.size());
    const auto outer = readIpv4(bytes, kProtocolIpip);
    if (!outer)
        return PacketFault::OuterHeader;
    if (outer->source() != expected.announcer)
        return PacketFault::OuterSource;
    // The kernel has checked the outer header's checksum, nobody yet the inner one's.
    const auto inner = readIpv4(outer->payload(), kProtocolUdp);
    if (!inner || checksumOf(checksumPart(inner->header())) != 0)
        return PacketFault::InnerHeader;
    if (inner->source() != kInnerSource || inner->destination() != kRipGroup)
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
