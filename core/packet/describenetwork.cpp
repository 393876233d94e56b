// SPDX-License-Identifier: GPL-3.0-or-later
// Fields of IPv4, IPv6, its extension headers and GRE.
#include "core/packet/fieldwriter.h"

#include <array>

namespace mesh44 {
namespace {

std::string ecnText(uint64_t ecn)
{
    constexpr std::array<std::string_view, 4> kNames{"not capable", "ECT(1)", "ECT(0)", "congestion"};
    return namedText(ecn & 3, kNames[ecn & 3]);
}

std::string_view ipOptionName(uint8_t type)
{
    switch (type) {
    case 0: return "end of options";
    case 1: return "no operation";
    case 7: return "record route";
    case 68: return "timestamps";
    case 130: return "security";
    case 131: return "loose source route";
    case 137: return "strict source route";
    case 148: return "router alert";
    default: return {};
    }
}

void ipOptions(FieldWriter &out)
{
    const size_t end = out.header().size();
    for (size_t at = kIpHeader; at < end;) {
        const uint8_t type = out.header()[at];
        const size_t claimed = type < 2 ? 1 : static_cast<size_t>(out.value(at + 1, 1));
        const bool whole = type < 2 || (claimed >= 2 && claimed <= end - at);
        const size_t length = whole ? claimed : end - at;
        out.number("option", at, 1, namedText(type, ipOptionName(type)));
        out.setLevel(1);
        if (length > 1)
            out.number("option-length", at + 1, 1);
        out.setLevel(0);
        if (!whole || type == 0)
            return;
        at += length;
    }
}

std::string_view etherName(uint64_t type)
{
    if (type == kEtherIpv4)
        return "IPv4";
    return type == kEtherIpv6 ? "IPv6" : std::string_view{};
}

} // namespace

void describeIpv4(FieldWriter &out)
{
    out.bits("version", 0, 1, 4, 15);
    out.bits("header-length", 0, 1, 0, 15, std::to_string(4 * (out.value(0, 1) & 15)) + " bytes");
    out.bits("dscp", 1, 1, 2, 63);
    out.bits("ecn", 1, 1, 0, 3, ecnText(out.value(1, 1)));
    out.number("total-length", 2, 2);
    out.hex("identification", 4, 2);
    out.bits("dont-fragment", 6, 2, 14, 1);
    out.bits("more-fragments", 6, 2, 13, 1);
    out.bits("fragment-offset", 6, 2, 0, kFragmentOffset, std::to_string(8 * (out.value(6, 2) & kFragmentOffset)));
    out.number("ttl", 8, 1);
    out.number("protocol", 9, 1, namedText(out.value(9, 1), ipProtocolName(static_cast<uint8_t>(out.value(9, 1)))));
    out.hex("checksum", 10, 2);
    out.ipv4("source", 12);
    out.ipv4("destination", 16);
    ipOptions(out);
}

void describeIpv6(FieldWriter &out)
{
    out.bits("version", 0, 1, 4, 15);
    out.bits("dscp", 0, 2, 6, 63);
    out.bits("ecn", 1, 1, 4, 3, ecnText(out.value(1, 1) >> 4));
    out.bits("flow-label", 1, 3, 0, 0xfffff, hexText(out.value(1, 3) & 0xfffff, 5));
    out.number("payload-length", 4, 2);
    out.number("next-header", 6, 1, namedText(out.value(6, 1), ipProtocolName(static_cast<uint8_t>(out.value(6, 1)))));
    out.number("hop-limit", 7, 1);
    out.ipv6("source", 8);
    out.ipv6("destination", 24);
}

void describeExtension(FieldWriter &out, uint8_t protocol)
{
    out.number("next-header", 0, 1, namedText(out.value(0, 1), ipProtocolName(static_cast<uint8_t>(out.value(0, 1)))));
    if (protocol == kProtocolFragment) {
        out.bits("fragment-offset", 2, 2, 3, kFragmentOffset, std::to_string(out.value(2, 2) & 0xfff8));
        out.bits("more-fragments", 2, 2, 0, 1);
        out.hex("identification", 4, 4);
        return;
    }
    out.number("length", 1, 1);
    if (protocol == kProtocolRouting) {
        out.number("routing-type", 2, 1);
        out.number("segments-left", 3, 1);
    } else if (protocol == kProtocolAuthentication) {
        out.hex("security-index", 4, 4);
        out.number("sequence", 8, 4);
    }
}

void describeGre(FieldWriter &out)
{
    const uint64_t flags = out.value(0, 2);
    out.bits("checksum-present", 0, 2, 15, 1);
    out.bits("routing-present", 0, 2, 14, 1);
    out.bits("key-present", 0, 2, 13, 1);
    out.bits("sequence-present", 0, 2, 12, 1);
    out.bits("version", 0, 2, 0, 7);
    const uint64_t type = out.value(2, 2);
    std::string name = hexText(type, 4);
    if (!etherName(type).empty())
        name.append(" (").append(etherName(type)).append(")");
    out.number("protocol", 2, 2, name);
    if ((flags & 7) != 0 || (flags & 0x4000) != 0)
        return; // another form of the header
    size_t at = 4;
    if (flags & 0x8000) {
        out.hex("checksum", at, 2);
        at += 4;
    }
    if (flags & 0x2000) {
        out.hex("key", at, 4);
        at += 4;
    }
    if (flags & 0x1000)
        out.number("sequence", at, 4);
}

} // namespace mesh44
