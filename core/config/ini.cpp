// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/ini.h"

#include "core/net/quote.h"

#include <algorithm>
#include <map>
#include <utility>

namespace mesh44 {

namespace {

constexpr std::string_view kBlanks = " \t";

bool isName(std::string_view text)
{
    const auto permitted = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'
               || c == '.';
    };
    return !text.empty() && std::ranges::all_of(text, permitted);
}

bool hasControlCharacter(std::string_view line)
{
    const auto isControl = [](unsigned char c) { return (c < ' ' && c != '\t') || c == 0x7f; };
    return std::ranges::any_of(line, isControl);
}

// The text before an inline comment: a semicolon with a blank before it.
std::string_view withoutComment(std::string_view text)
{
    for (size_t at = text.find(';'); at != std::string_view::npos; at = text.find(';', at + 1)) {
        if (at > 0 && kBlanks.find(text[at - 1]) != std::string_view::npos)
            return text.substr(0, at);
    }
    return text;
}

IniLine invalid(std::string_view expected)
{
    return {IniLine::Kind::Invalid, {}, {}, expected};
}

IniLine parseSection(std::string_view text)
{
    const std::string_view header = trim(withoutComment(text));
    if (!header.ends_with(']'))
        return invalid("the section has no ']' at its end");
    const std::string_view name = trim(header.substr(1, header.size() - 2));
    if (!isName(name))
        return invalid("a section's name is made of letters, digits, '_', '-' and '.'");
    return {IniLine::Kind::Section, name, {}, {}};
}

class Reader
{
public:
    explicit Reader(std::string_view fileName) : m_fileName(fileName) {}

    void readLine(std::string_view text)
    {
        ++m_line;
        const IniLine line = parseIniLine(text);
        if (line.kind == IniLine::Kind::Invalid)
            add(m_file.errors, {}, std::string(line.expected));
        else if (line.kind == IniLine::Kind::Section)
            m_section = line.name;
        else if (line.kind == IniLine::Kind::Entry && m_section.empty())
            add(m_file.errors, {}, quote(line.name) + " stands before the first section such as [gateway]");
        else if (line.kind == IniLine::Kind::Entry)
            take({m_section, std::string(line.name), std::string(line.value), m_line});
    }
    void refuseFile(std::string reason) { m_file.errors.push_back({m_fileName, 0, {}, std::move(reason)}); }
    IniFile takeFile() { return std::move(m_file); }

private:
    void take(IniEntry entry)
    {
        const auto [place, isNew] = m_index.try_emplace({entry.section, entry.key}, m_file.entries.size());
        if (isNew) {
            m_file.entries.push_back(std::move(entry));
            return;
        }
        IniEntry &known = m_file.entries[place->second];
        add(m_file.warnings, entry.section + '.' + entry.key,
            "is already set in line " + std::to_string(known.line) + "; the last one counts");
        known = std::move(entry);
    }
    void add(std::vector<ConfigProblem> &problems, std::string key, std::string message)
    {
        if (problems.size() < kMaxConfigProblems)
            problems.push_back({m_fileName, m_line, std::move(key), std::move(message)});
    }

    std::string m_fileName;
    std::string m_section;
    uint32_t m_line = 0;
    IniFile m_file;
    std::map<std::pair<std::string, std::string>, size_t> m_index; // section and key to m_file.entries
};

} // namespace

std::string_view trim(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

IniLine parseIniLine(std::string_view line)
{
    line = line.substr(0, line.find_last_not_of("\r\n") + 1);
    if (line.size() > kMaxConfigLine)
        return invalid("the line is longer than 1024 bytes");
    if (hasControlCharacter(line))
        return invalid("the line holds a control character");
    const std::string_view text = trim(line);
    if (text.empty() || text.front() == ';' || text.front() == '#')
        return {};
    if (text.front() == '[')
        return parseSection(text);
    const size_t equals = text.find('=');
    const std::string_view key = trim(text.substr(0, equals));
    if (equals == std::string_view::npos || !isName(key))
        return invalid("expected [section] or key = value");
    return {IniLine::Kind::Entry, key, trim(withoutComment(text.substr(equals + 1))), {}};
}

std::string_view withoutByteOrderMark(std::string_view text)
{
    constexpr std::string_view kMark = "\xef\xbb\xbf";
    return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

std::vector<std::string_view> splitLines(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const size_t end = text.find('\n');
        lines.push_back(text.substr(0, end == std::string_view::npos ? end : end + 1));
        text.remove_prefix(lines.back().size());
    }
    return lines;
}

IniFile readIni(std::string_view fileName, std::string_view text)
{
    Reader reader(fileName);
    if (text.size() > kMaxConfigSize) {
        reader.refuseFile("the file is larger than 64 KiB");
        return reader.takeFile();
    }
    for (const std::string_view line : splitLines(withoutByteOrderMark(text)))
        reader.readLine(line);
    return reader.takeFile();
}

} // namespace mesh44
