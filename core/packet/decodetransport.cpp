// SPDX-License-Identifier: GPL-3.0-or-later
// ICMP with what it quotes, UDP, TCP, RIP, and the checksums of all layers.
#include "core/packet/checksum.h"
#include "core/packet/decoder.h"

#include <algorithm>

namespace mesh44 {
namespace {

constexpr size_t kRipEntryLimit = 25;

size_t icmpHeader(uint8_t type)
{
    return type == 13 || type == 14 ? 20 : kIcmpHead; // the timestamps are a part of it
}

size_t icmpv6Header(uint8_t type)
{
    if (type == 134)
        return 16;
    if (type == 137)
        return 40;
    return type == 135 || type == 136 ? 24 : kIcmpHead;
}

size_t checksumField(LayerKind kind)
{
    switch (kind) {
    case LayerKind::Ipv4: return 10;
    case LayerKind::Gre: return 4;
    case LayerKind::Udp: return 6;
    case LayerKind::Tcp: return 16;
    default: return 2;
    }
}

// The pseudo-header that `layers.back()` is summed with; nothing where it is not known.
std::optional<uint64_t> pseudoHeader(std::span<const uint8_t> bytes, std::span<const Layer> layers)
{
    const Layer &last = layers.back();
    for (size_t i = layers.size() - 1; i-- > 0;) {
        const Layer &layer = layers[i];
        // Its last address is what was summed (RFC 8200, 8.1).
        if (layer.kind == LayerKind::Extension && layer.protocol == kProtocolRouting)
            return std::nullopt;
        if (layer.kind == LayerKind::Ipv4)
            return checksumPart(bytes.subspan(layer.offset + 12, 8)) + last.protocol + last.length;
        if (layer.kind == LayerKind::Ipv6)
            return checksumPart(bytes.subspan(layer.offset + 8, 32)) + last.protocol + last.length;
    }
    return std::nullopt;
}

std::optional<uint64_t> coveredSum(std::span<const uint8_t> bytes, std::span<const Layer> layers)
{
    const Layer &layer = layers.back();
    const auto all = bytes.subspan(layer.offset, layer.length);
    switch (layer.kind) {
    case LayerKind::Ipv4:
        if (layer.quoted || layer.header < kIpHeader || layer.header != size_t{4} * (all[0] & 15))
            return std::nullopt;
        return checksumPart(all.first(layer.header));
    case LayerKind::Icmp: return checksumPart(all);
    case LayerKind::Gre:
        if (layer.header < 8 || !(all[0] & 0x80) || (all[1] & 7) != 0)
            return std::nullopt;
        return checksumPart(all);
    case LayerKind::Udp:
        if (layer.header == kUdpHead && get16(all, 6) == 0)
            return std::nullopt; // not computed (RFC 768)
        [[fallthrough]];
    case LayerKind::Icmpv6:
    case LayerKind::Tcp:
        if (const auto pseudo = pseudoHeader(bytes, layers))
            return *pseudo + checksumPart(all);
        return std::nullopt;
    default: return std::nullopt;
    }
}

} // namespace

ChecksumState checksumState(std::span<const uint8_t> bytes, std::span<const Layer> layers)
{
    ChecksumState state;
    const Layer &layer = layers.back();
    const size_t field = checksumField(layer.kind);
    if (layer.header < field + 2 || (!layer.complete && layer.kind != LayerKind::Ipv4))
        return state;
    const auto sum = coveredSum(bytes, layers);
    if (!sum)
        return state;
    state.checkable = true;
    state.found = get16(bytes, layer.offset + field);
    state.wrong = checksumOf(*sum) != 0;
    state.expected = checksumOf(uint64_t{checksumFold(*sum)} + static_cast<uint16_t>(~state.found));
    if (layer.kind == LayerKind::Udp && state.expected == 0)
        state.expected = 0xffff;
    return state;
}

void Decoder::icmp(const Part &part)
{
    Layer *layer = begin(LayerKind::Icmp, part, kProtocolIcmp);
    if (!layer || !header(*layer, part, kIcmpHead))
        return;
    const auto b = bytesOf(part);
    if (!header(*layer, part, icmpHeader(b[0])))
        return;
    judgeChecksum(*layer);
    const Part body = behind(part, layer->header);
    // RFC 4884: how much is quoted, in words, where extensions follow.
    if (icmpQuotes(b[0]))
        return quotation(body, b[0] == 4 || b[0] == 5 ? 0 : size_t{4} * b[5], kProtocolIpip);
    data(body, kProtocolIcmp);
}

void Decoder::icmpv6(const Part &part)
{
    Layer *layer = begin(LayerKind::Icmpv6, part, kProtocolIcmpv6);
    if (!layer || !header(*layer, part, kIcmpHead))
        return;
    const auto b = bytesOf(part);
    if (!header(*layer, part, icmpv6Header(b[0])))
        return;
    judgeChecksum(*layer);
    const Part body = behind(part, layer->header);
    if (icmpv6Quotes(b[0]))
        return quotation(body, b[0] == 1 || b[0] == 3 ? size_t{8} * b[4] : 0, kProtocolIpv6);
    data(body, kProtocolIcmpv6);
}

void Decoder::quotation(const Part &part, size_t length, uint8_t protocol)
{
    if (part.captured == 0)
        return;
    Part quoted = part;
    quoted.whole = false;
    quoted.quoted = true;
    if (length > 0 && length < part.captured)
        quoted.captured = quoted.real = length;
    protocol == kProtocolIpip ? ipv4(quoted, protocol) : ipv6(quoted, protocol);
    if (length > 0 && length < part.captured)
        data(behind(part, length), kProtocolIcmp);
}

void Decoder::udp(const Part &part)
{
    Layer *layer = begin(LayerKind::Udp, part, kProtocolUdp);
    if (!layer || !header(*layer, part, kUdpHead))
        return;
    const auto b = bytesOf(part);
    const auto own = claimed(*layer, part, get16(b, 4));
    if (!own)
        return;
    judgeChecksum(*layer);
    const Part body = behind(*own, kUdpHead);
    if (body.captured > 0 && (get16(b, 0) == kPortRip || get16(b, 2) == kPortRip))
        return rip(body);
    data(body, kProtocolUdp);
}

void Decoder::tcp(const Part &part)
{
    Layer *layer = begin(LayerKind::Tcp, part, kProtocolTcp);
    if (!layer || !header(*layer, part, kTcpHead))
        return;
    const auto b = bytesOf(part);
    const size_t length = size_t{4} * (b[12] >> 4);
    if (length < kTcpHead)
        return layer->note(NoteKind::HeaderLength);
    if (!header(*layer, part, length))
        return;
    if (!optionsWhole(b.subspan(kTcpHead, length - kTcpHead)))
        layer->note(NoteKind::Options);
    judgeChecksum(*layer);
    data(behind(part, length), kProtocolTcp);
}

// The layer's header is all of it: entries are fields, not payload.
void Decoder::rip(const Part &part)
{
    Layer *layer = begin(LayerKind::Rip, part, kProtocolUdp);
    if (!layer || !header(*layer, part, kRipHead))
        return;
    if (bytesOf(part)[1] != 2)
        return layer->note(NoteKind::Version);
    const size_t entries = part.real - kRipHead;
    layer->header = static_cast<uint32_t>(part.captured);
    if (entries % kRipEntryBytes != 0 || entries / kRipEntryBytes > kRipEntryLimit)
        layer->note(NoteKind::Entries);
}

} // namespace mesh44
