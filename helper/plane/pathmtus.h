// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/address.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <unordered_map>

namespace mesh44 {

// What routers on the way said of the path to an endpoint ("fragmentation needed"), for ten minutes, as the kernel
// keeps it (net.ipv4.route.mtu_expires). Nearly always empty, and then costs one load.
class PathMtus
{
public:
    using Clock = std::chrono::steady_clock;
    static constexpr uint16_t kLeast = 552; // net.ipv4.route.min_pmtu: a forged answer must not do more harm
    static constexpr std::chrono::minutes kExpiry{10};
    static constexpr size_t kMost = 4096; // then the others must do without

    // The largest outer packet, in bytes; 0: nothing is known.
    uint16_t find(Ipv4Address endpoint) const
    {
        return m_size.load(std::memory_order_relaxed) == 0 ? uint16_t{0} : findKnown(endpoint);
    }
    void learn(Ipv4Address endpoint, uint32_t mtu);

private:
    struct Entry
    {
        uint16_t mtu = 0;
        Clock::time_point until;
    };
    uint16_t findKnown(Ipv4Address endpoint) const;

    mutable std::mutex m_mutex;
    std::unordered_map<Ipv4Address, Entry> m_entries;
    std::atomic<size_t> m_size{0};
};

} // namespace mesh44
