// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Large packets. A TUN with a virtio-net header hands out TCP in pieces of up to 64 KiB with half a checksum, and takes
// the same: one system call and one walk through the kernel's stack for some forty packets. The wire has neither, so
// what goes out is cut and summed here, and what comes in is joined where it is provably one stream.

#include "core/packet/packetview.h"

#include <array>
#include <cstdint>
#include <span>

namespace mesh44 {

// struct virtio_net_hdr of linux/virtio_net.h, in the machine's byte order as TUN has it.
struct OffloadHeader
{
    static constexpr uint8_t kNeedsChecksum = 1;
    static constexpr uint8_t kTcp4 = 1;

    uint8_t flags = 0;
    uint8_t gsoType = 0;
    uint16_t headerLength = 0;
    uint16_t gsoSize = 0; // payload of each packet on the wire
    uint16_t checksumStart = 0;
    uint16_t checksumOffset = 0;
    bool operator==(const OffloadHeader &) const = default;
};
static_assert(sizeof(OffloadHeader) == 10);

// Cuts one packet from the device into what goes on the wire. The pieces' headers are the cutter's own and hold until
// the next call of next(); payloads lie in the packet.
class Segmenter
{
public:
    struct Segment
    {
        std::span<uint8_t> header;        // IP and TCP; the whole packet, in its own place, where nothing was to be cut
        std::span<const uint8_t> payload; // empty: nothing was to be cut
    };

    // False: the offload header does not fit the packet. The packet is changed in place.
    bool begin(const OffloadHeader &offload, const PacketView &packet);
    // False: there are no more.
    bool next(Segment &segment);

private:
    bool beginTcp(const OffloadHeader &offload, const PacketView &packet);
    bool completeChecksum(const OffloadHeader &offload, const PacketView &packet);

    std::span<uint8_t> m_whole;
    std::span<const uint8_t> m_payload;
    std::array<uint8_t, 120> m_header{}; // the longest IP and TCP headers
    size_t m_headerLength = 0;
    size_t m_ipLength = 0;
    size_t m_size = 0; // payload of a segment
    size_t m_at = 0;
    uint8_t m_lastFlags = 0; // FIN and PSH belong to the last one only
    uint16_t m_identification = 0;
    uint32_t m_sequence = 0;
};

// Joins packets of one TCP stream that came in one batch. The packets' memory must hold until they were taken; order
// within a stream is kept.
class Coalescer
{
public:
    static constexpr size_t kMost = 64;

    // At most kMost packets between two calls of clear().
    void add(const PacketView &packet);
    void clear();

    size_t groups() const { return m_groupCount; }
    // Makes the group's first header speak for all. Calls piece(span) for each piece, in order.
    template <class Piece> OffloadHeader take(size_t group, Piece piece)
    {
        const OffloadHeader offload = finish(m_groups[group]);
        size_t index = m_groups[group].first;
        piece(std::span<const uint8_t>(m_packets[index].bytes));
        while ((index = m_packets[index].next) != kEnd)
            piece(std::span<const uint8_t>(m_packets[index].bytes).subspan(m_groups[group].headerLength));
        return offload;
    }

private:
    static constexpr size_t kEnd = ~size_t{0};
    struct Packet
    {
        std::span<uint8_t> bytes;
        size_t next = kEnd;
    };
    struct Group
    {
        size_t first = 0;
        size_t last = 0;
        size_t headerLength = 0; // 0: not to be joined
        size_t size = 0;         // payload of each
        size_t total = 0;        // bytes of the joined packet
        uint32_t sequence = 0;   // that continues it
        bool open = false;
        bool push = false;
    };

    // The group of the stream that this packet belongs to; nullptr without one.
    Group *find(std::span<const uint8_t> packet, size_t headerLength);
    bool append(Group &group, std::span<uint8_t> packet, size_t headerLength);
    OffloadHeader finish(Group &group);

    std::array<Packet, kMost> m_packets;
    std::array<Group, kMost> m_groups;
    size_t m_packetCount = 0;
    size_t m_groupCount = 0;
};

} // namespace mesh44
