// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/checkup/verdicts.h"

#include "core/kernel/operation.h"
#include "core/kernel/plan.h"

#include <algorithm>

namespace mesh44::checkup {
namespace {

// One of the documentation's, which is nobody's and stands for all the rest of the Internet.
constexpr Ipv4Address kSomewhere(192, 0, 2, 1);
constexpr Ipv4Prefix kSold = Ipv4Prefix::covering(Ipv4Address(44, 192, 0, 0), 10);
constexpr unsigned kShortestOld = 6; // a default route and halves of everything are no old rules for 44
constexpr size_t kMostLookedAt = 1000;

int deviceOf(const CheckFacts &f)
{
    const KernelLink *link = f.kernel.link(f.device);
    return link ? link->index : 0;
}

// Where it goes, in words, and whose word that is.
std::string told(const WayFinder::Way &way, const CheckFacts &f)
{
    const KernelLink *link = f.kernel.link(way.link);
    std::string text = link ? "leave by " + link->name : "have no way";
    if (!way.rule)
        return text;
    constexpr size_t kVerb = std::string_view("rule add ").size();
    const std::string rule = describe(AddRule{*way.rule}).substr(kVerb);
    return text + ", by " + (way.rule->protocol == kOurProtocol ? "our" : "another program's") + " rule " + rule;
}

std::string adviceFor(const WayFinder::Way &way)
{
    if (way.rule && way.rule->protocol != kOurProtocol)
        return "Remove that rule, or put ours before it: mesh44ctl set routing.priority=NUMBER";
    return "Remove the route that leads there: ip route show table all";
}

} // namespace

Verdict ownWay(const Case &c)
{
    const CheckFacts &f = c.facts;
    for (const Ipv4Prefix subnet : f.settings.subnets) {
        if (subnet.length() > 30)
            continue; // all of it may be ours, and never looked up
        const Ipv4Address host(subnet.last().value() - 1);
        const WayFinder::Way way = c.ways.find({}, host);
        const bool byWan = f.underlay && way.link == f.underlay->link && way.route
                           && way.route->destination.length() == 0;
        if (way.leaves() && (way.link == deviceOf(f) || byWan))
            return fail("packets for " + host.toString() + " " + told(way, f), adviceFor(way));
    }
    return pass("they stay");
}

Verdict meshWay(const Case &c)
{
    const CheckFacts &f = c.facts;
    const auto installed = installedRoutes(f.desired, f.kernel);
    const auto own = f.settings.ownAddress();
    if (installed.empty() || !own)
        return untested("no route is installed yet");
    size_t looked = 0;
    for (const auto &[prefix, endpoint] : installed) {
        if (++looked > kMostLookedAt)
            break;
        const Ipv4Address host(prefix.address().value() + (prefix.length() < 31 ? 1 : 0));
        const WayFinder::Way way = c.ways.find(*own, host);
        const bool isOurWord = way.rule && way.rule->protocol == kOurProtocol; // a network beside us, or switched off
        if (way.link != deviceOf(f) && !isOurWord && !f.desired.nexthops.contains(host))
            return fail("packets for " + host.toString() + " " + told(way, f), adviceFor(way));
    }
    return pass("they do");
}

Verdict outerWay(const Case &c)
{
    const CheckFacts &f = c.facts;
    std::vector<Ipv4Address> outer{f.settings.announcer};
    for (const auto &[endpoint, isDropped] : f.desired.nexthops) {
        if (isAmateur(Ipv4Prefix::host(endpoint)) && outer.size() < kMostLookedAt)
            outer.push_back(endpoint);
    }
    const Ipv4Address source = f.underlay ? f.underlay->address : Ipv4Address();
    for (const Ipv4Address endpoint : outer) {
        const WayFinder::Way way = c.ways.find(source, endpoint);
        if (!way.leaves() || way.link == deviceOf(f))
            return fail("packets to the endpoint " + endpoint.toString() + " "
                            + (way.leaves() ? "would go into the tunnel that they carry" : told(way, f)),
                        adviceFor(way));
    }
    return pass("they do");
}

Verdict answersWay(const Case &c)
{
    const CheckFacts &f = c.facts;
    const auto own = f.settings.ownAddress();
    if (f.settings.mode == Mode::Bgp || f.settings.mode == Mode::Hybrid || !own)
        return untested("with this gateway.mode each connection has a way of its own");
    const WayFinder::Way way = c.ways.find(*own, kSomewhere);
    const bool byWan = f.underlay && way.link == f.underlay->link;
    if (!way.leaves() && way.rule && way.rule->protocol == kOurProtocol)
        return pass(f.settings.mode == Mode::Mesh ? "nothing but the mesh has a way, as gateway.mode = mesh wants it"
                                                  : "the default route is switched off: they are kept from leaving");
    if (way.link == deviceOf(f) && way.leaves())
        return pass("they do");
    return fail(std::string("they ") + told(way, f) + (byWan ? ", which is the ISP" : ""), adviceFor(way));
}

Verdict oldSpace(const Case &c)
{
    const CheckFacts &f = c.facts;
    const auto isOld = [](Ipv4Prefix p) { return p.overlaps(kSold) && p.length() >= kShortestOld && p.length() <= 10; };
    for (const KernelRule &rule : f.kernel.rules) {
        if (rule.destination && isOld(*rule.destination))
            return fail("a rule for " + rule.destination->toString() + " takes packets to 44.192.0.0/10, too",
                        "Have it say 44.0.0.0/9 and 44.128.0.0/10 instead, or remove it");
    }
    for (const KernelRoute &route : f.kernel.routes) {
        if (isOld(route.destination))
            return fail("a route for " + route.destination.toString() + " in table " + std::to_string(route.table)
                            + " takes packets to 44.192.0.0/10, too",
                        "ip route del " + route.destination.toString() + " table " + std::to_string(route.table));
    }
    return pass("no old rule or route for all of 44");
}

} // namespace mesh44::checkup
