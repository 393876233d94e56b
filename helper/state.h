// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What outlives the helper: written by StateStore, read at the next start.

#include "core/kernel/state.h"
#include "core/mesh/ages.h"
#include "core/mesh/changeguard.h"
#include "core/mesh/view.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mesh44 {

struct StoredRoute
{
    Ipv4Prefix prefix;
    Ipv4Address endpoint;
    RouteOrigin origin = RouteOrigin::Rip44;
    int64_t firstAnnounced = 0; // CLOCK_REALTIME, µs
    int64_t lastAnnounced = 0;
    bool operator==(const StoredRoute &) const = default;
};

// How an interface was before we changed it, and what we added: what stop undoes. What has no value we did
// not change.
struct DeviceRecord
{
    std::string name;
    bool created = false; // by us: stop deletes it
    std::optional<bool> up;
    std::optional<uint32_t> mtu;
    std::optional<uint8_t> rpFilter;
    std::optional<bool> forwarding;
    std::optional<uint8_t> arpIgnore;
    std::optional<IpipParameters> ipip;
    std::optional<Ipv4Address> address; // a /32 that we added
    bool operator==(const DeviceRecord &) const = default;
};

struct State
{
    std::optional<bool> enabled;        // the master switch, once somebody used it
    std::optional<ClockReading> clocks; // when this was written: what the routes' ages are counted from
    // Announced and imported ones: a prefix can have one of each.
    std::vector<StoredRoute> routes;
    std::optional<ChangeGuard::Change> held; // a mass change that nobody has decided yet
    std::map<Ipv4Prefix, Ipv4Address> pins;
    std::map<Ipv4Address, bool> suppressedEndpoints; // value: fallback
    std::map<Ipv4Prefix, bool> suppressedPrefixes;   // value: fallback
    bool defaultSuppressed = false;
    std::vector<DeviceRecord> devices;
    bool operator==(const State &) const = default;
};

} // namespace mesh44
