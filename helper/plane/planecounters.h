// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/encapsulation.h"

#include <array>
#include <atomic>
#include <cstdint>

namespace mesh44 {

// Written by one forwarding thread, read by the control loop.
struct alignas(64) PlaneCounters
{
    std::atomic<uint64_t> packets{0}; // inner packets, as on the wire
    std::atomic<uint64_t> bytes{0};   // of them, without the outer header
    std::array<std::atomic<uint64_t>, kPlaneFaults> dropped{};

    // One writer: no need for a locked instruction.
    static void add(std::atomic<uint64_t> &counter, uint64_t count)
    {
        counter.store(counter.load(std::memory_order_relaxed) + count, std::memory_order_relaxed);
    }
    void drop(PlaneFault fault, uint64_t count = 1) { add(dropped[static_cast<size_t>(fault)], count); }
};

} // namespace mesh44
