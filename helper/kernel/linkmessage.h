// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// RTM_NEWLINK and RTM_DELLINK ⇄ KernelLink, and the one thing that needs an ioctl.

#include "core/kernel/operation.h"
#include "helper/kernel/request.h"

namespace mesh44 {

void requestLinks(NetlinkRequest &request);
void encode(NetlinkRequest &request, const CreateIpip &operation);
void encode(NetlinkRequest &request, const DeleteLink &operation);
// All but the ipip parameters; leaves the request empty when there is nothing else.
void encode(NetlinkRequest &request, const ChangeLink &operation);
// Nothing for what is malformed.
std::optional<KernelLink> decodeLink(nlmsghdr *header);

// SIOCCHGTUNNEL: netlink cannot change the fallback device. Gives an errno, 0 for success.
int changeTunnel(const std::string &name, const IpipParameters &parameters);

} // namespace mesh44
