// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/clock.h"

#include <array>
#include <cstdlib>

#include <systemd/sd-id128.h>

namespace mesh44 {

// The unit passes it where /proc/sys is hidden.
std::string bootId()
{
    if (const char *given = std::getenv("MESH44_BOOT_ID"))
        return given;
    sd_id128_t id{};
    std::array<char, SD_ID128_STRING_MAX> text{};
    return sd_id128_get_boot(&id) < 0 ? "" : sd_id128_to_string(id, text.data());
}

ClockReading readClocks()
{
    return {wallTime(), bootTime(), bootId()};
}

} // namespace mesh44
