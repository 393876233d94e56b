// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/checkup/servicefiles.h"

#include <algorithm>
#include <array>

namespace mesh44 {
namespace {

std::string_view withoutBlanks(std::string_view text)
{
    constexpr std::string_view kBlanks = " \t\r";
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

} // namespace

std::optional<std::string> valueIn(std::string_view text, std::string_view key, std::string_view section)
{
    std::optional<std::string> value;
    std::string_view current;
    while (!text.empty()) {
        const std::string_view whole = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(whole.size() + 1, text.size()));
        const std::string_view line = withoutBlanks(whole);
        const size_t equals = line.find('=');
        if (line.starts_with('[') && line.ends_with(']'))
            current = line.substr(1, line.size() - 2);
        else if (equals != std::string_view::npos && current == section && withoutBlanks(line.substr(0, equals)) == key)
            value = withoutBlanks(line.substr(equals + 1));
    }
    return value;
}

bool isSystemdNo(std::string_view value)
{
    static constexpr std::array<std::string_view, 6> kNo{"no", "false", "off", "0", "n", "f"};
    std::string lower(value);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return std::ranges::find(kNo, lower) != kNo.end();
}

} // namespace mesh44
