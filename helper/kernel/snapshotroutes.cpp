// SPDX-License-Identifier: GPL-3.0-or-later
// Routes and nexthop objects of the snapshot.
#include "helper/kernel/snapshotmessage.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <initializer_list>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

namespace mesh44 {

namespace {

using explain::RoutingNexthop;
using explain::RoutingRoute;
using RouteAttributes = std::array<nlattr *, RTA_MAX + 1>;

const nla_policy *routePolicy()
{
    static const auto policy = [] {
        std::array<nla_policy, RTA_MAX + 1> numbers{};
        for (size_t number : {RTA_DST, RTA_OIF, RTA_GATEWAY, RTA_PRIORITY, RTA_PREFSRC, RTA_TABLE, RTA_NH_ID})
            numbers[number].type = NLA_U32;
        numbers[RTA_MULTIPATH].minlen = 0;
        return numbers;
    }();
    return policy.data();
}

void readFlags(uint32_t flags, RoutingNexthop &nexthop)
{
    nexthop.onlink = (flags & RTNH_F_ONLINK) != 0;
    nexthop.dead = (flags & RTNH_F_DEAD) != 0;
    nexthop.linkdown = (flags & RTNH_F_LINKDOWN) != 0;
}

// Of a route, or of one of its nexthops, which has the same attributes.
void readHop(const RouteAttributes &attributes, RoutingNexthop &nexthop)
{
    nexthop.gateway = addressOf(attributes[RTA_GATEWAY]);
    nexthop.unmodelled = attributes[RTA_VIA] != nullptr || attributes[RTA_ENCAP_TYPE] != nullptr;
}

// A list of struct rtnexthop, each with attributes behind it. False when it is malformed.
bool readMultipath(nlattr *list, std::vector<RoutingNexthop> &nexthops)
{
    const char *at = static_cast<const char *>(nla_data(list));
    auto left = static_cast<size_t>(nla_len(list));
    while (left >= sizeof(rtnexthop)) {
        rtnexthop fixed{};
        std::memcpy(&fixed, at, sizeof fixed);
        if (fixed.rtnh_len < sizeof fixed || fixed.rtnh_len > left)
            return false;
        RouteAttributes attributes{};
        auto *first = reinterpret_cast<nlattr *>(const_cast<char *>(at) + sizeof fixed);
        const int length = static_cast<int>(fixed.rtnh_len - sizeof fixed);
        if (nla_parse(attributes.data(), RTA_MAX, first, length, const_cast<nla_policy *>(routePolicy())) < 0)
            return false;
        RoutingNexthop &nexthop = nexthops.emplace_back();
        nexthop.link = fixed.rtnh_ifindex;
        nexthop.weight = static_cast<uint16_t>(fixed.rtnh_hops + 1);
        readFlags(fixed.rtnh_flags, nexthop);
        readHop(attributes, nexthop);
        const size_t step = RTNH_ALIGN(size_t{fixed.rtnh_len});
        at += step;
        left -= std::min(step, left);
    }
    return left == 0;
}

void readMetrics(nlattr *metrics, RoutingRoute &route)
{
    nla_policy policy[RTAX_MAX + 1] = {};
    policy[RTAX_MTU].type = NLA_U32;
    policy[RTAX_LOCK].type = NLA_U32;
    nlattr *attributes[RTAX_MAX + 1];
    if (!metrics || nla_parse_nested(attributes, RTAX_MAX, metrics, policy) < 0)
        return;
    route.mtu = numberOf(attributes[RTAX_MTU]);
    route.mtuLocked = (numberOf(attributes[RTAX_LOCK]) & (1U << RTAX_MTU)) != 0;
}

bool readNexthops(const RouteAttributes &attributes, uint32_t flags, RoutingRoute &route)
{
    if (attributes[RTA_MULTIPATH])
        return readMultipath(attributes[RTA_MULTIPATH], route.nexthops);
    RoutingNexthop nexthop;
    nexthop.link = static_cast<int>(numberOf(attributes[RTA_OIF]));
    readFlags(flags, nexthop);
    readHop(attributes, nexthop);
    if (nexthop.link != 0)
        route.nexthops.push_back(nexthop);
    return true;
}

bool readGroup(const nlattr *list, NexthopObject &object)
{
    const auto length = static_cast<size_t>(nla_len(list));
    const char *at = static_cast<const char *>(nla_data(list));
    for (size_t i = 0; i + sizeof(nexthop_grp) <= length; i += sizeof(nexthop_grp)) {
        nexthop_grp member{};
        std::memcpy(&member, at + i, sizeof member);
        object.group.push_back({member.id, static_cast<uint16_t>(member.weight + 1)});
    }
    return length % sizeof(nexthop_grp) == 0;
}

} // namespace

std::optional<RoutingRoute> decodeAnsweredRoute(nlmsghdr *header)
{
    RouteAttributes attributes{};
    if (header->nlmsg_type != RTM_NEWROUTE
        || nlmsg_parse(header, sizeof(rtmsg), attributes.data(), RTA_MAX, const_cast<nla_policy *>(routePolicy())) < 0)
        return std::nullopt;
    const auto *fixed = static_cast<const rtmsg *>(nlmsg_data(header));
    const auto destination = Ipv4Prefix::make(addressOf(attributes[RTA_DST]), fixed->rtm_dst_len);
    if (fixed->rtm_family != AF_INET || !destination)
        return std::nullopt;
    RoutingRoute route;
    route.destination = *destination;
    route.table = attributes[RTA_TABLE] ? numberOf(attributes[RTA_TABLE]) : fixed->rtm_table;
    route.kind = static_cast<explain::RouteKind>(fixed->rtm_type);
    route.metric = numberOf(attributes[RTA_PRIORITY]);
    route.tos = fixed->rtm_tos;
    route.scope = fixed->rtm_scope;
    route.protocol = fixed->rtm_protocol;
    route.preferredSource = addressOf(attributes[RTA_PREFSRC]);
    route.nexthopId = numberOf(attributes[RTA_NH_ID]);
    readMetrics(attributes[RTA_METRICS], route);
    if (!readNexthops(attributes, fixed->rtm_flags, route))
        return std::nullopt;
    return route;
}

std::optional<RoutingRoute> decodeRoutingRoute(nlmsghdr *header)
{
    const bool whole = nlmsg_datalen(header) >= static_cast<int>(sizeof(rtmsg));
    if (!whole || (static_cast<const rtmsg *>(nlmsg_data(header))->rtm_flags & RTM_F_CLONED) != 0)
        return std::nullopt;
    return decodeAnsweredRoute(header);
}

std::optional<NexthopObject> decodeNexthopObject(nlmsghdr *header)
{
    nla_policy policy[NHA_MAX + 1] = {};
    policy[NHA_ID].type = NLA_U32;
    policy[NHA_OIF].type = NLA_U32;
    nlattr *attributes[NHA_MAX + 1];
    if (header->nlmsg_type != RTM_NEWNEXTHOP || nlmsg_parse(header, sizeof(nhmsg), attributes, NHA_MAX, policy) < 0
        || !attributes[NHA_ID])
        return std::nullopt;
    const auto *fixed = static_cast<const nhmsg *>(nlmsg_data(header));
    NexthopObject object;
    object.id = numberOf(attributes[NHA_ID]);
    object.blackhole = attributes[NHA_BLACKHOLE] != nullptr;
    object.nexthop.link = static_cast<int>(numberOf(attributes[NHA_OIF]));
    readFlags(fixed->nh_flags, object.nexthop);
    object.nexthop.unmodelled = attributes[NHA_ENCAP_TYPE] != nullptr || fixed->nh_family == AF_INET6;
    if (const nlattr *gateway = attributes[NHA_GATEWAY]; gateway && fixed->nh_family == AF_INET) {
        if (nla_len(gateway) != sizeof(uint32_t))
            return std::nullopt;
        object.nexthop.gateway = addressOf(gateway);
    }
    if (attributes[NHA_GROUP] && !readGroup(attributes[NHA_GROUP], object))
        return std::nullopt;
    return object;
}

} // namespace mesh44
