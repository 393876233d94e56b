// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The time line as what is drawn: series, marks of the axes, and what stands at one moment. Pure functions.

#include "core/mesh/view.h"
#include "ui/models/decimation.h"

#include <QString>

#include <span>
#include <vector>

namespace mesh44 {

struct TimelineSeries
{
    std::vector<ChartPoint> announced; // routes
    std::vector<ChartPoint> installed;
    std::vector<ChartPoint> in; // bytes per second
    std::vector<ChartPoint> out;
};

// The oldest first. Where points are missing (the service did not run), nothing is drawn.
TimelineSeries seriesOf(std::span<const TimelineView> points);

// The index of the nearest point; -1: there is none.
int nearestPoint(std::span<const TimelineView> points, int64_t time);

struct ValueRange
{
    double low = 0;
    double high = 1;
    bool operator==(const ValueRange &) const = default;
};
// What the counts of the span need, with some air; whole numbers. Small changes of a large number are to be seen, so it
// need not begin at 0.
ValueRange countsOf(const TimelineSeries &series, int64_t from, int64_t to);
double highestTraffic(const TimelineSeries &series, int64_t from, int64_t to);

struct TimeTick
{
    int64_t time = 0; // µs since the epoch
    QString text;
    bool operator==(const TimeTick &) const = default;
};
// Round moments of local time, at most `most`.
std::vector<TimeTick> timeTicks(int64_t from, int64_t to, int most);

} // namespace mesh44
