// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What routers on the LAN were told, and what they must hear next (RFC 2453 sections 3.8 and 3.10).
//
// A prefix that goes is not simply left out: it is said with metric 16 for kPoisonRounds rounds, so that a
// router that missed one round forgets it all the same, within 30 s instead of 180 s.

#include "core/rip44/packet.h"

#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace mesh44 {

class Advertisement
{
public:
    static constexpr uint8_t kPoisonRounds = 4;

    // What is reachable through us from now on. The entries that changed, for an update at once: new ones with
    // metric 1, gone ones with 16.
    std::vector<RipEntry> setRoutes(std::span<const Ipv4Prefix> prefixes);
    // Everything, for a regular round. Counts the rounds of what is gone.
    std::vector<RipEntry> nextRound();
    // Everything with metric 16, for an end; nothing is known any more.
    std::vector<RipEntry> farewell();

    bool empty() const { return m_poisonsLeft.empty(); } // nothing to say

private:
    std::map<Ipv4Prefix, uint8_t> m_poisonsLeft; // 0: reachable
};

} // namespace mesh44
