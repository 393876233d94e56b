// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/checkup/netstat.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

namespace mesh44 {
namespace {

std::string_view takeUntil(std::string_view &text, char end)
{
    const size_t length = std::min(text.find(end), text.size());
    const std::string_view taken = text.substr(0, length);
    text.remove_prefix(std::min(length + 1, text.size()));
    return taken;
}

// The line's words behind "GROUP: "; nothing: it is another group's.
std::optional<std::string_view> wordsOf(std::string_view line, std::string_view group)
{
    if (!line.starts_with(group) || !line.substr(group.size()).starts_with(": "))
        return std::nullopt;
    return line.substr(group.size() + 2);
}

Error malformed(std::string_view group)
{
    return {ErrorCode::InvalidArgument, "the lines of " + std::string(group) + " are no names and numbers"};
}

} // namespace

Result<uint64_t> readNetstat(std::string_view text, std::string_view group, std::string_view name)
{
    std::optional<std::string_view> names;
    while (!text.empty()) {
        auto words = wordsOf(takeUntil(text, '\n'), group);
        if (!words)
            continue;
        if (!names) {
            names = words;
            continue;
        }
        while (!names->empty() && !words->empty()) {
            const std::string_view here = takeUntil(*names, ' ');
            const std::string_view number = takeUntil(*words, ' ');
            if (here != name)
                continue;
            uint64_t value = 0;
            const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
            if (error != std::errc() || end != number.data() + number.size())
                return malformed(group);
            return value;
        }
        return names->empty() && words->empty()
                   ? Result<uint64_t>(Error{ErrorCode::NotFound, "there is no counter " + std::string(name)})
                   : malformed(group);
    }
    return malformed(group);
}

} // namespace mesh44
