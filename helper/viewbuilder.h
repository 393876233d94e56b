// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/ages.h"
#include "core/mesh/meshtable.h"
#include "core/mesh/view.h"
#include "helper/firewall/firewall.h"
#include "helper/reconciler.h"

namespace mesh44 {

// What the gateway shows of its routes and endpoints: the mesh, as it is meant to be, beside what the
// kernel has. Sorted. `why`: a sentence for routes that are not installed because nothing is (empty: the
// gateway is up).
struct ViewSource
{
    const MeshTable &mesh;
    const Reconciler::Outcome &kernel;
    const std::map<Ipv4Address, PeerTraffic> &traffic;
    std::string whyNothing;
    WallTimes times;
    Silence silence = Silence::None;
};

std::vector<RouteView> viewRoutes(const ViewSource &source);
// From the routes, and the endpoints that are switched off without having any.
std::vector<EndpointView> viewEndpoints(const std::vector<RouteView> &routes, const MeshTable &mesh);
// Fills the route counts.
void countRoutes(GatewayStatus &status, const Snapshot &snapshot);

} // namespace mesh44
