// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A gateway on which every check passes, as facts: settings, a mesh of three routes, and a kernel that holds what is
// desired of it.

#include "core/checkup/checkfacts.h"
#include "core/mesh/meshtable.h"
#include "tests/core/support.h"

#include <algorithm>

namespace mesh44::test {

inline constexpr int kWanLink = 2;
inline constexpr int kLanLink = 3;
inline constexpr int kTunnelLink = 5;

inline KernelRoute routeTo(const char *destination, uint32_t table, int link)
{
    return {.destination = prefix(destination), .table = table, .link = link};
}

// The kernel's part of it: the links, and a way out.
inline KernelState bareKernel()
{
    KernelState kernel;
    kernel.links = {{.index = 1, .name = "lo", .up = true},
                    {.index = kWanLink, .name = "wan0", .mtu = 1500, .up = true, .arpIgnore = 1},
                    {.index = kLanLink, .name = "lan0", .mtu = 1500, .up = true, .forwarding = true}};
    kernel.addresses = {{kWanLink, address("203.0.113.9"), 24}, {kLanLink, address("44.128.10.1"), 24}};
    kernel.routes = {routeTo("0.0.0.0/0", kMainTable, kWanLink), routeTo("203.0.113.0/24", kMainTable, kWanLink),
                     routeTo("44.128.10.0/24", kMainTable, kLanLink)};
    kernel.routes[0].gateway = address("203.0.113.1");
    kernel.anyRoute = true;
    return kernel;
}

inline void install(const DesiredState &desired, KernelState &kernel)
{
    const DesiredLink &wanted = desired.links.front();
    kernel.links.push_back({.index = kTunnelLink,
                            .name = wanted.name,
                            .kind = "ipip",
                            .mtu = *wanted.mtu,
                            .up = true,
                            .ipip = wanted.ipip,
                            .rpFilter = 2,
                            .forwarding = true});
    kernel.addresses.push_back({kTunnelLink, *wanted.address, 32});
    uint32_t id = kFirstNexthopId;
    std::map<Ipv4Address, uint32_t> ids;
    for (const auto &[endpoint, isDropped] : desired.nexthops) {
        ids[endpoint] = id;
        kernel.nexthops.push_back(
            {.id = id++, .link = kTunnelLink, .gateway = endpoint, .onlink = true, .protocol = kOurProtocol});
    }
    for (const DesiredRoute &route : desired.routes)
        kernel.routes.push_back({.destination = route.destination,
                                 .table = route.table,
                                 .metric = route.metric,
                                 .protocol = kOurProtocol,
                                 .type = route.type,
                                 .nexthop = route.endpoint ? ids.at(*route.endpoint) : 0});
    kernel.rules = desired.rules;
    kernel.rules.push_back({.priority = 0, .table = kLocalTable, .protocol = 2});
    kernel.rules.push_back({.priority = 32766, .table = kMainTable, .protocol = 2});
    std::ranges::stable_sort(kernel.rules, {}, &KernelRule::priority);
}

// 44.5.0.1 is an endpoint inside 44.
inline MeshTable smallMesh()
{
    MeshTable mesh;
    const std::vector<RipEntry> entries{{prefix("44.4.8.0/24"), address("198.51.100.7"), 4, 1},
                                        {prefix("44.4.9.0/24"), address("198.51.100.8"), 4, 1},
                                        {prefix("44.6.0.0/16"), address("44.5.0.1"), 4, 1}};
    (void)mesh.announce(entries, 1);
    return mesh;
}

inline CheckFacts healthyFacts()
{
    CheckFacts f;
    f.settings.callsign = "N0CALL";
    f.settings.subnets = {prefix("44.128.10.0/24")};
    f.usable = f.enabled = true;
    f.device = "tunl0";
    f.kernel = bareKernel();
    f.underlay = findUnderlay(f.kernel, f.settings.announcer);
    f.desired = desire(f.settings, smallMesh(), f.kernel, f.underlay);
    install(f.desired, f.kernel);
    f.arrived = ArrivedPackets{46, 7};
    f.heard = {.good = 23, .listening = 3'600'000'000};
    f.burst = BurstFacts{41'000'000, true, {{f.settings.subnets[0], address("203.0.113.9")}}};
    f.reversePathAll = 0;
    f.isClockSet = true;
    f.wasAnswered = true;
    f.active = ActiveFacts{PingFacts{3, 3, 20'000, ""}, PathFacts{1480, 1480},
                           NameFacts{address("44.128.10.1"), true, "n0call.ampr.org", {address("44.128.10.1")}}};
    return f;
}

} // namespace mesh44::test
