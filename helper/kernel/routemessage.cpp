// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/kernel/routemessage.h"

#include <algorithm>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <utility>

namespace mesh44 {

namespace {

constexpr std::pair<RouteType, uint8_t> kTypes[] = {
    {RouteType::Unicast, RTN_UNICAST},         {RouteType::Local, RTN_LOCAL}, {RouteType::Blackhole, RTN_BLACKHOLE},
    {RouteType::Unreachable, RTN_UNREACHABLE}, {RouteType::Throw, RTN_THROW},
};

uint8_t typeNumber(RouteType type)
{
    const auto *it = std::ranges::find(kTypes, type, &std::pair<RouteType, uint8_t>::first);
    return it == std::end(kTypes) ? uint8_t{RTN_UNSPEC} : it->second;
}

RouteType typeFrom(uint8_t number)
{
    const auto *it = std::ranges::find(kTypes, number, &std::pair<RouteType, uint8_t>::second);
    return it == std::end(kTypes) ? RouteType::Other : it->first;
}

void encodeRoute(NetlinkRequest &request, uint16_t type, unsigned flags, const KernelRoute &route)
{
    rtmsg fixed{};
    fixed.rtm_family = AF_INET;
    fixed.rtm_dst_len = static_cast<uint8_t>(route.destination.length());
    fixed.rtm_tos = route.tos;
    fixed.rtm_protocol = route.protocol;
    fixed.rtm_scope = route.scope;
    fixed.rtm_type = typeNumber(route.type);
    request.begin(type, flags, fixed);
    if (route.type == RouteType::Other) // no type is any type when the kernel removes
        return request.refuse(EINVAL);
    request.put32(RTA_TABLE, route.table);
    if (route.destination.length() != 0)
        request.put(RTA_DST, route.destination.address());
    if (route.metric != 0)
        request.put32(RTA_PRIORITY, route.metric);
    if (!route.preferredSource.isUnspecified())
        request.put(RTA_PREFSRC, route.preferredSource);
    if (route.nexthop != 0)
        return request.put32(RTA_NH_ID, route.nexthop);
    if (!route.gateway.isUnspecified())
        request.put(RTA_GATEWAY, route.gateway);
    if (route.link != 0)
        request.put32(RTA_OIF, static_cast<uint32_t>(route.link));
}

void readNexthop(nlattr *const *attributes, KernelRoute &route)
{
    route.nexthop = numberOf(attributes[RTA_NH_ID]);
    if (route.nexthop != 0) {
        if (route.type == RouteType::Blackhole)
            route.type = RouteType::Unicast;
        return;
    }
    route.gateway = addressOf(attributes[RTA_GATEWAY]);
    route.link = static_cast<int>(numberOf(attributes[RTA_OIF]));
}

} // namespace

void requestRoutes(NetlinkRequest &request)
{
    rtmsg fixed{};
    fixed.rtm_family = AF_INET;
    request.begin(RTM_GETROUTE, NLM_F_DUMP, fixed);
}

void encode(NetlinkRequest &request, const PutRoute &operation)
{
    encodeRoute(request, RTM_NEWROUTE, NLM_F_CREATE | (operation.replace ? NLM_F_REPLACE : NLM_F_EXCL),
                operation.route);
}

void encode(NetlinkRequest &request, const RemoveRoute &operation)
{
    encodeRoute(request, RTM_DELROUTE, 0, operation.route);
}

std::optional<KernelRoute> decodeRoute(nlmsghdr *header)
{
    static const auto policy = [] {
        std::array<nla_policy, RTA_MAX + 1> numbers{};
        for (size_t number : {RTA_DST, RTA_OIF, RTA_GATEWAY, RTA_PRIORITY, RTA_PREFSRC, RTA_TABLE, RTA_NH_ID})
            numbers[number].type = NLA_U32;
        return numbers;
    }();
    nlattr *attributes[RTA_MAX + 1];
    if (header->nlmsg_type != RTM_NEWROUTE
        || nlmsg_parse(header, sizeof(rtmsg), attributes, RTA_MAX, policy.data()) < 0)
        return std::nullopt;
    const auto *fixed = static_cast<const rtmsg *>(nlmsg_data(header));
    const auto destination = Ipv4Prefix::make(addressOf(attributes[RTA_DST]), fixed->rtm_dst_len);
    if (fixed->rtm_family != AF_INET || (fixed->rtm_flags & RTM_F_CLONED) != 0 || !destination)
        return std::nullopt;
    KernelRoute route;
    route.destination = *destination;
    route.table = attributes[RTA_TABLE] ? numberOf(attributes[RTA_TABLE]) : fixed->rtm_table;
    route.metric = numberOf(attributes[RTA_PRIORITY]);
    route.tos = fixed->rtm_tos;
    route.protocol = fixed->rtm_protocol;
    route.scope = fixed->rtm_scope;
    route.type = typeFrom(fixed->rtm_type);
    route.preferredSource = addressOf(attributes[RTA_PREFSRC]);
    readNexthop(attributes, route);
    return route;
}

} // namespace mesh44
