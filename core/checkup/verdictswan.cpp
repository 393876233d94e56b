// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/checkup/checks.h"
#include "core/checkup/verdicts.h"

#include "core/mesh/ages.h"
#include "core/net/special.h"

#include <algorithm>

namespace mesh44::checkup {
namespace {

constexpr const char *kPassProtocol4 =
    "Have the router pass IP protocol 4 (not a port) on to this computer: a rule for the protocol, or the setting that "
    "is called DMZ or exposed host. Where the ISP filters it, 44Net Connect is another way into the mesh";
constexpr Ipv4Prefix kShared = Ipv4Prefix::covering(Ipv4Address(100, 64, 0, 0), 10); // RFC 6598

// Anything that says that the mesh finds its way in.
bool comesIn(const CheckFacts &f)
{
    return f.heard.received() > 0 || f.wasAnswered || (f.arrived && f.arrived->announcer + f.arrived->others > 0);
}

bool isPatient(const CheckFacts &f)
{
    return f.heard.listening >= kListenBefore;
}

// A ping through the tunnel is answered by protocol 4: after one there is no need to wait for the announcer.
bool wasAsked(const CheckFacts &f)
{
    return f.active && f.active->ping && f.active->ping->sent > 0;
}

Verdict waiting(const CheckFacts &f)
{
    return untested("nothing yet, and listening since " + lasting(f.heard.listening)
                        + " only: announcements come about every five minutes",
                    "Ask again after six minutes, or with active checks now: mesh44ctl check --active");
}

std::vector<std::string> strictLinks(const CheckFacts &f)
{
    std::vector<std::string> names;
    for (const KernelLink &link : f.kernel.links) {
        // The stricter number of the two is not in force: the larger is (ip-sysctl.rst).
        const unsigned all = f.reversePathAll.value_or(0);
        if (link.name != "lo" && link.up && std::max<unsigned>(all, link.rpFilter.value_or(0)) == 1)
            names.push_back(link.name);
    }
    return names;
}

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

// Some drops are usual on the Internet. Where it is not known that the filter is strict, they have to account for all
// that is missing.
bool isLostToFilter(const CheckFacts &f, bool isStrict)
{
    if (f.heard.received() > 0 || f.wasAnswered || f.reversePathDrops == 0)
        return false;
    const uint64_t missing = f.arrived ? f.arrived->announcer : 0;
    return isStrict ? f.reversePathDrops >= missing / 4 : !f.reversePathAll && f.reversePathDrops >= missing;
}

} // namespace

std::string counted(uint64_t count, const std::string &what)
{
    return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
}

std::string lasting(int64_t microseconds)
{
    const int64_t seconds = microseconds / 1'000'000;
    if (seconds < 120)
        return std::to_string(seconds) + " s";
    return seconds < 7200 ? std::to_string(seconds / 60) + " min" : std::to_string(seconds / 3600) + " h";
}

Verdict configured(const Case &c)
{
    if (!c.facts.usable)
        return fail("gateway.subnets does not name your subnet in 44",
                    "mesh44ctl set gateway.callsign=N0CALL gateway.subnets=44.128.10.0/24");
    std::string subnets;
    for (const Ipv4Prefix subnet : c.facts.settings.subnets)
        subnets += (subnets.empty() ? "" : ", ") + subnet.toString();
    return pass(subnets);
}

Verdict switchedOn(const Case &c)
{
    if (!c.facts.enabled)
        return fail("the gateway is switched off", "mesh44ctl up", {FixKind::Up, ""});
    return pass("it is on");
}

Verdict wayOut(const Case &c)
{
    const auto &underlay = c.facts.underlay;
    if (!underlay)
        return fail("there is no route to the announcer " + c.facts.settings.announcer.toString(),
                    "Bring the connection to the Internet up; the tunnel follows by itself");
    return pass("by " + underlay->device
                + (underlay->gateway ? " through " + underlay->gateway->toString() : std::string()));
}

Verdict wanAddress(const Case &c)
{
    const Underlay &underlay = *c.facts.underlay;
    const std::string here = underlay.address.toString() + " on " + underlay.device;
    if (underlay.address.isUnspecified())
        return fail("there is no address on " + underlay.device, "Have it get one, by DHCP or by hand");
    const SpecialRange *special = specialRangeOf(underlay.address);
    if (!special)
        return pass(here + " is a public address");
    const std::string seen = here + " is not a public address (" + std::string(special->what) + ")";
    if (comesIn(c.facts))
        return pass(seen + ", but the router before it passes the mesh on");
    if (kShared.contains(underlay.address))
        return fail(seen + ": the ISP shares one public address among many",
                    "No packet finds you there unasked. Ask the ISP for an address of your own, or use 44Net Connect");
    if (special->what != "private")
        return fail(seen, "See why the interface has no better one");
    return warn(seen + ": a router stands before this computer", kPassProtocol4);
}

Verdict protocol4(const Case &c)
{
    const CheckFacts &f = c.facts;
    if (f.arrived && f.arrived->announcer + f.arrived->others > 0)
        return pass(counted(f.arrived->announcer + f.arrived->others, "packet") + " since the start");
    if (f.heard.received() > 0 || f.wasAnswered)
        return pass("announcements or answers came through");
    if (!f.arrived && f.settings.firewall == FirewallMode::Off && isPatient(f))
        return fail("nothing was heard for " + lasting(f.heard.listening)
                        + "; with firewall.mode = off it is not seen how far packets come",
                    kPassProtocol4);
    if (!isPatient(f) && !wasAsked(f))
        return waiting(f);
    return fail(std::string("not one packet with protocol 4 has come in")
                    + (wasAsked(f) ? ", not even an answer to what was sent" : "") + ", in "
                    + lasting(f.heard.listening),
                std::string(kPassProtocol4)
                    + ". And see in the portal (portal.ampr.org) that the gateway is registered, "
                      "with your subnet and your present address");
}

Verdict announcerArrives(const Case &c)
{
    const CheckFacts &f = c.facts;
    if (f.heard.received() > 0 || f.wasAnswered || (f.arrived && f.arrived->announcer > 0))
        return pass(f.arrived ? counted(f.arrived->announcer, "packet") + " of " + f.settings.announcer.toString()
                              : "it is heard");
    if (!isPatient(f) && !wasAsked(f))
        return waiting(f);
    return fail("packets of others come in, but none of the announcer " + f.settings.announcer.toString(),
                "See in the portal (portal.ampr.org) that the gateway is registered, with your subnet and your present "
                "address; a new entry takes up to two days",
                f.settings.announcer == Settings().announcer ? CheckFix{} : CheckFix{FixKind::Set, "rip44.announcer="});
}

Verdict reversePath(const Case &c)
{
    const CheckFacts &f = c.facts;
    const std::vector<std::string> strict = strictLinks(f);
    const std::string drops = counted(f.reversePathDrops, "packet") + " dropped by it since the start";
    if (isLostToFilter(f, !strict.empty()))
        return fail((strict.empty() ? "it seems to be strict" : "it is strict on " + joined(strict)) + ", " + drops
                        + ", and nothing is heard",
                    "sysctl -w net.ipv4.conf.all.rp_filter=2, and put the same into /etc/sysctl.d");
    if (const KernelLink *device = f.kernel.link(f.device); device && device->rpFilter == 1)
        return fail("it is strict on " + f.device, "See who sets net.ipv4.conf." + f.device + ".rp_filter");
    if (!strict.empty())
        return pass("it is strict on " + joined(strict) + "; " + drops);
    return pass("it is not strict; " + drops);
}

Verdict ownFirewall(const Case &c)
{
    const CheckFacts &f = c.facts;
    if (f.heard.received() > 0 || f.wasAnswered)
        return pass("what arrives gets through");
    if (!f.arrived)
        return untested("with firewall.mode = off it is not seen how far packets come");
    std::string advice =
        "Let protocol 4 in: nft insert rule TABLE CHAIN ip protocol 4 accept, or with iptables: iptables "
        "-I INPUT -p 4 -j ACCEPT";
    for (const Finding &finding : f.findings) {
        if (finding.id == "ufw" || finding.id == "firewalld")
            advice = finding.advice;
    }
    return fail(counted(f.arrived->announcer, "packet")
                    + " of the announcer came in at the interface, and none reached the gateway: a firewall on this "
                      "computer drops them",
                advice);
}

Verdict announcerHeard(const Case &c)
{
    const CheckFacts &f = c.facts;
    if (f.heard.received() > 0)
        return pass(counted(f.heard.received(), "packet") + " of announcements");
    if (!isPatient(f))
        return waiting(f);
    return fail(
        "answers of the announcer come in, but nothing that it sends unasked: a router on the way lets protocol 4 "
        "through only after a packet from here",
        kPassProtocol4);
}

Verdict readable(const Case &c)
{
    const CheckFacts &f = c.facts;
    if (f.heard.good > 0)
        return pass(counted(f.heard.good, "packet") + " read");
    if (f.heard.wrongPassword == 0)
        return fail(counted(f.heard.unreadable, "packet") + " of the announcer could not be read",
                    "They are damaged, or no announcements as they were known in 2026");
    const bool isOwn = f.settings.password != Settings().password;
    return fail(counted(f.heard.wrongPassword, "packet") + " with another password than rip44.password",
                isOwn ? "Go back to the known one: mesh44ctl set rip44.password="
                      : "Has the password been changed? Ask on the 44Net mailing list, then: mesh44ctl set "
                        "rip44.password=…",
                isOwn ? CheckFix{FixKind::Set, "rip44.password="} : CheckFix{});
}

Verdict burstAge(const Case &c)
{
    const auto &burst = c.facts.burst;
    if (!burst)
        return untested("the first announcement is still under way");
    const std::string seen = "the last one ended " + lasting(burst->age) + " ago";
    if (silenceFor(burst->age) != Silence::None)
        return fail(seen,
                    "What is known stays in use. If it lasts, see the mailing list whether the announcer is down, and "
                    "check that your address is still the one in the portal");
    return burst->age > kListenBefore ? warn(seen + ": one is late") : pass(seen);
}

Verdict ownPrefix(const Case &c)
{
    const auto &burst = c.facts.burst;
    if (!burst)
        return untested("the first announcement is still under way");
    std::vector<std::string> missing;
    for (const OwnAnnouncement &own : burst->own) {
        if (!own.endpoint)
            missing.push_back(own.subnet.toString());
    }
    if (missing.empty())
        return pass(counted(burst->own.size(), "subnet") + " announced");
    const std::string seen = joined(missing) + " is not in the last announcement";
    if (!burst->complete)
        return warn(seen + ", which may not have been complete", "Ask again after the next one");
    return fail(seen,
                "See in the portal (portal.ampr.org) that the subnet is yours and linked to your gateway; a change "
                "there takes up to two days");
}

Verdict ownAddress(const Case &c)
{
    const CheckFacts &f = c.facts;
    const bool isNatted = !f.underlay || specialRangeOf(f.underlay->address);
    const std::optional<Ipv4Address> ours = f.expectedAddress || isNatted ? f.expectedAddress
                                                                          : std::optional(f.underlay->address);
    for (const OwnAnnouncement &own : f.burst ? f.burst->own : std::vector<OwnAnnouncement>{}) {
        if (!own.endpoint || !ours || *own.endpoint == *ours)
            continue;
        const bool isGuess = f.settings.externalAddress.has_value() && !isNatted
                             && f.underlay->address == *own.endpoint;
        return fail(own.subnet.toString() + " is announced at " + own.endpoint->toString() + ", and we are at "
                        + ours->toString(),
                    isGuess
                        ? "gateway.external_address is not the address that you have. Back to what is heard: mesh44ctl "
                          "set gateway.external_address=auto"
                        : "Change the address of the gateway in the portal (portal.ampr.org)",
                    isGuess ? CheckFix{FixKind::Set, "gateway.external_address=auto"} : CheckFix{});
    }
    return ours ? pass("at " + ours->toString())
                : pass("behind a router: which address it has is not known here. To have it compared: mesh44ctl set "
                       "gateway.external_address=ADDRESS");
}

} // namespace mesh44::checkup
