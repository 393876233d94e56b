// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// RTM_NEWADDR and RTM_DELADDR ⇄ KernelAddress.

#include "core/kernel/operation.h"
#include "helper/kernel/request.h"

namespace mesh44 {

void requestAddresses(NetlinkRequest &request);
void encode(NetlinkRequest &request, const AddAddress &operation);
void encode(NetlinkRequest &request, const RemoveAddress &operation);
// Nothing for another family and for what is malformed.
std::optional<KernelAddress> decodeAddress(nlmsghdr *header);

} // namespace mesh44
