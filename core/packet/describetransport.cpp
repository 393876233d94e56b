// SPDX-License-Identifier: GPL-3.0-or-later
// Fields of ICMP, ICMPv6, UDP and TCP.
#include "core/packet/fieldwriter.h"

#include <array>

namespace mesh44 {
namespace {

void icmpHead(FieldWriter &out, std::string_view type, std::string_view code)
{
    out.number("type", 0, 1, namedText(out.value(0, 1), type));
    out.number("code", 1, 1, namedText(out.value(1, 1), code));
    out.hex("checksum", 2, 2);
}

void icmpEcho(FieldWriter &out)
{
    out.number("identifier", 4, 2);
    out.number("sequence", 6, 2);
}

std::string_view tcpOptionName(uint8_t kind)
{
    switch (kind) {
    case 0: return "end of options";
    case 1: return "no operation";
    case 2: return "largest segment";
    case 3: return "window scale";
    case 4: return "selective acknowledgement permitted";
    case 5: return "selective acknowledgement";
    case 8: return "timestamps";
    case 34: return "fast open";
    default: return {};
    }
}

void tcpOptionBody(FieldWriter &out, uint8_t kind, size_t at, size_t length)
{
    if (kind == 2 && length == 4)
        out.number("largest-segment", at + 2, 2);
    if (kind == 3 && length == 3)
        out.number("window-scale", at + 2, 1);
    if (kind == 8 && length == 10) {
        out.number("timestamp", at + 2, 4);
        out.number("timestamp-echo", at + 6, 4);
    }
    if (kind != 5)
        return;
    for (size_t edge = 2; edge + 8 <= length; edge += 8) {
        out.number("sack-left", at + edge, 4);
        out.number("sack-right", at + edge + 4, 4);
    }
}

void tcpOptions(FieldWriter &out)
{
    const size_t end = out.header().size();
    for (size_t at = kTcpHead; at < end;) {
        const uint8_t kind = out.header()[at];
        const size_t claimed = kind < 2 ? 1 : static_cast<size_t>(out.value(at + 1, 1));
        out.number("option", at, 1, namedText(kind, tcpOptionName(kind)));
        if (kind == 0 || (kind > 1 && (claimed < 2 || claimed > end - at)))
            return;
        out.setLevel(1);
        tcpOptionBody(out, kind, at, claimed);
        out.setLevel(0);
        at += claimed;
    }
}

} // namespace

std::string tcpFlagsText(uint16_t flags)
{
    constexpr std::array<std::string_view, 9> kNames{"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE"};
    std::string text;
    for (size_t i = 0; i < kNames.size(); ++i) {
        if (flags & (1U << i))
            text.append(text.empty() ? "" : ", ").append(kNames[i]);
    }
    return text.empty() ? "none" : text;
}

void describeIcmp(FieldWriter &out)
{
    const auto type = static_cast<uint8_t>(out.value(0, 1));
    const auto code = static_cast<uint8_t>(out.value(1, 1));
    icmpHead(out, icmpTypeName(type), icmpCodeName(type, code));
    if (type == 0 || type == 8 || type == 13 || type == 14)
        icmpEcho(out);
    if (type == 3 && code == 4)
        out.number("mtu", 6, 2);
    if (type == 5)
        out.ipv4("router", 4);
    if (type == 12 && code == 0)
        out.number("pointer", 4, 1);
    if ((type == 3 || type == 11 || type == 12) && out.value(5, 1) != 0)
        out.bits("quoted-length", 5, 1, 0, 255, std::to_string(4 * out.value(5, 1)) + " bytes");
    if (type == 13 || type == 14) {
        out.number("originated", 8, 4);
        out.number("received", 12, 4);
        out.number("sent", 16, 4);
    }
}

void describeIcmpv6(FieldWriter &out)
{
    const auto type = static_cast<uint8_t>(out.value(0, 1));
    const auto code = static_cast<uint8_t>(out.value(1, 1));
    icmpHead(out, icmpv6TypeName(type), icmpv6CodeName(type, code));
    if (type == 128 || type == 129)
        icmpEcho(out);
    if (type == 2)
        out.number("mtu", 4, 4);
    if (type == 4)
        out.number("pointer", 4, 4);
    if ((type == 1 || type == 3) && out.value(4, 1) != 0)
        out.bits("quoted-length", 4, 1, 0, 255, std::to_string(8 * out.value(4, 1)) + " bytes");
    if (type == 134) {
        out.number("hop-limit", 4, 1);
        out.number("lifetime", 6, 2);
    }
    if (type == 135 || type == 136 || type == 137)
        out.ipv6("target", 8);
    if (type == 137)
        out.ipv6("destination", 24);
}

void describeUdp(FieldWriter &out)
{
    out.number("source-port", 0, 2);
    out.number("destination-port", 2, 2);
    out.number("length", 4, 2);
    out.number("checksum", 6, 2, out.value(6, 2) == 0 ? "0x0000 (not computed)" : hexText(out.value(6, 2), 4));
}

void describeTcp(FieldWriter &out)
{
    const auto flags = static_cast<uint16_t>(out.value(12, 2) & 0x1ff);
    out.number("source-port", 0, 2);
    out.number("destination-port", 2, 2);
    out.number("sequence", 4, 4);
    out.number("acknowledgement", 8, 4);
    out.bits("header-length", 12, 1, 4, 15, std::to_string(4 * (out.value(12, 1) >> 4)) + " bytes");
    out.bits("flags", 12, 2, 0, 0x1ff, hexText(flags, 3) + " (" + tcpFlagsText(flags) + ")");
    out.number("window", 14, 2);
    out.hex("checksum", 16, 2);
    out.number("urgent", 18, 2);
    tcpOptions(out);
}

} // namespace mesh44
