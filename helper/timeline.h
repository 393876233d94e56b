// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"
#include "core/result.h"

#include <deque>
#include <string>
#include <vector>

namespace mesh44 {

// The time line: how many routes there were and how much was carried, the newest kKept points, which are seven days of
// one each five minutes.
//
// On disk they are lines of `timeline`, each with its own checksum. A point is one line more, so that a card is spared;
// once there are twice as many as are kept, the file is written anew. Lines that cannot be made sense of are skipped. A
// file that is not ours to read, as one of a newer version, becomes `timeline.unknown`.
class Timeline
{
public:
    static constexpr size_t kKept = 2016;

    explicit Timeline(std::string directory) : m_directory(std::move(directory)) {}

    // Reads what earlier runs left. What was wrong with it, as a sentence; empty: nothing.
    std::string open();
    // Also kept where it cannot be written, and then written with the next one.
    Status add(const TimelineView &point);
    // The newest so many, the oldest of them first.
    std::vector<TimelineView> newest(size_t limit) const;
    const TimelineView *last() const { return m_points.empty() ? nullptr : &m_points.back(); }

private:
    void remember(const TimelineView &point);
    Status append(const TimelineView &point);
    Status writeAnew();

    std::string m_directory;
    std::deque<TimelineView> m_points;
    size_t m_lines = 0;   // in the file
    bool m_whole = false; // the file is as we left it, and ends with a line
};

} // namespace mesh44
