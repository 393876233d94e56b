// SPDX-License-Identifier: GPL-3.0-or-later
// editConfig(): changes single lines of a configuration file and leaves the others as they are.
#include "core/config/ini.h"
#include "core/config/keys.h"
#include "core/config/settings.h"
#include "core/net/quote.h"

#include <algorithm>

namespace mesh44 {

namespace {

// The lines of a file, with their ends.
class Document
{
public:
    explicit Document(std::string_view text)
    {
        m_mark = text.substr(0, text.size() - withoutByteOrderMark(text).size());
        for (const std::string_view line : splitLines(withoutByteOrderMark(text)))
            m_lines.emplace_back(line);
        if (!m_lines.empty() && m_lines.front().ends_with("\r\n"))
            m_lineEnd = "\r\n";
    }

    void set(const SettingKey &key, std::string_view value)
    {
        const Place place = find(key);
        if (!place.entries.empty())
            replaceValue(m_lines[place.entries.back()], value);
        else
            insert(place.sectionEnd, key, value);
    }

    void remove(const SettingKey &key)
    {
        const Place place = find(key);
        for (auto line = place.entries.rbegin(); line != place.entries.rend(); ++line)
            m_lines.erase(m_lines.begin() + static_cast<ptrdiff_t>(*line));
    }

    std::string text() const
    {
        std::string text = m_mark;
        for (const std::string &line : m_lines)
            text += line;
        return text;
    }

private:
    struct Place
    {
        std::vector<size_t> entries; // lines that set the key
        size_t sectionEnd = 0;       // the line behind the last entry of its section; 0: there is no such section
    };

    Place find(const SettingKey &key) const
    {
        Place place;
        bool inside = false;
        for (size_t i = 0; i < m_lines.size(); ++i) {
            const IniLine line = parseIniLine(m_lines[i]);
            if (line.kind == IniLine::Kind::Section)
                inside = line.name == key.section();
            const bool isEntry = line.kind == IniLine::Kind::Entry;
            if (inside && (isEntry || line.kind == IniLine::Kind::Section))
                place.sectionEnd = i + 1;
            if (inside && isEntry && line.name == key.key())
                place.entries.push_back(i);
        }
        return place;
    }

    static void replaceValue(std::string &text, std::string_view value)
    {
        const IniLine line = parseIniLine(text);
        const auto at = static_cast<size_t>(line.value.data() - text.data());
        const bool wasEmpty = line.value.empty(); // then nothing keeps it from '=' and from a comment
        const std::string_view before = wasEmpty && text[at - 1] == '=' ? " " : "";
        const std::string_view behind = wasEmpty && at < text.size() && text[at] == ';' ? " " : "";
        text.replace(at, line.value.size(), std::string(before) + std::string(value) + std::string(behind));
    }

    void insert(size_t sectionEnd, const SettingKey &key, std::string_view value)
    {
        if (!m_lines.empty() && !m_lines.back().ends_with('\n'))
            m_lines.back() += m_lineEnd;
        if (sectionEnd == 0) {
            const std::string gap = m_lines.empty() ? "" : m_lineEnd;
            m_lines.push_back(gap + '[' + std::string(key.section()) + ']' + m_lineEnd);
            sectionEnd = m_lines.size();
        }
        m_lines.insert(m_lines.begin() + static_cast<ptrdiff_t>(sectionEnd),
                       std::string(key.key()) + " = " + std::string(value) + m_lineEnd);
    }

    std::string m_mark; // the byte order mark, if there is one
    std::vector<std::string> m_lines;
    std::string m_lineEnd = "\n";
};

Error refuse(std::string message)
{
    return {ErrorCode::InvalidConfig, std::move(message)};
}

// A value must come out of the file as it went in: a line end would add lines, " ;" would cut it.
bool survives(std::string_view value)
{
    const std::string text = "key = " + std::string(value);
    const IniLine line = parseIniLine(text);
    return line.kind == IniLine::Kind::Entry && line.value == value;
}

Status checkAssignment(const std::string &name, std::string_view value)
{
    const SettingKey *key = findSettingKey(name);
    if (!key)
        return refuse(quote(name) + ": " + unknownKeyMessage(name));
    if (value.empty())
        return ok();
    const std::string permitted = "; permitted: " + std::string(key->permitted);
    if (!survives(value))
        return refuse(name + ": " + quote(value) + " cannot be written into a configuration file" + permitted);
    Settings scratch;
    if (const Status status = key->parse(value, scratch); !status)
        return refuse(name + ": " + status.error().message + permitted);
    return ok();
}

} // namespace

Result<std::string> editConfig(const ConfigFile &file, std::span<const std::pair<std::string, std::string>> assignments)
{
    if (assignments.size() > kMaxAssignments)
        return Error{ErrorCode::LimitExceeded,
                     "at most " + std::to_string(kMaxAssignments) + " values can be set at once"};
    if (const IniFile ini = readIni(file.name, file.text); !ini.errors.empty())
        return refuse(toString(ini.errors.front()));
    Document document(file.text);
    for (const auto &[name, text] : assignments) {
        const std::string_view value = trim(text);
        if (const Status status = checkAssignment(name, value); !status)
            return status.error();
        const SettingKey &key = *findSettingKey(name);
        if (value.empty())
            document.remove(key);
        else
            document.set(key, value);
    }
    std::string text = document.text();
    if (text.size() > kMaxConfigSize)
        return Error{ErrorCode::LimitExceeded, file.name + ": the file would be larger than 64 KiB"};
    return text;
}

} // namespace mesh44
