// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/protocols.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace mesh44 {
namespace {

struct NumberName
{
    unsigned number;
    std::string_view name;
};

template <size_t N> std::string_view nameIn(const NumberName (&table)[N], unsigned number)
{
    const auto *found = std::ranges::find(table, number, &NumberName::number);
    return found == std::end(table) ? std::string_view{} : found->name;
}

constexpr NumberName kProtocolNames[] = {
    {0, "hop-by-hop options"},
    {1, "ICMP"},
    {2, "IGMP"},
    {4, "IP in IP"},
    {6, "TCP"},
    {17, "UDP"},
    {41, "IPv6 in IP"},
    {43, "routing header"},
    {44, "fragment header"},
    {47, "GRE"},
    {50, "ESP, encrypted"},
    {51, "authentication header"},
    {58, "ICMPv6"},
    {59, "nothing more"},
    {60, "options"},
    {89, "OSPF"},
    {93, "AX.25"},
    {103, "PIM"},
    {112, "VRRP"},
    {115, "L2TP"},
    {132, "SCTP"},
    {136, "UDP-Lite"},
};

constexpr NumberName kIcmpTypes[] = {
    {0, "echo reply"},         {3, "destination unreachable"}, {4, "source quench"},    {5, "redirect"},
    {8, "echo request"},       {9, "router advertisement"},    {10, "router request"},  {11, "time exceeded"},
    {12, "parameter problem"}, {13, "timestamp request"},      {14, "timestamp reply"},
};

// RFC 792, RFC 1122 and RFC 1812; type * 256 + code.
constexpr NumberName kIcmpCodes[] = {
    {0x300, "network unreachable"},
    {0x301, "host unreachable"},
    {0x302, "protocol unreachable"},
    {0x303, "port unreachable"},
    {0x304, "too large, must not be fragmented"},
    {0x305, "source route failed"},
    {0x306, "network unknown"},
    {0x307, "host unknown"},
    {0x309, "network prohibited"},
    {0x30a, "host prohibited"},
    {0x30b, "network unreachable for this service"},
    {0x30c, "host unreachable for this service"},
    {0x30d, "prohibited by a filter"},
    {0x500, "for the network"},
    {0x501, "for the host"},
    {0xb00, "TTL ran out"},
    {0xb01, "a fragment is missing"},
    {0xc00, "wrong field"},
    {0xc01, "an option is missing"},
    {0xc02, "wrong length"},
};

constexpr NumberName kIcmpv6Types[] = {
    {1, "destination unreachable"},
    {2, "packet too big"},
    {3, "time exceeded"},
    {4, "parameter problem"},
    {128, "echo request"},
    {129, "echo reply"},
    {130, "multicast listener query"},
    {131, "multicast listener report"},
    {133, "router solicitation"},
    {134, "router advertisement"},
    {135, "neighbour solicitation"},
    {136, "neighbour advertisement"},
    {137, "redirect"},
    {143, "multicast listener report, version 2"},
};

constexpr NumberName kIcmpv6Codes[] = {
    {0x100, "no route"},
    {0x101, "prohibited"},
    {0x102, "beyond the scope of the source"},
    {0x103, "address unreachable"},
    {0x104, "port unreachable"},
    {0x300, "hop limit ran out"},
    {0x301, "a fragment is missing"},
    {0x400, "wrong field"},
    {0x401, "unknown next header"},
    {0x402, "unknown option"},
};

} // namespace

std::string_view ipProtocolName(uint8_t protocol)
{
    return nameIn(kProtocolNames, protocol);
}

std::string_view icmpTypeName(uint8_t type)
{
    return nameIn(kIcmpTypes, type);
}

std::string_view icmpCodeName(uint8_t type, uint8_t code)
{
    return nameIn(kIcmpCodes, (unsigned{type} << 8) | code);
}

std::string_view icmpv6TypeName(uint8_t type)
{
    return nameIn(kIcmpv6Types, type);
}

std::string_view icmpv6CodeName(uint8_t type, uint8_t code)
{
    return nameIn(kIcmpv6Codes, (unsigned{type} << 8) | code);
}

} // namespace mesh44
