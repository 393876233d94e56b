// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/timeline.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace mesh44 {

namespace {

constexpr int64_t kSecondOfLine = 1'000'000;
constexpr int64_t kDayOfLine = 86'400 * kSecondOfLine;
constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();

// Half of the steps are no longer than this.
int64_t usualStep(std::span<const TimelineView> points)
{
    std::vector<int64_t> steps;
    for (size_t i = 1; i < points.size(); ++i)
        steps.push_back(points[i].time - points[i - 1].time);
    if (steps.empty())
        return 0;
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    return *middle;
}

void breakLines(TimelineSeries &series, int64_t time)
{
    for (auto *line : {&series.announced, &series.installed, &series.in, &series.out})
        line->push_back({time, kNotKnown});
}

template <class Visit> void forEachWithin(const std::vector<ChartPoint> &line, int64_t from, int64_t to, Visit visit)
{
    for (const ChartPoint &point : line) {
        if (point.time >= from && point.time <= to && !std::isnan(point.value))
            visit(point.value);
    }
}

// Seconds between two marks.
int64_t tickStep(int64_t span, int most)
{
    for (const int64_t step : {60, 300, 900, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600}) {
        if (span / (step * kSecondOfLine) < most)
            return step;
    }
    int64_t days = 1;
    while (span / (days * kDayOfLine) >= most)
        days = days == 2 ? 7 : days * 2; // 1, 2, 7, 14 …
    return days * 86'400;
}

} // namespace

TimelineSeries seriesOf(std::span<const TimelineView> points)
{
    TimelineSeries series;
    const int64_t longest = usualStep(points) * 3;
    for (size_t i = 0; i < points.size(); ++i) {
        const TimelineView &point = points[i];
        const int64_t passed = i == 0 ? 0 : point.time - points[i - 1].time;
        const bool follows = passed > 0 && passed <= longest;
        if (i > 0 && !follows)
            breakLines(series, point.time);
        series.announced.push_back({point.time, static_cast<double>(point.announced)});
        series.installed.push_back({point.time, static_cast<double>(point.installed)});
        const double seconds = static_cast<double>(passed) / kSecondOfLine;
        series.in.push_back({point.time, follows ? static_cast<double>(point.inBytes) / seconds : kNotKnown});
        series.out.push_back({point.time, follows ? static_cast<double>(point.outBytes) / seconds : kNotKnown});
    }
    return series;
}

int nearestPoint(std::span<const TimelineView> points, int64_t time)
{
    if (points.empty())
        return -1;
    const auto after = std::ranges::lower_bound(points, time, {}, &TimelineView::time);
    if (after == points.begin())
        return 0;
    const auto place = static_cast<int>(after - points.begin());
    if (after == points.end())
        return place - 1;
    return after->time - time < time - (after - 1)->time ? place : place - 1;
}

ValueRange countsOf(const TimelineSeries &series, int64_t from, int64_t to)
{
    double low = std::numeric_limits<double>::max();
    double high = 0;
    for (const auto *line : {&series.announced, &series.installed}) {
        forEachWithin(*line, from, to, [&](double value) {
            low = std::min(low, value);
            high = std::max(high, value);
        });
    }
    if (low > high)
        return {};
    const double air = std::max(1.0, std::ceil((high - low) * 0.1));
    return {std::max(0.0, low - air), high + air};
}

double highestTraffic(const TimelineSeries &series, int64_t from, int64_t to)
{
    double highest = 0;
    for (const auto *line : {&series.in, &series.out})
        forEachWithin(*line, from, to, [&](double value) { highest = std::max(highest, value); });
    return highest;
}

std::vector<TimeTick> timeTicks(int64_t from, int64_t to, int most)
{
    std::vector<TimeTick> ticks;
    if (to <= from || most < 1)
        return ticks;
    const int64_t step = tickStep(to - from, most);
    const QDateTime begin = QDateTime::fromMSecsSinceEpoch(from / 1000);
    const QDateTime midnight = begin.date().startOfDay();
    const int64_t passed = midnight.secsTo(begin) / step + 1;
    for (QDateTime at = midnight.addSecs(passed * step); at.toMSecsSinceEpoch() * 1000 <= to; at = at.addSecs(step)) {
        const bool day = at.time() == QTime(0, 0) || step >= 86'400;
        const QString text = day ? QLocale().toString(at.date(), QLocale::ShortFormat)
                                 : at.time().toString(QStringLiteral("HH:mm"));
        ticks.push_back({at.toMSecsSinceEpoch() * 1000, text});
    }
    return ticks;
}

} // namespace mesh44
