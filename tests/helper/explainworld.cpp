// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/helper/explainworld.h"

#include "helper/kernel/netlinksocket.h"
#include "helper/kernel/snapshotmessage.h"

#include <array>
#include <fstream>
#include <linux/fib_rules.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

namespace mesh44::test {

namespace {

using explain::Flow;
using explain::RoutingSnapshot;

constexpr unsigned kDevices = 6;
constexpr std::array kTables{44U, 45U, 77U, 300U, 254U, 254U, 253U};
constexpr std::array kPrefixLengths{0U, 0U, 1U, 4U, 8U, 12U, 16U, 20U, 24U, 24U, 25U, 28U, 30U, 31U, 32U, 32U};
constexpr std::array kBases{0x2c800000U, 0x2c040000U, 0xc6336400U, 0xc6120000U, 0x0a000000U, 0xcb007100U};
constexpr std::array kMarks{0U, 1U, 2U, 0x44U, 0x1044U, ~0U};
constexpr std::array<uint8_t, 8> kTos{0, 4, 8, 0x10, 0x1c, 0x28, 0xb8, 0xe0};
constexpr std::array kProtocols{1U, 6U, 17U};
constexpr std::array kPorts{0U, 22U, 53U, 80U, 1024U, 65535U};
constexpr std::array kUids{0U, 1U, 1000U, 65534U};
constexpr std::array kSpecial{0U, ~0U, 0xe0000005U, 0xef010101U, 0x7f000001U, 0x7f010203U, 0x2c80ffffU};
constexpr std::array kMetrics{0U, 0U, 0U, 5U, 10U, 100U};
constexpr uint32_t kFirstObject = 100;
constexpr unsigned kObjects = 8;

std::string number(unsigned value)
{
    return std::to_string(value);
}

void writeSetting(const std::string &device, const char *name, unsigned value)
{
    std::ofstream("/proc/sys/net/ipv4/conf/" + device + "/" + name) << value << '\n';
}

} // namespace

Ipv4Address RandomRouting::address()
{
    // Few bits are random, so that things meet.
    const uint32_t low = static_cast<uint32_t>(m_random()) & (chance(50) ? 0x00000303U : 0x00018181U);
    return Ipv4Address(oneOf(kBases) | low);
}

Ipv4Prefix RandomRouting::prefix()
{
    return Ipv4Prefix::covering(address(), oneOf(kPrefixLengths));
}

std::string RandomRouting::device()
{
    return chance(4) ? "lo" : "a" + number(below(kDevices));
}

std::string RandomRouting::devices()
{
    std::string lines;
    for (unsigned i = 0; i < kDevices; ++i) {
        const std::string n = number(i);
        lines += "link add a" + n + " type veth peer name b" + n + "\n";
        lines += "link set a" + n + (chance(92) ? " up" : " down") + (chance(30) ? " group 7\n" : "\n");
        lines += "link set b" + n + (chance(80) ? " up\n" : " down\n");
        for (unsigned count = below(4); count > 0; --count) {
            lines += "addr add " + address().toString();
            if (chance(20))
                lines += " peer " + address().toString();
            lines += "/" + number(std::array{8U, 16U, 24U, 30U, 31U, 32U}[below(6)]) + (chance(50) ? " brd +" : "");
            lines += chance(15) ? " scope link" : chance(5) ? " scope host" : "";
            lines += " dev a" + n + "\n";
        }
    }
    if (chance(50))
        lines += "addr add " + address().toString() + "/32 dev lo\n";
    return lines;
}

std::string RandomRouting::vrf()
{
    if (!chance(20))
        return {};
    return "link add red type vrf table 300\nlink set red up\nlink set a1 master red\n"
           + (chance(50) ? "link set a2 master red\n" : "addr add " + address().toString() + "/32 dev red\n");
}

void RandomRouting::settings()
{
    for (unsigned i = 0; i <= 2 * kDevices; ++i) {
        const bool all = i == 2 * kDevices;
        const std::string device = all ? "all" : (i % 2 == 0 ? "a" : "b") + number(i / 2);
        const unsigned rare = all ? 8 : 25;
        if (!all) // which would set them all
            writeSetting(device, "forwarding", chance(85));
        writeSetting(device, "rp_filter", chance(rare) ? 1 : chance(rare) ? 2 : 0);
        writeSetting(device, "accept_local", chance(rare));
        writeSetting(device, "send_redirects", !chance(50));
        writeSetting(device, "route_localnet", chance(rare));
        writeSetting(device, "src_valid_mark", chance(rare));
        writeSetting(device, "ignore_routes_with_linkdown", chance(rare));
    }
}

std::string RandomRouting::hop()
{
    std::string text;
    if (chance(70))
        text += " via " + address().toString() + (chance(85) ? " onlink" : "");
    return text + " dev " + device();
}

std::string RandomRouting::route()
{
    static constexpr std::array kOtherKinds{"unreachable", "prohibit",  "blackhole", "throw",
                                            "local",       "broadcast", "multicast", "anycast"};
    const std::string kind = chance(70) ? "unicast" : oneOf(kOtherKinds);
    // Few in `local`, which every look-up passes first.
    const bool local = chance(4);
    const Ipv4Prefix to = local ? Ipv4Prefix::covering(address(), 24 + below(9)) : prefix();
    std::string text = std::string("route ") + (chance(80) ? "append " : "prepend ") + kind + " " + to.toString();
    text += " table " + number(local ? 255 : oneOf(kTables)) + " metric " + number(oneOf(kMetrics));
    if (chance(15))
        text += " tos " + number(oneOf(kTos));
    if (chance(10))
        text += " src " + address().toString();
    if (kind == "unreachable" || kind == "prohibit" || kind == "blackhole" || kind == "throw")
        return text + "\n";
    if (kind == "unicast" && chance(25))
        return text + " nhid " + number(kFirstObject + below(kObjects + 3)) + "\n";
    if (kind == "unicast" && chance(25)) {
        for (unsigned hops = 2 + below(3); hops > 0; --hops)
            text += " nexthop" + hop() + " weight " + number(1 + below(9));
        return text + "\n";
    }
    if (chance(8))
        text += " scope link";
    return text + hop() + "\n";
}

std::string RandomRouting::nexthopsAndRoutes()
{
    std::string lines;
    for (unsigned i = 0; i < kObjects; ++i)
        lines += "nexthop add id " + number(kFirstObject + i) + (chance(10) ? " blackhole" : hop()) + "\n";
    for (unsigned i = 0; i < 3; ++i) {
        lines += "nexthop add id " + number(kFirstObject + kObjects + i) + " group " + number(kFirstObject + below(4));
        for (unsigned more = below(3); more > 0; --more)
            lines += "/" + number(kFirstObject + 4 + more) + "," + number(1 + below(5));
        lines += "\n";
    }
    for (unsigned count = 20 + below(150); count > 0; --count)
        lines += route();
    return lines;
}

std::string RandomRouting::selectors()
{
    std::string text;
    const auto maybe = [&](unsigned percent, const std::string &words) {
        if (chance(percent))
            text += words;
    };
    maybe(25, " from " + prefix().toString());
    maybe(25, " to " + prefix().toString());
    maybe(12, " iif " + (chance(10) ? "gone0" : device()));
    maybe(8, " oif " + device());
    maybe(15, " fwmark " + number(oneOf(kMarks)) + (chance(50) ? "/" + number(oneOf(kMarks)) : ""));
    maybe(10, " tos " + number(oneOf(kTos) & 0x1eU));
    maybe(12, " ipproto " + number(oneOf(kProtocols)));
    maybe(8, " sport " + number(1 + below(100)) + "-" + number(100 + below(65000)));
    maybe(8, " dport " + number(1 + below(100)) + "-" + number(100 + below(65000)));
    maybe(8, " dport " + number(53));
    maybe(8, " uidrange " + number(oneOf(kUids)) + "-" + number(65534));
    return text;
}

std::string RandomRouting::action()
{
    switch (below(24)) {
    case 0: return " unreachable";
    case 1: return " prohibit";
    case 2: return " blackhole";
    case 3: return " nop";
    case 4:
    case 5: return " goto " + number(1000 + 10 * below(60));
    default: break;
    }
    std::string text = " lookup " + number(oneOf(kTables));
    if (chance(15))
        text += " suppress_prefixlength " + number(oneOf(kPrefixLengths));
    if (chance(10))
        text += " suppress_ifgroup 7";
    return text;
}

std::string RandomRouting::rule()
{
    const std::string inverted = chance(8) ? " not" : "";
    return "rule add" + inverted + " pref " + number(1000 + 10 * below(60)) + selectors() + action() + "\n";
}

std::string RandomRouting::rules()
{
    std::string lines;
    for (unsigned count = 3 + below(40); count > 0; --count)
        lines += rule();
    if (chance(10)) // without `local`, nothing is delivered
        lines += "rule del pref 0\n";
    return lines;
}

int RandomRouting::youngerRules()
{
    auto socket = NetlinkSocket::open(1 << 16);
    if (!socket)
        return 0;
    int taken = 0;
    NetlinkRequest request;
    for (unsigned kind = 0; kind < 3; ++kind) {
        fib_rule_hdr fixed{};
        fixed.family = AF_INET;
        fixed.action = FR_ACT_TO_TBL;
        request.begin(RTM_NEWRULE, NLM_F_CREATE | NLM_F_ACK, fixed);
        request.put32(FRA_PRIORITY, 1000 + 10 * below(60));
        request.put32(FRA_TABLE, oneOf(kTables));
        const fib_rule_port_range port{53, 53};
        if (kind == 0) {
            request.put8(kRuleDscp, static_cast<uint8_t>(oneOf(kTos) >> 2));
            if (chance(50))
                request.put8(kRuleDscpMask, static_cast<uint8_t>(below(0x40)));
        } else {
            request.put8(FRA_IP_PROTO, 17);
            request.putBytes(kind == 1 ? int{FRA_SPORT_RANGE} : int{FRA_DPORT_RANGE}, &port, sizeof port);
            request.put16(kind == 1 ? kRuleSourcePortMask : kRuleDestinationPortMask, 0x00ff);
        }
        request.header()->nlmsg_seq = socket->nextSequence();
        request.header()->nlmsg_pid = socket->portId();
        if (socket->send(request.bytes()) != 0)
            continue;
        (void)socket->receive(std::chrono::seconds(1),
                              [&](nlmsghdr *header) { taken += *static_cast<const int *>(nlmsg_data(header)) == 0; });
    }
    return taken;
}

Ipv4Address RandomRouting::nearby(const RoutingSnapshot &snapshot)
{
    const unsigned kind = below(100);
    if (kind < 45 && !snapshot.routes.empty()) {
        const Ipv4Prefix prefix = oneOf(snapshot.routes).destination;
        const uint32_t inside = chance(50) ? 1 : static_cast<uint32_t>(m_random());
        return Ipv4Address(prefix.address().value() | (inside & ~prefix.mask()));
    }
    if (kind < 65 && !snapshot.addresses.empty())
        return oneOf(snapshot.addresses).address;
    if (kind < 69)
        return Ipv4Address(oneOf(kSpecial));
    return address();
}

Flow RandomRouting::flow(const RoutingSnapshot &snapshot)
{
    Flow flow;
    flow.destination = nearby(snapshot);
    const bool comesIn = chance(45);
    if (comesIn) {
        flow.inLink = oneOf(snapshot.links).index;
        flow.source = chance(2) ? Ipv4Address() : chance(60) ? address() : nearby(snapshot);
    } else {
        if (chance(20))
            flow.outLink = oneOf(snapshot.links).index;
        if (chance(45))
            flow.source = chance(85) && !snapshot.addresses.empty() ? oneOf(snapshot.addresses).address
                                                                    : nearby(snapshot);
        // The kernel takes 0.0.0.0 for no source.
        if (flow.source && flow.source->isUnspecified())
            flow.source.reset();
        flow.uid = oneOf(kUids);
    }
    flow.mark = oneOf(kMarks);
    flow.tos = oneOf(kTos);
    flow.protocol = static_cast<uint8_t>(oneOf(kProtocols));
    if (flow.protocol != 1) {
        flow.sourcePort = static_cast<uint16_t>(oneOf(kPorts));
        flow.destinationPort = static_cast<uint16_t>(oneOf(kPorts));
    }
    return flow;
}

} // namespace mesh44::test
