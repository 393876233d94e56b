// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/clock.h"

#include <systemd/sd-id128.h>

namespace mesh44 {

ClockReading readClocks()
{
    static const std::string bootId = [] {
        sd_id128_t id{};
        char text[SD_ID128_STRING_MAX];
        return sd_id128_get_boot(&id) < 0 ? std::string() : std::string(sd_id128_to_string(id, text));
    }();
    return {wallTime(), bootTime(), bootId};
}

} // namespace mesh44
