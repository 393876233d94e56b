// SPDX-License-Identifier: GPL-3.0-or-later
//
// The names of all chains, by one dump over netlink: enough to know who filters packets here.
#include "helper/detector.h"
#include "helper/filedescriptor.h"

#include <array>
#include <cstring>

#include <netinet/in.h> // first: linux/netfilter.h then leaves its own copies out

#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <sys/socket.h>
#include <sys/time.h>

namespace mesh44 {
namespace {

constexpr uint16_t kGetChains = (NFNL_SUBSYS_NFTABLES << 8) | NFT_MSG_GETCHAIN;
constexpr uint16_t kChain = (NFNL_SUBSYS_NFTABLES << 8) | NFT_MSG_NEWCHAIN;

struct ChainRequest
{
    nlmsghdr header{.nlmsg_len = sizeof(ChainRequest),
                    .nlmsg_type = kGetChains,
                    .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
                    .nlmsg_seq = 1};
    nfgenmsg family{.nfgen_family = NFPROTO_UNSPEC, .version = NFNETLINK_V0};
};

std::string familyName(uint8_t family)
{
    switch (family) {
    case NFPROTO_INET: return "inet";
    case NFPROTO_IPV4: return "ip";
    case NFPROTO_IPV6: return "ip6";
    case NFPROTO_ARP: return "arp";
    case NFPROTO_BRIDGE: return "bridge";
    case NFPROTO_NETDEV: return "netdev";
    default: return std::to_string(family);
    }
}

std::string nameIn(const std::byte *payload, size_t size)
{
    const auto *text = reinterpret_cast<const char *>(payload);
    return {text, ::strnlen(text, size)};
}

// The attributes behind nfgenmsg; what is longer than its message ends it.
FirewallChain readChain(const std::byte *message, size_t size)
{
    nfgenmsg start{};
    std::memcpy(&start, message, sizeof start);
    FirewallChain chain{.family = familyName(start.nfgen_family)};
    size_t at = NLMSG_ALIGN(sizeof start);
    while (at + sizeof(nlattr) <= size) {
        nlattr attribute{};
        std::memcpy(&attribute, message + at, sizeof attribute);
        if (attribute.nla_len < sizeof attribute || attribute.nla_len > size - at)
            break;
        const std::byte *payload = message + at + sizeof attribute;
        if (attribute.nla_type == NFTA_CHAIN_TABLE)
            chain.table = nameIn(payload, attribute.nla_len - sizeof attribute);
        else if (attribute.nla_type == NFTA_CHAIN_NAME)
            chain.chain = nameIn(payload, attribute.nla_len - sizeof attribute);
        at += NLA_ALIGN(attribute.nla_len);
    }
    return chain;
}

// False at the end of the dump, or when it is refused.
bool readChains(const std::byte *datagram, size_t size, std::vector<FirewallChain> &chains)
{
    size_t at = 0;
    while (at + sizeof(nlmsghdr) <= size) {
        nlmsghdr header{};
        std::memcpy(&header, datagram + at, sizeof header);
        if (header.nlmsg_len < sizeof header || header.nlmsg_len > size - at || header.nlmsg_type == NLMSG_DONE
            || header.nlmsg_type == NLMSG_ERROR || chains.size() == kMostFirewallChains)
            return false;
        const size_t body = header.nlmsg_len - NLMSG_HDRLEN;
        if (header.nlmsg_type == kChain && body >= sizeof(nfgenmsg))
            chains.push_back(readChain(datagram + at + NLMSG_HDRLEN, body));
        at += NLMSG_ALIGN(header.nlmsg_len);
    }
    return true;
}

} // namespace

std::vector<FirewallChain> firewallChains()
{
    std::vector<FirewallChain> chains;
    const FileDescriptor socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER));
    const timeval patience{.tv_sec = 1, .tv_usec = 0}; // the kernel answers at once, or never
    const ChainRequest request;
    if (!socket || ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0
        || ::send(socket.get(), &request, sizeof request, 0) != static_cast<ssize_t>(sizeof request))
        return chains;
    std::vector<std::byte> datagram(64 * 1024);
    for (;;) {
        const ssize_t got = ::recv(socket.get(), datagram.data(), datagram.size(), 0);
        if (got <= 0 || !readChains(datagram.data(), static_cast<size_t>(got), chains))
            return chains;
    }
}

} // namespace mesh44
