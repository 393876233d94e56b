// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/encapsulation.h"

#include "core/packet/checksum.h"

namespace mesh44 {
namespace {

constexpr uint8_t kTunnelTtl = 64;
constexpr uint8_t kEcn = 3;
constexpr uint8_t kNotEct = 0;
constexpr uint8_t kEct1 = 1;
constexpr uint8_t kEct0 = 2;
constexpr uint8_t kCongested = 3;

bool sourceFits(Ipv4Address source, Ipv4Address outerSource, const ForwardingTable &table)
{
    if (table.isOurs(source))
        return false;
    if (isAmateur(Ipv4Prefix::host(source)))
        return true;
    const uint8_t first = static_cast<uint8_t>(source.value() >> 24);
    return table.isAnnouncer(outerSource) && first != 0 && first != 127 && first < 224;
}

// RFC 1624, equation 3; the field is in the first of the two bytes with version and header length.
void setEcn(std::span<uint8_t> header, uint8_t ecn)
{
    const uint16_t before = get16(header, 0);
    header[1] = static_cast<uint8_t>((header[1] & ~kEcn) | ecn);
    const uint64_t sum = uint64_t{static_cast<uint16_t>(~get16(header, 10))} + static_cast<uint16_t>(~before)
                         + get16(header, 0);
    put16(header, 10, checksumOf(sum));
}

// RFC 6040, figure 4. False: to be dropped.
bool carryEcn(uint8_t outerTos, const PacketView &inner)
{
    const uint8_t outer = outerTos & kEcn;
    const uint8_t own = inner.tos() & kEcn;
    if (outer == kCongested && own == kNotEct)
        return false;
    if (outer == kCongested && own != kCongested)
        setEcn(inner.header(), kCongested);
    else if (outer == kEct1 && own == kEct0)
        setEcn(inner.header(), kEct1);
    return true;
}

} // namespace

OuterHeader outerHeader(const PacketView &inner, Ipv4Address endpoint, bool dontFragment)
{
    OuterHeader header{};
    header[0] = 0x45;
    header[1] = inner.tos() & kEcn;
    put16(header, 6, dontFragment ? kDontFragment : 0);
    header[8] = kTunnelTtl;
    header[9] = kProtocolIpip;
    put32(header, 16, endpoint.value());
    return header;
}

std::string_view toString(PlaneFault fault)
{
    switch (fault) {
    case PlaneFault::Malformed: return "malformed";
    case PlaneFault::UnknownPeer: return "unknown_peer";
    case PlaneFault::Nested: return "nested";
    case PlaneFault::NotForUs: return "not_for_us";
    case PlaneFault::SpoofedSource: return "spoofed_source";
    case PlaneFault::Congestion: return "congestion";
    case PlaneFault::NoEndpoint: return "no_endpoint";
    case PlaneFault::TooLarge: return "too_large";
    case PlaneFault::SendFailed: return "send_failed";
    case PlaneFault::DeliverFailed: return "deliver_failed";
    }
    return "";
}

std::variant<PacketView, PlaneFault> decapsulate(std::span<uint8_t> outer, const ForwardingTable &table)
{
    const auto around = PacketView::read(outer);
    if (!around || around->protocol() != kProtocolIpip || around->isFragment())
        return PlaneFault::Malformed;
    if (!table.isPeer(around->source()))
        return PlaneFault::UnknownPeer;
    const auto inner = PacketView::read(around->payload());
    if (!inner)
        return PlaneFault::Malformed;
    if (inner->protocol() == kProtocolIpip)
        return PlaneFault::Nested;
    if (!table.isOurs(inner->destination()))
        return PlaneFault::NotForUs;
    if (!sourceFits(inner->source(), around->source(), table))
        return PlaneFault::SpoofedSource;
    if (!carryEcn(around->tos(), *inner))
        return PlaneFault::Congestion;
    return *inner;
}

} // namespace mesh44
