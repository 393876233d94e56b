// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace mesh44 {

// Microseconds since the epoch as ISO 8601 in UTC with milliseconds: "2016-06-01T12:34:56.789Z". Empty for
// 0 (never), for what lies before the epoch and for what needs a year of five digits.
std::string isoTime(int64_t microseconds);

} // namespace mesh44
