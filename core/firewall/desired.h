// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the table `inet mesh44` should be, as a value.

#include "core/config/settings.h"
#include "core/kernel/desired.h"

#include <set>
#include <string>
#include <vector>

namespace mesh44 {

struct DesiredFirewall
{
    enum class Kind : uint8_t {
        None,   // no table
        Locked, // the gateway is down, and nothing of ours leaves
        Active,
    };

    Kind kind = Kind::None;
    bool enforcing = true; // else what is not a guard is only counted
    Mode mode = Mode::Full;
    // What carries the mesh, by either plane: one gives way to the other without a change here.
    std::vector<std::string> devices;
    std::string wan;                 // empty: not known
    std::vector<Ipv4Prefix> subnets; // ours
    std::vector<Ipv4Prefix> stays;   // where our packets go without the tunnel: our subnets and `routing.local`
    std::vector<Ipv4Prefix> clients; // private hosts that reach the mesh as `own`
    std::vector<Opening> openings;
    Ipv4Address announcer;
    Ipv4Address own;
    std::set<Ipv4Address> peers; // who may send us tunnel packets: the announcer and each endpoint in use
    bool operator==(const DesiredFirewall &) const = default;
};

// For what `desire()` made of the settings.
DesiredFirewall desireFirewall(const Settings &settings, const DesiredState &desired,
                               const std::optional<Underlay> &underlay);
// For a gateway that is down with `start.lockdown`.
DesiredFirewall desireLockedFirewall(const Settings &settings, const std::vector<Ipv4Prefix> &local,
                                     const std::optional<Underlay> &underlay);

} // namespace mesh44
