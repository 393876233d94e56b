// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/firewall/desired.h"

#include <algorithm>

namespace mesh44 {
namespace {

// nftables wants intervals that do not overlap.
std::vector<Ipv4Prefix> withoutOverlaps(std::vector<Ipv4Prefix> prefixes)
{
    std::ranges::sort(prefixes);
    std::vector<Ipv4Prefix> result;
    for (const Ipv4Prefix prefix : prefixes) {
        if (result.empty() || !result.back().contains(prefix))
            result.push_back(prefix);
    }
    return result;
}

std::vector<Ipv4Prefix> staying(const Settings &settings, const std::vector<Ipv4Prefix> &local)
{
    std::vector<Ipv4Prefix> prefixes = settings.subnets;
    prefixes.insert(prefixes.end(), local.begin(), local.end());
    // What never leaves a link, and what everybody on it hears.
    prefixes.push_back(Ipv4Prefix::covering(Ipv4Address(224, 0, 0, 0), 4));
    prefixes.push_back(Ipv4Prefix::host(Ipv4Address(255, 255, 255, 255)));
    return withoutOverlaps(std::move(prefixes));
}

} // namespace

DesiredFirewall desireFirewall(const Settings &settings, const DesiredState &desired,
                               const std::optional<Underlay> &underlay)
{
    if (settings.firewall == FirewallMode::Off)
        return {};
    DesiredFirewall firewall{.kind = DesiredFirewall::Kind::Active,
                             .enforcing = settings.firewall == FirewallMode::Enforce,
                             .mode = settings.mode,
                             .devices = {settings.device, kUserspaceDevice},
                             .wan = underlay ? underlay->device : "",
                             .subnets = withoutOverlaps(settings.subnets),
                             .stays = staying(settings, desired.local),
                             .clients = withoutOverlaps(settings.clients),
                             .openings = settings.openings,
                             .announcer = settings.announcer,
                             .own = settings.ownAddress().value_or(Ipv4Address())};
    firewall.peers.insert(settings.announcer);
    for (const auto &[endpoint, dropped] : desired.nexthops) {
        if (!dropped)
            firewall.peers.insert(endpoint);
    }
    return firewall;
}

DesiredFirewall desireLockedFirewall(const Settings &settings, const std::vector<Ipv4Prefix> &local,
                                     const std::optional<Underlay> &underlay)
{
    return {.kind = DesiredFirewall::Kind::Locked,
            .mode = settings.mode,
            .wan = underlay ? underlay->device : "",
            .subnets = withoutOverlaps(settings.subnets),
            .stays = staying(settings, local)};
}

} // namespace mesh44
