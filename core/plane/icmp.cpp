// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/icmp.h"

#include "core/packet/checksum.h"

#include <algorithm>

namespace mesh44 {
namespace {

constexpr size_t kIcmpHeader = 8;
constexpr uint8_t kUnreachable = 3;
constexpr uint8_t kFragmentationNeeded = 4;
constexpr uint8_t kTtl = 64;
constexpr uint8_t kInternetControl = 0xc0; // the precedence that the kernel's own ICMP errors have

bool isIcmpError(const PacketView &packet)
{
    if (packet.protocol() != kProtocolIcmp)
        return false;
    if (packet.payload().empty())
        return true;
    const uint8_t type = packet.payload()[0];
    return type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
}

bool isSingle(Ipv4Address address)
{
    const auto first = static_cast<uint8_t>(address.value() >> 24);
    return first != 0 && first != 127 && first < 224;
}

} // namespace

IcmpError fragmentationNeeded(const PacketView &packet, Ipv4Address from, uint16_t mtu)
{
    IcmpError error;
    if (isIcmpError(packet) || (packet.fragment() & kFragmentOffset) || !isSingle(packet.source())
        || !isSingle(packet.destination()))
        return error;
    const std::span bytes(error.bytes);
    const size_t quoted = std::min(packet.size(), bytes.size() - kIpHeader - kIcmpHeader);
    error.length = kIpHeader + kIcmpHeader + quoted;
    bytes[0] = 0x45;
    bytes[1] = kInternetControl;
    put16(bytes, 2, static_cast<uint16_t>(error.length));
    bytes[8] = kTtl;
    bytes[9] = kProtocolIcmp;
    put32(bytes, 12, from.value());
    put32(bytes, 16, packet.source().value());
    put16(bytes, 10, checksumOf(checksumPart(bytes.first(kIpHeader))));

    const std::span icmp = bytes.subspan(kIpHeader, kIcmpHeader + quoted);
    icmp[0] = kUnreachable;
    icmp[1] = kFragmentationNeeded;
    put16(icmp, 6, mtu);
    std::ranges::copy(packet.bytes().first(quoted), icmp.begin() + kIcmpHeader);
    put16(icmp, 2, checksumOf(checksumPart(icmp)));
    return error;
}

} // namespace mesh44
