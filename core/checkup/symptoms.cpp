// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/checkup/symptoms.h"

#include <array>

namespace mesh44 {
namespace {

constexpr std::string_view kOtherDaemon = "only another daemon does so; that it runs is told by `software`";

constexpr std::array kCauses{
    SymptomCause{1, "no announcement ever: one public address for many (CGNAT)", "wan.address", {}},
    SymptomCause{1, "no announcement ever: router or ISP does not pass protocol 4", "protocol4.arrives", {}},
    SymptomCause{2, "no announcement ever: not registered, or not yet", "protocol4.arrives", {}},
    SymptomCause{2, "others' packets arrive, no announcement: the subnet is not linked", "announcer.arrives", {}},
    SymptomCause{
        3, "no announcement after a change of the ISP: the portal has the old address", "protocol4.arrives", {}},
    SymptomCause{3, "announced at the old address", "burst.own_address", {}},
    SymptomCause{4, "protocol 4 arrives, nothing in the tunnel: the host's firewall", "firewall.input", {}},
    SymptomCause{4, "protocol 4 arrives, nothing in the tunnel: the device is down", "device", {}},
    SymptomCause{4, "protocol 4 arrives, nothing in the tunnel: wrong local address", "device", {}},
    SymptomCause{5, "announcements arrive, silence: strict reverse path filter", "rp_filter", {}},
    SymptomCause{5, "announcements arrive, silence: another password", "burst.readable", {}},
    SymptomCause{5, "announcements arrive, silence: another program has port 520", "software", {}},
    SymptomCause{6, "announcements carry a password, and none or another is set", "burst.readable", {}},
    SymptomCause{7, "routes are there, traffic goes by the ISP: a rule is missing", "rules", {}},
    SymptomCause{7, "routes are there, traffic goes by the ISP: another rule stands before", "way.mesh", {}},
    SymptomCause{8, "own hosts unreachable: the own subnet leads into the tunnel", "way.own", {}},
    SymptomCause{9, "I reach others, they do not reach me: the router lets answers in only", "announcer.heard", {}},
    SymptomCause{10, "the mesh works, the Internet does not reach 44: no name in ampr.org", "dns.name", {}},
    SymptomCause{11, "what comes from the Internet is answered by the ISP", "way.answers", {}},
    SymptomCause{11, "no default route in the table", "default.route", {}},
    SymptomCause{12, "the gateway itself is fine, hosts behind it are not: not forwarded", "forwarding", {}},
    SymptomCause{12,
                 "the gateway itself is fine, hosts behind it are not: others' FORWARD rules drop",
                 {},
                 "what rules of others drop is not looked into; that Docker or ufw are there is told"},
    SymptomCause{13, "the announcer counts errors: other sources go into the tunnel", "firewall.sources", {}},
    SymptomCause{14, "slow or cut after a while: the announcer slows down who makes errors", "firewall.sources", {}},
    SymptomCause{15, "small packets pass, large ones do not", "mtu.path", {}},
    SymptomCause{16, "TCP from the gateway is slow: routes with a window of 840 bytes", "tables.free", {}},
    SymptomCause{17, "traceroute stops in the tunnel: ttl is inherited", "device", {}},
    SymptomCause{18,
                 "`ttl != 0 and nopmtudisc are incompatible`",
                 {},
                 "an error of a command that nobody needs: the device is set up by the gateway"},
    SymptomCause{19, "`File exists`: another tunnel is in the device's place", "device", {}},
    SymptomCause{20, "all gone after networkd restarts: it removes others' rules", "software", {}},
    SymptomCause{20, "all gone, and taken away again and again", "rules", {}},
    SymptomCause{21, "the announcer is silent (routes stay)", "burst.age", {}},
    SymptomCause{22, "an endpoint inside 44 is unreachable: no way around the tunnel", "routes", {}},
    SymptomCause{22, "an endpoint inside 44 is unreachable: its packets enter the tunnel", "way.outer", {}},
    SymptomCause{
        23, "a VPN whose far end is inside 44 dies", {}, "which address a VPN talks to is known to the VPN alone"},
    SymptomCause{
        24, "networks in 44 that are announced by BGP are unreachable: an old route for 44.0.0.0/8", "old.space", {}},
    SymptomCause{25, "sites in 44.192.0.0/10 are unreachable: an old rule for 44.0.0.0/8", "old.space", {}},
    SymptomCause{26, "a very wide prefix is missing", {}, kOtherDaemon},
    SymptomCause{27, "some gateways are missing: more routes than there is room for", "routes", {}},
    SymptomCause{28, "routes change to and fro: two programs write them", "tables.free", {}},
    SymptomCause{29, "a second daemon was started", "software", {}},
    SymptomCause{30,
                 "works from the gateway, not from Windows hosts",
                 {},
                 "firewall and default route of another computer are not seen from here"},
    SymptomCause{31, "44Net Connect is up, the subnet is not reachable: both claim it", "software", {}},
    SymptomCause{31,
                 "44Net Connect is up, the subnet is not reachable: not associated in the portal",
                 {},
                 "what the portal has associated is not told to the gateway"},
    SymptomCause{32, "Calico or another program owns tunl0", "software", {}},
    SymptomCause{33,
                 "announcements that are forwarded to the LAN flood it",
                 {},
                 "the gateway forwards each announcement once, and only where forward.format asks for it"},
};

} // namespace

std::span<const SymptomCause> symptomCauses()
{
    return kCauses;
}

} // namespace mesh44
