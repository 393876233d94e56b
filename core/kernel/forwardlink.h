// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/settings.h"
#include "core/kernel/state.h"
#include "core/kernel/underlay.h"

#include <optional>
#include <string>

namespace mesh44 {

// Where announcements to routers on the LAN leave.
struct ForwardLink
{
    std::string device;
    int index = 0;
    Ipv4Address source; // the device's own
    Ipv4Address destination;
    bool operator==(const ForwardLink &) const = default;
};

inline constexpr Ipv4Address kRipRouters{224, 0, 0, 9};

// The link of [forward], or why it cannot be used: it is missing or down, it has no address in the destination's
// network, it leads to the Internet, or it is a tunnel. Without a known way to the Internet no link is safe.
Result<ForwardLink> findForwardLink(const Settings &settings, const KernelState &facts,
                                    const std::optional<Underlay> &underlay);

} // namespace mesh44
