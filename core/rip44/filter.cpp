// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rip44/filter.h"

#include <algorithm>
#include <array>

namespace mesh44 {
namespace {

struct Special
{
    Ipv4Prefix range;
    std::string_view what;
};
// IANA's special-purpose registry, the part that cannot be an endpoint in the Internet. The documentation
// and benchmark ranges are let through, for labs.
constexpr std::array kNoEndpoints{
    Special{Ipv4Prefix::covering(Ipv4Address(0, 0, 0, 0), 8), "\"this network\""},
    Special{Ipv4Prefix::covering(Ipv4Address(10, 0, 0, 0), 8), "private"},
    Special{Ipv4Prefix::covering(Ipv4Address(100, 64, 0, 0), 10), "carrier-grade NAT"},
    Special{Ipv4Prefix::covering(Ipv4Address(127, 0, 0, 0), 8), "loopback"},
    Special{Ipv4Prefix::covering(Ipv4Address(169, 254, 0, 0), 16), "link-local"},
    Special{Ipv4Prefix::covering(Ipv4Address(172, 16, 0, 0), 12), "private"},
    Special{Ipv4Prefix::covering(Ipv4Address(192, 168, 0, 0), 16), "private"},
    Special{Ipv4Prefix::covering(Ipv4Address(224, 0, 0, 0), 3), "multicast or reserved"},
};

} // namespace

bool isGlobalUnicast(Ipv4Address address)
{
    return std::ranges::none_of(kNoEndpoints, [&](const Special &special) { return special.range.contains(address); });
}

std::optional<Refusal> RouteFilter::check(Ipv4Prefix prefix, Ipv4Address endpoint) const
{
    if (auto refusal = checkPrefix(prefix))
        return refusal;
    if (auto refusal = checkEndpoint(endpoint))
        return refusal;
    // Its own packets would be routed into its own tunnel; with the whole /32 there is no way around.
    if (prefix == Ipv4Prefix::host(endpoint))
        return Refusal{"own-endpoint", "the prefix is its own endpoint"};
    return std::nullopt;
}

std::optional<Refusal> RouteFilter::checkPrefix(Ipv4Prefix prefix) const
{
    if (!isAmateur(prefix))
        return Refusal{"not-amateur", "not inside amateur space (44.0.0.0/9 and 44.128.0.0/10)"};
    if (prefix.length() < kShortest)
        return Refusal{"too-wide", "wider than /" + std::to_string(kShortest)};
    for (const Ipv4Prefix subnet : subnets) {
        if (subnet.contains(prefix))
            return Refusal{"own-subnet", "inside our own subnet " + subnet.toString()};
    }
    for (const auto &[address, what] : reachedPlainly) {
        if (prefix.contains(address))
            return Refusal{"covers", "covers " + what + ", " + address.toString()};
    }
    return std::nullopt;
}

std::optional<Refusal> RouteFilter::checkEndpoint(Ipv4Address endpoint) const
{
    for (const auto &[range, what] : kNoEndpoints) {
        if (range.contains(endpoint))
            return Refusal{"endpoint-special", "the endpoint " + endpoint.toString() + " is " + std::string(what)};
    }
    if (std::ranges::find(ownAddresses, endpoint) != ownAddresses.end())
        return Refusal{"endpoint-ours", "the endpoint " + endpoint.toString() + " is ourselves"};
    for (const Ipv4Prefix subnet : subnets) {
        if (subnet.contains(endpoint))
            return Refusal{"endpoint-ours", "the endpoint " + endpoint.toString() + " is inside our own subnet"};
    }
    return std::nullopt;
}

} // namespace mesh44
