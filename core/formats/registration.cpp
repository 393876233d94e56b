// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/registration.h"

#include "core/rip44/filter.h"

namespace mesh44 {
namespace {

const EncapEntry *entryAround(Ipv4Prefix subnet, std::span<const EncapEntry> listed)
{
    const EncapEntry *best = nullptr;
    for (const EncapEntry &entry : listed) {
        if (entry.prefix.contains(subnet) && (!best || entry.prefix.length() > best->prefix.length()))
            best = &entry;
    }
    return best;
}

// The address that we can be sure to be reached by: a private one is some router's business.
std::optional<Ipv4Address> knownAddress(const OwnAddresses &own)
{
    if (own.external)
        return own.external;
    return own.underlay && isGlobalUnicast(*own.underlay) ? own.underlay : std::nullopt;
}

RegistrationFinding findingFor(Ipv4Prefix subnet, const std::optional<Ipv4Address> &ours, const EncapEntry *entry)
{
    const std::string name = subnet.toString();
    if (!entry)
        return {subnet, Registration::Missing,
                name + " is not in the list: make a gateway in the portal and tick this subnet on it"};
    const std::string listed = name + " is registered at " + entry->endpoint.toString();
    if (!ours)
        return {subnet, Registration::Unsure,
                listed
                    + "; whether that is us will be known with the first announcement, or say it in "
                      "gateway.external_address"};
    if (*ours == entry->endpoint)
        return {subnet, Registration::Right, listed + ", our address"};
    return {subnet, Registration::Elsewhere,
            listed + ", but our address is " + ours->toString()
                + ": correct the gateway in the portal, or gateway.external_address"};
}

} // namespace

std::string_view toString(Registration registration)
{
    switch (registration) {
    case Registration::Right: return "right";
    case Registration::Elsewhere: return "elsewhere";
    case Registration::Missing: return "missing";
    case Registration::Unsure: break;
    }
    return "unsure";
}

std::vector<RegistrationFinding> checkRegistration(std::span<const Ipv4Prefix> subnets, const OwnAddresses &own,
                                                   std::span<const EncapEntry> listed)
{
    const auto ours = knownAddress(own);
    std::vector<RegistrationFinding> findings;
    for (const Ipv4Prefix subnet : subnets)
        findings.push_back(findingFor(subnet, ours, entryAround(subnet, listed)));
    return findings;
}

} // namespace mesh44
