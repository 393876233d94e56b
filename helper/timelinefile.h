// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mesh44 {

// The form of the time line's file: one line that names kind and version, then a line for each point, with a checksum
// of its own, so that a point is added by writing its line behind the others.

std::string encodeTimeline(const std::vector<TimelineView> &points);
std::string encodePoint(const TimelineView &point);

struct DecodedTimeline
{
    std::vector<TimelineView> points;
    size_t lines = 0;   // behind the first one
    size_t skipped = 0; // of them, that are no point
};

// Nothing: it is of another version, or no time line at all.
std::optional<DecodedTimeline> decodeTimeline(std::string_view file);

} // namespace mesh44
