// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/mapnodes.h"

#include <vector>

namespace mesh44 {

// What changed a moment ago, to be ringed on the map. Bounded: where everything changes, rings tell nothing.
class Highlights
{
public:
    struct Ring
    {
        Ipv4Prefix prefix;
        Spot spot;
        Touch touch = Touch::Appeared;
        int64_t until = 0; // ms
    };
    static constexpr size_t kMost = 300;
    static constexpr int64_t kLasting = 6000; // ms

    void add(const MapNode &node, Touch touch, int64_t now);
    // Drops what is over; true: something was.
    bool expire(int64_t now);
    void clear() { m_rings.clear(); }
    const std::vector<Ring> &rings() const { return m_rings; }

private:
    std::vector<Ring> m_rings; // the oldest first
};

} // namespace mesh44
