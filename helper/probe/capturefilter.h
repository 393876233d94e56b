// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Classic BPF programs for captures, made from checked values. They run over a packet from its IP header on, as
// AF_PACKET's SOCK_DGRAM has it in both directions. What they accept is cut to `snapLength` by the kernel.

#include "core/packet/capture.h"

#include <linux/filter.h>

namespace mesh44 {

using FilterProgram = std::vector<sock_filter>;

// For the interface to the Internet. A later fragment of a tunnel packet is accepted where its outer header decides,
// and never where the inner one would: it has none.
FilterProgram underlayProgram(const CaptureFilter &filter, uint32_t snapLength);
// For the mesh device.
FilterProgram deviceProgram(const CaptureFilter &filter, uint32_t snapLength);

} // namespace mesh44
