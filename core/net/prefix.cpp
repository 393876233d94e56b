// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/prefix.h"

#include "core/net/quote.h"

#include <charconv>

namespace mesh44 {

namespace {

// "0" to "32", without leading zeros.
std::optional<unsigned> parseLength(std::string_view digits)
{
    unsigned length = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
    const bool whole = error == std::errc{} && end == digits.data() + digits.size();
    const bool padded = digits.size() > 1 && digits.front() == '0';
    if (!whole || padded || length > 32)
        return std::nullopt;
    return length;
}

} // namespace

Result<Ipv4Prefix> Ipv4Prefix::parse(std::string_view text)
{
    const auto refuse = [&](std::string_view why) {
        return Error{ErrorCode::InvalidArgument, quote(text) + ' ' + std::string(why)};
    };
    const size_t slash = text.find('/');
    const auto address = Ipv4Address::parse(text.substr(0, slash));
    if (!address)
        return refuse("is not a prefix such as 44.128.10.0/24");
    const bool bare = slash == std::string_view::npos;
    const auto length = bare ? 32 : parseLength(text.substr(slash + 1));
    if (!length)
        return refuse("has no length from /0 to /32");
    if (const auto prefix = make(*address, *length))
        return *prefix;
    return refuse("has bits set behind its length; the network is " + covering(*address, *length).toString());
}

std::string Ipv4Prefix::toString() const
{
    return m_address.toString() + '/' + std::to_string(m_length);
}

} // namespace mesh44
