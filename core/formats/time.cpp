// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/time.h"

#include <chrono>
#include <cstdio>

namespace mesh44 {

std::string isoTime(int64_t microseconds)
{
    using namespace std::chrono;
    constexpr sys_time<std::chrono::microseconds> kEnd = sys_days{year{10000} / January / 1};
    const sys_time<std::chrono::microseconds> time{std::chrono::microseconds(microseconds)};
    if (microseconds <= 0 || time >= kEnd)
        return {};
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{floor<milliseconds>(time - day)};
    char text[96]; // the compiler must see that even seven large numbers fit
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return text;
}

} // namespace mesh44
