// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/checkup/judge.h"
#include "helper/detector.h"

namespace mesh44 {

// Looks around when somebody asks, at most once a second, and keeps what was found.
class Checkup
{
public:
    explicit Checkup(Detector detector = Detector()) : m_detector(std::move(detector)) {}

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
    int64_t m_looked = 0; // CLOCK_BOOTTIME; 0: never
};

} // namespace mesh44
