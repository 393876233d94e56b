// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Values to send around: random ones from a seed, and one that is always the same.

#include "core/mesh/view.h"

#include <random>

namespace mesh44::test {

inline uint32_t below(std::mt19937 &random, uint32_t limit)
{
    return std::uniform_int_distribution<uint32_t>(0, limit - 1)(random);
}

inline int64_t someTime(std::mt19937 &random)
{
    return below(random, 4) == 0 ? 0 : 1'460'000'000'000'000 + int64_t{below(random, 1'000'000'000)} * 1000;
}

inline RouteView someRoute(std::mt19937 &random, Ipv4Prefix prefix)
{
    RouteView route;
    route.prefix = prefix;
    route.endpoint = Ipv4Address(198, 51, 100, static_cast<uint8_t>(below(random, 256)));
    route.origin = static_cast<RouteOrigin>(below(random, 3));
    route.announced = below(random, 2) == 1;
    route.installed = below(random, 2) == 1;
    route.state = static_cast<RouteState>(below(random, 6));
    route.reason = below(random, 3) == 0 ? "endpoint is inside 44/8 \xe2\x80\x93 refused" : "";
    route.firstAnnounced = someTime(random);
    route.lastAnnounced = someTime(random);
    route.lastHeard = someTime(random);
    return route;
}

inline EndpointView someEndpoint(std::mt19937 &random, Ipv4Address address)
{
    return {.address = address,
            .suppressed = below(random, 2) == 1,
            .fallback = below(random, 2) == 1,
            .routes = below(random, 50),
            .installed = below(random, 50),
            .lastAnnounced = someTime(random)};
}

inline GatewayStatus someStatus(std::mt19937 &random)
{
    GatewayStatus status;
    status.revision = (uint64_t{random()} << 32) | random();
    status.version = "0.1.0";
    status.apiMajor = below(random, 3);
    status.apiMinor = below(random, 3);
    status.state = static_cast<GatewayState>(below(random, 8));
    status.enabled = below(random, 2) == 1;
    status.callsign = "N0CALL";
    status.subnets.resize(below(random, 3), Ipv4Prefix::covering(Ipv4Address(44, 128, 10, 0), 24));
    if (below(random, 2) == 1)
        status.address = Ipv4Address(44, 128, 10, 1);
    status.mode = "full";
    if (below(random, 2) == 1)
        status.externalAddress = Ipv4Address(203, 0, 113, 9);
    status.hasDefault = below(random, 2) == 1;
    status.defaultSuppressed = below(random, 2) == 1;
    status.forwardFormat = "rip2";
    status.forwardInterface = below(random, 2) == 1 ? "lan0" : "";
    if (!status.forwardInterface.empty())
        status.forwardDestination = Ipv4Address(224, 0, 0, 9);
    status.mtu = 1480;
    status.announcer = Ipv4Address(169, 228, 34, 84);
    if (below(random, 2) == 1)
        status.underlayGateway = Ipv4Address(203, 0, 113, 1);
    status.lastBurst = someTime(random);
    status.lastBurstRoutes = below(random, 1000);
    status.counters["rip44.packets"] = random();
    status.counters["rip44.dropped.password"] = random();
    if (below(random, 2) == 1)
        status.trial = {
            "user 1000", {"gateway.mode", "routing.mesh_table"}, someTime(random), below(random, 600), true};
    status.problems.resize(below(random, 3), {"/etc/mesh44/a.conf", 12, "gateway.mode", "expected full | mesh"});
    return status;
}

inline Snapshot someSnapshot(std::mt19937 &random, uint64_t revision, uint32_t size)
{
    Snapshot snapshot{.revision = revision, .status = someStatus(random)};
    for (uint32_t i = 0; i < size; ++i) {
        if (below(random, 2) == 1)
            snapshot.routes.push_back(someRoute(random, Ipv4Prefix::covering(Ipv4Address((44u << 24) | (i << 8)), 24)));
        if (below(random, 2) == 1)
            snapshot.endpoints.push_back(someEndpoint(random, Ipv4Address((198u << 24) | (18u << 16) | i)));
    }
    return snapshot;
}

} // namespace mesh44::test
