// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/culprit.h"

#include "helper/clock.h"
#include "helper/textfile.h"

#include <algorithm>

#include <sys/stat.h>
#include <unistd.h>

namespace mesh44 {
namespace {

constexpr uint32_t kPidBits = 22; // the largest process id that Linux gives, and what libnl leaves for it
constexpr int64_t kJustNow = 10'000'000;

std::string printableName(std::string name)
{
    name.resize(std::min(name.find('\n'), name.size()));
    std::ranges::replace_if(name, [](char c) { return c < ' ' || c > '~'; }, '?');
    return name;
}

bool networkdWroteJustNow()
{
    struct stat state{};
    if (::stat("/run/systemd/netif/state", &state) != 0)
        return false;
    return wallTime() - (int64_t{state.st_mtim.tv_sec} * 1'000'000 + state.st_mtim.tv_nsec / 1000) < kJustNow;
}

} // namespace

std::optional<int> processOfPort(uint32_t port)
{
    const auto pid = static_cast<int>(port & ((uint32_t{1} << kPidBits) - 1));
    if (pid == 0 || ::access(("/proc/" + std::to_string(pid)).c_str(), F_OK) != 0)
        return std::nullopt;
    return pid;
}

Culprit culpritOf(uint32_t port)
{
    if (const auto pid = processOfPort(port)) {
        const std::string name = printableName(readTextFile("/proc/" + std::to_string(*pid) + "/comm", 64));
        if (!name.empty())
            return {name + " (process " + std::to_string(*pid) + ")", true};
    }
    if (networkdWroteJustNow())
        return {"somebody, probably systemd-networkd (netlink port " + std::to_string(port) + ")", true};
    if (port >> kPidBits == 0)
        return {"process " + std::to_string(port) + " (ended, or hidden from us)"};
    return {"somebody else (netlink port " + std::to_string(port) + ")"};
}

} // namespace mesh44
