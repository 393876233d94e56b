// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Words and columns for people.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mesh44::ctl {

enum class Colour : uint8_t { None, Good, Doubtful, Bad };

struct Style
{
    bool colour = false;  // the output is a terminal and NO_COLOR is not set
    bool summary = false; // the output is a terminal: a last line that counts

    std::string paint(std::string_view text, Colour colour) const;
};

// Without control characters, which could do things to a terminal.
std::string printable(std::string_view text);
// With a capital letter and a full stop.
std::string sentence(std::string_view text);
// "1 route", "2 routes".
std::string count(uint64_t number, std::string_view word);
// "41 s ago", "in 3 min", "never". Microseconds since the epoch.
std::string ago(int64_t time, int64_t now);
// "2026-03-01 12:34:56", local time; "never".
std::string clockTime(int64_t time);
std::string yesNo(bool value);

// Columns as wide as their widest cell; the last one is not padded.
class Table
{
public:
    using Row = std::vector<std::string>;

    explicit Table(Row header);
    void add(Row row);
    size_t size() const { return m_rows.size() - 1; }
    std::string text() const;

private:
    std::vector<Row> m_rows; // the header first
};

// What a burst was: "complete", "incomplete", or "not yet confirmed" while there is nothing to measure it by.
std::string_view completeness(bool complete, bool confirmed);

} // namespace mesh44::ctl
