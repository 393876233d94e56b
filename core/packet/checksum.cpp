// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/checksum.h"

#include <array>
#include <bit>
#include <cstring>

namespace mesh44 {
namespace {

uint16_t swapped(uint16_t value)
{
    return static_cast<uint16_t>((value << 8) | (value >> 8));
}

uint16_t folded(uint64_t sum)
{
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return static_cast<uint16_t>(sum);
}

} // namespace

// The sum does not care for byte order (RFC 1071, 2 B): added in the machine's own, swapped once at the end. 32-bit
// words in 64-bit sums cannot overflow within any packet. Four sums: no addition waits for the one before it.
uint64_t checksumPart(std::span<const uint8_t> bytes)
{
    std::array<uint64_t, 4> sums{};
    const size_t words = bytes.size() / 4;
    const size_t inBlocks = words & ~size_t{7};
    for (size_t i = 0; i < inBlocks; i += 8) {
        std::array<uint32_t, 8> block;
        std::memcpy(block.data(), bytes.data() + 4 * i, sizeof block);
        for (size_t lane = 0; lane < 4; ++lane)
            sums[lane] += uint64_t{block[lane]} + block[lane + 4];
    }
    uint64_t sum = sums[0] + sums[1] + sums[2] + sums[3];
    for (size_t i = inBlocks; i < words; ++i) {
        uint32_t word = 0;
        std::memcpy(&word, bytes.data() + 4 * i, sizeof word);
        sum += word;
    }
    uint32_t rest = 0;
    if (const size_t left = bytes.size() % 4)
        std::memcpy(&rest, bytes.data() + 4 * words, left);
    sum += rest;
    return std::endian::native == std::endian::little ? swapped(folded(sum)) : folded(sum);
}

uint64_t pseudoHeaderPart(uint32_t source, uint32_t destination, uint8_t protocol, size_t length)
{
    return uint64_t{source >> 16} + (source & 0xffff) + (destination >> 16) + (destination & 0xffff) + protocol
           + length;
}

uint16_t checksumFold(uint64_t sum)
{
    return folded(sum);
}

} // namespace mesh44
