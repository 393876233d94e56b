// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/kernel/addressmessage.h"

#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

namespace mesh44 {

namespace {

void encodeAddress(NetlinkRequest &request, uint16_t type, unsigned flags, const KernelAddress &address)
{
    ifaddrmsg fixed{};
    fixed.ifa_family = AF_INET;
    fixed.ifa_prefixlen = address.prefixLength;
    fixed.ifa_index = static_cast<uint32_t>(address.link);
    request.begin(type, flags, fixed);
    request.put(IFA_LOCAL, address.address);
    request.put(IFA_ADDRESS, address.address);
}

} // namespace

void requestAddresses(NetlinkRequest &request)
{
    ifaddrmsg fixed{};
    fixed.ifa_family = AF_INET;
    request.begin(RTM_GETADDR, NLM_F_DUMP, fixed);
}

void encode(NetlinkRequest &request, const AddAddress &operation)
{
    encodeAddress(request, RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, operation.address);
}

void encode(NetlinkRequest &request, const RemoveAddress &operation)
{
    encodeAddress(request, RTM_DELADDR, 0, operation.address);
}

std::optional<KernelAddress> decodeAddress(nlmsghdr *header)
{
    nla_policy policy[IFA_MAX + 1] = {};
    policy[IFA_LOCAL].type = NLA_U32;
    policy[IFA_ADDRESS].type = NLA_U32;
    nlattr *attributes[IFA_MAX + 1];
    if (header->nlmsg_type != RTM_NEWADDR || nlmsg_parse(header, sizeof(ifaddrmsg), attributes, IFA_MAX, policy) < 0)
        return std::nullopt;
    const auto *fixed = static_cast<const ifaddrmsg *>(nlmsg_data(header));
    // IFA_ADDRESS is the other side's on a point-to-point link; it is all there is where no local one is named.
    const nlattr *local = attributes[IFA_LOCAL] ? attributes[IFA_LOCAL] : attributes[IFA_ADDRESS];
    if (fixed->ifa_family != AF_INET || fixed->ifa_prefixlen > 32 || !local)
        return std::nullopt;
    return KernelAddress{static_cast<int>(fixed->ifa_index), addressOf(local), fixed->ifa_prefixlen};
}

} // namespace mesh44
