// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// RIP44 packets for tests, byte by byte, so that each test can break one thing.

#include "core/net/prefix.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace mesh44::test {

using Bytes = std::vector<std::byte>;

inline void put8(Bytes &b, unsigned value)
{
    b.push_back(static_cast<std::byte>(value));
}
inline void put16(Bytes &b, unsigned value)
{
    put8(b, value >> 8);
    put8(b, value & 0xff);
}
inline void put32(Bytes &b, uint32_t value)
{
    put16(b, value >> 16);
    put16(b, value & 0xffff);
}
inline void set16(Bytes &b, size_t at, unsigned value)
{
    b[at] = static_cast<std::byte>(value >> 8);
    b[at + 1] = static_cast<std::byte>(value & 0xff);
}
inline unsigned get16(const Bytes &b, size_t at)
{
    return (std::to_integer<unsigned>(b[at]) << 8) | std::to_integer<unsigned>(b[at + 1]);
}
inline unsigned checksum(const Bytes &b, size_t from, size_t length, unsigned start = 0)
{
    unsigned sum = start;
    for (size_t i = 0; i < length; i += 2)
        sum += i + 1 < length ? get16(b, from + i) : std::to_integer<unsigned>(b[from + i]) << 8;
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return ~sum & 0xffff;
}

inline Bytes ripHeader(unsigned command = 2, unsigned version = 2)
{
    Bytes b;
    put8(b, command);
    put8(b, version);
    put16(b, 0);
    return b;
}
inline void addPassword(Bytes &b, std::string_view password = "pLaInTeXtpAsSwD", unsigned type = 2)
{
    put16(b, 0xffff);
    put16(b, type);
    for (size_t i = 0; i < 16; ++i)
        put8(b, i < password.size() ? static_cast<unsigned char>(password[i]) : 0);
}
inline void addEntry(Bytes &b, Ipv4Address network, uint32_t mask, Ipv4Address endpoint, uint32_t metric = 1,
                     unsigned family = 2)
{
    put16(b, family);
    put16(b, 4);
    put32(b, network.value());
    put32(b, mask);
    put32(b, endpoint.value());
    put32(b, metric);
}
inline void addRoute(Bytes &b, std::string_view prefix, std::string_view endpoint, uint32_t metric = 1)
{
    const Ipv4Prefix p = *Ipv4Prefix::parse(prefix);
    addEntry(b, p.address(), p.mask(), *Ipv4Address::parse(endpoint), metric);
}

inline Bytes ipv4(const Bytes &payload, Ipv4Address source, Ipv4Address destination, unsigned protocol,
                  size_t optionBytes = 0)
{
    Bytes b;
    put8(b, 0x40 | static_cast<unsigned>((20 + optionBytes) / 4));
    put8(b, 0);
    put16(b, static_cast<unsigned>(20 + optionBytes + payload.size()));
    put32(b, 0);
    put8(b, 64);
    put8(b, protocol);
    put16(b, 0);
    put32(b, source.value());
    put32(b, destination.value());
    for (size_t i = 0; i < optionBytes; ++i)
        put8(b, 1); // no operation
    set16(b, 10, checksum(b, 0, b.size()));
    b.insert(b.end(), payload.begin(), payload.end());
    return b;
}
inline Bytes udp(const Bytes &payload, unsigned from = 520, unsigned to = 520)
{
    Bytes b;
    put16(b, from);
    put16(b, to);
    put16(b, static_cast<unsigned>(8 + payload.size()));
    put16(b, 0);
    b.insert(b.end(), payload.begin(), payload.end());
    return b;
}

inline constexpr Ipv4Address kAnnouncer{169, 228, 34, 84};
inline constexpr Ipv4Address kGateway{203, 0, 113, 9};
inline constexpr Ipv4Address kInner{44, 0, 0, 1};
inline constexpr Ipv4Address kGroup{224, 0, 0, 9};

// The whole packet, as a raw socket delivers it.
inline Bytes announcement(const Bytes &rip)
{
    return ipv4(ipv4(udp(rip), kInner, kGroup, 17), kAnnouncer, kGateway, 4);
}

} // namespace mesh44::test
