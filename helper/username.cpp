// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/username.h"

#include "helper/textfile.h"

#include <algorithm>
#include <string_view>

namespace mesh44 {
namespace {

constexpr size_t kMostUserBytes = 256 * 1024;

std::string_view takeField(std::string_view &line)
{
    const std::string_view field = line.substr(0, line.find(':'));
    line.remove_prefix(std::min(field.size() + 1, line.size()));
    return field;
}

bool isPlain(std::string_view name)
{
    constexpr size_t kLongest = 32;
    return !name.empty() && name.size() <= kLongest
           && std::ranges::all_of(name, [](char c) { return c > ' ' && c <= '~'; });
}

} // namespace

std::string userName(uid_t uid, const std::string &users)
{
    if (uid == 0)
        return "root";
    const std::string number = std::to_string(uid);
    std::string text = readTextFile(users, kMostUserBytes);
    if (text.size() == kMostUserBytes)
        text.resize(text.rfind('\n') + 1); // of "1000" cut off there might be "100"
    for (std::string_view rest = text; !rest.empty();) {
        std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        const std::string_view name = takeField(line);
        takeField(line); // the password's place
        if (takeField(line) == number && isPlain(name))
            return std::string(name) + " (uid " + number + ")";
    }
    return "user " + number;
}

} // namespace mesh44
