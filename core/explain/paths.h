// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Which nexthops the kernel may take of the route that a look-up found (fib_select_path).
//
// With several nexthops a hash over the packet decides: all that are alive. Of default routes that are equal but for
// their gateways the kernel takes one whose gateway it believes to be reachable, and remembers it: any of them.

#include "core/explain/lookup.h"

namespace mesh44::explain {

struct Path
{
    uint32_t route = 0;
    size_t nexthop = 0;
};

// The gateway that packets are sent to (fib_check_nh_v4_gw). One that is this host's means "on the link": so routes
// were written before they could name a device.
Ipv4Address gatewayOf(const RoutingIndex &index, const RoutingRoute &route, const RoutingNexthop &nexthop);

std::vector<Path> pathsOf(const RoutingIndex &index, const Lookup &lookup, const LookupKey &key, bool amongDefaults);

namespace address {
constexpr Ipv4Prefix kMulticast = Ipv4Prefix::covering(Ipv4Address(224, 0, 0, 0), 4);
constexpr Ipv4Prefix kLocalMulticast = Ipv4Prefix::covering(Ipv4Address(224, 0, 0, 0), 24);
constexpr Ipv4Prefix kLoopback = Ipv4Prefix::covering(Ipv4Address(127, 0, 0, 0), 8);
constexpr Ipv4Address kEverybody{255, 255, 255, 255};
} // namespace address

} // namespace mesh44::explain
