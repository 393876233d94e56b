// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Fields of an IPv4 packet, read in place (RFC 791).

#include "core/net/address.h"

#include <cstdint>
#include <optional>
#include <span>

namespace mesh44 {

inline constexpr size_t kIpHeader = 20; // without options
inline constexpr uint8_t kProtocolIcmp = 1;
inline constexpr uint8_t kProtocolIpip = 4;
inline constexpr uint8_t kProtocolTcp = 6;
inline constexpr uint8_t kProtocolUdp = 17;
inline constexpr uint16_t kDontFragment = 0x4000;
inline constexpr uint16_t kMoreFragments = 0x2000;
inline constexpr uint16_t kFragmentOffset = 0x1fff;

inline uint16_t get16(std::span<const uint8_t> bytes, size_t at)
{
    return static_cast<uint16_t>((bytes[at] << 8) | bytes[at + 1]);
}
inline uint32_t get32(std::span<const uint8_t> bytes, size_t at)
{
    return (uint32_t{get16(bytes, at)} << 16) | get16(bytes, at + 2);
}
inline void put16(std::span<uint8_t> bytes, size_t at, uint16_t value)
{
    bytes[at] = static_cast<uint8_t>(value >> 8);
    bytes[at + 1] = static_cast<uint8_t>(value);
}
inline void put32(std::span<uint8_t> bytes, size_t at, uint32_t value)
{
    put16(bytes, at, static_cast<uint16_t>(value >> 16));
    put16(bytes, at + 2, static_cast<uint16_t>(value));
}

// A packet whose header is whole and whose length is right; what lay behind its end is cut off. Does not own. `Byte` is
// uint8_t or const uint8_t.
template <class Byte> class BasicPacketView
{
public:
    static std::optional<BasicPacketView> read(std::span<Byte> bytes)
    {
        if (bytes.size() < kIpHeader || (bytes[0] >> 4) != 4)
            return std::nullopt;
        const size_t header = size_t{4} * (bytes[0] & 15);
        const size_t total = get16(bytes, 2);
        if (header < kIpHeader || total < header || total > bytes.size())
            return std::nullopt;
        return BasicPacketView(bytes.first(total), header);
    }

    std::span<Byte> bytes() const { return m_bytes; }
    std::span<Byte> header() const { return m_bytes.first(m_header); }
    std::span<Byte> payload() const { return m_bytes.subspan(m_header); }
    size_t size() const { return m_bytes.size(); }
    uint8_t tos() const { return m_bytes[1]; }
    uint16_t fragment() const { return get16(m_bytes, 6); }
    bool dontFragment() const { return fragment() & kDontFragment; }
    bool isFragment() const { return fragment() & (kMoreFragments | kFragmentOffset); }
    uint8_t protocol() const { return m_bytes[9]; }
    Ipv4Address source() const { return Ipv4Address(get32(m_bytes, 12)); }
    Ipv4Address destination() const { return Ipv4Address(get32(m_bytes, 16)); }

private:
    BasicPacketView(std::span<Byte> bytes, size_t header) : m_bytes(bytes), m_header(header) {}

    std::span<Byte> m_bytes;
    size_t m_header;
};

using PacketView = BasicPacketView<uint8_t>;
using ConstPacketView = BasicPacketView<const uint8_t>;

} // namespace mesh44
