// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/desired.h"

#include "core/kernel/marks.h"

#include <algorithm>
#include <set>

namespace mesh44 {
namespace {

constexpr uint32_t kOuterHeader = 20; // what encapsulation adds
constexpr uint8_t kLooseReversePath = 2;
constexpr uint8_t kOnlyOwnArp = 1; // arp_ignore of Documentation/networking/ip-sysctl.rst

KernelRule lookupRule(uint32_t priority, uint32_t table)
{
    return {.priority = priority, .action = RuleAction::Table, .table = table, .protocol = kOurProtocol};
}

// First in, last out: whatever else is missing, nothing of ours leaves as it is.
void addFloor(const Settings &settings, std::vector<KernelRule> &rules)
{
    for (const Ipv4Prefix subnet : settings.subnets) {
        KernelRule floor = lookupRule(settings.priority + 4, 0);
        floor.action = RuleAction::Unreachable;
        floor.source = subnet;
        rules.push_back(floor);
    }
}

// `local`: networks beside our hosts, which would otherwise be sent to the announcer. Not needed without a `from` rule.
void addOwnNetworks(const Settings &settings, const std::vector<Ipv4Prefix> &local, std::vector<KernelRule> &rules)
{
    for (const Ipv4Prefix subnet : settings.subnets) {
        KernelRule toSubnet = lookupRule(settings.priority, kMainTable);
        toSubnet.destination = subnet;
        toSubnet.suppressPrefixLength = 0;
        rules.push_back(toSubnet);
        for (const Ipv4Prefix prefix : local) {
            if (std::ranges::any_of(settings.subnets, [&](Ipv4Prefix ours) { return ours.contains(prefix); }))
                continue;
            KernelRule toLocal = lookupRule(settings.priority, kMainTable);
            toLocal.source = subnet;
            toLocal.destination = prefix;
            toLocal.suppressPrefixLength = 0;
            rules.push_back(toLocal);
        }
    }
}

KernelRule markRule(const Settings &settings, uint32_t mark, uint32_t table)
{
    KernelRule rule = lookupRule(settings.priority + 2, table);
    rule.mark = mark;
    rule.markMask = kMarkMask;
    return rule;
}

void addInternet(const Settings &settings, std::vector<KernelRule> &rules)
{
    if (settings.mode != Mode::Mesh && settings.firewall != FirewallMode::Off)
        rules.push_back(markRule(settings, kTunnelMark, settings.sourceTable));
    if (settings.mode == Mode::Hybrid)
        rules.push_back(markRule(settings, kPlainMark, kMainTable));
    if (settings.mode == Mode::Bgp)
        return;
    for (const Ipv4Prefix subnet : settings.subnets) {
        KernelRule fromSubnet = lookupRule(settings.priority + 3, settings.sourceTable);
        fromSubnet.source = subnet;
        rules.push_back(fromSubnet);
    }
}

std::vector<KernelRule> desireRules(const Settings &settings, const std::vector<Ipv4Prefix> &local)
{
    std::vector<KernelRule> rules;
    const bool bgp = settings.mode == Mode::Bgp;
    if (!bgp)
        addFloor(settings, rules);
    addOwnNetworks(settings, bgp ? std::vector<Ipv4Prefix>{} : local, rules);
    for (const Ipv4Prefix amateur : {kAmateurLow, kAmateurHigh}) {
        KernelRule toMesh = lookupRule(settings.priority + 1, settings.meshTable);
        toMesh.destination = amateur;
        rules.push_back(toMesh);
    }
    addInternet(settings, rules);
    return rules;
}

DesiredLink desireDevice(const Settings &settings, const std::optional<Underlay> &underlay, const DesiredState &state)
{
    DesiredLink device{.name = state.device, .up = true, .rpFilter = kLooseReversePath, .forwarding = true};
    device.address = settings.ownAddress();
    if (underlay && underlay->mtu > kOuterHeader)
        device.mtu = underlay->mtu - kOuterHeader;
    if (state.plane == Plane::Userspace)
        return device;
    device.ipip = IpipParameters{.ttl = kDeviceTtl, .pathMtuDiscovery = true};
    // A device of its own name has its own local address: the wildcard place is taken by tunl0.
    if (underlay && state.device != "tunl0")
        device.ipip->local = underlay->address;
    return device;
}

bool holdsAny(const std::vector<Ipv4Prefix> &prefixes, Ipv4Address address)
{
    return std::ranges::any_of(prefixes, [&](Ipv4Prefix prefix) { return prefix.contains(address); });
}

// The WAN's interface keeps the address of the tunnel to itself: nobody there needs to know it. What comes in plainly
// for our hosts is forwarded in the modes that have such traffic.
DesiredLink desireWan(const Settings &settings, const Underlay &underlay)
{
    DesiredLink wan{.name = underlay.device, .arpIgnore = kOnlyOwnArp};
    if (settings.mode == Mode::Bgp || settings.mode == Mode::Hybrid)
        wan.forwarding = true;
    return wan;
}

// The interfaces of our own hosts forward: what arrives for them, and what they send.
std::vector<DesiredLink> desireLinks(const Settings &settings, const KernelState &facts,
                                     const std::optional<Underlay> &underlay, const DesiredState &state)
{
    std::vector<DesiredLink> links{desireDevice(settings, underlay, state)};
    if (underlay)
        links.push_back(desireWan(settings, *underlay));
    std::set<int> forwarding;
    for (const KernelAddress &address : facts.addresses) {
        const KernelLink *link = facts.link(address.link);
        const bool ours = holdsAny(settings.subnets, address.address) || holdsAny(settings.clients, address.address);
        if (ours && link && link->name != state.device && link->name != "lo" && forwarding.insert(link->index).second)
            links.push_back({.name = link->name, .forwarding = true});
    }
    return links;
}

class RouteBuilder
{
public:
    RouteBuilder(const Settings &settings, const MeshTable &mesh, DesiredState &state)
        : m_settings(settings), m_mesh(mesh), m_state(state)
    {
    }

