// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/iproute.h"

#include "core/config/settings.h"

#include <algorithm>
#include <charconv>

namespace mesh44 {

std::string routesToCommands(std::span<const RouteView> routes, const std::string &device, uint32_t table)
{
    const std::string end = " table " + std::to_string(table) + '\n';
    std::string lines;
    for (const RouteView &route : routes) {
        if (route.state == RouteState::Refused || route.state == RouteState::Held)
            continue;
        if (route.state == RouteState::Suppressed)
            lines += "ip route add blackhole " + route.prefix.toString();
        else
            lines += "ip route add " + route.prefix.toString() + " via " + route.endpoint.toString() + " dev " + device
                     + " onlink";
        lines += end;
    }
    return lines;
}

uint32_t meshTableOf(std::span<const SettingView> settings)
{
    uint32_t table = Settings{}.meshTable;
    const auto found = std::ranges::find(settings, "routing.mesh_table", &SettingView::key);
    if (found != settings.end())
        std::from_chars(found->value.data(), found->value.data() + found->value.size(), table);
    return table;
}

} // namespace mesh44
