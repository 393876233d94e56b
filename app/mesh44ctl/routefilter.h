// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"

#include <span>

namespace mesh44::ctl {

// What `mesh44ctl routes` was asked for; what is not set does not filter.
struct RouteFilter
{
    std::optional<Ipv4Prefix> covering; // routes whose prefix contains it: the last one wins
    std::optional<Ipv4Address> endpoint;
    std::optional<RouteState> state;

    std::vector<RouteView> select(std::span<const RouteView> routes) const;
};

} // namespace mesh44::ctl
