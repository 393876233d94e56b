// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The Internet checksum (RFC 1071): the ones' complement sum of 16-bit words in network order.

#include <cstdint>
#include <span>

namespace mesh44 {

// Not folded, so that sums add up. Of several pieces all but the last must be of even length.
uint64_t checksumPart(std::span<const uint8_t> bytes);
// A TCP or UDP pseudo-header; addresses in host order, `length` of the transport header and data.
uint64_t pseudoHeaderPart(uint32_t source, uint32_t destination, uint8_t protocol, size_t length);
// Folded, not inverted: what a checksum field holds before the rest is added ("partial"), in host order.
uint16_t checksumFold(uint64_t sum);
// What the field must hold, in host order. Over bytes that include a right checksum this is 0.
inline uint16_t checksumOf(uint64_t sum)
{
    return static_cast<uint16_t>(~checksumFold(sum));
}

} // namespace mesh44
