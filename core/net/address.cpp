// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/address.h"

#include "core/net/quote.h"

#include <arpa/inet.h>

namespace mesh44 {

Result<Ipv4Address> Ipv4Address::parse(std::string_view text)
{
    // inet_pton takes exactly the strict form, but it stops at a NUL and does not see what follows.
    in_addr raw{};
    const bool plausible = text.size() < INET_ADDRSTRLEN && text.find('\0') == std::string_view::npos;
    if (plausible && inet_pton(AF_INET, std::string(text).c_str(), &raw) == 1)
        return fromNetworkOrder(raw.s_addr);
    return Error{ErrorCode::InvalidArgument, quote(text) + " is not an IPv4 address such as 44.128.10.1"};
}

Ipv4Address Ipv4Address::fromNetworkOrder(uint32_t networkOrder)
{
    return Ipv4Address(ntohl(networkOrder));
}

uint32_t Ipv4Address::toNetworkOrder() const
{
    return htonl(m_value);
}

std::string Ipv4Address::toString() const
{
    std::string text;
    text.reserve(15);
    for (int shift = 24; shift >= 0; shift -= 8) {
        text += std::to_string((m_value >> shift) & 0xff);
        if (shift > 0)
            text += '.';
    }
    return text;
}

} // namespace mesh44
