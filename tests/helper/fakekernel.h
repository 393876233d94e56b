// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The kernel in memory, for tests of what sits on it. The contract test (kernelcontract) runs against it
// and against the real one, so what it does, errno by errno, is what Linux does.

#include "helper/kernel/kernel.h"

#include <functional>
#include <map>
#include <tuple>

namespace mesh44 {

class FakeKernel : public Kernel
{
public:
    FakeKernel(); // with `lo` and the three rules of every namespace

    Result<KernelState> dump() override;
    std::vector<OperationResult> apply(std::span<const Operation> operations) override;
    uint64_t writes() const override { return m_writes; }

    // --- The world around -------------------------------------------------------------------------
    int addLink(const std::string &name, const std::string &kind = "veth", bool up = true);
    // wan0, 203.0.113.9/24, with the default route via 203.0.113.1; gives the link.
    int addWan();
    void setCarrier(int link, bool carrier);
    void setIpipAvailable(bool available) { m_ipipAvailable = available; }
    // Somebody else's doing: neither logged nor counted, and never failed.
    OperationResult outside(const Operation &operation);
    // Puts an object there as it is, without any check: what our operations cannot say.
    void place(const KernelRule &rule);
    void place(const KernelNexthop &nexthop) { m_nexthops[nexthop.id] = nexthop; }
    void place(const KernelRoute &route) { m_routes[keyOf(route)] = route; }

    // --- Faults -----------------------------------------------------------------------------------
    using Predicate = std::function<bool(const Operation &)>;
    // The next `times` operations that it fits fail, and nothing is done.
    void failNext(Predicate fits, int error, unsigned times = 1);
    template <class Kind> void failNext(int error, unsigned times = 1) { failNext(isA<Kind>(), error, times); }
    // Done, but the answer is lost (EIO).
    void loseAnswer(Predicate fits, unsigned times = 1);
    void failDump(Error error, unsigned times = 1);
    void clearFaults();

    template <class Kind> static Predicate isA()
    {
        return [](const Operation &operation) { return std::holds_alternative<Kind>(operation); };
    }

    // --- What was asked ---------------------------------------------------------------------------
    const std::vector<Operation> &log() const { return m_log; }
    void clearLog() { m_log.clear(); }
    unsigned dumps() const { return m_dumps; }
    // Nothing that carries our protocol is left.
    bool isClean() const;

private:
    using RouteKey = std::tuple<uint32_t, Ipv4Prefix, uint8_t, uint32_t>; // table, destination, tos, metric
    struct Fault
    {
        Predicate fits;
        int error = 0;
        unsigned times = 0;
        bool done = false;
    };
    struct Perform;

    static RouteKey keyOf(const KernelRoute &route)
    {
        return {route.table, route.destination, route.tos, route.metric};
    }
    OperationResult perform(const Operation &operation);
    Fault *faultFor(const Operation &operation);
    KernelLink *link(int index);
    KernelLink *link(const std::string &name);
    void addFallbackDevice();
    void addConnectedRoute(const KernelAddress &address);
    void loseRoutesThrough(int link);
    void loseNexthops(const std::function<bool(const KernelNexthop &)> &which);
    bool isReachable(Ipv4Address gateway, int link) const;

    std::vector<KernelLink> m_links;
    std::vector<KernelAddress> m_addresses;
    std::vector<KernelRule> m_rules;
    std::map<uint32_t, KernelNexthop> m_nexthops;
    std::map<RouteKey, KernelRoute> m_routes;

    std::vector<Fault> m_faults;
    std::vector<Error> m_dumpFaults;
    std::vector<Operation> m_log;
    uint64_t m_writes = 0;
    unsigned m_dumps = 0;
    bool m_ipipAvailable = true;
};

} // namespace mesh44
