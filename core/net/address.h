// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace mesh44 {

// An IPv4 address, kept in host byte order.
class Ipv4Address
{
public:
    constexpr Ipv4Address() = default;
    constexpr explicit Ipv4Address(uint32_t hostOrder) : m_value(hostOrder) {}
    constexpr Ipv4Address(uint8_t a, uint8_t b, uint8_t c, uint8_t d)
        : m_value((uint32_t{a} << 24) | (uint32_t{b} << 16) | (uint32_t{c} << 8) | d)
    {
    }

    // Exactly four decimal octets without leading zeros or blanks: "44.128.10.1".
    static Result<Ipv4Address> parse(std::string_view text);
    // From the four bytes of a struct in_addr or of a netlink attribute.
    static Ipv4Address fromNetworkOrder(uint32_t networkOrder);

    constexpr uint32_t value() const { return m_value; }
    uint32_t toNetworkOrder() const;
    std::string toString() const;
    constexpr bool isUnspecified() const { return m_value == 0; }

    constexpr auto operator<=>(const Ipv4Address &) const = default;

private:
    uint32_t m_value = 0;
};

} // namespace mesh44

template <> struct std::hash<mesh44::Ipv4Address>
{
    size_t operator()(mesh44::Ipv4Address a) const noexcept { return std::hash<uint32_t>{}(a.value()); }
};
