// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A gateway's surroundings with an announcer and a clock of their own.

#include "tests/core/meshmaker.h"
#include "tests/helper/gatewayrig.h"

namespace mesh44::test {

inline constexpr int64_t kSecond = 1'000'000;
inline constexpr int64_t kHour = 3600 * kSecond;
inline constexpr int64_t kYear = 8766 * kHour;
inline const Ipv4Prefix kOne = *Ipv4Prefix::parse("44.4.1.0/24");
inline const Ipv4Prefix kTwo = *Ipv4Prefix::parse("44.4.2.0/24");

class MeshRig : public GatewayRig
{
public:
    explicit MeshRig(const std::string &base) : GatewayRig(base)
    {
        clock = [this] { return now; };
    }
    MeshRig(const MeshRig &) = delete;
    MeshRig &operator=(const MeshRig &) = delete;

    struct Run : GatewayRig::Run
    {
        explicit Run(MeshRig &rig) : GatewayRig::Run(rig) {}
        // A burst and what follows from it.
        void hear(const std::vector<RipEntry> &entries, bool complete = true)
        {
            gateway->heardEntries(entries);
            gateway->burstEnded(burstOf(entries), complete);
            look();
        }
        // As the timer does every minute.
        void look()
        {
            gateway->kernelChanged(true);
            turn(std::chrono::milliseconds(10));
        }
        RouteView route(Ipv4Prefix prefix)
        {
            const Snapshot snapshot = gateway->snapshot();
            const auto found = std::ranges::find(snapshot.routes, prefix, &RouteView::prefix);
            return found == snapshot.routes.end() ? RouteView() : *found;
        }
        size_t told(const char *subject, const char *part)
        {
            return static_cast<size_t>(std::ranges::count_if(gateway->history(1000), [&](const EventView &line) {
                return line.subject == subject && line.text.find(part) != std::string::npos;
            }));
        }
    };

    void pass(int64_t time)
    {
        now.wall += time;
        now.boot += time;
    }
    // How many routes of table 44 lead to this endpoint.
    size_t routesThrough(Ipv4Address endpoint)
    {
        const KernelState state = *kernel.dump();
        return static_cast<size_t>(std::ranges::count_if(state.routes, [&](const KernelRoute &route) {
            const auto nexthop = std::ranges::find(state.nexthops, route.nexthop, &KernelNexthop::id);
            return route.table == 44 && nexthop != state.nexthops.end() && nexthop->gateway == endpoint;
        }));
    }

    ClockReading now{56 * kYear, 100 * kHour, "boot one"};
};

} // namespace mesh44::test
