// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/systemfacts.h"

#include "core/checkup/netstat.h"
#include "helper/textfile.h"

#include <filesystem>

#include <sys/timex.h>

namespace mesh44 {

std::optional<uint8_t> reversePathFilterOfAll(const std::string &root)
{
    const std::string text = readTextFile(root + "/proc/sys/net/ipv4/conf/all/rp_filter", 16);
    if (text.empty() || text[0] < '0' || text[0] > '2')
        return std::nullopt;
    return static_cast<uint8_t>(text[0] - '0');
}

std::optional<uint64_t> reversePathDrops(const std::string &root)
{
    const auto drops = readNetstat(readTextFile(root + "/proc/self/net/netstat"), "TcpExt", "IPReversePathFilter");
    return drops ? std::optional(*drops) : std::nullopt;
}

// The service manager forbids us the call, as part of all that sets clocks.
std::optional<bool> isClockSet(const std::string &root)
{
    timex asked{};
    const int state = root.empty() ? ::adjtimex(&asked) : -1;
    if (state >= 0)
        return state != TIME_ERROR && (asked.status & STA_UNSYNC) == 0;
    std::error_code error;
    return std::filesystem::exists(root + "/run/systemd/timesync/synchronized", error) ? std::optional(true)
                                                                                       : std::nullopt;
}

} // namespace mesh44
