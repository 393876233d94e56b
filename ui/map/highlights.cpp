// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/highlights.h"

namespace mesh44 {

void Highlights::add(const MapNode &node, Touch touch, int64_t now)
{
    if (!node.spot.placed || m_rings.size() >= kMost)
        return;
    m_rings.push_back({.prefix = node.prefix, .spot = node.spot, .touch = touch, .until = now + kLasting});
}

bool Highlights::expire(int64_t now)
{
    return std::erase_if(m_rings, [now](const Ring &ring) { return ring.until <= now; }) > 0;
}

} // namespace mesh44
