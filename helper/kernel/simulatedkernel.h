// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helper/kernel/kernel.h"

#include <map>
#include <set>
#include <tuple>

namespace mesh44 {

// A kernel on paper: what operations would make of a dump. It does what a plan asks for, and refuses only a rule that
// Linux takes for another one.
class SimulatedKernel : public Kernel
{
public:
    explicit SimulatedKernel(KernelState state);

    Result<KernelState> dump() override;
    std::vector<OperationResult> apply(std::span<const Operation> operations) override;
    uint64_t writes() const override { return m_writes; }

    // The userspace plane's device, which comes and goes with its descriptors.
    void openTun(const std::string &name);
    void closeTun(const std::string &name);

    // What was done, in its order, as `ip` would say it; the first kMostLines of writes().
    static constexpr size_t kMostLines = 500;
    const std::vector<std::string> &lines() const { return m_lines; }

private:
    using RouteKey = std::tuple<uint32_t, Ipv4Prefix, uint8_t, uint32_t>; // table, destination, tos, metric
    struct Perform;

    static RouteKey keyOf(const KernelRoute &route)
    {
        return {route.table, route.destination, route.tos, route.metric};
    }
    void note(std::string line);
    OperationResult perform(const Operation &operation);
    int addLink(const std::string &name, const char *kind, uint32_t mtu);
    KernelLink *link(int index);
    void removeLink(int index);
    void putRoute(const KernelRoute &route);
    void removeRoute(const RouteKey &key);
    void removeNexthop(uint32_t id);
    void removeNexthopsOf(int link);
    std::string named(const std::string &line) const;

    KernelState m_state; // without routes and nexthops, of which there may be tens of thousands
    std::map<RouteKey, KernelRoute> m_routes;
    std::map<uint32_t, KernelNexthop> m_nexthops;
    std::map<uint32_t, std::set<RouteKey>> m_users; // the routes by nexthop
    std::vector<std::string> m_lines;
    uint64_t m_writes = 0;
};

} // namespace mesh44
