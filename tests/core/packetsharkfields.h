// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Which field of tshark's is which of ours. (Its ip.version counts IPv6, too.)

#include "core/packet/decode.h"

#include <utility>

namespace mesh44::test {

struct SameField
{
    LayerKind kind;
    const char *ours;
    const char *theirs;
    uint64_t factor = 1;
};

inline constexpr SameField kSameFields[] = {
    {LayerKind::Ipv4, "header-length", "ip.hdr_len", 4},
    {LayerKind::Ipv4, "dscp", "ip.dsfield.dscp"},
    {LayerKind::Ipv4, "ecn", "ip.dsfield.ecn"},
    {LayerKind::Ipv4, "total-length", "ip.len"},
    {LayerKind::Ipv4, "identification", "ip.id"},
    {LayerKind::Ipv4, "dont-fragment", "ip.flags.df"},
    {LayerKind::Ipv4, "more-fragments", "ip.flags.mf"},
    {LayerKind::Ipv4, "fragment-offset", "ip.frag_offset"},
    {LayerKind::Ipv4, "ttl", "ip.ttl"},
    {LayerKind::Ipv4, "protocol", "ip.proto"},
    {LayerKind::Ipv4, "checksum", "ip.checksum"},
    {LayerKind::Ipv4, "source", "ip.src"},
    {LayerKind::Ipv4, "destination", "ip.dst"},
    {LayerKind::Ipv4, "option", "ip.opt.type"},
    {LayerKind::Ipv4, "option-length", "ip.opt.len"},
    {LayerKind::Ipv6, "version", "ipv6.version"},
    {LayerKind::Ipv6, "dscp", "ipv6.tclass.dscp"},
    {LayerKind::Ipv6, "ecn", "ipv6.tclass.ecn"},
    {LayerKind::Ipv6, "flow-label", "ipv6.flow"},
    {LayerKind::Ipv6, "payload-length", "ipv6.plen"},
    {LayerKind::Ipv6, "next-header", "ipv6.nxt"},
    {LayerKind::Ipv6, "hop-limit", "ipv6.hlim"},
    {LayerKind::Ipv6, "source", "ipv6.src"},
    {LayerKind::Ipv6, "destination", "ipv6.dst"},
    {LayerKind::Extension, "fragment-offset", "ipv6.fraghdr.offset"},
    {LayerKind::Extension, "more-fragments", "ipv6.fraghdr.more"},
    {LayerKind::Extension, "identification", "ipv6.fraghdr.ident"},
    {LayerKind::Gre, "checksum-present", "gre.flags.checksum"},
    {LayerKind::Gre, "key-present", "gre.flags.key"},
    {LayerKind::Gre, "sequence-present", "gre.flags.sequence_number"},
    {LayerKind::Gre, "protocol", "gre.proto"},
    {LayerKind::Gre, "checksum", "gre.checksum"},
    {LayerKind::Gre, "key", "gre.key"},
    {LayerKind::Gre, "sequence", "gre.sequence_number"},
    {LayerKind::Icmp, "type", "icmp.type"},
    {LayerKind::Icmp, "code", "icmp.code"},
    {LayerKind::Icmp, "checksum", "icmp.checksum"},
    {LayerKind::Icmp, "identifier", "icmp.ident"},
    {LayerKind::Icmp, "sequence", "icmp.seq"},
    {LayerKind::Icmp, "mtu", "icmp.mtu"},
    {LayerKind::Icmp, "router", "icmp.redir_gw"},
    {LayerKind::Icmp, "pointer", "icmp.pointer"},
    {LayerKind::Icmpv6, "type", "icmpv6.type"},
    {LayerKind::Icmpv6, "code", "icmpv6.code"},
    {LayerKind::Icmpv6, "checksum", "icmpv6.checksum"},
    {LayerKind::Icmpv6, "identifier", "icmpv6.echo.identifier"},
    {LayerKind::Icmpv6, "sequence", "icmpv6.echo.sequence_number"},
    {LayerKind::Icmpv6, "mtu", "icmpv6.mtu"},
    {LayerKind::Icmpv6, "pointer", "icmpv6.pointer"},
    {LayerKind::Icmpv6, "target", "icmpv6.nd.ns.target_address"},
    {LayerKind::Udp, "source-port", "udp.srcport"},
    {LayerKind::Udp, "destination-port", "udp.dstport"},
    {LayerKind::Udp, "length", "udp.length"},
    {LayerKind::Udp, "checksum", "udp.checksum"},
    {LayerKind::Tcp, "source-port", "tcp.srcport"},
    {LayerKind::Tcp, "destination-port", "tcp.dstport"},
    {LayerKind::Tcp, "sequence", "tcp.seq"},
    {LayerKind::Tcp, "acknowledgement", "tcp.ack"},
    {LayerKind::Tcp, "header-length", "tcp.hdr_len", 4},
    {LayerKind::Tcp, "flags", "tcp.flags"},
    {LayerKind::Tcp, "window", "tcp.window_size_value"},
    {LayerKind::Tcp, "checksum", "tcp.checksum"},
    {LayerKind::Tcp, "urgent", "tcp.urgent_pointer"},
    {LayerKind::Tcp, "option", "tcp.option_kind"},
    {LayerKind::Tcp, "largest-segment", "tcp.options.mss_val"},
    {LayerKind::Tcp, "window-scale", "tcp.options.wscale.shift"},
    {LayerKind::Tcp, "sack-left", "tcp.options.sack_le"},
    {LayerKind::Tcp, "sack-right", "tcp.options.sack_re"},
    {LayerKind::Rip, "command", "rip.command"},
    {LayerKind::Rip, "version", "rip.version"},
    {LayerKind::Rip, "tag", "rip.route_tag"},
    {LayerKind::Rip, "network", "rip.ip"},
    {LayerKind::Rip, "mask", "rip.netmask"},
    {LayerKind::Rip, "next-hop", "rip.next_hop"},
    {LayerKind::Rip, "metric", "rip.metric"},
};

// Who says that a checksum is wrong, right, or not to be judged.
inline constexpr std::pair<LayerKind, const char *> kSameSums[] = {
    {LayerKind::Ipv4, "ip.checksum.status"},   {LayerKind::Gre, "gre.checksum.status"},
    {LayerKind::Icmp, "icmp.checksum.status"}, {LayerKind::Icmpv6, "icmpv6.checksum.status"},
    {LayerKind::Udp, "udp.checksum.status"},   {LayerKind::Tcp, "tcp.checksum.status"},
};

} // namespace mesh44::test
