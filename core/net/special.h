// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/prefix.h"

#include <array>
#include <string_view>

namespace mesh44 {

struct SpecialRange
{
    Ipv4Prefix range;
    std::string_view what; // "private"
};

// IANA's special-purpose registry (RFC 6890), the part that is nobody's address in the Internet. The documentation and
// benchmark ranges are not among it, for labs.
inline constexpr std::array kSpecialRanges{
    SpecialRange{Ipv4Prefix::covering(Ipv4Address(0, 0, 0, 0), 8), "\"this network\""},
    SpecialRange{Ipv4Prefix::covering(Ipv4Address(10, 0, 0, 0), 8), "private"},
    SpecialRange{Ipv4Prefix::covering(Ipv4Address(100, 64, 0, 0), 10), "carrier-grade NAT"},
    SpecialRange{Ipv4Prefix::covering(Ipv4Address(127, 0, 0, 0), 8), "loopback"},
    SpecialRange{Ipv4Prefix::covering(Ipv4Address(169, 254, 0, 0), 16), "link-local"},
    SpecialRange{Ipv4Prefix::covering(Ipv4Address(172, 16, 0, 0), 12), "private"},
    SpecialRange{Ipv4Prefix::covering(Ipv4Address(192, 168, 0, 0), 16), "private"},
    SpecialRange{Ipv4Prefix::covering(Ipv4Address(224, 0, 0, 0), 3), "multicast or reserved"},
};

// Nothing: an address that a host in the Internet can have.
constexpr const SpecialRange *specialRangeOf(Ipv4Address address)
{
    for (const SpecialRange &special : kSpecialRanges) {
        if (special.range.contains(address))
            return &special;
    }
    return nullptr;
}

} // namespace mesh44
