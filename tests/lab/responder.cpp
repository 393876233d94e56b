// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/responder.h"

namespace mesh44::lab {

Responder::Responder(const Mesh &mesh, Ipv4Address announcer) : m_announcer(announcer)
{
    for (const Announcement &a : mesh) {
        m_routes.insert(a.prefix, a.endpoint);
        m_endpoints.insert(a.endpoint);
    }
}

std::optional<Bytes> Responder::answer(View packet)
{
    const std::optional<Ipv4Packet> outer = readIpv4(packet);
    if (!outer)
        return std::nullopt;
    if (outer->protocol != kIpip) {
        m_stats.leaked += isAmateur(Ipv4Prefix::host(outer->source));
        return std::nullopt;
    }
    const std::optional<Ipv4Packet> inner = readIpv4(outer->payload);
    if (!inner || !serves(outer->destination, inner->destination))
        return std::nullopt;
    const std::optional<Bytes> reply = inner->protocol == kIcmp ? echoReply(inner->payload) : std::nullopt;
    if (!reply) {
        ++m_stats.other;
        return std::nullopt;
    }
    ++(outer->destination == m_announcer ? m_stats.internet : m_stats.answered);
    const Bytes innerReply = ipv4Packet(inner->destination, inner->source, kIcmp, *reply);
    return ipv4Packet(outer->destination, outer->source, kIpip, innerReply);
}

bool Responder::serves(Ipv4Address endpoint, Ipv4Address innerDestination)
{
    const auto match = m_routes.longestMatch(innerDestination);
    if (match && *match.value == endpoint)
        return true;
    if (endpoint == m_announcer) {
        m_stats.misdelivered += bool(match); // a mesh address came by the detour
        return !match;
    }
    ++(m_endpoints.contains(endpoint) ? m_stats.misdelivered : m_stats.unknown);
    return false;
}

} // namespace mesh44::lab
