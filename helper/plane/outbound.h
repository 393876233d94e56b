// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// From the device to the endpoints.

#include "core/plane/forwardingtable.h"
#include "core/plane/segmentation.h"
#include "helper/plane/pathmtus.h"
#include "helper/plane/planecounters.h"

#include <array>
#include <chrono>
#include <memory>

#include <netinet/in.h>
#include <sys/socket.h>

namespace mesh44 {

class Outbound
{
public:
    // Descriptors stay the caller's. `raw`: IPPROTO_RAW with IP_RECVERR, blocking with a time limit.
    Outbound(int tun, int raw, PathMtus &mtus, PlaneCounters &counters);

    // Where our ICMP errors come from.
    void setOwnAddress(Ipv4Address own) { m_own.store(own.value(), std::memory_order_relaxed); }

    // Takes what the device has, up to a batch's worth, and sends it. False: the device had nothing more.
    bool forward(const ForwardingTable &table);

private:
    static constexpr size_t kMessages = 64;
    static constexpr size_t kLargestRead = sizeof(OffloadHeader) + 65535;
    static constexpr size_t kArena = 512 * 1024; // packets of one batch
    static constexpr size_t kRoom = 16;          // before each read: with the offload header's, an outer header's
    static constexpr size_t kInnerHeaders = 120; // the longest IP and TCP headers

    static_assert(kRoom + sizeof(OffloadHeader) >= kIpHeader);

    struct Message
    {
        std::array<uint8_t, kIpHeader + kInnerHeaders> headers;
        std::array<iovec, 2> parts;
        sockaddr_in to;
    };

    void handle(std::span<uint8_t> frame, const ForwardingTable &table);
    void put(const OuterHeader &outer, const Segmenter::Segment &segment, Ipv4Address endpoint);
    bool fits(const PacketView &packet, size_t wireSize, uint16_t limit);
    void flush();
    void sendFailed(int error);
    void tellTooLarge(const PacketView &packet, uint16_t limit);

    int m_tun;
    int m_raw;
    PathMtus &m_mtus;
    PlaneCounters &m_counters;
    std::atomic<uint32_t> m_own{0};
    Segmenter m_segmenter;
    std::unique_ptr<std::array<uint8_t, kArena>> m_arena;
    std::array<Message, kMessages> m_messages{};
    std::array<mmsghdr, kMessages> m_headers{};
    size_t m_count = 0;
    // ICMP errors: a hundred a second, as many at once.
    double m_tokens = 100;
    std::chrono::steady_clock::time_point m_tokensAt;
};

} // namespace mesh44
