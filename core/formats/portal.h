// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The mesh as the portal's API gives it: JSON with one object for each route, such as
//
//     {"serial": 1234, "encap": [{"gatewayIP": "198.51.100.7", "network": "44.4.8.0", "maskLength": 24}]}
//
// What the API's fields are called is not documented and has changed before. So the reader takes a list or an object
// around it, keys in several spellings (case, '_' and '-' do not count), a length as a number, a text, a netmask or
// behind the network, and skips what it does not know. A bad object is refused with its place; the others stay.

#include "core/formats/encap.h"
#include "core/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mesh44 {

struct PortalRefusal
{
    std::string place; // "encap[12]", counted from 0
    std::string reason;
    bool operator==(const PortalRefusal &) const = default;
};

struct PortalList
{
    std::string serial;              // of the portal's data, as it is written there; empty where none is given
    std::vector<EncapEntry> entries; // each prefix once; the last object wins; at most kMaxEncapEntries
    std::vector<PortalRefusal> refused;
    bool operator==(const PortalList &) const = default;
};

// Whether the text begins as JSON does: what is not an encap.txt.
bool looksLikeJson(std::string_view text);

// InvalidArgument: no JSON (with line and column), or JSON without a single route; what the portal said instead
// ("Unauthenticated.") is then part of the message.
Result<PortalList> readPortal(std::string_view json);

// The serial in an answer that may have nothing else in it: a number, a text, or an object with one; else empty.
std::string readPortalSerial(std::string_view json);

} // namespace mesh44
