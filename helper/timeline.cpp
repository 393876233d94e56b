// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/timeline.h"

#include "helper/durablefile.h"
#include "helper/filedescriptor.h"
#include "helper/timelinefile.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace mesh44 {
namespace {

constexpr const char *kTimelineFile = "timeline";
constexpr size_t kLongestTimeline = size_t{1} << 20; // more than twice what we ever write

Error unwritten(const std::string &path)
{
    return {ErrorCode::IoFailed, "cannot write " + path + ": " + std::strerror(errno)};
}

} // namespace

std::string Timeline::open()
{
    const auto bytes = readDurableFile(m_directory, kTimelineFile, kLongestTimeline);
    const std::string path = m_directory + "/" + kTimelineFile;
    if (bytes && !*bytes)
        return "";
    const auto decoded = bytes ? decodeTimeline(**bytes) : std::nullopt;
    if (!decoded) {
        (void)std::rename(path.c_str(), (path + ".unknown").c_str());
        return bytes ? path + ": it is of another version or damaged; the time line begins anew"
                     : bytes.error().message;
    }
    for (const TimelineView &point : decoded->points)
        remember(point);
    m_lines = decoded->lines;
    m_whole = decoded->skipped == 0;
    return m_whole ? "" : path + ": " + std::to_string(decoded->skipped) + " damaged lines were skipped";
}

void Timeline::remember(const TimelineView &point)
{
    m_points.push_back(point);
    if (m_points.size() > kKept)
        m_points.pop_front();
}

Status Timeline::add(const TimelineView &point)
{
    remember(point);
    const bool fits = m_whole && m_lines < 2 * kKept;
    Status done = fits ? append(point) : writeAnew();
    m_whole = static_cast<bool>(done);
    return done;
}

Status Timeline::append(const TimelineView &point)
{
    const std::string path = m_directory + "/" + kTimelineFile;
    const FileDescriptor file(::open(path.c_str(), O_WRONLY | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    const std::string line = encodePoint(point);
    if (!file || ::write(file.get(), line.data(), line.size()) != static_cast<ssize_t>(line.size())
        || ::fdatasync(file.get()) < 0)
        return unwritten(path);
    ++m_lines;
    return ok();
}

Status Timeline::writeAnew()
{
    Status written = writeDurableFile(m_directory, kTimelineFile, encodeTimeline({m_points.begin(), m_points.end()}));
    if (written)
        m_lines = m_points.size();
    return written;
}

std::vector<TimelineView> Timeline::newest(size_t limit) const
{
    const auto count = static_cast<std::ptrdiff_t>(std::min(limit, m_points.size()));
    return {m_points.end() - count, m_points.end()};
}

} // namespace mesh44
