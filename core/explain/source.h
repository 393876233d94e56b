// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Which address a packet without one is sent from, and what is an address of this host.

#include "core/explain/index.h"

namespace mesh44::explain {

// inet_select_addr(): the device's first primary address of this or a wider scope, rather one whose network holds
// `toward`; without any, the first such address of any device. Unspecified when there is none.
Ipv4Address selectSource(const RoutingIndex &index, int link, Ipv4Address toward, uint8_t scope);

// fib_result_prefsrc(): the route's own, or one of its nexthop's device.
Ipv4Address sourceFor(const RoutingIndex &index, const RoutingRoute &route, const RoutingNexthop &nexthop, int vrf);

// A nexthop object keeps the source that it found for the first route that asked (nh_saddr), for the scope of that
// route. True where another scope would have given another source.
bool mayBeRemembered(const RoutingIndex &index, const RoutingRoute &route, const RoutingNexthop &nexthop);

// __ip_dev_find(): the device of this address, or of the local route over it. 0: not this host's. Nothing is known
// of 0.0.0.0.
int ownerOf(const RoutingIndex &index, Ipv4Address address);

} // namespace mesh44::explain
