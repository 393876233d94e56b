// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// All endpoints of the mesh, and the announcer as the way to the Internet: an outer packet in, the answer out.
// It opens no socket.

#include "core/net/prefixtrie.h"
#include "tests/lab/announcement.h"
#include "tests/lab/packet.h"

#include <optional>
#include <string_view>
#include <unordered_set>

namespace mesh44::lab {

struct ResponderStats
{
    uint64_t answered = 0;     // echo requests for a prefix, by its endpoint
    uint64_t internet = 0;     // … for anything else, by the announcer
    uint64_t misdelivered = 0; // at an endpoint that does not serve the inner destination
    uint64_t unknown = 0;      // at an address that is nobody's
    uint64_t leaked = 0;       // a source in amateur space, not encapsulated
    uint64_t other = 0;        // encapsulated, but no echo request
};

class Responder
{
public:
    Responder(const Mesh &mesh, Ipv4Address announcer);

    // The outer packet that answers this one, if any.
    std::optional<Bytes> answer(View packet);

    const ResponderStats &stats() const { return m_stats; }
    void setStats(const ResponderStats &stats) { m_stats = stats; }

private:
    bool serves(Ipv4Address endpoint, Ipv4Address innerDestination);

    PrefixTrie<Ipv4Address> m_routes; // the endpoint of each prefix
    std::unordered_set<Ipv4Address> m_endpoints;
    Ipv4Address m_announcer;
    ResponderStats m_stats;
};

} // namespace mesh44::lab
