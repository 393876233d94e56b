// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/timeline.h"

#include "helper/durablefile.h"
#include "helper/filedescriptor.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

namespace mesh44 {
namespace {

constexpr const char *kTimelineFile = "timeline";
constexpr std::string_view kTimelineForm = "mesh44-timeline 1\n";
constexpr size_t kLongestTimeline = size_t{1} << 20; // more than twice what we ever write

std::string checksumOf(std::string_view text)
{
    std::array<char, 9> digits{};
    const uLong sum = ::crc32(0, reinterpret_cast<const Bytef *>(text.data()), static_cast<uInt>(text.size()));
    std::snprintf(digits.data(), digits.size(), "%08lx", sum);
    return digits.data();
}

// "1770000000000000 531 528 10400 20800 1a2b3c4d"
std::string lineOf(const TimelineView &point)
{
    const std::string text = std::to_string(point.time) + ' ' + std::to_string(point.announced) + ' '
                             + std::to_string(point.installed) + ' ' + std::to_string(point.inBytes) + ' '
                             + std::to_string(point.outBytes);
    return text + ' ' + checksumOf(text) + '\n';
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
    if (!bytes || !(*bytes)->starts_with(kTimelineForm)) {
        (void)std::rename(path.c_str(), (path + ".unknown").c_str());
        return bytes ? path + ": it is of another version or damaged; the time line begins anew"
                     : bytes.error().message;
    }
    const std::string_view lines = std::string_view(**bytes).substr(kTimelineForm.size());
    const size_t skipped = read(lines);
    m_whole = skipped == 0;
    return m_whole ? "" : path + ": " + std::to_string(skipped) + " damaged lines were skipped";
}

// How many lines are none.
size_t Timeline::read(std::string_view lines)
{
    size_t skipped = 0;
    while (!lines.empty()) {
        const size_t end = lines.find('\n');
        const auto point = end == std::string_view::npos ? std::nullopt : pointOf(lines.substr(0, end));
        if (point)
            remember(*point);
        else
            ++skipped;
        ++m_lines;
        lines.remove_prefix(std::min(end, lines.size() - 1) + 1);
    }
    return skipped;
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
    const std::string line = lineOf(point);
    if (!file || ::write(file.get(), line.data(), line.size()) != static_cast<ssize_t>(line.size())
        || ::fdatasync(file.get()) < 0)
        return unwritten(path);
    ++m_lines;
    return ok();
}

Status Timeline::writeAnew()
{
    std::string text(kTimelineForm);
    for (const TimelineView &point : m_points)
        text += lineOf(point);
    Status written = writeDurableFile(m_directory, kTimelineFile, text);
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
