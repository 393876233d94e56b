// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// rtnetlink dumps → the values of core/explain/snapshot.h. Nothing for another family and for what is malformed.
//
// The numbers of attributes that are younger than our kernel headers stand here; what is younger than those marks a
// rule as having selectors that we do not know.

#include "core/explain/snapshot.h"
#include "helper/kernel/request.h"

namespace mesh44 {

// Attributes of rules: Linux 6.14 to 6.15.
inline constexpr int kRuleDscp = 25;
inline constexpr int kRuleSourcePortMask = 28;
inline constexpr int kRuleDestinationPortMask = 29;
inline constexpr int kRuleDscpMask = 30;

// What a nexthop object is: routes refer to it by its id.
struct NexthopObject
{
    uint32_t id = 0;
    bool blackhole = false;
    explain::RoutingNexthop nexthop;
    struct Member
    {
        uint32_t id = 0;
        uint16_t weight = 1;
        bool operator==(const Member &) const = default;
    };
    std::vector<Member> group; // not empty: the nexthops are those of its members
    bool operator==(const NexthopObject &) const = default;
};

std::optional<explain::RoutingLink> decodeRoutingLink(nlmsghdr *header);
std::optional<explain::RoutingAddress> decodeRoutingAddress(nlmsghdr *header);
std::optional<explain::RoutingRule> decodeRoutingRule(nlmsghdr *header);
std::optional<explain::RoutingRoute> decodeRoutingRoute(nlmsghdr *header);
std::optional<explain::RoutingNeighbour> decodeNeighbour(nlmsghdr *header);
std::optional<NexthopObject> decodeNexthopObject(nlmsghdr *header);

// net.ipv4.conf.all as far as netlink tells it, of a message of an RTM_GETNETCONF dump; nothing for another device.
std::optional<explain::DeviceSettings> decodeAllSettings(nlmsghdr *header);

// Of an answer to RTM_GETROUTE, which is a route but for its cached flag.
std::optional<explain::RoutingRoute> decodeAnsweredRoute(nlmsghdr *header);

} // namespace mesh44
