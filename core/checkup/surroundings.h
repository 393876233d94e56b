// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/checkup/sockettable.h"

#include <set>
#include <string>
#include <vector>

namespace mesh44 {

// A chain of the packet filter: family "ip", table "filter", chain "ufw-before-input".
struct FirewallChain
{
    std::string family;
    std::string table;
    std::string chain;
    bool operator==(const FirewallChain &) const = default;
};

// What else is at work on this computer, as far as it can be seen without any right. Our own sockets are not in it.
struct Surroundings
{
    std::vector<BoundSocket> udp;
    std::vector<BoundSocket> raw; // the number is the protocol
    std::vector<FirewallChain> chains;
    std::set<std::string> programs;    // names of processes that are not hidden from us
    bool networkd = false;             // systemd-networkd has been at work
    bool networkdKeepsRules = false;   // and routes that are not its own
    std::set<int> networkdLinks;       // interfaces that it configures, by index
    std::set<int> networkManagerLinks; // the same for NetworkManager
    bool operator==(const Surroundings &) const = default;
};

} // namespace mesh44
