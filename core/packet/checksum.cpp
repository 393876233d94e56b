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
// words in 64-bit sums cannot overflow within any packet.
uint64_t checksumPart(std::span<const uint8_t> bytes)
{
    using Lanes = uint64_t __attribute__((vector_size(16))); // what SSE2 and NEON have; others get plain additions
    Lanes even{};
    Lanes odd{};
    const uint8_t *at = bytes.data();
    size_t left = bytes.size();
    for (; left >= 2 * sizeof(Lanes); left -= 2 * sizeof(Lanes), at += 2 * sizeof(Lanes)) {
        std::array<Lanes, 2> words;
        std::memcpy(words.data(), at, sizeof words);
        even += (words[0] & 0xffffffff) + (words[0] >> 32);
        odd += (words[1] & 0xffffffff) + (words[1] >> 32);
    }
    even += odd;
    uint64_t sum = even[0] + even[1];
    for (; left >= 4; left -= 4, at += 4) {
        uint32_t word = 0;
        std::memcpy(&word, at, sizeof word);
        sum += word;
    }
    uint32_t rest = 0;
    if (left > 0)
        std::memcpy(&rest, at, left);
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
