// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Whether the portal knows us by the address that we have: a subnet that is registered at another address, or not at
// all, is the commonest reason why nothing ever arrives.

#include "core/formats/encap.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mesh44 {

struct OwnAddresses
{
    std::optional<Ipv4Address> external; // configured, or as the announcer has it: certain
    std::optional<Ipv4Address> underlay; // of the interface to the Internet: may be behind a router that translates
};

enum class Registration : uint8_t {
    Right,     // at our address
    Elsewhere, // at another one
    Missing,   // not in the list
    Unsure,    // in the list, but which address is ours is not known yet
};

// "right", "elsewhere", "missing" or "unsure".
std::string_view toString(Registration registration);

struct RegistrationFinding
{
    Ipv4Prefix subnet;
    Registration what = Registration::Missing;
    std::string sentence; // what is so, and what to do about it
    bool operator==(const RegistrationFinding &) const = default;
};

// One finding for each subnet; the longest entry around a subnet speaks for it.
std::vector<RegistrationFinding> checkRegistration(std::span<const Ipv4Prefix> subnets, const OwnAddresses &own,
                                                   std::span<const EncapEntry> listed);

} // namespace mesh44
