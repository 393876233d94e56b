// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Numbers of IANA's registries that packets carry, beyond those of packetview.h, and their names.

#include "core/packet/packetview.h"

#include <string_view>

namespace mesh44 {

inline constexpr uint8_t kProtocolHopByHop = 0;
inline constexpr uint8_t kProtocolIpv6 = 41;
inline constexpr uint8_t kProtocolRouting = 43;
inline constexpr uint8_t kProtocolFragment = 44;
inline constexpr uint8_t kProtocolGre = 47;
inline constexpr uint8_t kProtocolAuthentication = 51;
inline constexpr uint8_t kProtocolIcmpv6 = 58;
inline constexpr uint8_t kProtocolNoNext = 59;
inline constexpr uint8_t kProtocolDestination = 60;
inline constexpr uint16_t kEtherIpv4 = 0x0800;
inline constexpr uint16_t kEtherIpv6 = 0x86dd;
inline constexpr uint16_t kPortRip = 520;

// Bytes of the headers without options.
inline constexpr size_t kIpv6Head = 40;
inline constexpr size_t kIcmpHead = 8;
inline constexpr size_t kUdpHead = 8;
inline constexpr size_t kTcpHead = 20;
inline constexpr size_t kRipHead = 4;
inline constexpr size_t kRipEntryBytes = 20;

// "ICMP" …; empty where we know none.
std::string_view ipProtocolName(uint8_t protocol);
std::string_view icmpTypeName(uint8_t type);
std::string_view icmpCodeName(uint8_t type, uint8_t code);
std::string_view icmpv6TypeName(uint8_t type);
std::string_view icmpv6CodeName(uint8_t type, uint8_t code);

// ICMP messages that quote the packet that they are about (RFC 792; RFC 4443, 2.1).
constexpr bool icmpQuotes(uint8_t type)
{
    return type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
}
constexpr bool icmpv6Quotes(uint8_t type)
{
    return type >= 1 && type <= 4;
}

} // namespace mesh44
