// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/firewall/ruleset.h"

#include "core/kernel/marks.h"
#include "core/net/special.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace mesh44 {
namespace {

using Kind = DesiredFirewall::Kind;

constexpr std::array<std::string_view, 8> kCounters{
    "unknown_peer", "malformed", "nested", "spoofed_source", "relayed", "closed", "foreign_source", "leak",
};

std::string hex(uint32_t value)
{
    std::array<char, 11> text{};
    std::snprintf(text.data(), text.size(), "0x%08x", value);
    return text.data();
}

// The inner packet starts behind an outer header without options: its source is at 20 + 12 bytes.
std::string innerSource(Ipv4Prefix prefix, bool inside = true)
{
    return "@nh,256,32 & " + hex(prefix.mask()) + (inside ? " == " : " != ") + hex(prefix.address().value());
}

template <class Items> std::string elements(const Items &items)
{
    std::string text;
    for (const auto &item : items)
        text += (text.empty() ? "" : ", ") + item.toString();
    return text;
}

template <class Items> std::string set(std::string_view name, std::string_view properties, const Items &items)
{
    std::string text = "set " + std::string(name) + " { type ipv4_addr; " + std::string(properties);
    if (!items.empty())
        text += " elements = { " + elements(items) + " };";
    return text + " }\n";
}

std::string quoted(std::string_view name)
{
    return '"' + std::string(name) + '"';
}

std::string quotedNames(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : ", ") + quoted(name);
    return text;
}

std::string markIs(std::string_view which, uint32_t mark)
{
    return std::string(which) + " mark & " + hex(kMarkMask) + " == " + hex(mark);
}

std::string setMark(std::string_view which, uint32_t mark)
{
    return std::string(which) + " mark set " + std::string(which) + " mark & " + hex(~kMarkMask) + " | " + hex(mark);
}

class Ruleset
{
public:
    explicit Ruleset(const DesiredFirewall &firewall)
        : m_firewall(firewall),
          m_devices(quotedNames(firewall.devices)),
          m_verdict(firewall.enforcing ? "drop" : "return")
    {
    }

    std::string text()
    {
        for (const std::string_view name : kCounters)
            m_text += "counter " + std::string(name) + " { }\n";
        if (m_firewall.kind == Kind::Active)
            addActive();
        addLeaving();
        return m_text;
    }

private:
    void addActive()
    {
        m_text += set("peers", "counter;", m_firewall.peers);
        m_text += set("sent", "counter;", m_firewall.peers);
        addTunnelled();
        addMarks();
        addForwarded();
        addTranslated();
        base("sending", "filter hook output priority 300", {"ip protocol 4 ip daddr @sent"});
    }

    void addTunnelled()
    {
        std::vector<std::string> announced;
        for (const SpecialRange &special : kSpecialRanges)
            announced.push_back(innerSource(special.range) + counted("spoofed_source"));
        chain("from_announcer", announced);
        std::vector<std::string> known{
            "ip frag-off & 0x1fff != 0 return", // the first one was looked at
            "@nh,0,8 != 0x45" + counted("malformed"),
            "meta length < 40" + counted("malformed"), // no whole header inside
            "@nh,160,4 != 4" + counted("malformed"),   "@nh,232,8 4" + counted("nested"),
        };
        for (const Ipv4Prefix subnet : m_firewall.subnets)
            known.push_back(innerSource(subnet) + counted("spoofed_source"));
        known.push_back("ip saddr " + m_firewall.announcer.toString() + " goto from_announcer");
        known.push_back(innerSource(kAmateurLow, false) + ' ' + innerSource(kAmateurHigh, false)
                        + counted("spoofed_source"));
        chain("known", known);
        // Looking a peer up counts its packet.
        chain("tunnelled", {"ip saddr @peers goto known", counted("unknown_peer")});
        std::vector<std::string> decapsulated{
            "ip daddr 224.0.0.9 drop", // RIP44: heard from the outer packet
            // A source route changes the destination behind this chain, where the interface takes such packets.
            "ip option lsrr exists" + guarded("relayed"),
            "ip option ssrr exists" + guarded("relayed"),
        };
        addReturns(decapsulated, "ip daddr ", m_firewall.subnets);
        decapsulated.push_back(guarded("relayed"));
        chain("decapsulated", decapsulated);
        base("arriving", "filter hook prerouting priority -310",
             {"iifname { " + m_devices + " }" + " jump decapsulated", "ip protocol 4 jump tunnelled"});
    }

    void addMarks()
    {
        if (m_firewall.mode == Mode::Mesh)
            return; // nothing comes in by the announcer
        std::vector<std::string> in{
            "iifname { " + m_devices + " }" + " ct state new " + setMark("ct", kTunnelMark),
            "iifname != { " + m_devices + " }" + ' ' + markIs("ct", kTunnelMark) + ' ' + setMark("meta", kTunnelMark)
                + " return",
        };
        if (m_firewall.mode == Mode::Hybrid) {
            // What is not marked goes by the tunnel: without this table nothing leaves as it is.
            std::vector<std::string> plain;
            addReturns(plain, "ip daddr ", m_firewall.stays);
            plain.push_back(setMark("meta", kPlainMark));
            chain("to_isp", plain);
            for (const Ipv4Prefix subnet : m_firewall.subnets)
                in.push_back("iifname != { " + m_devices + " } ip saddr " + subnet.toString() + " goto to_isp");
        }
        base("marks_in", "filter hook prerouting priority -150", in);
        base("marks_out", "route hook output priority -150",
             {markIs("ct", kTunnelMark) + ' ' + setMark("meta", kTunnelMark)});
    }

