// SPDX-License-Identifier: GPL-3.0-or-later
// Links, addresses, neighbours and settings of the snapshot.
#include "helper/kernel/snapshotmessage.h"

#include <arpa/inet.h>
#include <cstring>
#include <initializer_list>
#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/if_tunnel.h>
#include <linux/ip.h>
#include <linux/neighbour.h>
#include <linux/netconf.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

namespace mesh44 {

namespace {

using explain::DeviceSettings;
using explain::RoutingLink;
using explain::TunnelSettings;

constexpr uint8_t kGreProtocol = 47;

// IFLA_INET_CONF is an array of 32-bit numbers; an older kernel's is shorter.
uint32_t deviceSetting(const nlattr *array, size_t number)
{
    uint32_t value = 0;
    if (array && static_cast<size_t>(nla_len(array)) >= number * sizeof value)
        std::memcpy(&value, static_cast<const char *>(nla_data(array)) + (number - 1) * sizeof value, sizeof value);
    return value;
}

void readDeviceSettings(nlattr *spec, RoutingLink &link)
{
    nlattr *inet = spec ? nla_find(static_cast<nlattr *>(nla_data(spec)), nla_len(spec), AF_INET) : nullptr;
    link.ipv4 = inet != nullptr;
    if (!inet)
        return;
    const nlattr *array = nla_find(static_cast<nlattr *>(nla_data(inet)), nla_len(inet), IFLA_INET_CONF);
    DeviceSettings &settings = link.settings;
    settings.reversePath = static_cast<uint8_t>(deviceSetting(array, IPV4_DEVCONF_RP_FILTER));
    settings.forwarding = deviceSetting(array, IPV4_DEVCONF_FORWARDING) != 0;
    settings.acceptLocal = deviceSetting(array, IPV4_DEVCONF_ACCEPT_LOCAL) != 0;
    settings.routeLocalnet = deviceSetting(array, IPV4_DEVCONF_ROUTE_LOCALNET) != 0;
    settings.sendRedirects = deviceSetting(array, IPV4_DEVCONF_SEND_REDIRECTS) != 0;
    settings.sourceValidMark = deviceSetting(array, IPV4_DEVCONF_SRC_VMARK) != 0;
    settings.ignoreLinkdown = deviceSetting(array, IPV4_DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN) != 0;
}

uint8_t octetOf(const nlattr *attribute)
{
    return attribute ? nla_get_u8(attribute) : uint8_t{0};
}

void setPolicy(nla_policy *policy, std::initializer_list<int> numbers, uint16_t type)
{
    for (const int number : numbers)
        policy[number].type = type;
}

std::optional<TunnelSettings> readIpipTunnel(nlattr *data)
{
    nla_policy policy[IFLA_IPTUN_MAX + 1] = {};
    setPolicy(policy, {IFLA_IPTUN_LINK, IFLA_IPTUN_LOCAL, IFLA_IPTUN_REMOTE, IFLA_IPTUN_FWMARK}, NLA_U32);
    setPolicy(policy, {IFLA_IPTUN_TTL, IFLA_IPTUN_TOS, IFLA_IPTUN_PMTUDISC}, NLA_U8);
    setPolicy(policy, {IFLA_IPTUN_ENCAP_TYPE}, NLA_U16);
    nlattr *attributes[IFLA_IPTUN_MAX + 1];
    if (nla_parse_nested(attributes, IFLA_IPTUN_MAX, data, policy) < 0)
        return std::nullopt;
    TunnelSettings tunnel;
    tunnel.local = addressOf(attributes[IFLA_IPTUN_LOCAL]);
    tunnel.remote = addressOf(attributes[IFLA_IPTUN_REMOTE]);
    tunnel.ttl = octetOf(attributes[IFLA_IPTUN_TTL]);
    tunnel.tos = octetOf(attributes[IFLA_IPTUN_TOS]);
    tunnel.pathMtuDiscovery = octetOf(attributes[IFLA_IPTUN_PMTUDISC]) != 0;
    tunnel.link = static_cast<int>(numberOf(attributes[IFLA_IPTUN_LINK]));
    tunnel.mark = numberOf(attributes[IFLA_IPTUN_FWMARK]);
    const nlattr *again = attributes[IFLA_IPTUN_ENCAP_TYPE];
    tunnel.unmodelled = attributes[IFLA_IPTUN_COLLECT_METADATA] != nullptr || (again && nla_get_u16(again) != 0);
    return tunnel;
}

// RFC 2784, RFC 2890: four octets, and four more for each of checksum, key and sequence number.
uint8_t greHeaderLength(const nlattr *flags)
{
    const uint16_t set = flags ? nla_get_u16(flags) : uint16_t{0};
    uint8_t length = 4;
    for (const uint16_t optional : {GRE_CSUM, GRE_KEY, GRE_SEQ})
        length = static_cast<uint8_t>(length + ((set & optional) != 0 ? 4 : 0));
    return length;
}

std::optional<TunnelSettings> readGreTunnel(nlattr *data)
{
    nla_policy policy[IFLA_GRE_MAX + 1] = {};
    setPolicy(policy, {IFLA_GRE_LINK, IFLA_GRE_LOCAL, IFLA_GRE_REMOTE, IFLA_GRE_FWMARK}, NLA_U32);
    setPolicy(policy, {IFLA_GRE_TTL, IFLA_GRE_TOS, IFLA_GRE_PMTUDISC}, NLA_U8);
    setPolicy(policy, {IFLA_GRE_OFLAGS, IFLA_GRE_ENCAP_TYPE}, NLA_U16);
    nlattr *attributes[IFLA_GRE_MAX + 1];
    if (nla_parse_nested(attributes, IFLA_GRE_MAX, data, policy) < 0)
        return std::nullopt;
    TunnelSettings tunnel;
    tunnel.protocol = kGreProtocol;
    tunnel.headerLength = greHeaderLength(attributes[IFLA_GRE_OFLAGS]);
    tunnel.local = addressOf(attributes[IFLA_GRE_LOCAL]);
    tunnel.remote = addressOf(attributes[IFLA_GRE_REMOTE]);
    tunnel.ttl = octetOf(attributes[IFLA_GRE_TTL]);
    tunnel.tos = octetOf(attributes[IFLA_GRE_TOS]);
    tunnel.pathMtuDiscovery = octetOf(attributes[IFLA_GRE_PMTUDISC]) != 0;
    tunnel.link = static_cast<int>(numberOf(attributes[IFLA_GRE_LINK]));
    tunnel.mark = numberOf(attributes[IFLA_GRE_FWMARK]);
    const nlattr *again = attributes[IFLA_GRE_ENCAP_TYPE];
    // Without a remote address, gre asks its neighbour table (and NHRP fills that), not the route.
    tunnel.unmodelled = attributes[IFLA_GRE_COLLECT_METADATA] != nullptr || (again && nla_get_u16(again) != 0)
                        || tunnel.remote.isUnspecified();
    return tunnel;
}

uint32_t readVrfTable(nlattr *data)
{
    nla_policy policy[IFLA_VRF_MAX + 1] = {};
    policy[IFLA_VRF_TABLE].type = NLA_U32;
    nlattr *attributes[IFLA_VRF_MAX + 1];
    return nla_parse_nested(attributes, IFLA_VRF_MAX, data, policy) < 0 ? 0 : numberOf(attributes[IFLA_VRF_TABLE]);
}

void readLinkKind(nlattr *info, RoutingLink &link)
{
    nla_policy policy[IFLA_INFO_MAX + 1] = {};
    policy[IFLA_INFO_KIND].type = NLA_STRING;
    nlattr *attributes[IFLA_INFO_MAX + 1];
    if (!info || nla_parse_nested(attributes, IFLA_INFO_MAX, info, policy) < 0 || !attributes[IFLA_INFO_KIND])
        return;
    link.kind = nla_get_string(attributes[IFLA_INFO_KIND]);
    nlattr *data = attributes[IFLA_INFO_DATA];
    if (!data)
        return;
    if (link.kind == "ipip")
        link.tunnel = readIpipTunnel(data);
    else if (link.kind == "gre")
        link.tunnel = readGreTunnel(data);
    else if (link.kind == "vrf")
        link.vrfTable = readVrfTable(data);
}

} // namespace

std::optional<RoutingLink> decodeRoutingLink(nlmsghdr *header)
{
    nla_policy policy[IFLA_MAX + 1] = {};
    policy[IFLA_IFNAME].type = NLA_STRING;
    setPolicy(policy, {IFLA_MTU, IFLA_MASTER, IFLA_GROUP}, NLA_U32);
    nlattr *attributes[IFLA_MAX + 1];
    if (header->nlmsg_type != RTM_NEWLINK || nlmsg_parse(header, sizeof(ifinfomsg), attributes, IFLA_MAX, policy) < 0
        || !attributes[IFLA_IFNAME])
        return std::nullopt;
    const auto *fixed = static_cast<const ifinfomsg *>(nlmsg_data(header));
    RoutingLink link;
    link.index = fixed->ifi_index;
    link.name = nla_get_string(attributes[IFLA_IFNAME]);
    link.mtu = numberOf(attributes[IFLA_MTU]);
    link.up = (fixed->ifi_flags & IFF_UP) != 0;
    link.carrier = (fixed->ifi_flags & IFF_LOWER_UP) != 0;
    link.loopback = (fixed->ifi_flags & IFF_LOOPBACK) != 0;
    link.master = static_cast<int>(numberOf(attributes[IFLA_MASTER]));
    link.group = numberOf(attributes[IFLA_GROUP]);
    readLinkKind(attributes[IFLA_LINKINFO], link);
    readDeviceSettings(attributes[IFLA_AF_SPEC], link);
    return link;
}

std::optional<explain::RoutingAddress> decodeRoutingAddress(nlmsghdr *header)
{
    nla_policy policy[IFA_MAX + 1] = {};
    setPolicy(policy, {IFA_LOCAL, IFA_ADDRESS, IFA_BROADCAST, IFA_FLAGS}, NLA_U32);
    nlattr *attributes[IFA_MAX + 1];
    if (header->nlmsg_type != RTM_NEWADDR || nlmsg_parse(header, sizeof(ifaddrmsg), attributes, IFA_MAX, policy) < 0)
        return std::nullopt;
    const auto *fixed = static_cast<const ifaddrmsg *>(nlmsg_data(header));
    const nlattr *local = attributes[IFA_LOCAL] ? attributes[IFA_LOCAL] : attributes[IFA_ADDRESS];
    if (fixed->ifa_family != AF_INET || fixed->ifa_prefixlen > 32 || !local)
        return std::nullopt;
    explain::RoutingAddress address;
    address.link = static_cast<int>(fixed->ifa_index);
    address.address = addressOf(local);
    address.peer = attributes[IFA_ADDRESS] ? addressOf(attributes[IFA_ADDRESS]) : address.address;
    address.prefixLength = fixed->ifa_prefixlen;
    address.scope = fixed->ifa_scope;
    const uint32_t flags = attributes[IFA_FLAGS] ? numberOf(attributes[IFA_FLAGS]) : fixed->ifa_flags;
    address.secondary = (flags & IFA_F_SECONDARY) != 0;
    if (attributes[IFA_BROADCAST])
        address.broadcast = addressOf(attributes[IFA_BROADCAST]);
    return address;
}

std::optional<explain::RoutingNeighbour> decodeNeighbour(nlmsghdr *header)
{
    nla_policy policy[NDA_MAX + 1] = {};
    policy[NDA_DST].type = NLA_U32;
    nlattr *attributes[NDA_MAX + 1];
    if (header->nlmsg_type != RTM_NEWNEIGH || nlmsg_parse(header, sizeof(ndmsg), attributes, NDA_MAX, policy) < 0
        || !attributes[NDA_DST])
        return std::nullopt;
    const auto *fixed = static_cast<const ndmsg *>(nlmsg_data(header));
    if (fixed->ndm_family != AF_INET)
        return std::nullopt;
    return explain::RoutingNeighbour{fixed->ndm_ifindex, addressOf(attributes[NDA_DST]), fixed->ndm_state};
}

std::optional<DeviceSettings> decodeAllSettings(nlmsghdr *header)
{
    nla_policy policy[NETCONFA_MAX + 1] = {};
    setPolicy(policy, {NETCONFA_IFINDEX, NETCONFA_FORWARDING, NETCONFA_RP_FILTER, NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN},
              NLA_U32);
    nlattr *attributes[NETCONFA_MAX + 1];
    if (header->nlmsg_type != RTM_NEWNETCONF
        || nlmsg_parse(header, sizeof(netconfmsg), attributes, NETCONFA_MAX, policy) < 0)
        return std::nullopt;
    const auto *fixed = static_cast<const netconfmsg *>(nlmsg_data(header));
    if (fixed->ncm_family != AF_INET || !attributes[NETCONFA_IFINDEX]
        || static_cast<int>(numberOf(attributes[NETCONFA_IFINDEX])) != NETCONFA_IFINDEX_ALL)
        return std::nullopt;
    DeviceSettings all;
    all.forwarding = numberOf(attributes[NETCONFA_FORWARDING]) != 0;
    all.reversePath = static_cast<uint8_t>(numberOf(attributes[NETCONFA_RP_FILTER]));
    all.ignoreLinkdown = numberOf(attributes[NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN]) != 0;
    return all;
}

} // namespace mesh44
