// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A burst is one full announcement. Nothing on the wire marks its end or its size: it ends with two
// seconds of quiet, or half a minute after it began, and whether it was complete is judged by what earlier bursts held.

#include "core/rip44/packet.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace mesh44 {

struct Burst
{
    std::map<Ipv4Prefix, Ipv4Address> routes; // the last word on each prefix
    std::set<Ipv4Prefix> withdrawn;           // metric 15 or 16
    uint32_t packets = 0;
    uint64_t turnedAway = 0; // entries that found no room
    bool operator==(const Burst &) const = default;
};

// From one burst to the next, in microseconds: the announcer's habit, as observed; no document fixes it.
inline constexpr int64_t kBurstInterval = 300'000'000;

// Collects packets into bursts. Times are CLOCK_BOOTTIME in microseconds.
class BurstAssembler
{
public:
    static constexpr int64_t kQuiet = 2'000'000;
    static constexpr int64_t kLongest = 30'000'000; // the announcer's take 10 ms
    // As many as may be configured, rip44.max_routes: the password is public, and forged packets never end.
    static constexpr size_t kMostPrefixes = 65536;

    void add(const RipPacket &packet, int64_t now);
    // When finish() will have something; nothing while no burst is under way.
    std::optional<int64_t> deadline() const;
    std::optional<Burst> finish(int64_t now);

private:
    void take(const RipEntry &entry);

    std::optional<Burst> m_burst;
    int64_t m_firstPacket = 0;
    int64_t m_lastPacket = 0;
};

// Says whether a burst was complete: it holds at least 90 % of the last complete burst's prefixes; or three
// bursts in a row carried the same set (at least 99 % of each other), which then becomes the measure.
// A cached or imported mesh is no measure. One that turned entries away is not complete: nobody knows which.
class BurstJudge
{
public:
    bool isComplete(const Burst &burst);

private:
    std::vector<Ipv4Prefix> m_measure; // sorted
    std::vector<Ipv4Prefix> m_previous;
    int m_alike = 0; // how many bursts in a row are like the previous one, itself included
};

} // namespace mesh44
