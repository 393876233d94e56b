// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/snapshot.h"

#include <algorithm>

namespace mesh44::explain {

const RoutingLink *RoutingSnapshot::link(int index) const
{
    const auto it = std::ranges::lower_bound(links, index, {}, &RoutingLink::index);
    return it == links.end() || it->index != index ? nullptr : &*it;
}

const RoutingLink *RoutingSnapshot::link(std::string_view name) const
{
    const auto it = std::ranges::find(links, name, &RoutingLink::name);
    return it == links.end() ? nullptr : &*it;
}

} // namespace mesh44::explain
