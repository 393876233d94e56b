// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"

#include <cstdint>
#include <span>
#include <string>

namespace mesh44 {

// The routes as commands of iproute2, one line each, as one would put them by hand: by address, without nexthop
// objects. What is switched off is a blackhole; what the route filter refused, or what is held back, is left out.
std::string routesToCommands(std::span<const RouteView> routes, const std::string &device, uint32_t table);

// The table that the settings name (routing.mesh_table); the usual one where they do not tell.
uint32_t meshTableOf(std::span<const SettingView> settings);

} // namespace mesh44
