// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/checkup/judge.h"

#include "core/kernel/operation.h"
#include "core/kernel/protocols.h"

#include <algorithm>
#include <map>

namespace mesh44 {
namespace {

constexpr uint16_t kRipPort = 520;
constexpr uint16_t kIpipProtocol = 4;
constexpr uint8_t kFieldProtocol = 44; // ampr-ripd, and the scripts that followed it

std::string userWords(uint32_t user)
{
    return user == 0 ? "root" : "user " + std::to_string(user);
}

class Judge
{
public:
    explicit Judge(const CheckupFacts &facts) : m(facts) {}

    std::vector<Finding> take()
    {
        programs();
        fieldRoutes();
        sockets();
        sharedDevice();
        networkd();
        networkManager();
        firewalls();
        connect();
        rulesBeforeOurs();
        std::ranges::stable_sort(m_findings, std::ranges::greater(), &Finding::severity);
        return std::move(m_findings);
    }

private:
    void add(std::string id, Severity severity, std::string sentence, std::string advice)
    {
        m_findings.push_back({std::move(id), severity, std::move(sentence), std::move(advice)});
    }

    void programs()
    {
        for (const char *name : {"ampr-ripd", "rip44d", "44ripd", "amprd"}) {
            if (m.surroundings.programs.contains(name))
                add(std::string(name) + ".running", Severity::Error,
                    std::string(name) + " is running: it installs the mesh, too, and the two are in each other's way",
                    "Stop it: systemctl disable --now " + std::string(name)
                        + ". Take over its settings: mesh44ctl import --ampr-ripd FILE");
        }
    }

    void fieldRoutes()
    {
        std::map<uint32_t, size_t> tables;
        for (const KernelRoute &route : m.kernel.routes) {
            if (route.protocol == kFieldProtocol)
                ++tables[route.table];
        }
        for (const auto &[table, count] : tables) {
            const bool ours = table == m.settings.meshTable || table == m.settings.sourceTable;
            add("routes.ampr-ripd", ours ? Severity::Error : Severity::Warning,
                std::to_string(count) + (count == 1 ? " route" : " routes") + " of " + protocolName(kFieldProtocol)
                    + " in table " + std::to_string(table)
                    + (ours ? ": the table is not ours" : " may lead packets elsewhere"),
                "Stop ampr-ripd, then: ip route flush table " + std::to_string(table) + " proto 44"
                    + (ours ? "; or choose another routing.mesh_table" : ""));
        }
    }

    void sockets()
    {
        for (const BoundSocket &socket : m.surroundings.udp) {
            if (socket.number == kRipPort)
                add("udp520", Severity::Warning,
                    "another program of " + userWords(socket.user)
                        + " listens to RIP on UDP port 520: perhaps ampr-ripd, perhaps a routing daemon",
                    "Mesh44 does not need the port. See who it is: ss -ulnp sport = :520");
        }
        for (const BoundSocket &socket : m.surroundings.raw) {
            if (socket.number == kIpipProtocol)
                add("raw4", Severity::Warning,
                    "another program of " + userWords(socket.user)
                        + " reads encapsulated packets (protocol 4): ampr-ripd -r, or a tunnel in user space",
                    "See who it is: ss -wnp. Two programs that answer for one tunnel confuse the other gateways");
        }
    }

    // Whoever else uses the fallback device, which there is only one of.
    void sharedDevice()
    {
        const KernelLink *device = m.kernel.link(m.device);
        if (!device || device->kind != "ipip")
            return;
        const auto calico = [](const KernelLink &link) { return link.name.starts_with("cali"); };
        const auto foreign = [&](const KernelAddress &address) {
            return address.link == device->index && address.address != m.settings.ownAddress();
        };
        const bool isCalico = std::ranges::any_of(m.kernel.links, calico);
        if (!isCalico && std::ranges::none_of(m.kernel.addresses, foreign))
            return;
        add("device.shared", Severity::Warning,
            "the device " + m.device + " is used by " + (isCalico ? "Calico" : "somebody else")
                + ", too: whoever changes it last decides how it is set",
            "Give the gateway a device of its own: mesh44ctl set tunnel.device=ampr0");
    }

    bool isOurDeviceIn(const std::set<int> &links) const
    {
        const KernelLink *device = m.kernel.link(m.device);
        return device && links.contains(device->index);
    }

