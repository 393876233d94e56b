// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// RTM_NEWROUTE and RTM_DELROUTE ⇄ KernelRoute. Raw: libnl 3.7 knows no RTA_NH_ID.
//
// A route by nexthop id is told by its id alone: the gateway and device that the kernel repeats beside it,
// and the type "blackhole" that it shows while the nexthop is one, are the nexthop's.
//
// When it removes, the kernel takes a metric of 0 for any metric, and a protocol of 0 for any protocol.

#include "core/kernel/operation.h"
#include "helper/kernel/request.h"

namespace mesh44 {

void requestRoutes(NetlinkRequest &request);
void encode(NetlinkRequest &request, const PutRoute &operation);
void encode(NetlinkRequest &request, const RemoveRoute &operation);
// Nothing for another family, for cached routes and for what is malformed.
std::optional<KernelRoute> decodeRoute(nlmsghdr *header);

} // namespace mesh44
