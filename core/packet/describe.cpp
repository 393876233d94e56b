// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/describe.h"

#include "core/packet/fieldwriter.h"

#include <algorithm>

namespace mesh44 {
namespace {

// A layer's header, and what is asked of it in titles.
struct Head
{
    const Layer &layer;
    std::span<const uint8_t> bytes;

    bool has(size_t length) const { return bytes.size() >= length; }
    std::string way() const
    {
        if (layer.kind == LayerKind::Ipv4 && has(kIpHeader))
            return Ipv4Address(get32(bytes, 12)).toString() + " → " + Ipv4Address(get32(bytes, 16)).toString();
        if (layer.kind == LayerKind::Ipv6 && has(40))
            return ipv6Text(bytes.subspan(8)) + " → " + ipv6Text(bytes.subspan(24));
        return {};
    }
    std::string ports() const
    {
        return has(4) ? std::to_string(get16(bytes, 0)) + " → " + std::to_string(get16(bytes, 2)) : std::string{};
    }
};

Head headOf(std::span<const uint8_t> bytes, const Layer &layer)
{
    return {layer, bytes.subspan(layer.offset, layer.header)};
}

std::string icmpTitle(const Head &head)
{
    const bool six = head.layer.kind == LayerKind::Icmpv6;
    std::string text = six ? "ICMPv6" : "ICMP";
    if (!head.has(2))
        return text;
    const uint8_t type = head.bytes[0];
    const auto name = six ? icmpv6TypeName(type) : icmpTypeName(type);
    const auto code = six ? icmpv6CodeName(type, head.bytes[1]) : icmpCodeName(type, head.bytes[1]);
    text += name.empty() ? " type " + std::to_string(type) : " " + std::string(name);
    if (!code.empty())
        text.append(", ").append(code);
    const bool echo = six ? type == 128 || type == 129 : type == 0 || type == 8;
    return echo && head.has(8) ? text + " " + std::to_string(get16(head.bytes, 6)) : text;
}

std::string ripTitle(const Head &head)
{
    if (!head.has(4) || head.bytes[1] != 2)
        return "RIP";
    size_t routes = 0;
    for (size_t at = 4; at + 20 <= head.bytes.size(); at += 20)
        routes += get16(head.bytes, at) != 0xffff;
    const char *command = head.bytes[0] == 1 ? "RIP request" : "RIP";
    return std::string(command) + ", " + std::to_string(routes) + (routes == 1 ? " route" : " routes");
}

std::string tcpTitle(const Head &head)
{
    const std::string text = "TCP " + head.ports();
    return head.has(14) ? text + " " + tcpFlagsText(get16(head.bytes, 12) & 0x1ff) : text;
}

std::string titleOf(const Head &head)
{
    const std::string protocol(ipProtocolName(head.layer.protocol));
    switch (head.layer.kind) {
    case LayerKind::Ipv4: return "IPv4 " + head.way();
    case LayerKind::Ipv6: return "IPv6 " + head.way();
    case LayerKind::Extension: return "IPv6 " + protocol;
    case LayerKind::Gre: return "GRE";
    case LayerKind::Icmp:
    case LayerKind::Icmpv6: return icmpTitle(head);
    case LayerKind::Udp: return "UDP " + head.ports();
    case LayerKind::Tcp: return tcpTitle(head);
    case LayerKind::Rip: return ripTitle(head);
    case LayerKind::Data: break;
    }
    const bool known = !protocol.empty() && head.layer.protocol != kProtocolNoNext;
    return (known ? protocol + " data, " : "data, ") + std::to_string(head.layer.length) + " bytes";
}

void fieldsOf(const Head &head, Passwords passwords, std::vector<Field> &fields)
{
    FieldWriter out(head.bytes, head.layer.offset, fields);
    switch (head.layer.kind) {
    case LayerKind::Ipv4: return describeIpv4(out);
    case LayerKind::Ipv6: return describeIpv6(out);
    case LayerKind::Extension: return describeExtension(out, head.layer.protocol);
    case LayerKind::Gre: return describeGre(out);
    case LayerKind::Icmp: return describeIcmp(out);
    case LayerKind::Icmpv6: return describeIcmpv6(out);
    case LayerKind::Udp: return describeUdp(out);
    case LayerKind::Tcp: return describeTcp(out);
    case LayerKind::Rip: return describeRip(out, passwords);
    case LayerKind::Data: break;
    }
    const size_t length = head.layer.length;
    fields.push_back({"length", std::to_string(length), length, head.layer.offset, length, 0});
}

} // namespace

LayerText describe(const DecodedPacket &packet, std::span<const uint8_t> bytes, size_t layer, Passwords passwords)
{
    const Head head = headOf(bytes, packet.layers()[layer]);
    LayerText text;
    text.title = titleOf(head);
    while (text.title.ends_with(' '))
        text.title.pop_back();
    fieldsOf(head, passwords, text.fields);
    text.notes = notesOf(packet, bytes, layer);
    return text;
}

std::string summary(const DecodedPacket &packet, std::span<const uint8_t> bytes)
{
    std::string text;
    for (const Layer &layer : packet.layers()) {
        if (layer.kind == LayerKind::Data)
            continue;
        const Head head = headOf(bytes, layer);
        const std::string way = head.way();
        if (!text.empty())
            text += layer.quoted && !(&layer)[-1].quoted ? " · about " : " · ";
        text += way.empty() ? titleOf(head) : way;
        while (text.ends_with(' '))
            text.pop_back();
        if (std::ranges::any_of(notesOf(packet, bytes, static_cast<size_t>(&layer - packet.layers().data())),
                                [](const Note &note) { return note.level == NoteLevel::Error; }))
            text += '!';
    }
    return text + " · " + std::to_string(packet.originalLength()) + " bytes";
}

} // namespace mesh44
