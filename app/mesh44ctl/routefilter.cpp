// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/routefilter.h"

#include <algorithm>
#include <iterator>

namespace mesh44::ctl {

std::vector<RouteView> RouteFilter::select(std::span<const RouteView> routes) const
{
    std::vector<RouteView> selected;
    std::ranges::copy_if(routes, std::back_inserter(selected), [this](const RouteView &route) {
        return (!covering || route.prefix.contains(*covering)) && (!endpoint || route.endpoint == *endpoint)
               && (!state || route.state == *state);
    });
    return selected;
}

} // namespace mesh44::ctl
