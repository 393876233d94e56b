// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/portalentry.h"

#include "core/net/quote.h"

#include <array>
#include <bit>
#include <charconv>
#include <nlohmann/json.hpp>

namespace mesh44::portal {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 6> kEndpointNames{"gatewayip",  "gateway",  "gatewayaddress",
                                                         "endpointip", "endpoint", "gw"};
constexpr std::array<std::string_view, 7> kNetworkNames{"network", "networkip", "networkaddress", "prefix", "subnet",
                                                        "route",   "cidr"};
constexpr std::array<std::string_view, 7> kLengthNames{"masklength", "prefixlength", "netmask", "mask",
                                                       "length",     "bits",         "cidr"};
constexpr std::array<std::string_view, 2> kTypeNames{"encaptype", "type"};

// "gatewayIP", "gateway_ip" and "Gateway-IP" are one name.
bool isSpelling(std::string_view key, std::string_view name)
{
    size_t matched = 0;
    for (const char c : key) {
        if (c == '_' || c == '-')
            continue;
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (matched == name.size() || name[matched] != lower)
            return false;
        ++matched;
    }
    return matched == name.size();
}

Error wrong(std::string what)
{
    return {ErrorCode::InvalidArgument, std::move(what)};
}

// "24", "/24" or "255.255.255.0".
Result<unsigned> parseLength(std::string_view text)
{
    const std::string_view digits = text.substr(text.starts_with('/') ? 1 : 0);
    unsigned length = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
    if (error == std::errc() && end == digits.data() + digits.size() && length <= 32)
        return length;
    if (const auto mask = Ipv4Address::parse(text)) {
        const auto ones = static_cast<unsigned>(std::countl_one(mask->value()));
        if (static_cast<unsigned>(std::popcount(mask->value())) == ones)
            return ones;
    }
    return wrong(quote(text) + " is no length: a number from 0 to 32, or a mask such as 255.255.255.0");
}

Result<Ipv4Prefix> readPrefix(const Json &object)
{
    const std::string network = scalar(field(object, kNetworkNames));
    if (network.empty())
        return wrong("it names no network");
    if (network.find('/') != std::string::npos)
        return Ipv4Prefix::parse(network);
    const std::string written = scalar(field(object, kLengthNames));
    if (written.empty())
        return wrong("the network " + quote(network) + " has no length");
    const auto length = parseLength(written);
    if (!length)
        return length.error();
    return Ipv4Prefix::parse(network + '/' + std::to_string(*length));
}

} // namespace

const Json *field(const Json &object, std::span<const std::string_view> names)
{
    for (const std::string_view name : names) {
        for (const auto &[key, value] : object.items()) {
            if (isSpelling(key, name) && !value.is_null())
                return &value;
        }
    }
    return nullptr;
}

std::string scalar(const Json *value)
{
    constexpr size_t kLongest = 64;
    if (value && value->is_number_integer())
        return value->dump();
    if (!value || !value->is_string() || value->get_ref<const std::string &>().size() > kLongest)
        return "";
    return value->get<std::string>();
}

bool isAboutARoute(const Json &object)
{
    return field(object, kEndpointNames) && field(object, kNetworkNames);
}

Result<EncapEntry> readEntry(const Json &object)
{
    const std::string type = scalar(field(object, kTypeNames));
    if (!type.empty() && !isSpelling(type, "ipip"))
        return wrong("its encapsulation is " + quote(type) + ", not IPIP");
    const auto prefix = readPrefix(object);
    if (!prefix)
        return prefix.error();
    const std::string gateway = scalar(field(object, kEndpointNames));
    if (gateway.empty())
        return wrong("it names no gateway");
    const auto endpoint = Ipv4Address::parse(gateway);
    if (!endpoint)
        return endpoint.error();
    return EncapEntry{*prefix, *endpoint};
}

} // namespace mesh44::portal
