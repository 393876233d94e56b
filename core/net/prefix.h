// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/address.h"

#include <optional>

namespace mesh44 {

// An IPv4 prefix. It has no host bits: there is no way to make one that has.
class Ipv4Prefix
{
public:
    constexpr Ipv4Prefix() = default; // 0.0.0.0/0

    // "44.128.10.0/24"; refuses host bits and lengths over 32. A bare address is a /32.
    static Result<Ipv4Prefix> parse(std::string_view text);
    // Nothing if the length is over 32 or the address has bits behind it.
    static constexpr std::optional<Ipv4Prefix> make(Ipv4Address address, unsigned length)
    {
        if (length > 32 || (address.value() & ~maskOf(length)) != 0)
            return std::nullopt;
        return Ipv4Prefix(address, length);
    }
    // The network that an address lies in; length at most 32.
    static constexpr Ipv4Prefix covering(Ipv4Address address, unsigned length)
    {
        const unsigned bits = length > 32 ? 32 : length;
        return {Ipv4Address(address.value() & maskOf(bits)), bits};
    }
    static constexpr Ipv4Prefix host(Ipv4Address address) { return {address, 32}; }

    constexpr Ipv4Address address() const { return m_address; }
    constexpr unsigned length() const { return m_length; }
    constexpr uint32_t mask() const { return maskOf(m_length); }
    constexpr Ipv4Address last() const { return Ipv4Address(m_address.value() | ~mask()); }

    constexpr bool contains(Ipv4Address address) const { return (address.value() & mask()) == m_address.value(); }
    // Also true for the same prefix.
    constexpr bool contains(Ipv4Prefix other) const { return other.m_length >= m_length && contains(other.m_address); }
    constexpr bool overlaps(Ipv4Prefix other) const { return contains(other) || other.contains(*this); }

    std::string toString() const; // "44.128.10.0/24", always with the length

    // By address, then the wider first.
    constexpr auto operator<=>(const Ipv4Prefix &) const = default;

private:
    constexpr Ipv4Prefix(Ipv4Address address, unsigned length)
        : m_address(address), m_length(static_cast<uint8_t>(length))
    {
    }
    static constexpr uint32_t maskOf(unsigned length) { return length == 0 ? 0 : ~uint32_t{0} << (32 - length); }

    Ipv4Address m_address;
    uint8_t m_length = 0;
};

// Amateur space: 44.192.0.0/10 was sold in 2019 and is no part of it.
inline constexpr Ipv4Prefix kAmateurLow = Ipv4Prefix::covering(Ipv4Address(44, 0, 0, 0), 9);
inline constexpr Ipv4Prefix kAmateurHigh = Ipv4Prefix::covering(Ipv4Address(44, 128, 0, 0), 10);
constexpr bool isAmateur(Ipv4Prefix prefix)
{
    return kAmateurLow.contains(prefix) || kAmateurHigh.contains(prefix);
}

} // namespace mesh44

template <> struct std::hash<mesh44::Ipv4Prefix>
{
    size_t operator()(mesh44::Ipv4Prefix p) const noexcept
    {
        return std::hash<uint64_t>{}((uint64_t{p.address().value()} << 8) | p.length());
    }
};
