// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/conflicts.h"

#include "core/kernel/protocols.h"

#include <algorithm>
#include <map>

namespace mesh44 {
namespace {

// A table that already holds something of ours is ours: a stranger in it is contested, not a conflict.
void addTableConflicts(uint32_t table, const KernelState &actual, std::vector<std::string> &conflicts)
{
    std::map<uint8_t, size_t> strangers;
    for (const KernelRoute &route : actual.routes) {
        if (route.table != table)
            continue;
        if (route.protocol == kOurProtocol)
            return;
        ++strangers[route.protocol];
    }
    for (const auto &[protocol, count] : strangers)
        conflicts.push_back("routing table " + std::to_string(table) + " already holds " + std::to_string(count)
                            + (count == 1 ? " route" : " routes") + " of " + protocolName(protocol));
}

void addDeviceConflicts(const DesiredState &desired, const KernelState &actual, std::vector<std::string> &conflicts)
{
    const bool userspace = desired.plane == Plane::Userspace;
    // It would take our packets for its own, and answer for us where it has no tunnel that is up.
    if (userspace && std::ranges::find(actual.links, "ipip", &KernelLink::kind) != actual.links.end())
        conflicts.push_back("the kernel's own ipip is loaded: unload it (modprobe -r ipip), or set "
                            "tunnel.plane = auto");
    const KernelLink *device = actual.link(desired.device);
    if (device && device->kind != (userspace ? "tun" : "ipip"))
        conflicts.push_back("the interface " + device->name + " is already there and is no "
                            + (userspace ? "TUN" : "ipip tunnel") + " but "
                            + (device->kind.empty() ? "of another kind" : "a " + device->kind));
}

} // namespace

std::vector<std::string> findConflicts(const DesiredState &desired, const KernelState &actual)
{
    std::vector<std::string> conflicts;
    for (const uint32_t table : {desired.meshTable, desired.sourceTable})
        addTableConflicts(table, actual, conflicts);
    addDeviceConflicts(desired, actual, conflicts);
    return conflicts;
}

} // namespace mesh44
