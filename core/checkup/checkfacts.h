// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the check-up judges: values that the helper gathers. Ages and durations are microseconds.

#include "core/checkup/finding.h"
#include "core/config/settings.h"
#include "core/kernel/desired.h"
#include "core/kernel/state.h"
#include "core/kernel/underlay.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mesh44 {

// Packets with protocol 4, counted where they come in: before any other firewall has seen them.
struct ArrivedPackets
{
    uint64_t announcer = 0;
    uint64_t others = 0; // endpoints, and senders that we do not know
    bool operator==(const ArrivedPackets &) const = default;
};

// What the raw socket got, behind every firewall.
struct HeardPackets
{
    uint64_t good = 0;
    uint64_t wrongPassword = 0;
    uint64_t unreadable = 0;
    int64_t listening = 0; // for how long
    uint64_t received() const { return good + wrongPassword + unreadable; }
    bool operator==(const HeardPackets &) const = default;
};

// Where the announcer sends what is for one of our subnets, by its last burst. Nothing: the burst does not have it.
struct OwnAnnouncement
{
    Ipv4Prefix subnet;
    std::optional<Ipv4Address> endpoint;
    bool operator==(const OwnAnnouncement &) const = default;
};

struct BurstFacts
{
    int64_t age = 0;
    bool complete = false;
    std::vector<OwnAnnouncement> own; // one for each subnet
    bool operator==(const BurstFacts &) const = default;
};

// What active checks found. Each part is missing where it could not be tried; `problem` says why.
struct PingFacts
{
    uint32_t sent = 0;
    uint32_t received = 0;
    int64_t roundTrip = 0; // the shortest
    std::string problem;   // nothing could be sent
    bool operator==(const PingFacts &) const = default;
};
struct PathFacts
{
    uint32_t deviceMtu = 0;
    uint32_t largest = 0; // bytes that came through and back, unfragmented; 0: none
    bool operator==(const PathFacts &) const = default;
};
struct NameFacts
{
    Ipv4Address address;                // ours in 44
    bool isAnswered = false;            // a name server said something, if only that there is none
    std::string reverse;                // the name that the address has; empty: none
    std::vector<Ipv4Address> addresses; // what the names lead to
    bool operator==(const NameFacts &) const = default;
};
struct ActiveFacts
{
    std::optional<PingFacts> ping; // 44.0.0.1, with our address as the source
    std::optional<PathFacts> path;
    std::optional<NameFacts> name;
    bool operator==(const ActiveFacts &) const = default;
};

struct CheckFacts
{
    Settings settings;
    bool usable = false;  // the configuration can be acted on
    bool enabled = false; // the switch
    std::optional<Underlay> underlay;

    std::string device; // ours, as it is called now
    KernelState kernel; // as it is
    DesiredState desired;
    std::optional<std::string> failure; // nothing could be done
    std::vector<std::string> conflicts; // somebody else's things are in our place
    std::vector<std::string> problems;  // what the kernel did not take, and what is contested
    size_t refusedRoutes = 0;           // by the kernel
    bool isMeshFull = false;            // rip44.max_routes are there, and somebody found no room

    std::optional<ArrivedPackets> arrived; // nothing: not counted
    HeardPackets heard;
    std::optional<BurstFacts> burst;
    std::optional<Ipv4Address> expectedAddress; // ours in the Internet, as configured
    bool wasAnswered = false;                   // a ping through the tunnel was answered since the start

    std::optional<std::string> firewallProblem;
    std::map<std::string, uint64_t> firewall; // counters: "firewall.foreign_source" …

    std::optional<uint8_t> reversePathAll; // net.ipv4.conf.all.rp_filter; nothing: not to be seen
    uint64_t reversePathDrops = 0;         // since the start
    std::vector<Finding> findings;         // of the surroundings, the worst first
    std::optional<bool> isClockSet;        // by a time server; nothing: nobody tells
    std::optional<ActiveFacts> active;     // nothing: only looked, nothing sent
};

} // namespace mesh44