    void build()
    {
        add(Ipv4Prefix(), m_settings.sourceTable, RouteType::Unreachable, kLastMetric);
        for (const Ipv4Prefix subnet : m_settings.subnets)
            add(subnet, m_settings.meshTable, RouteType::Unreachable);
        if (m_settings.mode != Mode::Mesh && !m_mesh.isDefaultSuppressed()) {
            add(Ipv4Prefix(), m_settings.sourceTable, RouteType::Unicast, 0, m_settings.announcer);
            m_state.nexthops.emplace(m_settings.announcer, false);
        }
        addThrows();
        for (const auto &[prefix, route] : m_mesh.routes()) {
            if (!route.refusal && !m_thrown.contains(prefix))
                addMeshRoute(route);
        }
    }

private:
    void add(Ipv4Prefix destination, uint32_t table, RouteType type, uint32_t metric = 0,
             std::optional<Ipv4Address> endpoint = std::nullopt)
    {
        m_state.routes.push_back({destination, table, metric, type, endpoint});
    }

    // Outer packets to an endpoint inside 44 would match the mesh's rule: throw sends them on to main.
    void addThrows()
    {
        for (const auto &[prefix, route] : m_mesh.routes()) {
            const Ipv4Prefix endpoint = Ipv4Prefix::host(route.endpoint);
            if (!route.refusal && isAmateur(endpoint) && m_thrown.insert(endpoint).second)
                add(endpoint, m_settings.meshTable, RouteType::Throw);
        }
    }

    void addMeshRoute(const MeshRoute &route)
    {
        const auto suppression = m_mesh.suppression(route);
        if (suppression && *suppression)
            return; // wider routes or the announcer carry the packets
        if (suppression && m_mesh.suppressedPrefixes().contains(route.prefix)) {
            add(route.prefix, m_settings.meshTable, RouteType::Blackhole);
            return;
        }
        add(route.prefix, m_settings.meshTable, RouteType::Unicast, 0, route.endpoint);
        m_state.nexthops.emplace(route.endpoint, suppression.has_value());
    }

    const Settings &m_settings;
    const MeshTable &m_mesh;
    DesiredState &m_state;
    std::set<Ipv4Prefix> m_thrown;
};

std::vector<Ipv4Prefix> localPrefixes(const Settings &settings, const KernelState &facts,
                                      const std::optional<Underlay> &underlay, const std::string &device)
{
    if (settings.local)
        return *settings.local;
    // Which of the networks is the Internet's is not known: none.
    return underlay ? connectedPrefixes(facts, underlay->link, device) : std::vector<Ipv4Prefix>{};
}

} // namespace

void addLockdown(DesiredState &state, const Settings &settings, const KernelState &facts,
                 const std::optional<Underlay> &underlay)
{
    if (settings.mode == Mode::Bgp)
        return;
    state.local = localPrefixes(settings, facts, underlay, state.device);
    addFloor(settings, state.rules);
    addOwnNetworks(settings, state.local, state.rules);
}

DesiredState desireNothing(const Settings &settings, Plane plane)
{
    return {.active = false,
            .plane = plane,
            .device = plane == Plane::Userspace ? kUserspaceDevice : settings.device,
            .meshTable = settings.meshTable,
            .sourceTable = settings.sourceTable};
}

DesiredState desire(const Settings &settings, const MeshTable &mesh, const KernelState &facts,
                    const std::optional<Underlay> &underlay, Plane plane)
{
    DesiredState state = desireNothing(settings, plane);
    state.active = true;
    state.links = desireLinks(settings, facts, underlay, state);
    state.local = localPrefixes(settings, facts, underlay, state.device);
    state.rules = desireRules(settings, state.local);
    RouteBuilder(settings, mesh, state).build();
    return state;
}

} // namespace mesh44
