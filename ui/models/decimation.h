// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace mesh44 {

// A value over time, for drawing.
struct ChartPoint
{
    int64_t time = 0; // µs since the epoch
    double value = 0; // NaN: not known here
};

// What falls into one column of pixels: nothing that was measured is lost between two of them.
struct ChartColumn
{
    double low = 0;
    double high = 0;
    double first = 0; // where the line comes in from the column before
    double last = 0;  // where it leaves to the next
    bool filled = false;
    bool gapBefore = false; // no line leads here: it is the first, or what lies between is not known
};

// points: the oldest first. The span begins at `from` and ends with `to`, both in it.
std::vector<ChartColumn> decimate(std::span<const ChartPoint> points, int64_t from, int64_t to, int columns);

} // namespace mesh44
