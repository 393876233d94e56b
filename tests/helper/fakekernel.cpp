// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/helper/fakekernel.h"

#include "tests/helper/fakekernelperform.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ranges>
#include <utility>

namespace mesh44 {

namespace {

constexpr uint8_t kKernelProtocol = 2; // RTPROT_KERNEL
constexpr uint8_t kLinkScope = 253;    // RT_SCOPE_LINK

KernelRule lookup(uint32_t priority, uint32_t table)
{
    KernelRule rule;
    rule.priority = priority;
    rule.table = table;
    rule.protocol = kKernelProtocol;
    return rule;
}

} // namespace

FakeKernel::FakeKernel()
{
    addLink("lo", "");
    m_rules = {lookup(0, kLocalTable), lookup(32766, kMainTable), lookup(32767, 253)};
}

int FakeKernel::addLink(const std::string &name, const std::string &kind, bool up)
{
    KernelLink link;
    link.index = m_links.empty() ? 1 : m_links.back().index + 1;
    link.name = name;
    link.kind = kind;
    link.mtu = kind == "ipip" ? 1480 : 1500;
    link.up = link.carrier = up;
    link.rpFilter = uint8_t{0};
    link.forwarding = false;
    link.arpIgnore = 0;
    m_links.push_back(link);
    return link.index;
}

int FakeKernel::addWan()
{
    const int wan = addLink("wan0");
    outside(AddAddress{{wan, Ipv4Address(203, 0, 113, 9), 24}});
    KernelRoute standard{.table = kMainTable, .protocol = 3};
    standard.gateway = Ipv4Address(203, 0, 113, 1);
    standard.link = wan;
    outside(PutRoute{standard});
    return wan;
}

void FakeKernel::setCarrier(int index, bool carrier)
{
    if (KernelLink *changed = link(index))
        changed->carrier = carrier;
    if (!carrier)
        loseNexthops([&](const KernelNexthop &nexthop) { return nexthop.link == index; });
}

Result<KernelState> FakeKernel::dump()
{
    ++m_dumps;
    if (!m_dumpFaults.empty()) {
        const Error error = m_dumpFaults.back();
        m_dumpFaults.pop_back();
        return error;
    }
    KernelState state{.links = m_links, .addresses = m_addresses, .rules = m_rules, .nexthops = {}, .routes = {}};
    for (const auto &[id, nexthop] : m_nexthops)
        state.nexthops.push_back(nexthop);
    for (const auto &[key, route] : m_routes)
        state.routes.push_back(route);
    // The local table is not kept: `lo` and every address that is up have a route there.
    const KernelLink *loopback = state.link("lo");
    state.anyRoute = !m_routes.empty() || (loopback && loopback->up);
    return state;
}

std::vector<OperationResult> FakeKernel::apply(std::span<const Operation> operations)
{
    std::vector<OperationResult> results;
    results.reserve(operations.size());
    for (const Operation &operation : operations) {
        ++m_writes;
        m_log.push_back(operation);
        Fault *fault = faultFor(operation);
        if (!fault || fault->done)
            results.push_back(perform(operation));
        if (fault && fault->done)
            results.back() = {fault->error, "the kernel's answer was lost"};
        else if (fault)
            results.push_back({fault->error, "injected"});
    }
    return results;
}

OperationResult FakeKernel::outside(const Operation &operation)
{
    return perform(operation);
}

OperationResult FakeKernel::perform(const Operation &operation)
{
    const int error = std::visit(Perform{*this}, operation);
    return {error, error == 0 ? "" : std::strerror(error)};
}

void FakeKernel::place(const KernelRule &rule)
{
    const auto behind = std::ranges::upper_bound(m_rules, rule.priority, {}, &KernelRule::priority);
    m_rules.insert(behind, rule);
}

void FakeKernel::failNext(Predicate fits, int error, unsigned times)
{
    m_faults.push_back({std::move(fits), error, times, false});
}

void FakeKernel::loseAnswer(Predicate fits, unsigned times)
{
    m_faults.push_back({std::move(fits), EIO, times, true});
}

void FakeKernel::failDump(Error error, unsigned times)
{
    m_dumpFaults.insert(m_dumpFaults.end(), times, error);
}

void FakeKernel::clearFaults()
{
    m_faults.clear();
    m_dumpFaults.clear();
}

FakeKernel::Fault *FakeKernel::faultFor(const Operation &operation)
{
    for (Fault &fault : m_faults) {
        if (fault.times > 0 && fault.fits(operation)) {
            --fault.times;
            return &fault;
        }
    }
    return nullptr;
}

bool FakeKernel::isClean() const
{
    const auto isOurs = [](const auto &object) { return object.protocol == kOurProtocol; };
    return std::ranges::none_of(m_rules, isOurs) && std::ranges::none_of(m_nexthops | std::views::values, isOurs)
           && std::ranges::none_of(m_routes | std::views::values, isOurs);
}

KernelLink *FakeKernel::link(int index)
{
    const auto it = std::ranges::find(m_links, index, &KernelLink::index);
    return it == m_links.end() ? nullptr : &*it;
}

KernelLink *FakeKernel::link(const std::string &name)
{
    const auto it = std::ranges::find(m_links, name, &KernelLink::name);
    return it == m_links.end() ? nullptr : &*it;
}

// The module makes it when it is loaded.
void FakeKernel::addFallbackDevice()
{
    if (link("tunl0"))
        return;
    addLink("tunl0", "ipip", false);
    m_links.back().ipip = IpipParameters{};
}

void FakeKernel::addConnectedRoute(const KernelAddress &address)
{
    const KernelLink *device = link(address.link);
    if (address.prefixLength == 32 || !device || !device->up)
        return;
    KernelRoute route;
    route.destination = Ipv4Prefix::covering(address.address, address.prefixLength);
    route.table = kMainTable;
    route.protocol = kKernelProtocol;
    route.scope = kLinkScope;
    route.link = address.link;
    route.preferredSource = address.address;
    m_routes.emplace(keyOf(route), route);
}

void FakeKernel::loseRoutesThrough(int index)
{
    std::erase_if(m_routes, [&](const auto &entry) { return entry.second.link == index; });
}

void FakeKernel::loseNexthops(const std::function<bool(const KernelNexthop &)> &which)
{
    std::erase_if(m_nexthops, [&](const auto &entry) { return which(entry.second); });
    std::erase_if(m_routes, [&](const auto &entry) {
        return entry.second.nexthop != 0 && !m_nexthops.contains(entry.second.nexthop);
    });
}

// By a connected prefix, on that link where one is named.
bool FakeKernel::isReachable(Ipv4Address gateway, int index) const
{
    return std::ranges::any_of(m_routes | std::views::values, [&](const KernelRoute &route) {
        return route.scope == kLinkScope && route.destination.contains(gateway) && (index == 0 || route.link == index)
               && route.preferredSource != gateway;
    });
}

} // namespace mesh44
