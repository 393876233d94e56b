// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/timelinefile.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include <zlib.h>

namespace mesh44 {
namespace {

constexpr std::string_view kTimelineForm = "mesh44-timeline 1\n";

std::string checksumOf(std::string_view text)
{
    std::array<char, 9> digits{};
    const uLong sum = ::crc32(0, reinterpret_cast<const Bytef *>(text.data()), static_cast<uInt>(text.size()));
    std::snprintf(digits.data(), digits.size(), "%08lx", sum);
    return digits.data();
}

template <class T> bool takeNumber(std::string_view &text, T &number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc())
        return false;
    text.remove_prefix(static_cast<size_t>(end - text.data()));
    if (text.starts_with(' '))
        text.remove_prefix(1);
    return true;
}

std::optional<TimelineView> pointOf(std::string_view line)
{
    const size_t sum = line.rfind(' ');
    if (sum == std::string_view::npos || line.substr(sum + 1) != checksumOf(line.substr(0, sum)))
        return std::nullopt;
    std::string_view text = line.substr(0, sum);
    TimelineView point;
    const bool isPoint = takeNumber(text, point.time) && takeNumber(text, point.announced)
                         && takeNumber(text, point.installed) && takeNumber(text, point.inBytes)
                         && takeNumber(text, point.outBytes) && text.empty() && point.time >= 0;
    return isPoint ? std::optional(point) : std::nullopt;
}

} // namespace

// "1770000000000000 531 528 10400 20800 1a2b3c4d"
std::string encodePoint(const TimelineView &point)
{
    const std::string text = std::to_string(point.time) + ' ' + std::to_string(point.announced) + ' '
                             + std::to_string(point.installed) + ' ' + std::to_string(point.inBytes) + ' '
                             + std::to_string(point.outBytes);
    return text + ' ' + checksumOf(text) + '\n';
}

std::string encodeTimeline(const std::vector<TimelineView> &points)
{
    std::string text(kTimelineForm);
    for (const TimelineView &point : points)
        text += encodePoint(point);
    return text;
}

std::optional<DecodedTimeline> decodeTimeline(std::string_view file)
{
    if (!file.starts_with(kTimelineForm))
        return std::nullopt;
    file.remove_prefix(kTimelineForm.size());
    DecodedTimeline timeline;
    while (!file.empty()) {
        const size_t end = file.find('\n'); // a line without an end is torn
        const auto point = end == std::string_view::npos ? std::nullopt : pointOf(file.substr(0, end));
        if (point)
            timeline.points.push_back(*point);
        else
            ++timeline.skipped;
        ++timeline.lines;
        file.remove_prefix(std::min(end, file.size() - 1) + 1);
    }
    return timeline;
}

} // namespace mesh44
