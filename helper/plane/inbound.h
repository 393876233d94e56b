// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// From the endpoints to the device.

#include "core/plane/forwardingtable.h"
#include "core/plane/segmentation.h"
#include "helper/plane/pathmtus.h"
#include "helper/plane/planecounters.h"

#include <array>
#include <memory>

#include <sys/socket.h>
#include <sys/uio.h>

namespace mesh44 {

class Inbound
{
public:
    // Descriptors stay the caller's. `raw`: IPPROTO_IPIP with IP_RECVERR.
    Inbound(int raw, int tun, PathMtus &mtus, PlaneCounters &counters);

    // Takes a batch of tunnel packets and gives the device what is in them. False: nothing was there.
    bool forward(const ForwardingTable &table);

private:
    static constexpr size_t kBatch = Coalescer::kMost;
    // The longest packet, and an offset so that packets do not all meet in the same lines of the cache.
    static constexpr size_t kBuffer = 65536 + 576;

    void deliver();

    int m_raw;
    int m_tun;
    PathMtus &m_mtus;
    PlaneCounters &m_counters;
    Coalescer m_coalescer;
    std::unique_ptr<std::array<std::array<uint8_t, kBuffer>, kBatch>> m_buffers;
    std::array<iovec, kBatch> m_parts{};
    std::array<mmsghdr, kBatch> m_messages{};
};

} // namespace mesh44
