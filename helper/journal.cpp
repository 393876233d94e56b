// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/journal.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

namespace mesh44 {

using Json = nlohmann::json;

namespace {

constexpr size_t kLongestWord = 32;
constexpr size_t kLongestSubject = 256;
constexpr size_t kLongestText = 1024;

Error failed(const std::string &what)
{
    return {ErrorCode::IoFailed, what + ": " + std::strerror(errno)};
}

std::string dump(const Json &record, bool ascii)
{
    return record.dump(-1, ' ', ascii, Json::error_handler_t::replace);
}

// At most `longest` bytes, without cutting a character in two.
void cut(std::string &text, size_t longest)
{
    if (text.size() <= longest)
        return;
    while (longest > 0 && (static_cast<unsigned char>(text[longest]) & 0xc0) == 0x80)
        --longest;
    text.resize(longest);
}

// Valid UTF-8 without C0 and C1 control characters, at most `longest` bytes.
std::string printable(const std::string &text, size_t longest)
{
    const Json valid = Json::parse(dump(text, false), nullptr, false);
    std::string result;
    unsigned char before = 0;
    for (const char c : valid.get_ref<const std::string &>()) {
        const auto byte = static_cast<unsigned char>(c);
        const bool c1 = before == 0xc2 && byte < 0xa0;
        if (c1)
            result.pop_back();
        if (c1 || byte < 0x20 || byte == 0x7f) {
            std::array<char, 8> escape{};
            std::snprintf(escape.data(), escape.size(), "\\x%02x", byte);
            result += escape.data();
        } else {
            result += c;
        }
        before = byte;
    }
    cut(result, longest);
    return result;
}

EventView printable(const EventView &event)
{
    return {.time = std::max<int64_t>(event.time, 0),
            .kind = printable(event.kind, kLongestWord),
            .subject = printable(event.subject, kLongestSubject),
            .text = printable(event.text, kLongestText)};
}

std::optional<EventView> fromLine(std::string_view line)
{
    const Json record = Json::parse(line, nullptr, false);
    const auto word = [&](const char *name) -> const std::string * {
        return record.is_object() && record.contains(name) ? record[name].get_ptr<const std::string *>() : nullptr;
    };
    const std::string *kind = word("kind");
    const std::string *subject = word("subject");
    const std::string *text = word("text");
    if (!kind || !subject || !text || !record.contains("time") || !record["time"].is_number_unsigned())
        return std::nullopt;
    const uint64_t time = *record["time"].get_ptr<const uint64_t *>();
    if (!std::in_range<int64_t>(time))
        return std::nullopt;
    return printable({.time = static_cast<int64_t>(time), .kind = *kind, .subject = *subject, .text = *text});
}

// At most the last `longest` bytes of a regular file; nothing if there is none.
std::string readTail(const std::string &path, size_t longest)
{
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat about{};
    if (!file || ::fstat(file.get(), &about) < 0 || !S_ISREG(about.st_mode))
        return {};
    const auto size = static_cast<size_t>(about.st_size);
    std::string bytes(std::min(size, longest), '\0');
    const ssize_t n = ::pread(file.get(), bytes.data(), bytes.size(), static_cast<off_t>(size - bytes.size()));
    bytes.resize(static_cast<size_t>(std::max<ssize_t>(n, 0)));
    return bytes;
}

} // namespace

Journal::Journal(std::string directory, size_t maxBytes) : m_directory(std::move(directory)), m_maxBytes(maxBytes) {}

std::string Journal::path() const
{
    return m_directory + "/history.jsonl";
}

Status Journal::open()
{
    load(path() + ".1");
    load(path());
    return openFile();
}

void Journal::load(const std::string &file)
{
    const std::string bytes = readTail(file, m_maxBytes);
    for (size_t begin = 0; begin < bytes.size();) {
        const size_t end = std::min(bytes.find('\n', begin), bytes.size());
        if (std::optional<EventView> event = fromLine(std::string_view(bytes).substr(begin, end - begin)))
            remember(*std::move(event));
        begin = end + 1;
    }
}

void Journal::remember(EventView event)
{
    m_events.push_back(std::move(event));
    if (m_events.size() > kKept)
        m_events.pop_front();
}

Status Journal::openFile()
{
    FileDescriptor file(
        ::open(path().c_str(), O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, S_IRUSR | S_IWUSR));
    struct stat about{};
    if (!file || ::fstat(file.get(), &about) < 0)
        return failed("cannot write " + path());
    if (!S_ISREG(about.st_mode))
        return Error{ErrorCode::IoFailed, path() + " is not a regular file"};
    char last = '\n';
    if (about.st_size > 0 && ::pread(file.get(), &last, 1, about.st_size - 1) < 0)
        return failed("cannot read " + path());
    m_torn = last != '\n';
    m_size = static_cast<size_t>(about.st_size);
    m_file = std::move(file);
    return ok();
}

void Journal::add(EventView event)
{
    event = printable(event);
    const Json record = {{"time", event.time}, {"kind", event.kind}, {"subject", event.subject}, {"text", event.text}};
    remember(std::move(event));
    const Status status = append(dump(record, true) + "\n");
    if (!status && !m_failing)
        m_problem = status.error().message;
    m_failing = !status;
}

Status Journal::append(const std::string &line)
{
    if (!m_file) {
        if (Status status = openFile(); !status)
            return status;
    }
    if (m_size > 0 && m_size + line.size() > m_maxBytes) {
        if (::rename(path().c_str(), (path() + ".1").c_str()) < 0)
            return failed("cannot rotate " + path());
        if (Status status = openFile(); !status)
            return status;
    }
    const std::string bytes = (m_torn ? "\n" : "") + line;
    const ssize_t n = ::write(m_file.get(), bytes.data(), bytes.size());
    if (n > 0) {
        m_size += static_cast<size_t>(n);
        m_torn = static_cast<size_t>(n) < bytes.size();
    }
    if (n < 0 || m_torn)
        return failed("cannot write " + path());
    return ok();
}

std::vector<EventView> Journal::newest(size_t limit) const
{
    const auto count = static_cast<std::ptrdiff_t>(std::min(limit, m_events.size()));
    return {m_events.rbegin(), m_events.rbegin() + count};
}

std::string Journal::problem()
{
    return std::exchange(m_problem, {});
}

} // namespace mesh44
