// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/plane/pathmtus.h"

#include <algorithm>

namespace mesh44 {

uint16_t PathMtus::findKnown(Ipv4Address endpoint) const
{
    const std::lock_guard lock(m_mutex);
    const auto entry = m_entries.find(endpoint);
    return entry == m_entries.end() || entry->second.until < Clock::now() ? uint16_t{0} : entry->second.mtu;
}

void PathMtus::learn(Ipv4Address endpoint, uint32_t mtu)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_entries, [now = Clock::now()](const auto &entry) { return entry.second.until < now; });
    if (m_entries.size() < kMost || m_entries.contains(endpoint)) {
        const uint32_t kept = std::clamp<uint32_t>(mtu, kLeast, 65535);
        m_entries[endpoint] = {static_cast<uint16_t>(kept), Clock::now() + kExpiry};
    }
    m_size.store(m_entries.size(), std::memory_order_relaxed);
}

} // namespace mesh44
