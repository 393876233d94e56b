// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/checkup/judge.h"
#include "helper/clock.h"
#include "helper/detector.h"
#include "helper/pace.h"

#include <functional>

namespace mesh44 {

// Looks around at the start, with each audit and when somebody asks, who needs no right for that: at most once a
// second, and where much is to be seen, a twentieth of the time. In between it tells what was found.
class Checkup
{
public:
    // now: CLOCK_BOOTTIME, or a test's.
    explicit Checkup(Detector detector = Detector(), std::function<int64_t()> now = bootTime)
        : m_detector(std::move(detector)), m_now(std::move(now))
    {
    }

    // What the judgement needs besides what is found here.
    struct Own
    {
        const KernelState &kernel;
        const Settings &settings;
        std::string device;
        bool heard = false;
    };
    const std::vector<Finding> &findings(const Own &own);
    // Of the last look: what keeps the gateway from working. Nothing: nothing does.
    const Finding *worst() const;

private:
    Detector m_detector;
    std::vector<Finding> m_findings;
    std::function<int64_t()> m_now;
    Pace m_pace{1'000'000, 20};
};

} // namespace mesh44