    void addForwarded()
    {
        std::vector<std::string> fromMesh{
            "ct state established,related accept",
            "ct status dnat accept",
            // Errors about what nobody here has sent; opening ICMP is for questions.
            "icmp type { destination-unreachable, source-quench, redirect, time-exceeded, parameter-problem }"
                + counted("closed"),
        };
        for (const Opening &opening : m_firewall.openings)
            fromMesh.push_back(match(opening) + "accept");
        fromMesh.push_back(counted("closed"));
        chain("from_mesh", fromMesh);
        const std::string clamp = " tcp flags & (syn|rst) == syn tcp option maxseg size set rt mtu";
        base("forwarded", "filter hook forward priority 0",
             {"oifname { " + m_devices + " }" + clamp, "iifname { " + m_devices + " }" + clamp,
              "iifname { " + m_devices + " }" + " goto from_mesh"});
    }

    void addTranslated()
    {
        std::vector<std::string> rules;
        if (!m_firewall.clients.empty())
            rules.push_back("oifname { " + m_devices + " }" + " ip saddr { " + elements(m_firewall.clients)
                            + " } snat ip to " + m_firewall.own.toString());
        if (m_firewall.mode == Mode::Hybrid)
            rules.push_back("oifname != { " + m_devices + " }" + ' ' + markIs("meta", kPlainMark) + " masquerade");
        if (!rules.empty())
            base("translated", "nat hook postrouting priority 100", rules);
    }

    // Prefixes are compared one by one: for a moment after it was replaced, a set of intervals is empty (Linux 6.18).
    void addLeaving()
    {
        std::vector<std::string> rules;
        const bool active = m_firewall.kind == Kind::Active;
        if (active) {
            std::vector<std::string> entering;
            addReturns(entering, "ip saddr ", m_firewall.subnets);
            entering.push_back(counted("foreign_source"));
            chain("entering", entering);
            rules.push_back("oifname { " + m_devices + " } goto entering");
        }
        if (m_firewall.mode != Mode::Bgp)
            addLeakGuard(rules, active);
        base("leaving", "filter hook postrouting priority 300", rules);
    }

    void addLeakGuard(std::vector<std::string> &rules, bool active)
    {
        std::vector<std::string> plain;
        addReturns(plain, "ip daddr ", m_firewall.stays);
        plain.push_back(guarded("leak"));
        chain("plain", plain);
        for (const Ipv4Prefix subnet : m_firewall.subnets) {
            const std::string ours = " ip saddr " + subnet.toString();
            if (!m_firewall.wan.empty())
                rules.push_back("oifname " + quoted(m_firewall.wan) + ours + guarded("leak"));
            rules.push_back("oifname != { \"lo\"" + (active ? ", " + m_devices : "") + " }" + ours + " goto plain");
        }
    }

    static void addReturns(std::vector<std::string> &rules, std::string_view match,
                           const std::vector<Ipv4Prefix> &prefixes)
    {
        for (const Ipv4Prefix prefix : prefixes)
            rules.push_back(std::string(match) + prefix.toString() + " return");
    }

    static std::string match(const Opening &opening)
    {
        std::string text = opening.destination ? "ip daddr " + opening.destination->toString() + ' ' : "";
        if (opening.protocol == OpenProtocol::All)
            return text;
        if (opening.protocol == OpenProtocol::Icmp)
            return text + "ip protocol icmp ";
        const std::string name = opening.protocol == OpenProtocol::Tcp ? "tcp" : "udp";
        if (opening.firstPort == 0)
            return text + "ip protocol " + name + ' ';
        return text + name + " dport " + std::to_string(opening.firstPort) + '-' + std::to_string(opening.lastPort)
               + ' ';
    }

    // What enforcing drops and counting only counts.
    std::string counted(std::string_view counter) const { return " counter name " + quoted(counter) + ' ' + m_verdict; }
    static std::string guarded(std::string_view counter) { return " counter name " + quoted(counter) + " drop"; }

    void chain(std::string_view name, const std::vector<std::string> &rules) { add(name, "", rules); }
    void base(std::string_view name, std::string_view hook, const std::vector<std::string> &rules)
    {
        add(name, "type " + std::string(hook) + "; policy accept;\n", rules);
    }
    void add(std::string_view name, const std::string &head, const std::vector<std::string> &rules)
    {
        m_text += "chain " + std::string(name) + " {\n" + head;
        for (const std::string &rule : rules)
            m_text += rule + '\n';
        m_text += "}\n";
    }

    const DesiredFirewall &m_firewall;
    std::string m_devices;
    std::string m_verdict;
    std::string m_text;
};

std::string changePeers(std::string_view verb, const std::set<Ipv4Address> &peers)
{
    if (peers.empty())
        return "";
    std::string text;
    for (const std::string_view name : {"peers", "sent"})
        text += std::string(verb) + " element " + std::string(kFirewallTable) + ' ' + std::string(name) + " { "
                + elements(peers) + " }\n";
    return text;
}

} // namespace

bool isNftName(std::string_view name)
{
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.'
               || c == '-' || c == '@';
    });
}

std::string replaceTable(const DesiredFirewall &firewall)
{
    const std::string table = "table " + std::string(kFirewallTable);
    // Removing one that may not be there: added first.
    std::string text = "add " + table + "\ndelete " + table + '\n';
    if (firewall.kind != Kind::None)
        text += table + " {\n" + Ruleset(firewall).text() + "}\n";
    return text;
}

std::string addPeers(const std::set<Ipv4Address> &peers)
{
    return changePeers("add", peers);
}

std::string removePeers(const std::set<Ipv4Address> &peers)
{
    return changePeers("delete", peers);
}

} // namespace mesh44
