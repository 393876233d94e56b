// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// encap.txt, the field's file of mesh routes in NOS syntax:
//
//     route addprivate 44.154.64/24 encap 198.51.100.7     # trailing zero octets may be left out
//
// The reader takes what the field writes (1 to 4 octets, tabs, CRLF, any case, comments, no end mark) and
// refuses line by line: one bad line never costs the others. It knows the syntax only; which prefixes and
// endpoints belong into the mesh is the route filter's question.

#include "core/net/prefix.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mesh44 {

struct EncapEntry
{
    Ipv4Prefix prefix;
    Ipv4Address endpoint;
    bool operator==(const EncapEntry &) const = default;
};

struct EncapRefusal
{
    uint32_t line = 0; // from 1
    std::string reason;
    bool operator==(const EncapRefusal &) const = default;
};

inline constexpr size_t kMaxEncapEntries = 65536;
inline constexpr size_t kMaxEncapLine = 512;      // bytes without the line end
inline constexpr size_t kMaxEncapRefusals = 1000; // the last one then says that there are more

struct EncapFile
{
    std::vector<EncapEntry> entries; // each prefix once, in the order of first appearance; the last line wins
    std::vector<EncapRefusal> refused;
    bool operator==(const EncapFile &) const = default;
};

EncapFile readEncap(std::string_view text);

// As the field writes it: a header comment, trailing zero octets left out, `# --EOF--` at the end.
std::string writeEncap(std::span<const EncapEntry> entries);

} // namespace mesh44
