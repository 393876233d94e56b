// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"

#include <cstdint>
#include <deque>
#include <span>
#include <unordered_map>
#include <vector>

namespace mesh44 {

// Bytes per second, with outer headers.
struct Rate
{
    double in = 0;
    double out = 0;
    double both() const { return in + out; }
    bool operator==(const Rate &) const = default;
};

// How fast packets go, from the counters that are read now and then. What is not known is a gap and never a zero:
// the first reading, a reading after a pause, a clock that was set. Counters begin at 0 with the gateway service: one
// that went back counts from there.
class TrafficMeter
{
public:
    struct Sample
    {
        int64_t time = 0; // µs since the epoch: the end of what was measured
        Rate rate;        // of all endpoints together
        bool known = false;
        bool operator==(const Sample &) const = default;
    };
    struct EndpointRate
    {
        Ipv4Address endpoint;
        Rate rate;
        bool operator==(const EndpointRate &) const = default;
    };

    static constexpr size_t kSamples = 120;           // ten minutes of a reading each five seconds
    static constexpr int64_t kSpan = 600'000'000;     // µs: older samples are forgotten
    static constexpr int64_t kShortest = 3'000'000;   // µs: an earlier reading was for somebody else
    static constexpr int64_t kLongest = 30'000'000;   // µs: a later one would smear over the pause
    static constexpr size_t kMaxEndpoints = 1u << 15; // more than a mesh can have

    void add(int64_t now, std::span<const TrafficView> counters);
    // Another gateway, or none.
    void clear();

    const std::deque<Sample> &samples() const { return m_samples; } // the oldest first
    // Of the last reading; nothing while it is not known, or when it is too old to be called the present.
    bool isKnown(int64_t now) const;
    Rate total(int64_t now) const;
    Rate rateOf(Ipv4Address endpoint, int64_t now) const;
    Rate peak() const; // each direction by itself
    // Who moves anything, the most first.
    std::vector<EndpointRate> top(size_t count, int64_t now) const;

private:
    struct Counters
    {
        uint64_t in = 0;
        uint64_t out = 0;
    };
    using Readings = std::unordered_map<Ipv4Address, Counters>;

    void measure(const Readings &readings, double seconds);
    void forget(int64_t now);

    std::deque<Sample> m_samples;
    std::unordered_map<Ipv4Address, Rate> m_rates; // of the last interval; who is not there moved nothing
    Readings m_last;
    int64_t m_lastTime = 0; // 0: nothing was read
};

} // namespace mesh44
