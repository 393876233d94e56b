// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the kernel holds, as values: the common language of dumps, of the desired state and of the plan.
// Numbers are the kernel's own (linux/rtnetlink.h, linux/fib_rules.h, linux/nexthop.h).

#include "core/net/prefix.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mesh44 {

// The author's mark on what is ours: rtm_protocol, nh_protocol and FRA_PROTOCOL.
inline constexpr uint8_t kOurProtocol = 144;
inline constexpr uint32_t kMainTable = 254;
inline constexpr uint32_t kLocalTable = 255;
// Our nexthop objects have ids from here up.
inline constexpr uint32_t kFirstNexthopId = 0x44000000;

// Parameters of an ipip device. ttl 0 is "inherit".
struct IpipParameters
{
    Ipv4Address local; // unspecified: any
    Ipv4Address remote;
    uint8_t ttl = 0;
    uint8_t tos = 0;
    bool pathMtuDiscovery = false;
    bool operator==(const IpipParameters &) const = default;
};

struct KernelLink
{
    int index = 0;
    std::string name;
    std::string kind; // "ipip", "tun", "" for hardware
    uint32_t mtu = 0;
    bool up = false;      // IFF_UP
    bool carrier = false; // IFF_LOWER_UP
    std::optional<IpipParameters> ipip;
    // Per-interface IPv4 settings, where the kernel told them.
    std::optional<uint8_t> rpFilter;
    std::optional<bool> forwarding;
    std::optional<uint8_t> arpIgnore; // 1: answers only for addresses that are on the interface itself
    bool operator==(const KernelLink &) const = default;
};

struct KernelAddress
{
    int link = 0;
    Ipv4Address address;
    uint8_t prefixLength = 32;
    bool operator==(const KernelAddress &) const = default;
};

enum class RuleAction : uint8_t { Table, Unreachable, Other };

struct KernelRule
{
    uint32_t priority = 0;
    std::optional<Ipv4Prefix> source;
    std::optional<Ipv4Prefix> destination;
    RuleAction action = RuleAction::Table;
    uint32_t table = 0;                           // for RuleAction::Table
    std::optional<uint32_t> suppressPrefixLength; // FRA_SUPPRESS_PREFIXLEN
    uint32_t mark = 0;
    uint32_t markMask = 0;
    uint8_t protocol = 0;
    bool unmodelled = false; // has selectors that are not above: never ours
    bool operator==(const KernelRule &) const = default;
};

struct KernelNexthop
{
    uint32_t id = 0;
    int link = 0; // 0 for a blackhole
    Ipv4Address gateway;
    bool onlink = false;
    bool blackhole = false;
    uint8_t protocol = 0;
    bool unmodelled = false; // groups, encapsulation, IPv6
    bool operator==(const KernelNexthop &) const = default;
};

enum class RouteType : uint8_t { Unicast, Local, Blackhole, Unreachable, Throw, Other };

struct KernelRoute
{
    Ipv4Prefix destination;
    uint32_t table = 0;
    uint32_t metric = 0; // RTA_PRIORITY
    uint8_t tos = 0;
    uint8_t protocol = 0;
    uint8_t scope = 0;
    RouteType type = RouteType::Unicast;
    uint32_t nexthop = 0; // RTA_NH_ID; 0: gateway and link speak
    Ipv4Address gateway;
    int link = 0;
    Ipv4Address preferredSource;
    bool operator==(const KernelRoute &) const = default;
};

// One full look. All dumps in it were complete (no NLM_F_DUMP_INTR).
struct KernelState
{
    std::vector<KernelLink> links;
    std::vector<KernelAddress> addresses; // IPv4
    std::vector<KernelRule> rules;        // IPv4, by priority
    std::vector<KernelNexthop> nexthops;
    std::vector<KernelRoute> routes; // IPv4, all tables but `local`
    // Whether any IPv4 route at all exists: Linux 6.1 oopses on the first route by nexthop id in a
    // namespace without one.
    bool anyRoute = false;
    bool operator==(const KernelState &) const = default;

    const KernelLink *link(std::string_view name) const;
    const KernelLink *link(int index) const;
};

} // namespace mesh44
