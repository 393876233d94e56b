// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The check-up: a table of checks in the order in which packets, and then people, depend on them. A check is judged
// when nothing that it depends on is wrong; else it is not tested, and names what has to be right first. So the first
// failure is the one to mend.
//
//   configuration → the way to the Internet → protocol 4 arrives → our own firewall lets it in → the announcer is
//   heard and understood → device → burst → rules, routes, ways → what is sent through the tunnel comes back

#include "core/checkup/check.h"
#include "core/checkup/checkfacts.h"

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace mesh44 {

// All of them, in the order of the table.
std::vector<Check> runChecks(const CheckFacts &facts);

struct CheckDescription
{
    std::string_view id;
    std::string_view title;
    std::string_view why;
    std::array<std::string_view, 3> dependsOn; // all of them stand before it; empty: no more
};
std::vector<CheckDescription> checkDescriptions();

// How long to listen before silence means something: a burst comes about every five minutes.
inline constexpr int64_t kListenBefore = 360'000'000;

} // namespace mesh44
