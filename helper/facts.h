// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/settings.h"
#include "core/kernel/underlay.h"
#include "core/mesh/meshtable.h"
#include "core/rip44/filter.h"

#include <vector>

namespace mesh44 {

// The host's name servers, as the resolver library reads them.
std::vector<Ipv4Address> resolvers();

// The endpoint that the announcer gives for one of our own subnets: our address as the Internet sees it,
// also behind NAT. Nothing until a complete burst held it: a single forged packet must not say who we are, for
// routes to ourselves are refused.
std::optional<Ipv4Address> heardExternalAddress(const MeshTable &mesh, const Settings &settings);

// What is odd about the address under which the announcer sends to us, as problems of gateway.external_address.
// `expected`: the address that was configured or that its name leads to.
std::vector<ConfigProblem> addressProblems(const std::optional<Ipv4Address> &heard,
                                           const std::optional<Ipv4Address> &expected,
                                           const std::optional<Underlay> &underlay);

// What must not be routed into the mesh, on this host, now.
RouteFilter makeFilter(const Settings &settings, const KernelState &facts, const std::optional<Underlay> &underlay,
                       const std::optional<Ipv4Address> &external);

} // namespace mesh44
