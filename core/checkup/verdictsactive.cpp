// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/checkup/verdicts.h"

#include <algorithm>

namespace mesh44::checkup {
namespace {

constexpr const char *kAsks = "this sends packets, and asks for permission";
constexpr const char *kHow = "mesh44ctl check --active";

} // namespace

Verdict ping(const Case &c)
{
    const CheckFacts &f = c.facts;
    if (f.settings.mode == Mode::Mesh)
        return untested("with gateway.mode = mesh there is no way to it");
    if (!f.active)
        return untested(kAsks, kHow);
    if (!f.active->ping)
        return untested("it was not sent");
    const PingFacts &ping = *f.active->ping;
    if (ping.sent == 0)
        return fail("it could not be sent: " + ping.problem, "See mesh44ctl status");
    if (ping.received > 0)
        return pass(std::to_string(ping.received) + " of " + std::to_string(ping.sent) + " answers, the fastest after "
                    + std::to_string(std::max<int64_t>(ping.roundTrip / 1000, 1)) + " ms");
    return fail(
        "no answer to " + counted(ping.sent, "packet"),
        "Where announcements are heard: the router may drop protocol 4 on its way out, or the announcer does not "
        "know this subnet");
}

Verdict pathMtu(const Case &c)
{
    const CheckFacts &f = c.facts;
    if (!f.active)
        return untested(kAsks, kHow);
    if (!f.active->path)
        return untested("it was not tried");
    const PathFacts &path = *f.active->path;
    if (path.largest >= path.deviceMtu)
        return pass(std::to_string(path.largest) + " bytes, as large as the device takes");
    if (path.largest == 0)
        return fail("not even small packets came back while it was tried", "Ask again");
    return fail("packets of up to " + std::to_string(path.largest) + " bytes come through, larger ones of up to "
                    + std::to_string(path.deviceMtu) + " do not",
                "Set the MTU of the interface to the Internet " + (f.underlay ? f.underlay->device : std::string())
                    + " to " + std::to_string(path.largest + 20) + " or below; the device follows it");
}

Verdict name(const Case &c)
{
    const CheckFacts &f = c.facts;
    if (f.settings.mode == Mode::Mesh || f.settings.mode == Mode::Bgp)
        return untested("with this gateway.mode nothing comes from the Internet by the announcer");
    if (!f.active)
        return untested(kAsks, kHow);
    if (!f.active->name || !f.active->name->isAnswered)
        return untested("no name server answered", "See /etc/resolv.conf: the gateway needs name servers");
    const NameFacts &name = *f.active->name;
    const std::string here = name.address.toString();
    if (std::ranges::find(name.addresses, name.address) != name.addresses.end())
        return pass((name.reverse.empty() ? f.settings.callsign + ".ampr.org" : name.reverse) + " is " + here);
    if (!name.reverse.empty())
        return fail(here + " is called " + name.reverse + ", but that name does not lead back to it",
                    "Mend the name in the portal (portal.ampr.org)");
    return fail("no name in ampr.org was found for " + here,
                "Add one in the portal (portal.ampr.org); it takes up to two days until the announcer knows");
}

} // namespace mesh44::checkup
