// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/decode.h"

#include "core/packet/checksum.h"
#include "core/packet/decoder.h"

#include <algorithm>

namespace mesh44 {

DecodedPacket decode(std::span<const uint8_t> bytes, size_t originalLength, bool checksumPending)
{
    DecodedPacket packet;
    Decoder(packet, bytes, std::max(originalLength, bytes.size()), checksumPending).decode();
    return packet;
}

Decoder::Decoder(DecodedPacket &packet, std::span<const uint8_t> bytes, size_t originalLength, bool checksumPending)
    : m_packet(packet), m_bytes(bytes), m_checksumPending(checksumPending)
{
    m_packet.m_original = originalLength;
}

void Decoder::decode()
{
    const Part all{.captured = m_bytes.size(), .real = m_packet.m_original};
    if (!m_bytes.empty() && (m_bytes[0] >> 4) == 6)
        ipv6(all, kProtocolIpv6);
    else
        ipv4(all, kProtocolIpip);
    if (all.captured < all.real)
        m_packet.m_layers[0].note(NoteKind::Cut);
}

Decoder::Part Decoder::behind(Part part, size_t length)
{
    part.at += std::min(length, part.captured);
    part.captured -= std::min(length, part.captured);
    part.real -= std::min(length, part.real);
    return part;
}

Layer *Decoder::begin(LayerKind kind, const Part &part, uint8_t protocol)
{
    if (m_packet.m_count == kMostLayers) {
        m_packet.m_layers.back().note(NoteKind::TooDeep);
        return nullptr;
    }
    Layer &layer = m_packet.m_layers[m_packet.m_count++];
    layer.kind = kind;
    layer.protocol = protocol;
    layer.quoted = part.quoted;
    layer.complete = part.whole && part.captured == part.real;
    layer.offset = static_cast<uint32_t>(part.at);
    layer.length = static_cast<uint32_t>(part.captured);
    return &layer;
}

bool Decoder::header(Layer &layer, const Part &part, size_t length)
{
    layer.header = static_cast<uint32_t>(std::min(length, part.captured));
    if (part.captured >= length)
        return true;
    layer.note(part.whole && part.real < length ? NoteKind::HeaderShort : NoteKind::HeaderCut);
    return false;
}

std::optional<Decoder::Part> Decoder::claimed(Layer &layer, Part part, size_t length)
{
    if (length < layer.header) {
        layer.note(NoteKind::LengthShort);
        layer.complete = false;
        return std::nullopt;
    }
    if (part.whole && length > part.real) {
        layer.note(NoteKind::LengthLong);
        part.whole = false;
    } else if (part.whole && length < part.real) {
        layer.note(NoteKind::Trailer);
    }
    part.real = length;
    part.captured = std::min(part.captured, length);
    layer.length = static_cast<uint32_t>(part.captured);
    layer.complete = part.whole && part.captured == part.real;
    return part;
}

void Decoder::judgeChecksum(Layer &layer)
{
    const bool ofHeader = layer.kind == LayerKind::Ipv4;
    if (m_checksumPending && layer.complete && !ofHeader && layer.kind != LayerKind::Gre
        && layer.kind != LayerKind::Icmp)
        layer.note(NoteKind::ChecksumPending);
    else if (checksumState(m_bytes, m_packet.layers()).wrong)
        layer.note(NoteKind::Checksum);
}

void Decoder::byProtocol(uint8_t protocol, const Part &part)
{
    switch (protocol) {
    case kProtocolIpip: return ipv4(part, protocol);
    case kProtocolIpv6: return ipv6(part, protocol);
    case kProtocolGre: return gre(part);
    case kProtocolUdp: return udp(part);
    case kProtocolTcp: return tcp(part);
    case kProtocolIcmp: return m_ipv6 ? data(part, protocol) : icmp(part);
    case kProtocolIcmpv6: return m_ipv6 ? icmpv6(part) : data(part, protocol);
    case kProtocolHopByHop:
    case kProtocolRouting:
    case kProtocolFragment:
    case kProtocolAuthentication:
    case kProtocolDestination: return m_ipv6 ? extension(part, protocol) : data(part, protocol);
    default: return data(part, protocol);
    }
}

void Decoder::data(const Part &part, uint8_t protocol)
{
    if (part.captured > 0)
        begin(LayerKind::Data, part, protocol);
}

} // namespace mesh44
