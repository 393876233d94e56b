// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What is ours in the kernel, as sentences that can be kept, compared and shown: the proof that a change was
// taken back. Independent of plan(): it also finds what no plan would look for, such as routes of ours in a
// table that is no longer configured.

#include "core/kernel/desired.h"
#include "core/kernel/state.h"

#include <set>
#include <string>
#include <vector>

namespace mesh44 {

// "route 44.4.8.0/24 table 44 via 198.51.100.7", "rule 46 from 44.128.10.0/24 table 45", "tunl0: mtu 1480" …
using OwnState = std::set<std::string>;

// Routes, rules and nexthops with our protocol, in any table, and the interfaces with these names: of tunnels
// everything, of others whether they forward and for whom they answer. A tunl0 that is down is nobody's: it cannot be
// deleted.
OwnState ownState(const KernelState &actual, const std::set<std::string> &links);
// What links are called: those found, or those wanted.
std::set<std::string> linkNames(const auto &links)
{
    std::set<std::string> names;
    for (const auto &link : links)
        names.insert(link.name);
    return names;
}
// Interfaces without the settings and addresses that are none of ours: somebody else's doing is no difference.
// `devices`: those that carry the mesh, whose settings are all ours. `touched`: what was changed or would be, of these
// and of others.
KernelState withoutStrangers(KernelState actual, const std::set<std::string> &devices,
                             const std::vector<DesiredLink> &touched);
// The same sentences for what should be.
OwnState ownState(const DesiredState &desired);

// What is not as it was: "- …" lines for what was there, is wanted and is missing, "+ …" lines for what is there
// and was not. What is wanted now by the settings of before is no difference: the mesh moves on meanwhile.
std::vector<std::string> differenceFrom(const OwnState &before, const OwnState &now, const OwnState &wanted);

} // namespace mesh44
