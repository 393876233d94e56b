// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The values of a configuration as text: each parser says in its error what is wrong with the value, and
// quotes it; what is permitted instead stands in the table of keys. A value that is one of a few words: choices.h.

#include "core/config/settings.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mesh44::values {

Result<std::string> parseCallsign(std::string_view value); // gives it in upper case; may be empty
Result<Ipv4Address> parseUnicast(std::string_view value);
Result<std::optional<Ipv4Address>> parseUnicastOrAuto(std::string_view value);
// Also a DNS name of at least two labels (RFC 1123), in lower case. The two places are set together.
Status parseExternal(std::string_view value, std::optional<Ipv4Address> &address, std::string &name);
Result<std::vector<Ipv4Prefix>> parseSubnets(std::string_view value); // may be empty
Result<std::optional<std::vector<Ipv4Prefix>>> parseLocal(std::string_view value);
Result<std::vector<Ipv4Prefix>> parseClients(std::string_view value);
Result<std::string> parseDevice(std::string_view value);
Result<std::string> parseLanDevice(std::string_view value); // may be empty
Result<std::string> parsePassword(std::string_view value);
Result<uint32_t> parseTable(std::string_view value);
// Decimal digits; least <= number <= most.
Result<uint32_t> parseNumber(std::string_view value, uint32_t least, uint32_t most);

std::string print(const std::optional<Ipv4Address> &address);
std::string print(const std::vector<Ipv4Prefix> &prefixes);
std::string print(const std::optional<std::vector<Ipv4Prefix>> &local);
std::string printOrNone(const std::vector<Ipv4Prefix> &prefixes);

} // namespace mesh44::values
