// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/kernel/rulemessage.h"

#include <linux/fib_rules.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

namespace mesh44 {

namespace {

constexpr uint32_t kNone = ~uint32_t{0}; // how the kernel says "suppresses nothing"

uint8_t actionNumber(RuleAction action)
{
    switch (action) {
    case RuleAction::Table: return FR_ACT_TO_TBL;
    case RuleAction::Unreachable: return FR_ACT_UNREACHABLE;
    case RuleAction::Other: break;
    }
    return FR_ACT_UNSPEC;
}

RuleAction actionFrom(uint8_t number)
{
    if (number == FR_ACT_TO_TBL)
        return RuleAction::Table;
    return number == FR_ACT_UNREACHABLE ? RuleAction::Unreachable : RuleAction::Other;
}

void encodeRule(NetlinkRequest &request, uint16_t type, unsigned flags, const KernelRule &rule)
{
    fib_rule_hdr fixed{};
    fixed.family = AF_INET;
    fixed.action = actionNumber(rule.action);
    fixed.src_len = static_cast<uint8_t>(rule.source ? rule.source->length() : 0);
    fixed.dst_len = static_cast<uint8_t>(rule.destination ? rule.destination->length() : 0);
    request.begin(type, flags, fixed);
    // Without an action the kernel adds a rule that does nothing, and removes any.
    if (rule.action == RuleAction::Other || rule.unmodelled)
        return request.refuse(EINVAL);
    request.put32(FRA_PRIORITY, rule.priority);
    request.put8(FRA_PROTOCOL, rule.protocol);
    if (rule.source)
        request.put(FRA_SRC, rule.source->address());
    if (rule.destination)
        request.put(FRA_DST, rule.destination->address());
    if (rule.action == RuleAction::Table)
        request.put32(FRA_TABLE, rule.table);
    if (rule.suppressPrefixLength)
        request.put32(FRA_SUPPRESS_PREFIXLEN, *rule.suppressPrefixLength);
    if (rule.mark != 0)
        request.put32(FRA_FWMARK, rule.mark);
    if (rule.markMask != 0)
        request.put32(FRA_FWMASK, rule.markMask);
}

// Selectors of newer kernels than our headers count as well: what we do not know is not ours.
bool isModelledSelector(const nlattr *attribute)
{
    switch (nla_type(attribute)) {
    case FRA_DST:
    case FRA_SRC:
    case FRA_PRIORITY:
    case FRA_FWMARK:
    case FRA_FWMASK:
    case FRA_SUPPRESS_PREFIXLEN:
    case FRA_TABLE:
    case FRA_PROTOCOL:
    case FRA_PAD: return true;
    case FRA_SUPPRESS_IFGROUP: return nla_len(attribute) == sizeof(uint32_t) && nla_get_u32(attribute) == kNone;
    default: return false;
    }
}

bool hasUnmodelledSelector(nlmsghdr *header)
{
    const auto *fixed = static_cast<const fib_rule_hdr *>(nlmsg_data(header));
    constexpr uint32_t changesMeaning = FIB_RULE_INVERT | FIB_RULE_FIND_SADDR;
    if (fixed->tos != 0 || (fixed->flags & changesMeaning) != 0)
        return true;
    nlattr *attribute = nullptr;
    int left = 0;
    nlmsg_for_each_attr(attribute, header, sizeof(fib_rule_hdr), left)
    {
        if (!isModelledSelector(attribute))
            return true;
    }
    return false;
}

// False for a prefix that cannot be.
bool readPrefix(const nlattr *attribute, unsigned length, std::optional<Ipv4Prefix> &prefix)
{
    if (!attribute)
        return length == 0;
    prefix = Ipv4Prefix::make(addressOf(attribute), length);
    return prefix.has_value();
}

} // namespace

void requestRules(NetlinkRequest &request)
{
    fib_rule_hdr fixed{};
    fixed.family = AF_INET;
    request.begin(RTM_GETRULE, NLM_F_DUMP, fixed);
}

void encode(NetlinkRequest &request, const AddRule &operation)
{
    encodeRule(request, RTM_NEWRULE, NLM_F_CREATE | NLM_F_EXCL, operation.rule);
}

void encode(NetlinkRequest &request, const RemoveRule &operation)
{
    encodeRule(request, RTM_DELRULE, 0, operation.rule);
}

std::optional<KernelRule> decodeRule(nlmsghdr *header)
{
    nla_policy policy[FRA_MAX + 1] = {};
    for (int number : {FRA_DST, FRA_SRC, FRA_PRIORITY, FRA_FWMARK, FRA_FWMASK, FRA_SUPPRESS_PREFIXLEN, FRA_TABLE})
        policy[number].type = NLA_U32;
    policy[FRA_PROTOCOL].type = NLA_U8;
    nlattr *attributes[FRA_MAX + 1];
    if (header->nlmsg_type != RTM_NEWRULE || nlmsg_parse(header, sizeof(fib_rule_hdr), attributes, FRA_MAX, policy) < 0)
        return std::nullopt;
    const auto *fixed = static_cast<const fib_rule_hdr *>(nlmsg_data(header));
    KernelRule rule;
    if (fixed->family != AF_INET || !readPrefix(attributes[FRA_SRC], fixed->src_len, rule.source)
        || !readPrefix(attributes[FRA_DST], fixed->dst_len, rule.destination))
        return std::nullopt;
    rule.priority = numberOf(attributes[FRA_PRIORITY]);
    rule.action = actionFrom(fixed->action);
    if (rule.action == RuleAction::Table)
        rule.table = attributes[FRA_TABLE] ? numberOf(attributes[FRA_TABLE]) : fixed->table;
    if (const nlattr *suppress = attributes[FRA_SUPPRESS_PREFIXLEN]; suppress && nla_get_u32(suppress) != kNone)
        rule.suppressPrefixLength = nla_get_u32(suppress);
    rule.mark = numberOf(attributes[FRA_FWMARK]);
    rule.markMask = numberOf(attributes[FRA_FWMASK]);
    rule.protocol = attributes[FRA_PROTOCOL] ? nla_get_u8(attributes[FRA_PROTOCOL]) : uint8_t{0};
    rule.unmodelled = hasUnmodelledSelector(header);
    return rule;
}

} // namespace mesh44
