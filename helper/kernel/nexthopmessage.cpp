// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/kernel/nexthopmessage.h"

#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

namespace mesh44 {

namespace {

bool isModelled(const nlattr *attribute)
{
    switch (nla_type(attribute)) {
    case NHA_ID:
    case NHA_OIF:
    case NHA_GATEWAY:
    case NHA_BLACKHOLE: return true;
    default: return false;
    }
}

bool hasUnmodelled(nlmsghdr *header)
{
    nlattr *attribute = nullptr;
    int left = 0;
    nlmsg_for_each_attr(attribute, header, sizeof(nhmsg), left)
    {
        if (!isModelled(attribute))
            return true;
    }
    return static_cast<const nhmsg *>(nlmsg_data(header))->nh_family != AF_INET;
}

} // namespace

void requestNexthops(NetlinkRequest &request)
{
    request.begin(RTM_GETNEXTHOP, NLM_F_DUMP, nhmsg{});
}

void encode(NetlinkRequest &request, const PutNexthop &operation)
{
    const KernelNexthop &nexthop = operation.nexthop;
    nhmsg fixed{};
    fixed.nh_family = AF_INET;
    fixed.nh_protocol = nexthop.protocol;
    fixed.nh_flags = nexthop.onlink ? RTNH_F_ONLINK : 0;
    request.begin(RTM_NEWNEXTHOP, NLM_F_CREATE | (operation.replace ? NLM_F_REPLACE : NLM_F_EXCL), fixed);
    if (nexthop.unmodelled)
        return request.refuse(EINVAL);
    request.put32(NHA_ID, nexthop.id);
    if (nexthop.blackhole)
        request.putFlag(NHA_BLACKHOLE);
    if (nexthop.link != 0)
        request.put32(NHA_OIF, static_cast<uint32_t>(nexthop.link));
    if (!nexthop.gateway.isUnspecified())
        request.put(NHA_GATEWAY, nexthop.gateway);
}

void encode(NetlinkRequest &request, const RemoveNexthop &operation)
{
    request.begin(RTM_DELNEXTHOP, 0, nhmsg{});
    request.put32(NHA_ID, operation.id);
}

std::optional<KernelNexthop> decodeNexthop(nlmsghdr *header)
{
    nla_policy policy[NHA_MAX + 1] = {};
    policy[NHA_ID].type = NLA_U32;
    policy[NHA_OIF].type = NLA_U32;
    nlattr *attributes[NHA_MAX + 1];
    if (header->nlmsg_type != RTM_NEWNEXTHOP || nlmsg_parse(header, sizeof(nhmsg), attributes, NHA_MAX, policy) < 0
        || !attributes[NHA_ID])
        return std::nullopt;
    const auto *fixed = static_cast<const nhmsg *>(nlmsg_data(header));
    KernelNexthop nexthop;
    nexthop.id = numberOf(attributes[NHA_ID]);
    nexthop.link = static_cast<int>(numberOf(attributes[NHA_OIF]));
    nexthop.onlink = (fixed->nh_flags & RTNH_F_ONLINK) != 0;
    nexthop.blackhole = attributes[NHA_BLACKHOLE] != nullptr;
    nexthop.protocol = fixed->nh_protocol;
    nexthop.unmodelled = hasUnmodelled(header);
    if (const nlattr *gateway = attributes[NHA_GATEWAY]; gateway && fixed->nh_family == AF_INET) {
        if (nla_len(gateway) != sizeof(uint32_t))
            return std::nullopt;
        nexthop.gateway = addressOf(gateway);
    }
    return nexthop;
}

} // namespace mesh44
