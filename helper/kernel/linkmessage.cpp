// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/kernel/linkmessage.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <linux/if.h>
#include <linux/if_link.h>
#include <linux/if_tunnel.h>
#include <linux/ip.h>
#include <linux/rtnetlink.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mesh44 {

namespace {

constexpr uint16_t kDontFragmentBit = 0x4000;

// The kernel demands DF of an ipip device with a ttl of its own.
bool dontFragment(const IpipParameters &ipip)
{
    return ipip.pathMtuDiscovery || ipip.ttl != 0;
}

ifinfomsg fixedPart(int index)
{
    ifinfomsg fixed{};
    fixed.ifi_index = index;
    return fixed;
}

// IFLA_INET_CONF: a request has one attribute per setting, a dump has them all in one array.
void putInetSettings(NetlinkRequest &request, const ChangeLink &change)
{
    request.nest(IFLA_AF_SPEC, [&] {
        request.nest(AF_INET, [&] {
            request.nest(IFLA_INET_CONF, [&] {
                if (change.forwarding)
                    request.put32(IPV4_DEVCONF_FORWARDING, *change.forwarding);
                if (change.rpFilter)
                    request.put32(IPV4_DEVCONF_RP_FILTER, *change.rpFilter);
                if (change.arpIgnore)
                    request.put32(IPV4_DEVCONF_ARP_IGNORE, *change.arpIgnore);
            });
        });
    });
}

std::optional<uint32_t> inetSetting(const nlattr *array, size_t number)
{
    if (!array || static_cast<size_t>(nla_len(array)) < number * sizeof(uint32_t))
        return std::nullopt;
    uint32_t value = 0;
    std::memcpy(&value, static_cast<const char *>(nla_data(array)) + (number - 1) * sizeof value, sizeof value);
    return value;
}

void readInetSettings(nlattr *spec, KernelLink &link)
{
    if (!spec)
        return;
    nlattr *inet = nla_find(static_cast<nlattr *>(nla_data(spec)), nla_len(spec), AF_INET);
    const nlattr *array = inet ? nla_find(static_cast<nlattr *>(nla_data(inet)), nla_len(inet), IFLA_INET_CONF)
                               : nullptr;
    if (const auto filter = inetSetting(array, IPV4_DEVCONF_RP_FILTER))
        link.rpFilter = static_cast<uint8_t>(*filter);
    if (const auto forwarding = inetSetting(array, IPV4_DEVCONF_FORWARDING))
        link.forwarding = *forwarding != 0;
    if (const auto ignore = inetSetting(array, IPV4_DEVCONF_ARP_IGNORE))
        link.arpIgnore = static_cast<uint8_t>(*ignore);
}

std::optional<IpipParameters> readIpip(nlattr *data)
{
    nla_policy policy[IFLA_IPTUN_MAX + 1] = {};
    for (int number : {IFLA_IPTUN_LOCAL, IFLA_IPTUN_REMOTE})
        policy[number].type = NLA_U32;
    for (int number : {IFLA_IPTUN_TTL, IFLA_IPTUN_TOS, IFLA_IPTUN_PMTUDISC})
        policy[number].type = NLA_U8;
    nlattr *attributes[IFLA_IPTUN_MAX + 1];
    if (nla_parse_nested(attributes, IFLA_IPTUN_MAX, data, policy) < 0)
        return std::nullopt;
    const auto octet = [&](int number) { return attributes[number] ? nla_get_u8(attributes[number]) : uint8_t{0}; };
    return IpipParameters{addressOf(attributes[IFLA_IPTUN_LOCAL]), addressOf(attributes[IFLA_IPTUN_REMOTE]),
                          octet(IFLA_IPTUN_TTL), octet(IFLA_IPTUN_TOS), octet(IFLA_IPTUN_PMTUDISC) != 0};
}

void readKind(nlattr *info, KernelLink &link)
{
    nla_policy policy[IFLA_INFO_MAX + 1] = {};
    policy[IFLA_INFO_KIND].type = NLA_STRING;
    nlattr *attributes[IFLA_INFO_MAX + 1];
    if (!info || nla_parse_nested(attributes, IFLA_INFO_MAX, info, policy) < 0 || !attributes[IFLA_INFO_KIND])
        return;
    link.kind = nla_get_string(attributes[IFLA_INFO_KIND]);
    if (link.kind == "ipip" && attributes[IFLA_INFO_DATA])
        link.ipip = readIpip(attributes[IFLA_INFO_DATA]);
}

} // namespace

