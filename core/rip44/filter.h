// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/prefix.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mesh44 {

// Why a route is not taken: a word for the counter, a sentence for the operator.
struct Refusal
{
    std::string_view word;
    std::string sentence;
    bool operator==(const Refusal &) const = default;
};

// Whether the address may belong to a host in the Internet: nothing private, shared, local or reserved. The
// documentation and benchmark ranges may, for labs.
bool isGlobalUnicast(Ipv4Address address);

// What a stranger may make us install. The RIP44 password is public and an outer source can be forged, so
// every route passes here, whatever it came from.
struct RouteFilter
{
    // The shortest prefix taken: wider ones are more than any allocation. 44.148.0.0/15 is the widest real one.
    static constexpr unsigned kShortest = 12;

    std::vector<Ipv4Prefix> subnets;       // ours
    std::vector<Ipv4Address> ownAddresses; // of any interface, and the external one
    // Addresses that no route may cover, with what they are: "the WAN gateway" …
    std::vector<std::pair<Ipv4Address, std::string>> reachedPlainly;

    // Nothing: the route is taken.
    std::optional<Refusal> check(Ipv4Prefix prefix, Ipv4Address endpoint) const;
    bool operator==(const RouteFilter &) const = default;

private:
    std::optional<Refusal> checkPrefix(Ipv4Prefix prefix) const;
    std::optional<Refusal> checkEndpoint(Ipv4Address endpoint) const;
};

} // namespace mesh44
