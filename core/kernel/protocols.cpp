// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/protocols.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mesh44 {

std::string protocolName(uint8_t protocol)
{
    static constexpr std::array<std::pair<uint8_t, const char *>, 17> kNames{{
        {1, "ICMP redirects"},
        {2, "the kernel"},
        {3, "a script (boot)"},
        {4, "an administrator (static)"},
        {8, "gated"},
        {11, "zebra"},
        {12, "BIRD"},
        {13, "DNET"},
        {16, "a DHCP client"},
        {18, "keepalived"},
        {42, "babeld"},
        {44, "ampr-ripd or a script of the field"},
        {186, "FRR (BGP)"},
        {188, "FRR (OSPF)"},
        {189, "FRR (RIP)"},
        {192, "FRR (EIGRP)"},
        {144, "Mesh44"},
    }};
    const auto known = std::ranges::find(kNames, protocol, &std::pair<uint8_t, const char *>::first);
    const std::string number = "protocol " + std::to_string(protocol);
    return known == kNames.end() ? number : std::string(known->second) + " (" + number + ")";
}

} // namespace mesh44
