// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/prefix.h"

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace mesh44::lab {

// One entry of the announcer's table, as it is: nothing is filtered here.
struct Announcement
{
    Ipv4Prefix prefix;
    Ipv4Address endpoint;
    uint16_t tag = 4;
    uint32_t metric = 1;
    bool operator==(const Announcement &) const = default;
};
using Mesh = std::vector<Announcement>; // in the order of announcement

// "prefix,endpoint,tag,metric" with that line as its head.
Result<Mesh> readCsv(std::istream &in);
void writeCsv(std::ostream &out, const Mesh &mesh);
// "route addprivate 44.4.8/24 encap 198.51.100.7", with trailing zero octets left out, as the field does.
void writeEncap(std::ostream &out, const Mesh &mesh);

} // namespace mesh44::lab
