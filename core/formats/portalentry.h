// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One object of the portal's list. Part of portal.cpp; nlohmann-json does not leave these two.

#include "core/formats/encap.h"
#include "core/result.h"

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>

namespace mesh44::portal {

// The value under the first of these names that is there, whatever its spelling; null: none. Names are in lower case,
// without '_' and '-'.
const nlohmann::json *field(const nlohmann::json &object, std::span<const std::string_view> names);

// Whether it is about a route at all.
bool isAboutARoute(const nlohmann::json &object);

Result<EncapEntry> readEntry(const nlohmann::json &object);

// A short text or a number as text; empty for everything else.
std::string scalar(const nlohmann::json *value);

} // namespace mesh44::portal