void requestLinks(NetlinkRequest &request)
{
    request.begin(RTM_GETLINK, NLM_F_DUMP, fixedPart(0));
    request.put32(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
}

void encode(NetlinkRequest &request, const CreateIpip &operation)
{
    const IpipParameters &ipip = operation.parameters;
    request.begin(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, fixedPart(0));
    request.put(IFLA_IFNAME, operation.name);
    request.nest(IFLA_LINKINFO, [&] {
        request.put(IFLA_INFO_KIND, std::string("ipip"));
        request.nest(IFLA_INFO_DATA, [&] {
            request.put(IFLA_IPTUN_LOCAL, ipip.local);
            request.put(IFLA_IPTUN_REMOTE, ipip.remote);
            request.put8(IFLA_IPTUN_TTL, ipip.ttl);
            request.put8(IFLA_IPTUN_TOS, ipip.tos);
            request.put8(IFLA_IPTUN_PMTUDISC, dontFragment(ipip));
        });
    });
}

void encode(NetlinkRequest &request, const DeleteLink &operation)
{
    request.begin(RTM_DELLINK, 0, fixedPart(operation.link));
}

void encode(NetlinkRequest &request, const ChangeLink &operation)
{
    const bool settings = operation.rpFilter || operation.forwarding || operation.arpIgnore;
    if (!operation.up && !operation.mtu && !settings)
        return request.clear();
    ifinfomsg fixed = fixedPart(operation.link);
    if (operation.up) {
        fixed.ifi_change = IFF_UP;
        fixed.ifi_flags = *operation.up ? IFF_UP : 0;
    }
    request.begin(RTM_NEWLINK, 0, fixed);
    if (operation.mtu)
        request.put32(IFLA_MTU, *operation.mtu);
    if (settings)
        putInetSettings(request, operation);
}

std::optional<KernelLink> decodeLink(nlmsghdr *header)
{
    nla_policy policy[IFLA_MAX + 1] = {};
    policy[IFLA_IFNAME].type = NLA_STRING;
    policy[IFLA_MTU].type = NLA_U32;
    nlattr *attributes[IFLA_MAX + 1];
    if (header->nlmsg_type != RTM_NEWLINK || nlmsg_parse(header, sizeof(ifinfomsg), attributes, IFLA_MAX, policy) < 0
        || !attributes[IFLA_IFNAME])
        return std::nullopt;
    const auto *fixed = static_cast<const ifinfomsg *>(nlmsg_data(header));
    KernelLink link;
    link.index = fixed->ifi_index;
    link.name = nla_get_string(attributes[IFLA_IFNAME]);
    link.mtu = numberOf(attributes[IFLA_MTU]);
    link.up = (fixed->ifi_flags & IFF_UP) != 0;
    link.carrier = (fixed->ifi_flags & IFF_LOWER_UP) != 0;
    readKind(attributes[IFLA_LINKINFO], link);
    readInetSettings(attributes[IFLA_AF_SPEC], link);
    return link;
}

int changeTunnel(const std::string &name, const IpipParameters &parameters)
{
    ip_tunnel_parm wanted{};
    ifreq request{};
    if (name.empty() || name.size() >= sizeof request.ifr_name)
        return ENODEV;
    name.copy(wanted.name, sizeof wanted.name - 1);
    name.copy(request.ifr_name, sizeof request.ifr_name - 1);
    request.ifr_data = reinterpret_cast<char *>(&wanted);
    wanted.iph.version = 4;
    wanted.iph.ihl = 5;
    wanted.iph.protocol = IPPROTO_IPIP;
    wanted.iph.saddr = parameters.local.toNetworkOrder();
    wanted.iph.daddr = parameters.remote.toNetworkOrder();
    wanted.iph.ttl = parameters.ttl;
    wanted.iph.tos = parameters.tos;
    wanted.iph.frag_off = htons(dontFragment(parameters) ? kDontFragmentBit : uint16_t{0});
    const int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return errno;
    const int error = ioctl(fd, SIOCCHGTUNNEL, &request) < 0 ? errno : 0;
    close(fd);
    return error;
}

} // namespace mesh44
