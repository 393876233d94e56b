// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Values of a configuration that are one of a few words.

#include "core/config/settings.h"

#include <string>
#include <string_view>

namespace mesh44::values {

Result<Mode> parseMode(std::string_view value);
Result<FirewallMode> parseFirewallMode(std::string_view value);
Result<Plane> parsePlane(std::string_view value);
Result<ImportRank> parseImportRank(std::string_view value);
Result<ForwardFormat> parseForwardFormat(std::string_view value);
Result<bool> parseYesNo(std::string_view value);

std::string print(Mode mode);
std::string print(FirewallMode mode);
std::string print(Plane plane);
std::string print(ImportRank rank);
std::string print(ForwardFormat format);
std::string print(bool yes);

} // namespace mesh44::values
