// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rip44/filter.h"

#include "core/net/special.h"

#include <algorithm>

namespace mesh44 {

bool isGlobalUnicast(Ipv4Address address)
{
    return specialRangeOf(address) == nullptr;
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
    if (const SpecialRange *special = specialRangeOf(endpoint))
        return Refusal{"endpoint-special", "the endpoint " + endpoint.toString() + " is " + std::string(special->what)};
    if (std::ranges::find(ownAddresses, endpoint) != ownAddresses.end())
        return Refusal{"endpoint-ours", "the endpoint " + endpoint.toString() + " is ourselves"};
    for (const Ipv4Prefix subnet : subnets) {
        if (subnet.contains(endpoint))
            return Refusal{"endpoint-ours", "the endpoint " + endpoint.toString() + " is inside our own subnet"};
    }
    return std::nullopt;
}

} // namespace mesh44
