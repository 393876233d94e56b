// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the wizard concludes from the facts.

#include "core/checkup/finding.h"
#include "core/mesh/view.h"
#include "ui/models/condition.h"

#include <QString>

#include <optional>
#include <vector>

namespace mesh44 {

class PeersModel;

// A gateway that nobody has configured yet: it lacks its subnets, and nothing else is wrong with its files.
bool wantsWizard(const GatewayStatus &status);

// How this computer stands towards the Internet.
enum class Underlay : uint8_t {
    None,    // there is no route
    Public,  // it has an address of its own there
    Private, // behind a router that translates
    Shared,  // behind a provider that translates (100.64.0.0/10): nothing can reach it
};
Underlay underlayOf(const GatewayStatus &status);

// A line with a sign: what is so, and what it means.
struct Fact
{
    Sign sign = Sign::Unknown;
    QString title;
    QString text;
    bool operator==(const Fact &) const = default;
};
Fact underlayFact(const GatewayStatus &status);
Fact findingFact(const Finding &finding);
// About `external`, the wanted gateway.external_address.
Fact externalFact(const GatewayStatus &status, const QString &external);
// What the subnets are allocated to: one fact each, none for what cannot be read.
std::vector<Fact> allocationFacts(const QString &subnets);

// Packets of protocol 4 that came from the announcer's address, since the service started.
uint64_t announcerPackets(const GatewayStatus &status);
Fact hearingFact(const GatewayStatus &status, int64_t now);
Fact burstFact(const GatewayStatus &status, int64_t now);
// The first route, by prefix, that the kernel has.
std::optional<RouteView> firstInstalled(const PeersModel &peers);

} // namespace mesh44
