// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the kernel itself says about a flow (RTM_GETROUTE), and whether our decision says the same. A difference is for
// the eyes of the operator: it is shown, never smoothed over.

#include "core/explain/decision.h"

namespace mesh44::explain {

// The entry of the table that decided (RTM_F_FIB_MATCH).
struct KernelMatch
{
    uint32_t table = 0;
    Ipv4Prefix prefix;
    RouteKind kind = RouteKind::Unspecified;
    uint8_t tos = 0;
    uint32_t metric = 0;
    bool operator==(const KernelMatch &) const = default;
};

struct KernelAnswer
{
    int error = 0; // errno; what follows is there without one only
    RouteKind kind = RouteKind::Unspecified;
    int link = 0;
    Ipv4Address gateway;
    std::optional<Ipv4Address> source; // that it chose
    uint32_t mtu = 0;                  // of the route, or learned; 0: the device's
    std::optional<KernelMatch> match;  // none where no entry decided
    bool operator==(const KernelAnswer &) const = default;
};

enum class Agreement : uint8_t {
    Agrees,
    Differs,
    NotModelled, // differs, and the decision had said that it may
};

Agreement compare(const RoutingIndex &index, const Decision &decision, const KernelAnswer &answer);

// The flow as the kernel can be asked about it, which takes no protocol but TCP, UDP and ICMP. Another one is asked as
// UDP where no rule looks at protocols or ports; else there is nothing to ask.
std::optional<Flow> askable(const RoutingSnapshot &snapshot, const Flow &flow);

} // namespace mesh44::explain
