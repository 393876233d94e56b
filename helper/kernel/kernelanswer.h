// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// RTM_GETROUTE, twice for each flow: once for the route as a packet would get it, with the source, and once for the
// entry of the table behind it (RTM_F_FIB_MATCH). Raw: libnl's own look-up always reports table 254.
//
// The kernel is asked as the caller's user about nothing but what is in the flow; it takes no protocol but TCP, UDP
// and ICMP (EOPNOTSUPP).

#include "core/explain/agreement.h"
#include "helper/kernel/netlinksocket.h"

namespace mesh44 {

// An errno of the kernel's is part of the answer; an Error means that there was none.
Result<explain::KernelAnswer> askKernel(NetlinkSocket &socket, NetlinkRequest &request, const explain::Flow &flow);

} // namespace mesh44
