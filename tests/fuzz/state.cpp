// SPDX-License-Identifier: GPL-3.0-or-later
// State files, checkpoints and time lines: any bytes, and any body behind a right header. What is taken is written and
// read as the same; whatever was written is refused when one byte of it is another. Of a time line that is one line.
#include "helper/checkpoint.h"
#include "helper/sealing.h"
#include "helper/statefile.h"
#include "helper/timelinefile.h"
#include "tests/fuzz/require.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>

using namespace mesh44;

namespace {

template <class Decode, class Encode> void checkForm(const std::string &file, Decode decode, Encode encode)
{
    const auto value = decode(file);
    if (!value)
        return require(!value.error().message.empty(), "a refusal says why");
    std::string bytes = encode(*value);
    const auto again = decode(bytes);
    require(again && *again == *value, "what we write is what we read");
    bytes[bytes.size() - 1 - file.size() % bytes.size()] ^= 1;
    require(!decode(bytes), "another byte is noticed");
}

// Another byte costs the point whose line it is in, or both beside a line's end; no point becomes another one.
void checkDamage(const std::vector<TimelineView> &points, size_t where)
{
    std::string bytes = encodeTimeline(points);
    bytes[where % bytes.size()] ^= 1;
    const auto damaged = decodeTimeline(bytes);
    if (!damaged)
        return;
    require(damaged->skipped > 0 || damaged->points != points, "another byte is noticed");
    require(damaged->points.size() + 2 >= points.size(), "and costs no more than its line");
    for (const TimelineView &point : damaged->points)
        require(std::ranges::find(points, point) != points.end(), "no point becomes another one");
}

void checkTimeline(const std::string &file)
{
    const auto timeline = decodeTimeline(file);
    if (!timeline)
        return;
    require(timeline->points.size() + timeline->skipped == timeline->lines, "each line is a point or is none");
    const std::string bytes = encodeTimeline(timeline->points);
    const auto again = decodeTimeline(bytes);
    require(again && again->skipped == 0 && again->points == timeline->points, "what we write is what we read");
    checkDamage(timeline->points, file.size());
    // Torn anywhere, it is the points before.
    const auto torn = decodeTimeline(std::string_view(bytes).substr(0, bytes.size() - file.size() % bytes.size()));
    require(!torn || std::ranges::equal(torn->points, std::span(timeline->points).first(torn->points.size())),
            "what was written before stays");
}

// Points as wild as they come.
void checkPoints(const std::string &bytes)
{
    constexpr size_t kEach = 32;
    std::vector<TimelineView> points;
    for (size_t at = 0; at + kEach <= bytes.size(); at += kEach) {
        TimelineView point;
        std::memcpy(&point.time, &bytes[at], 8);
        std::memcpy(&point.announced, &bytes[at + 8], 4);
        std::memcpy(&point.installed, &bytes[at + 12], 4);
        std::memcpy(&point.inBytes, &bytes[at + 16], 8);
        std::memcpy(&point.outBytes, &bytes[at + 24], 8);
        point.time &= INT64_MAX; // before 1970 there was no mesh
        points.push_back(point);
    }
    checkTimeline(encodeTimeline(points));
    checkTimeline(encodeTimeline(points) + bytes);
    if (!points.empty())
        checkDamage(points, static_cast<unsigned char>(bytes.front()));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::string bytes(reinterpret_cast<const char *>(data), size);
    for (const std::string &file : {bytes, seal("mesh44-state 1", bytes)})
        checkForm(file, decodeState, encodeState);
    for (const std::string &file : {bytes, seal("mesh44-checkpoint 1", bytes)})
        checkForm(file, decodeCheckpoint, encodeCheckpoint);
    checkTimeline(bytes);
    checkTimeline("mesh44-timeline 1\n" + bytes);
    checkPoints(bytes);
    return 0;
}
