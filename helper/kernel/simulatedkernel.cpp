// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/kernel/simulatedkernel.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <utility>

namespace mesh44 {
namespace {

// rule_exists() in Linux compares only the addresses that the new rule has.
bool passesFor(const KernelRule &asked, KernelRule there)
{
    if (!asked.source)
        there.source.reset();
    if (!asked.destination)
        there.destination.reset();
    return asked == there;
}

} // namespace

struct SimulatedKernel::Perform
{
    SimulatedKernel &kernel;

    void operator()(const CreateIpip &operation) const
    {
        constexpr uint32_t kMtu = 1480;
        if (!kernel.m_state.link("tunl0")) // comes with the module
            kernel.link(kernel.addLink("tunl0", "ipip", kMtu))->ipip = IpipParameters();
        if (operation.name != "tunl0")
            kernel.link(kernel.addLink(operation.name, "ipip", kMtu))->ipip = operation.parameters;
    }
    void operator()(const DeleteLink &operation) const { kernel.removeLink(operation.link); }
    void operator()(const ChangeLink &operation) const
    {
        KernelLink *link = kernel.link(operation.link);
        if (!link)
            return;
        const auto take = [](auto &place, const auto &value) {
            if (value)
                place = *value;
        };
        take(link->up, operation.up);
        take(link->carrier, operation.up);
        take(link->mtu, operation.mtu);
        take(link->rpFilter, operation.rpFilter);
        take(link->forwarding, operation.forwarding);
        take(link->arpIgnore, operation.arpIgnore);
        take(link->ipip, operation.ipip);
        if (!link->up)
            kernel.removeNexthopsOf(operation.link);
    }
    void operator()(const AddAddress &operation) const { kernel.m_state.addresses.push_back(operation.address); }
    void operator()(const RemoveAddress &operation) const { std::erase(kernel.m_state.addresses, operation.address); }
    void operator()(const AddRule &operation) const
    {
        auto &rules = kernel.m_state.rules;
        rules.insert(std::ranges::upper_bound(rules, operation.rule.priority, {}, &KernelRule::priority),
                     operation.rule);
    }
    void operator()(const RemoveRule &operation) const { std::erase(kernel.m_state.rules, operation.rule); }
    void operator()(const PutNexthop &operation) const { kernel.m_nexthops[operation.nexthop.id] = operation.nexthop; }
    void operator()(const RemoveNexthop &operation) const { kernel.removeNexthop(operation.id); }
    void operator()(const PutRoute &operation) const
    {
        kernel.putRoute(operation.route);
        kernel.m_state.anyRoute = true;
    }
    void operator()(const RemoveRoute &operation) const { kernel.removeRoute(keyOf(operation.route)); }
};

SimulatedKernel::SimulatedKernel(KernelState state) : m_state(std::move(state))
{
    for (const KernelRoute &route : std::exchange(m_state.routes, {})) {
        if (!m_routes.contains(keyOf(route))) // of several the first counts
            putRoute(route);
    }
    for (const KernelNexthop &nexthop : std::exchange(m_state.nexthops, {}))
        m_nexthops.emplace(nexthop.id, nexthop);
}

Result<KernelState> SimulatedKernel::dump()
{
    KernelState state = m_state;
    state.routes.reserve(m_routes.size());
    for (const auto &[key, route] : m_routes)
        state.routes.push_back(route);
    state.nexthops.reserve(m_nexthops.size());
    for (const auto &[id, nexthop] : m_nexthops)
        state.nexthops.push_back(nexthop);
    return state;
}

std::vector<OperationResult> SimulatedKernel::apply(std::span<const Operation> operations)
{
    std::vector<OperationResult> results;
    results.reserve(operations.size());
    for (const Operation &operation : operations)
        results.push_back(perform(operation));
    return results;
}

OperationResult SimulatedKernel::perform(const Operation &operation)
{
    const auto *add = std::get_if<AddRule>(&operation);
    if (add && std::ranges::any_of(m_state.rules, [&](const auto &rule) { return passesFor(add->rule, rule); }))
        return {EEXIST, {}};
    if (m_lines.size() < kMostLines)
        note(named(describe(operation)));
    else
        ++m_writes;
    std::visit(Perform{*this}, operation);
    return {};
}

void SimulatedKernel::note(std::string line)
{
    ++m_writes;
    if (m_lines.size() < kMostLines)
        m_lines.push_back(std::move(line));
}

void SimulatedKernel::openTun(const std::string &name)
{
    if (m_state.link(name))
        return;
    note("tuntap add dev " + name + " mode tun");
    addLink(name, "tun", 1500);
}

void SimulatedKernel::closeTun(const std::string &name)
{
    const KernelLink *device = m_state.link(name);
    if (!device)
        return;
    note("tuntap del dev " + name + " mode tun");
    removeLink(device->index);
}

int SimulatedKernel::addLink(const std::string &name, const char *kind, uint32_t mtu)
{
    int index = 1;
    for (const KernelLink &other : m_state.links)
        index = std::max(index, other.index + 1);
    KernelLink made{.index = index, .name = name, .kind = kind, .mtu = mtu};
    made.rpFilter = uint8_t{0};
    made.forwarding = false;
    made.arpIgnore = uint8_t{0};
    m_state.links.push_back(std::move(made));
    return index;
}

KernelLink *SimulatedKernel::link(int index)
{
    const auto found = std::ranges::find(m_state.links, index, &KernelLink::index);
    return found == m_state.links.end() ? nullptr : &*found;
}

// tunl0 stays for as long as its module does.
void SimulatedKernel::removeLink(int index)
{
    const KernelLink *gone = link(index);
    if (!gone || gone->name == "tunl0")
        return;
    removeNexthopsOf(index);
    for (auto it = m_routes.begin(); it != m_routes.end();) {
        const auto entry = it++;
        if (entry->second.link == index)
            removeRoute(entry->first);
    }
    std::erase_if(m_state.addresses, [&](const KernelAddress &address) { return address.link == index; });
    std::erase_if(m_state.links, [&](const KernelLink &other) { return other.index == index; });
}

void SimulatedKernel::putRoute(const KernelRoute &route)
{
    const RouteKey key = keyOf(route);
    removeRoute(key);
    m_routes.emplace(key, route);
    if (route.nexthop != 0)
        m_users[route.nexthop].insert(key);
}

void SimulatedKernel::removeRoute(const RouteKey &key)
{
    const auto gone = m_routes.extract(key);
    const auto users = gone ? m_users.find(gone.mapped().nexthop) : m_users.end();
    if (users == m_users.end())
        return;
    users->second.erase(gone.key());
    if (users->second.empty())
        m_users.erase(users);
}

void SimulatedKernel::removeNexthop(uint32_t id)
{
    m_nexthops.erase(id);
    if (const auto users = m_users.extract(id)) {
        for (const RouteKey &key : users.mapped())
            m_routes.erase(key);
    }
}

void SimulatedKernel::removeNexthopsOf(int link)
{
    for (auto it = m_nexthops.begin(); it != m_nexthops.end();) {
        const auto nexthop = it++;
        if (nexthop->second.link == link)
            removeNexthop(nexthop->first);
    }
}

// "dev #4" is an interface that has a name.
std::string SimulatedKernel::named(const std::string &line) const
{
    constexpr std::string_view kNumber = "dev #";
    const size_t at = line.find(kNumber);
    if (at == std::string::npos)
        return line;
    int index = 0;
    const char *end = line.data() + line.size();
    const char *behind = std::from_chars(line.data() + at + kNumber.size(), end, index).ptr;
    const KernelLink *device = m_state.link(index);
    return device ? line.substr(0, at) + "dev " + device->name + std::string(behind, end) : line;
}

} // namespace mesh44
