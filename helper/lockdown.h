// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "helper/directories.h"
#include "helper/firewall/packetfilter.h"
#include "helper/kernel/kernel.h"

namespace mesh44 {

// What `mesh44d --lockdown` does, early in the boot: with start.lockdown the floor and the guard are there before any
// interface forwards; without it, nothing is done. A change on trial does not count: it is to be taken back. No gateway
// may be running. Both are put as far as they can be, whatever fails. Errors: InvalidConfig names the first mistake of
// the configuration, others say what the kernel refused.
Status lockDown(Kernel &kernel, PacketFilter &filter, const Directories &directories);

} // namespace mesh44
