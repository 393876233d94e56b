// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// RTM_NEWNEXTHOP and RTM_DELNEXTHOP ⇄ KernelNexthop. Raw: libnl 3.7 has no nexthop objects.

#include "core/kernel/operation.h"
#include "helper/kernel/request.h"

namespace mesh44 {

void requestNexthops(NetlinkRequest &request);
void encode(NetlinkRequest &request, const PutNexthop &operation);
void encode(NetlinkRequest &request, const RemoveNexthop &operation);
// Of any family, for ids are shared by all. Nothing for what is malformed.
std::optional<KernelNexthop> decodeNexthop(nlmsghdr *header);

} // namespace mesh44
