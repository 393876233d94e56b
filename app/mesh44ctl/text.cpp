// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/text.h"

#include <algorithm>
#include <ctime>

namespace mesh44::ctl {

namespace {

constexpr int64_t kSecond = 1'000'000;

// Characters, not bytes: what does not continue one.
size_t width(std::string_view text)
{
    return static_cast<size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

std::string duration(int64_t seconds)
{
    if (seconds < 60)
        return std::to_string(seconds) + " s";
    if (seconds < 60 * 60)
        return std::to_string(seconds / 60) + " min";
    if (seconds < 48 * 60 * 60)
        return std::to_string(seconds / 3600) + " h";
    return std::to_string(seconds / 86400) + " days";
}

} // namespace

std::string Style::paint(std::string_view text, Colour wanted) const
{
    if (!colour || wanted == Colour::None)
        return std::string(text);
    const std::string_view code = wanted == Colour::Good ? "32" : wanted == Colour::Doubtful ? "33" : "31";
    return "\033[1;" + std::string(code) + "m" + std::string(text) + "\033[0m";
}

std::string printable(std::string_view text)
{
    std::string clean(text);
    // C1 controls arrive as two bytes of UTF-8, 0xc2 0x80 to 0x9f.
    for (size_t i = 0; i < clean.size(); ++i) {
        const auto byte = static_cast<unsigned char>(clean[i]);
        const auto next = static_cast<unsigned char>(i + 1 < clean.size() ? clean[i + 1] : 0);
        if (byte < 0x20 || byte == 0x7f)
            clean[i] = ' ';
        else if (byte == 0xc2 && next >= 0x80 && next <= 0x9f)
            clean.replace(i, 2, " ");
    }
    return clean;
}

std::string sentence(std::string_view text)
{
    std::string result = printable(text);
    if (result.empty())
        return result;
    // "gateway.mode: …" begins with a name, which stays as it is.
    const std::string_view firstWord = std::string_view(result).substr(0, result.find(' '));
    const bool isName = firstWord.find_first_of("._:/") != std::string_view::npos;
    if (!isName && result.front() >= 'a' && result.front() <= 'z')
        result.front() = static_cast<char>(result.front() - 'a' + 'A');
    if (std::string_view(".!?").find(result.back()) == std::string_view::npos)
        result += '.';
    return result;
}

std::string count(uint64_t number, std::string_view word)
{
    return std::to_string(number) + ' ' + std::string(word) + (number == 1 ? "" : "s");
}

std::string ago(int64_t time, int64_t now)
{
    if (time <= 0)
        return "never";
    if (time > now)
        return "in " + duration((time - now + kSecond - 1) / kSecond);
    return duration((now - time) / kSecond) + " ago";
}

std::string clockTime(int64_t time)
{
    if (time <= 0)
        return "never";
    const std::time_t seconds = time / kSecond;
    std::tm parts{};
    char text[32];
    if (!localtime_r(&seconds, &parts) || std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &parts) == 0)
        return "?";
    return text;
}

std::string yesNo(bool value)
{
    return value ? "yes" : "no";
}

Table::Table(Row header) : m_rows{std::move(header)} {}

void Table::add(Row row)
{
    row.resize(m_rows.front().size());
    m_rows.push_back(std::move(row));
}

std::string Table::text() const
{
    std::vector<size_t> widths(m_rows.front().size());
    for (const Row &row : m_rows) {
        for (size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], width(row[i]));
    }
    std::string text;
    for (const Row &row : m_rows) {
        std::string line;
        for (size_t i = 0; i < row.size(); ++i)
            line += row[i] + std::string(widths[i] - width(row[i]) + 2, ' ');
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

std::string_view completeness(bool complete, bool confirmed)
{
    if (complete)
        return "complete";
    return confirmed ? "incomplete" : "not yet confirmed";
}

} // namespace mesh44::ctl
