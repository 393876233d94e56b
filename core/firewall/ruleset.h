// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The table `inet mesh44` as text for libnftables. Everything in it is a number, an address, or a device's name that
// `isNftName` took.
//
//   arriving   tunnel packets before the tunnel: from known peers only, nothing nested, inner sources that fit.
//              Unknown senders of protocol 4 stop here, which is why the announcer is always a peer: the raw socket
//              sits behind this hook
//   decapsulated  what came out of the tunnel: to our subnets or nowhere (a guard: else we relay for strangers)
//   marks      flows that came in by the tunnel are answered by it, whoever answers; in mode hybrid the rest of our
//              hosts' flows is marked for the ISP
//   forwarded  from the mesh to hosts behind us: answers, and what the operator opened; MSS fits the path
//   translated sources that must not be seen as they are
//   leaving    last of all: nothing with our source leaves but by the tunnel (a guard; not in mode bgp), and nothing
//              but our sources enters the tunnel
//   sending    counts what goes to each endpoint
//
// The guards hold in mode `count`, too.

#include "core/firewall/desired.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace mesh44 {

inline constexpr std::string_view kFirewallTable = "inet mesh44";

// Whether a device's name can be put between quotes: nftables has no way to escape one.
bool isNftName(std::string_view name);

// Makes the table anew, in one transaction, or removes it. `firewall`'s names must be isNftName.
std::string replaceTable(const DesiredFirewall &firewall);
// Adds and removes peers; empty: nothing to do.
std::string addPeers(const std::set<Ipv4Address> &peers);
std::string removePeers(const std::set<Ipv4Address> &peers);

} // namespace mesh44
