// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/trafficmeter.h"

#include <algorithm>
#include <utility>

namespace mesh44 {

namespace {

double perSecond(uint64_t before, uint64_t after, double seconds)
{
    const uint64_t moved = after >= before ? after - before : after; // else it was counted anew from 0
    return static_cast<double>(moved) / seconds;
}

} // namespace

void TrafficMeter::add(int64_t now, std::span<const TrafficView> counters)
{
    const int64_t passed = now - m_lastTime;
    if (m_lastTime != 0 && passed >= 0 && passed < kShortest)
        return;
    Readings readings;
    for (const TrafficView &each : counters.first(std::min(counters.size(), kMaxEndpoints)))
        readings.insert_or_assign(each.address, Counters{each.inBytes, each.outBytes});
    const bool known = m_lastTime != 0 && passed > 0 && passed <= kLongest;
    m_rates.clear();
    if (known)
        measure(readings, static_cast<double>(passed) / 1e6);
    Rate sum;
    for (const auto &[endpoint, rate] : m_rates)
        sum = {sum.in + rate.in, sum.out + rate.out};
    m_last = std::move(readings);
    m_lastTime = now;
    forget(now);
    m_samples.push_back({now, sum, known});
    while (m_samples.size() > kSamples)
        m_samples.pop_front();
}

void TrafficMeter::measure(const Readings &readings, double seconds)
{
    for (const auto &[endpoint, now] : readings) {
        const auto found = m_last.find(endpoint);
        const Counters before = found == m_last.end() ? Counters() : found->second;
        const Rate rate{perSecond(before.in, now.in, seconds), perSecond(before.out, now.out, seconds)};
        if (rate.both() > 0)
            m_rates.emplace(endpoint, rate);
    }
}

// Also what lies in the future: the clock was set back.
void TrafficMeter::forget(int64_t now)
{
    std::erase_if(m_samples, [now](const Sample &s) { return s.time > now || s.time < now - kSpan; });
}

void TrafficMeter::clear()
{
    *this = {};
}

bool TrafficMeter::isKnown(int64_t now) const
{
    return !m_samples.empty() && m_samples.back().known && now - m_lastTime <= kLongest;
}

Rate TrafficMeter::total(int64_t now) const
{
    return isKnown(now) ? m_samples.back().rate : Rate();
}

Rate TrafficMeter::rateOf(Ipv4Address endpoint, int64_t now) const
{
    const auto found = m_rates.find(endpoint);
    return found == m_rates.end() || !isKnown(now) ? Rate() : found->second;
}

Rate TrafficMeter::peak() const
{
    Rate peak;
    for (const Sample &sample : m_samples)
        peak = {std::max(peak.in, sample.rate.in), std::max(peak.out, sample.rate.out)};
    return peak;
}

std::vector<TrafficMeter::EndpointRate> TrafficMeter::top(size_t count, int64_t now) const
{
    std::vector<EndpointRate> all;
    if (!isKnown(now))
        return all;
    for (const auto &[endpoint, rate] : m_rates)
        all.push_back({endpoint, rate});
    const auto more = [](const EndpointRate &a, const EndpointRate &b) {
        return a.rate.both() != b.rate.both() ? a.rate.both() > b.rate.both() : a.endpoint < b.endpoint;
    };
    const size_t kept = std::min(count, all.size());
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept), all.end(), more);
    all.resize(kept);
    return all;
}

} // namespace mesh44
