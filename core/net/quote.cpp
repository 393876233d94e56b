// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/quote.h"

#include <algorithm>

namespace mesh44 {

std::string quote(std::string_view refused)
{
    constexpr size_t kLongest = 40;
    std::string text(refused.substr(0, kLongest));
    std::replace_if(text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return '\'' + text + (refused.size() > kLongest ? "…'" : "'");
}

} // namespace mesh44
