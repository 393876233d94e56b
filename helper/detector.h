// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/checkup/surroundings.h"

#include <string>

namespace mesh44 {

// Looks around on this computer, without a right, without starting anything and without asking anybody: sockets and
// processes in /proc, the state that systemd-networkd and NetworkManager keep in /run, the names of nft's chains.
// What cannot be read is left out.
class Detector
{
public:
    // root: the folder that stands for / (tests have one of their own).
    explicit Detector(std::string root = {}) : m_root(std::move(root)) {}

    Surroundings look() const;

private:
    std::vector<BoundSocket> socketsIn(const char *table, const std::set<uint64_t> &own) const;
    void lookAtNetworkd(Surroundings &surroundings) const;
    bool networkdKeepsRules() const;
    std::set<int> linksIn(const char *folder, bool (*isManaged)(const std::string &text)) const;
    std::set<std::string> programs() const;

    std::string m_root;
};

// Of all families, at most kMostFirewallChains; empty where the kernel has no nftables or does not tell.
inline constexpr size_t kMostFirewallChains = 10'000;
std::vector<FirewallChain> firewallChains();

} // namespace mesh44
