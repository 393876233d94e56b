// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"

#include <span>
#include <string>

namespace mesh44 {

// RFC 4180 with a header row; the columns are the keys of the JSON. A field that a spreadsheet would take
// for a formula gets an apostrophe before it.
std::string routesToCsv(std::span<const RouteView> routes);
std::string eventsToCsv(std::span<const EventView> events);

} // namespace mesh44
