// SPDX-License-Identifier: GPL-3.0-or-later
// IPv4, IPv6 with its extension headers, GRE.
#include "core/packet/checksum.h"
#include "core/packet/decoder.h"

namespace mesh44 {
namespace {

constexpr uint16_t kGreChecksum = 0x8000;
constexpr uint16_t kGreRouting = 0x4000;
constexpr uint16_t kGreKey = 0x2000;
constexpr uint16_t kGreSequence = 0x1000;
constexpr uint16_t kGreVersion = 0x0007;

// RFC 8200, 4.2: like the others, but 0 is one byte of padding and 1 has a length, which counts what follows it.
bool ipv6OptionsWhole(std::span<const uint8_t> options)
{
    for (size_t at = 0; at < options.size();) {
        if (options[at] == 0) {
            ++at;
            continue;
        }
        if (at + 1 >= options.size() || at + 2 + options[at + 1] > options.size())
            return false;
        at += size_t{2} + options[at + 1];
    }
    return true;
}

size_t extensionLength(uint8_t protocol, uint8_t length)
{
    if (protocol == kProtocolFragment)
        return 8;
    return protocol == kProtocolAuthentication ? 4 * (size_t{length} + 2) : 8 * (size_t{length} + 1);
}

} // namespace

bool optionsWhole(std::span<const uint8_t> options)
{
    for (size_t at = 0; at < options.size() && options[at] != 0;) {
        if (options[at] == 1) {
            ++at;
            continue;
        }
        if (at + 1 >= options.size() || options[at + 1] < 2 || at + options[at + 1] > options.size())
            return false;
        at += options[at + 1];
    }
    return true;
}

void Decoder::ipv4(const Part &part, uint8_t protocol)
{
    Layer *layer = begin(LayerKind::Ipv4, part, protocol);
    if (!layer)
        return;
    m_ipv6 = false;
    const auto b = bytesOf(part);
    if (!b.empty() && (b[0] >> 4) != 4) {
        layer->header = 1;
        return layer->note(NoteKind::Version);
    }
    if (!header(*layer, part, kIpHeader))
        return;
    const size_t length = size_t{4} * (b[0] & 15);
    if (length < kIpHeader)
        return layer->note(NoteKind::HeaderLength);
    if (!header(*layer, part, length))
        return;
    judgeChecksum(*layer);
    if (!optionsWhole(b.subspan(kIpHeader, length - kIpHeader)))
        layer->note(NoteKind::Options);
    if (const auto own = claimed(*layer, part, get16(b, 2)))
        ipv4Payload(*layer, *own);
}

void Decoder::ipv4Payload(Layer &layer, Part own)
{
    const auto b = bytesOf(own);
    const uint16_t fragment = get16(b, 6);
    const Part payload = behind(own, layer.header);
    if (fragment & kFragmentOffset) {
        layer.note(NoteKind::LaterFragment);
        return data(payload, b[9]);
    }
    Part rest = payload;
    if (fragment & kMoreFragments) {
        layer.note(NoteKind::FirstFragment);
        rest.whole = false;
    }
    byProtocol(b[9], rest);
}

void Decoder::ipv6(const Part &part, uint8_t protocol)
{
    Layer *layer = begin(LayerKind::Ipv6, part, protocol);
    if (!layer)
        return;
    m_ipv6 = true;
    const auto b = bytesOf(part);
    if (!b.empty() && (b[0] >> 4) != 6) {
        layer->header = 1;
        return layer->note(NoteKind::Version);
    }
    if (!header(*layer, part, kIpv6Head))
        return;
    // Length 0 before hop-by-hop options: a jumbogram (RFC 2675), its length is in there.
    const size_t payload = get16(b, 4);
    const bool jumbo = payload == 0 && b[6] == kProtocolHopByHop && part.real > kIpv6Head;
    if (const auto own = claimed(*layer, part, jumbo ? part.real : kIpv6Head + payload))
        byProtocol(b[6], behind(*own, kIpv6Head));
}

void Decoder::extension(Part part, uint8_t protocol)
{
    Layer *layer = begin(LayerKind::Extension, part, protocol);
    if (!layer || !header(*layer, part, 8))
        return;
    const auto b = bytesOf(part);
    const size_t length = extensionLength(protocol, b[1]);
    if (!header(*layer, part, length))
        return;
    const bool options = protocol == kProtocolHopByHop || protocol == kProtocolDestination;
    if (options && !ipv6OptionsWhole(b.subspan(2, length - 2)))
        layer->note(NoteKind::Options);
    if (protocol == kProtocolFragment && (get16(b, 2) & 0xfff8)) {
        layer->note(NoteKind::LaterFragment);
        return data(behind(part, length), b[0]);
    }
    if (protocol == kProtocolFragment && (get16(b, 2) & 1)) {
        layer->note(NoteKind::FirstFragment);
        part.whole = false;
    }
    byProtocol(b[0], behind(part, length));
}

void Decoder::gre(const Part &part)
{
    Layer *layer = begin(LayerKind::Gre, part, kProtocolGre);
    if (!layer || !header(*layer, part, 4))
        return;
    const uint16_t flags = get16(bytesOf(part), 0);
    if ((flags & kGreVersion) || (flags & kGreRouting)) {
        layer->note(NoteKind::Unsupported);
        return data(behind(part, 4), kProtocolGre);
    }
    const size_t length = 4 + (flags & kGreChecksum ? 4 : 0) + (flags & kGreKey ? 4 : 0)
                          + (flags & kGreSequence ? 4 : 0);
    if (!header(*layer, part, length))
        return;
    judgeChecksum(*layer);
    greBody(*layer, part);
}

void Decoder::greBody(Layer &layer, const Part &part)
{
    const Part body = behind(part, layer.header);
    switch (get16(bytesOf(part), 2)) {
    case kEtherIpv4: return ipv4(body, kProtocolIpip);
    case kEtherIpv6: return ipv6(body, kProtocolIpv6);
    default: return data(body, kProtocolGre);
    }
}

} // namespace mesh44
