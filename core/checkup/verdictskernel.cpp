// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/checkup/verdicts.h"

#include "core/kernel/operation.h"
#include "core/kernel/plan.h"

#include <algorithm>

namespace mesh44::checkup {
namespace {

constexpr const char *kComesBack = "The gateway puts it back by itself, and tells in the history who takes it away: "
                                   "mesh44ctl history";

std::string firstOf(const std::vector<std::string> &sentences)
{
    const size_t more = sentences.size() - 1;
    return sentences.front() + (more == 0 ? "" : " (and " + std::to_string(more) + " more)");
}

// In what the device is not as desired, each as a few words.
std::vector<std::string> faultsOf(const KernelLink &link, const DesiredLink &wanted, const KernelState &kernel)
{
    std::vector<std::string> faults;
    const auto differs = [](const auto &want, const auto &is) { return want && is != *want; };
    if (differs(wanted.up, link.up))
        faults.push_back("it is down");
    const auto isOurs = [&](const KernelAddress &a) { return a.link == link.index && a.address == *wanted.address; };
    if (wanted.address && std::ranges::none_of(kernel.addresses, isOurs))
        faults.push_back("it lacks our address " + wanted.address->toString());
    if (differs(wanted.mtu, link.mtu))
        faults.push_back("its MTU is " + std::to_string(link.mtu) + ", not " + std::to_string(*wanted.mtu));
    if (wanted.ipip && link.ipip && link.ipip->local != wanted.ipip->local)
        faults.push_back("its local address is " + link.ipip->local.toString());
    if (wanted.ipip && link.ipip && link.ipip->ttl != wanted.ipip->ttl)
        faults.push_back("its ttl is " + (link.ipip->ttl == 0 ? "inherited" : std::to_string(link.ipip->ttl))
                         + ", so a traceroute stops in it");
    if (wanted.ipip && (!link.ipip || (faults.empty() && link.ipip != wanted.ipip)))
        faults.push_back("it is no tunnel as we need it");
    return faults;
}

// "rule add …" without its verb.
std::string wordsOf(const KernelRule &rule)
{
    constexpr size_t kVerb = std::string_view("rule add ").size();
    return describe(AddRule{rule}).substr(kVerb);
}

const KernelRoute *sourceRoute(const CheckFacts &f, RouteType type)
{
    const auto found = std::ranges::find_if(f.kernel.routes, [&](const KernelRoute &route) {
        return route.table == f.settings.sourceTable && route.destination.length() == 0 && route.type == type
               && route.protocol == kOurProtocol;
    });
    return found == f.kernel.routes.end() ? nullptr : &*found;
}

std::string strangersIn(const CheckFacts &f)
{
    for (const uint32_t table : {f.settings.meshTable, f.settings.sourceTable}) {
        const auto isForeign = [&](const KernelRoute &r) { return r.table == table && r.protocol != kOurProtocol; };
        const auto count = static_cast<uint64_t>(std::ranges::count_if(f.kernel.routes, isForeign));
        if (count > 0)
            return counted(count, "route") + (count == 1 ? " of others is in table " : " of others are in table ")
                   + std::to_string(table);
    }
    return {};
}

} // namespace

Verdict tablesFree(const Case &c)
{
    const CheckFacts &f = c.facts;
    const std::string strangers = strangersIn(f);
    if (f.conflicts.empty() && strangers.empty())
        return pass("tables " + std::to_string(f.settings.meshTable) + " and " + std::to_string(f.settings.sourceTable)
                    + " are ours alone");
    std::string advice = "Stop the other program, or choose other tables: mesh44ctl set routing.mesh_table=NUMBER";
    for (const Finding &finding : f.findings) {
        if (finding.severity == Severity::Error)
            advice = finding.advice;
    }
    return fail(f.conflicts.empty() ? strangers : firstOf(f.conflicts), advice);
}

Verdict device(const Case &c)
{
    const CheckFacts &f = c.facts;
    if (f.failure)
        return fail(*f.failure, "See mesh44ctl status");
    const KernelLink *link = f.kernel.link(f.device);
    if (!link)
        return fail(f.device + " is not there" + (f.problems.empty() ? "" : ": " + firstOf(f.problems)),
                    "Perhaps another tunnel is in its place: ip tunnel show. A device of its own: mesh44ctl set "
                    "tunnel.device=ampr0");
    for (const DesiredLink &wanted : f.desired.links) {
        if (wanted.name != f.device)
            continue;
        if (const auto faults = faultsOf(*link, wanted, f.kernel); !faults.empty())
            return fail(f.device + ": " + firstOf(faults), kComesBack);
    }
    return pass(f.device + " is up, with an MTU of " + std::to_string(link->mtu));
}

Verdict rules(const Case &c)
{
    const CheckFacts &f = c.facts;
    std::vector<std::string> missing;
    for (const KernelRule &rule : f.desired.rules) {
        if (std::ranges::find(f.kernel.rules, rule) == f.kernel.rules.end())
            missing.push_back(wordsOf(rule));
    }
    if (missing.empty())
        return pass(counted(f.desired.rules.size(), "rule"));
    return fail("missing: " + firstOf(missing), kComesBack);
}

Verdict routes(const Case &c)
{
    const CheckFacts &f = c.facts;
    const auto wanted = static_cast<size_t>(std::ranges::count_if(f.desired.routes, [&](const DesiredRoute &route) {
        return route.table == f.settings.meshTable && route.type == RouteType::Unicast
               && !f.desired.nexthops.at(*route.endpoint);
    }));
    const auto isThere = [&](const DesiredRoute &route) {
        return std::ranges::any_of(f.kernel.routes, [&](const KernelRoute &r) {
            return r.destination == route.destination && r.table == route.table && r.type == route.type;
        });
    };
    const auto isThrow = [](const DesiredRoute &route) { return route.type == RouteType::Throw; };
    for (const DesiredRoute &route : f.desired.routes) {
        if (isThrow(route) && !isThere(route))
            return fail("the way around the tunnel is missing for the endpoint "
                            + route.destination.address().toString(),
                        kComesBack);
    }
    if (wanted == 0)
        return untested("no route is known yet");
    const size_t installed = installedRoutes(f.desired, f.kernel).size();
    const std::string seen = std::to_string(installed) + " of " + counted(wanted, "route");
    if (f.refusedRoutes > 0)
        return fail(seen + "; the kernel refused " + std::to_string(f.refusedRoutes), "See why: mesh44ctl routes");
    if (installed < wanted)
        return fail(seen, kComesBack);
    if (f.isMeshFull)
        return warn(seen + "; more are announced than rip44.max_routes allows",
                    "mesh44ctl set rip44.max_routes=" + std::to_string(kMostRoutes),
                    {FixKind::Set, "rip44.max_routes=" + std::to_string(kMostRoutes)});
    return pass(seen);
}

Verdict defaultRoute(const Case &c)
{
    const CheckFacts &f = c.facts;
    if (!sourceRoute(f, RouteType::Unreachable))
        return fail("the last resort behind it is missing: what has no way could leave by the ISP", kComesBack);
    if (f.settings.mode == Mode::Mesh)
        return pass("there is none with gateway.mode = mesh, as it should be");
    if (sourceRoute(f, RouteType::Unicast))
        return pass("by " + f.settings.announcer.toString());
    const bool isWanted = std::ranges::any_of(f.desired.routes, [&](const DesiredRoute &route) {
        return route.table == f.settings.sourceTable && route.type == RouteType::Unicast;
    });
    if (!isWanted)
        return warn("the default route is switched off: your hosts have no way to the Internet and back",
                    "mesh44ctl default allow", {FixKind::AllowDefault, ""});
    return fail("there is no default route in table " + std::to_string(f.settings.sourceTable), kComesBack);
}

Verdict forwarding(const Case &c)
{
    const CheckFacts &f = c.facts;
    std::string links;
    for (const DesiredLink &wanted : f.desired.links) {
        const KernelLink *link = f.kernel.link(wanted.name);
        if (!wanted.forwarding.value_or(false) || !link)
            continue;
        if (link->forwarding == false)
            return fail("it is off on " + wanted.name,
                        "See who sets net.ipv4.conf." + wanted.name
                            + ".forwarding, and net.ipv4.ip_forward which sets it for all");
        links += (links.empty() ? "" : ", ") + wanted.name;
    }
    return pass("on " + links);
}

Verdict guards(const Case &c)
{
    const CheckFacts &f = c.facts;
    if (f.firewallProblem)
        return fail(*f.firewallProblem, "See mesh44ctl status");
    if (f.settings.firewall == FirewallMode::Off)
        return warn("firewall.mode is off: tunnel packets of strangers are let in",
                    "Unless a firewall of your own does the same: mesh44ctl set firewall.mode=enforce");
    return pass(f.settings.firewall == FirewallMode::Count ? "it counts, and drops nothing but leaks"
                                                           : "it is in force");
}

Verdict foreignSources(const Case &c)
{
    const CheckFacts &f = c.facts;
    if (f.settings.firewall == FirewallMode::Off)
        return untested("with firewall.mode = off it is not seen");
    const auto found = f.firewall.find("firewall.foreign_source");
    const uint64_t packets = found == f.firewall.end() ? 0 : found->second;
    if (packets == 0)
        return pass("all were yours");
    const std::string seen = counted(packets, "packet") + " of other senders";
    const std::string advice = "Name the private networks whose hosts shall reach the mesh, which then appear as your "
                               "address: mesh44ctl set routing.clients=192.168.7.0/24";
    if (f.settings.firewall == FirewallMode::Count)
        return fail(seen + " went into the tunnel", advice, {FixKind::Set, "firewall.mode=enforce"});
    return warn(seen + " were kept out of the tunnel", advice);
}

Verdict software(const Case &c)
{
    const CheckFacts &f = c.facts;
    if (f.findings.empty() || f.findings.front().severity == Severity::Note)
        return pass("nothing of the kind was seen");
    const Finding &worst = f.findings.front();
    return worst.severity == Severity::Error ? fail(worst.sentence, worst.advice) : warn(worst.sentence, worst.advice);
}

Verdict clock(const Case &c)
{
    const auto &isSet = c.facts.isClockSet;
    if (!isSet)
        return untested("nobody here tells");
    return *isSet
               ? pass("by a time server")
               : warn("no time server sets it", "timedatectl set-ntp yes, where systemd-timesyncd or chrony is there");
}

} // namespace mesh44::checkup
