// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/decimation.h"

#include <algorithm>
#include <cmath>

namespace mesh44 {

namespace {

void put(ChartColumn &column, double value, bool gap)
{
    if (!column.filled)
        column = {value, value, value, value, true, gap};
    column.low = std::min(column.low, value);
    column.high = std::max(column.high, value);
    column.last = value;
}

} // namespace

std::vector<ChartColumn> decimate(std::span<const ChartPoint> points, int64_t from, int64_t to, int columns)
{
    std::vector<ChartColumn> result(static_cast<size_t>(std::max(columns, 0)));
    if (result.empty() || to <= from)
        return result;
    const double perColumn = static_cast<double>(to - from) / columns;
    bool gap = true;
    for (const ChartPoint &point : points) {
        if (point.time < from || point.time > to)
            continue;
        if (std::isnan(point.value)) {
            gap = true;
            continue;
        }
        const auto at = static_cast<size_t>(static_cast<double>(point.time - from) / perColumn);
        put(result[std::min(at, result.size() - 1)], point.value, gap);
        gap = false;
    }
    return result;
}

} // namespace mesh44
