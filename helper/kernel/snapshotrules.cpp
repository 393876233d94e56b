// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of the snapshot.
#include "helper/kernel/snapshotmessage.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <linux/fib_rules.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

namespace mesh44 {

namespace {

using explain::PortSelector;
using explain::RoutingRule;

constexpr int kLastKnown = kRuleDscpMask;
constexpr uint32_t kSuppressesNothing = ~uint32_t{0};
using RuleAttributes = std::array<nlattr *, kLastKnown + 1>;

// All that is read; a realm (FRA_FLOW) selects nothing.
constexpr std::array kKnown{int{FRA_DST},
                            int{FRA_SRC},
                            int{FRA_IIFNAME},
                            int{FRA_GOTO},
                            int{FRA_PRIORITY},
                            int{FRA_FWMARK},
                            int{FRA_FLOW},
                            int{FRA_SUPPRESS_IFGROUP},
                            int{FRA_SUPPRESS_PREFIXLEN},
                            int{FRA_TABLE},
                            int{FRA_FWMASK},
                            int{FRA_OIFNAME},
                            int{FRA_PAD},
                            int{FRA_L3MDEV},
                            int{FRA_UID_RANGE},
                            int{FRA_PROTOCOL},
                            int{FRA_IP_PROTO},
                            int{FRA_SPORT_RANGE},
                            int{FRA_DPORT_RANGE},
                            kRuleDscp,
                            kRuleSourcePortMask,
                            kRuleDestinationPortMask,
                            kRuleDscpMask};

const nla_policy *rulePolicy()
{
    static const auto policy = [] {
        std::array<nla_policy, kLastKnown + 1> numbers{};
        const auto set = [&](uint16_t type, std::initializer_list<int> attributes) {
            for (const int attribute : attributes)
                numbers[static_cast<size_t>(attribute)].type = type;
        };
        set(NLA_U32, {FRA_DST, FRA_SRC, FRA_GOTO, FRA_PRIORITY, FRA_FWMARK, FRA_SUPPRESS_IFGROUP,
                      FRA_SUPPRESS_PREFIXLEN, FRA_TABLE, FRA_FWMASK});
        set(NLA_STRING, {FRA_IIFNAME, FRA_OIFNAME});
        set(NLA_U8, {FRA_L3MDEV, FRA_PROTOCOL, FRA_IP_PROTO, kRuleDscp, kRuleDscpMask});
        set(NLA_U16, {kRuleSourcePortMask, kRuleDestinationPortMask});
        numbers[FRA_UID_RANGE].minlen = sizeof(fib_rule_uid_range);
        numbers[FRA_SPORT_RANGE].minlen = sizeof(fib_rule_port_range);
        numbers[FRA_DPORT_RANGE].minlen = sizeof(fib_rule_port_range);
        return numbers;
    }();
    return policy.data();
}

bool hasUnknownAttribute(nlmsghdr *header)
{
    nlattr *attribute = nullptr;
    int left = 0;
    nlmsg_for_each_attr(attribute, header, sizeof(fib_rule_hdr), left)
    {
        if (std::ranges::find(kKnown, nla_type(attribute)) == kKnown.end())
            return true;
    }
    return false;
}

uint8_t octetIn(const nlattr *attribute, uint8_t otherwise = 0)
{
    return attribute ? nla_get_u8(attribute) : otherwise;
}

std::string textIn(const nlattr *attribute)
{
    return attribute ? nla_get_string(attribute) : "";
}

PortSelector portsIn(const nlattr *range, const nlattr *mask)
{
    PortSelector ports;
    if (!range)
        return ports;
    fib_rule_port_range value{};
    std::memcpy(&value, nla_data(range), sizeof value);
    ports.first = value.start;
    ports.last = value.end;
    // Without a mask a newer kernel says 0.
    if (mask && nla_get_u16(mask) != 0)
        ports.mask = nla_get_u16(mask);
    return ports;
}

std::optional<uint32_t> suppressionIn(const nlattr *attribute)
{
    if (!attribute || nla_get_u32(attribute) == kSuppressesNothing)
        return std::nullopt;
    return nla_get_u32(attribute);
}

// False for a prefix that cannot be.
bool takePrefix(const nlattr *attribute, unsigned length, std::optional<Ipv4Prefix> &prefix)
{
    if (!attribute || length == 0)
        return length == 0;
    if (length > 32)
        return false;
    // The kernel keeps what it was told, and looks at the first bits.
    prefix = Ipv4Prefix::covering(addressOf(attribute), length);
    return true;
}

void readSelectors(const RuleAttributes &attributes, RoutingRule &rule)
{
    rule.inInterface = textIn(attributes[FRA_IIFNAME]);
    rule.outInterface = textIn(attributes[FRA_OIFNAME]);
    rule.mark = numberOf(attributes[FRA_FWMARK]);
    rule.markMask = numberOf(attributes[FRA_FWMASK]);
    rule.ipProtocol = octetIn(attributes[FRA_IP_PROTO]);
    rule.sourcePorts = portsIn(attributes[FRA_SPORT_RANGE], attributes[kRuleSourcePortMask]);
    rule.destinationPorts = portsIn(attributes[FRA_DPORT_RANGE], attributes[kRuleDestinationPortMask]);
    rule.l3mdev = octetIn(attributes[FRA_L3MDEV]) != 0;
    if (const nlattr *dscp = attributes[kRuleDscp]) {
        rule.dscp = nla_get_u8(dscp);
        rule.dscpMask = octetIn(attributes[kRuleDscpMask], 0x3f);
    }
    if (const nlattr *uids = attributes[FRA_UID_RANGE]) {
        fib_rule_uid_range range{};
        std::memcpy(&range, nla_data(uids), sizeof range);
        rule.uids = explain::UidRange{range.start, range.end};
    }
    rule.suppressPrefixLength = suppressionIn(attributes[FRA_SUPPRESS_PREFIXLEN]);
    rule.suppressGroup = suppressionIn(attributes[FRA_SUPPRESS_IFGROUP]);
}

} // namespace

std::optional<RoutingRule> decodeRoutingRule(nlmsghdr *header)
{
    RuleAttributes attributes{};
    if (header->nlmsg_type != RTM_NEWRULE
        || nlmsg_parse(header, sizeof(fib_rule_hdr), attributes.data(), kLastKnown,
                       const_cast<nla_policy *>(rulePolicy()))
               < 0)
        return std::nullopt;
    const auto *fixed = static_cast<const fib_rule_hdr *>(nlmsg_data(header));
    RoutingRule rule;
    if (fixed->family != AF_INET || !takePrefix(attributes[FRA_SRC], fixed->src_len, rule.source)
        || !takePrefix(attributes[FRA_DST], fixed->dst_len, rule.destination))
        return std::nullopt;
    rule.priority = numberOf(attributes[FRA_PRIORITY]);
    rule.verb = static_cast<explain::RuleVerb>(fixed->action);
    rule.table = attributes[FRA_TABLE] ? numberOf(attributes[FRA_TABLE]) : fixed->table;
    rule.target = numberOf(attributes[FRA_GOTO]);
    rule.protocol = octetIn(attributes[FRA_PROTOCOL]);
    rule.invert = (fixed->flags & FIB_RULE_INVERT) != 0;
    rule.tos = fixed->tos;
    readSelectors(attributes, rule);
    rule.unknownSelectors = hasUnknownAttribute(header);
    return rule;
}

} // namespace mesh44
