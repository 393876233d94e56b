// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernel/desired.h"

#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace mesh44 {

// Which nexthop object stands for which endpoint: see plan.h. Somebody else's ids are stepped over.
class NexthopIds
{
public:
    NexthopIds(const DesiredState &desired, const KernelState &actual);

    uint32_t idOf(Ipv4Address endpoint) const { return m_ids.at(endpoint); } // of a desired endpoint
    bool isWanted(uint32_t id) const { return m_claimed.contains(id); }
    bool isOurs(uint32_t id) const { return m_ours.contains(id); }
    const KernelNexthop *ours(uint32_t id) const
    {
        const auto it = m_ours.find(id);
        return it == m_ours.end() ? nullptr : it->second;
    }

private:
    void claim(Ipv4Address endpoint, uint32_t id);
    void keepThoseWithTheGateway(const DesiredState &desired, const KernelState &actual);
    void takeOverFromRoutes(const DesiredState &desired, const KernelState &actual);
    void makeNew(const DesiredState &desired, const KernelState &actual);

    std::unordered_map<uint32_t, const KernelNexthop *> m_ours;
    std::unordered_map<Ipv4Address, uint32_t> m_ids;
    std::unordered_set<uint32_t> m_claimed;
};

} // namespace mesh44
