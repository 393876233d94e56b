// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/address.h"

#include <cstdint>
#include <optional>

namespace mesh44::explain {

// A packet that is asked about. What is not named has the value that the kernel takes when it is asked without it.
struct Flow
{
    Ipv4Address destination;
    std::optional<Ipv4Address> source; // none: the kernel chooses; a packet that comes in has one
    int inLink = 0;                    // 0: sent by this host
    int outLink = 0;                   // the device that a socket is bound to; only for what this host sends
    uint32_t mark = 0;
    uint8_t tos = 0;
    uint8_t protocol = 17;   // UDP
    uint16_t sourcePort = 0; // TCP and UDP only
    uint16_t destinationPort = 0;
    uint32_t uid = 0; // whose socket; a packet that comes in counts as root's

    bool operator==(const Flow &) const = default;
};

} // namespace mesh44::explain