    void networkd()
    {
        if (!m.surroundings.networkd)
            return;
        if (!m.surroundings.networkdKeepsRules)
            add("networkd.rules", Severity::Warning,
                "systemd-networkd removes other programs' routing rules, and routes without an interface, whenever it "
                "starts; ours come back at once, but not without a gap",
                "Copy networkd-keep-foreign-rules.conf from /usr/share/doc/mesh44/examples to "
                "/etc/systemd/networkd.conf.d/, then: systemctl restart systemd-networkd");
        if (isOurDeviceIn(m.surroundings.networkdLinks))
            add("networkd.device", Severity::Warning,
                "systemd-networkd manages " + m.device + " and takes away what it does not know on it",
                "A .network file with Unmanaged=yes has to match it before any other: see 10-mesh44.network in "
                "/usr/lib/systemd/network");
    }

    void networkManager()
    {
        if (isOurDeviceIn(m.surroundings.networkManagerLinks))
            add("networkmanager.device", Severity::Warning,
                "NetworkManager manages " + m.device
                    + " and takes its address or its routes away when somebody disconnects or activates it",
                "Have it leave the device alone: nmcli device set " + m.device
                    + " managed no; for good, name it in unmanaged-devices as mesh44.conf in "
                      "/usr/lib/NetworkManager/conf.d does");
    }

    bool hasChain(auto which) const { return std::ranges::any_of(m.surroundings.chains, which); }

    void firewalls()
    {
        const Severity severity = m.heard ? Severity::Note : Severity::Warning;
        if (hasChain([](const FirewallChain &c) { return c.chain.starts_with("ufw-"); }))
            add("ufw", severity, "ufw filters packets, and has no word for encapsulated ones (protocol 4)",
                "Let the mesh in: put '-A ufw-before-input -p 4 -j ACCEPT' before COMMIT in /etc/ufw/before.rules");
        if (hasChain([](const FirewallChain &c) { return c.table == "firewalld"; }))
            add("firewalld", severity, "firewalld filters packets: encapsulated ones (protocol 4) want to be let in",
                "Let the mesh in: firewall-cmd --permanent --add-protocol=ipencap, then: firewall-cmd --reload");
        if (m.kernel.link("docker0") || hasChain([](const FirewallChain &c) { return c.chain == "DOCKER"; }))
            add("docker", Severity::Note,
                "Docker drops forwarded packets that it does not know, those for hosts behind this gateway among them",
                "If your hosts cannot be reached: iptables -I DOCKER-USER -d SUBNET -j ACCEPT, and the same with -s");
    }

    void connect()
    {
        for (const KernelAddress &address : m.kernel.addresses) {
            const KernelLink *link = m.kernel.link(address.link);
            if (!link || link->kind != "wireguard" || !isAmateur(Ipv4Prefix::host(address.address)))
                continue;
            const bool overlaps = std::ranges::any_of(m.settings.subnets,
                                                      [&](Ipv4Prefix s) { return s.contains(address.address); });
            add("44net-connect", overlaps ? Severity::Warning : Severity::Note,
                "44Net Connect is there, too: " + address.address.toString() + " on " + link->name
                    + (overlaps ? " lies in a subnet of this gateway" : ""),
                overlaps ? "A subnet is reached by one of them only: take it out of gateway.subnets, or end Connect"
                         : "");
        }
    }

    // Rules are asked in order: what stands before ours takes our packets, wherever it leads.
    void rulesBeforeOurs()
    {
        for (const KernelRule &rule : m.kernel.rules) {
            const bool before = rule.priority > 0 && rule.priority <= m.settings.priority + 3;
            if (!before || rule.protocol == kOurProtocol || rule.unmodelled || rule.mark != 0 || !concernsUs(rule))
                continue;
            constexpr size_t kVerb = std::string_view("rule add ").size();
            add("rules.before", Severity::Warning,
                "another program's rule stands before or among ours and takes packets of the mesh: "
                    + describe(AddRule{rule}).substr(kVerb),
                "Remove it, or put ours before it: mesh44ctl set routing.priority=NUMBER");
        }
    }
    bool concernsUs(const KernelRule &rule) const
    {
        const auto meets = [&](Ipv4Prefix subnet) { return !rule.source || rule.source->overlaps(subnet); };
        const bool source = std::ranges::any_of(m.settings.subnets, meets);
        const bool destination = !rule.destination || rule.destination->overlaps(kAmateurLow)
                                 || rule.destination->overlaps(kAmateurHigh);
        return source && destination;
    }

    const CheckupFacts &m;
    std::vector<Finding> m_findings;
};

} // namespace

std::vector<Finding> judge(const CheckupFacts &facts)
{
    return Judge(facts).take();
}

} // namespace mesh44
