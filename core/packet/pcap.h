// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Files of captured packets in the classic pcap form (draft-ietf-opsawg-pcap), which Wireshark and tcpdump open.
// Written: little-endian, nanoseconds, LINKTYPE_RAW: packets begin with their IP header. Read: either byte order,
// micro- and nanoseconds, raw IP only.

#include "core/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace mesh44 {

struct PcapPacket
{
    uint64_t time = 0;           // nanoseconds since 1970, to 2106
    uint32_t originalLength = 0; // never less than bytes.size()
    std::vector<uint8_t> bytes;
    bool operator==(const PcapPacket &) const = default;
};

inline constexpr uint32_t kMostPcapBytes = 262144; // of a packet, as libpcap has it

// What a file begins with; no packet in it is longer than `snapLength`.
std::string pcapHeader(uint32_t snapLength);
// One packet, to follow that; cut to `snapLength`.
void appendPcap(std::string &file, const PcapPacket &packet, uint32_t snapLength);
// All packets, or which one cannot be read.
Result<std::vector<PcapPacket>> readPcap(std::span<const uint8_t> file);

} // namespace mesh44
