// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The INI form of our configuration files:
//
//     ; a comment, or # a comment
//     [section]
//     key = value            ; a blank and a semicolon end the value
//
// Quotes mean nothing. Names are compared as they are written. A byte order mark and CRLF are tolerated;
// control characters, long lines and large files are refused.

#include "core/mesh/view.h"

#include <string>
#include <string_view>
#include <vector>

namespace mesh44 {

inline constexpr size_t kMaxConfigSize = size_t{64} * 1024; // bytes
inline constexpr size_t kMaxConfigLine = 1024;              // bytes without the line end
inline constexpr size_t kMaxConfigProblems = 100;           // errors listed of one file, and warnings

// What one line says; the views point into it.
struct IniLine
{
    enum class Kind { Empty, Section, Entry, Invalid };
    Kind kind = Kind::Empty;
    std::string_view name;     // of the section or of the key
    std::string_view value;    // of an entry, without blanks at its ends; empty but in its place if there is none
    std::string_view expected; // of an invalid line: a sentence
};
IniLine parseIniLine(std::string_view line);

// Without the blanks (space, tab) at both ends.
std::string_view trim(std::string_view text);

std::string_view withoutByteOrderMark(std::string_view text);

// Lines with their ends, so that joining them gives the text again.
std::vector<std::string_view> splitLines(std::string_view text);

struct IniEntry
{
    std::string section;
    std::string key;
    std::string value;
    uint32_t line = 0; // from 1
    bool operator==(const IniEntry &) const = default;
};

struct IniFile
{
    std::vector<IniEntry> entries; // each key once, the last of its lines
    std::vector<ConfigProblem> errors;
    std::vector<ConfigProblem> warnings; // a key that is set twice
};
IniFile readIni(std::string_view fileName, std::string_view text);

} // namespace mesh44
