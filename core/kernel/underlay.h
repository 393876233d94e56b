// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernel/state.h"

#include <optional>
#include <string>

namespace mesh44 {

// The way to the Internet: what carries the outer packets.
struct Underlay
{
    int link = 0;
    std::string device;
    Ipv4Address address;                // outer source
    std::optional<Ipv4Address> gateway; // nothing: the far end is on the link
    uint32_t mtu = 0;
    bool operator==(const Underlay &) const = default;
};

// The main table's longest match for the announcer, the lowest metric first. Nothing: there is no way.
std::optional<Underlay> findUnderlay(const KernelState &state, Ipv4Address announcer);

// The connected prefixes of all interfaces but the WAN's, the mesh device and the loopback: what "local =
// auto" stands for.
std::vector<Ipv4Prefix> connectedPrefixes(const KernelState &state, int wanLink, std::string_view meshDevice);

} // namespace mesh44
