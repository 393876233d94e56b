// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/checkup.h"

#include "helper/clock.h"

namespace mesh44 {

const std::vector<Finding> &Checkup::findings(const Own &own)
{
    constexpr int64_t kSecond = 1'000'000;
    const int64_t now = bootTime();
    if (m_looked != 0 && now - m_looked < kSecond)
        return m_findings;
    m_findings = judge({.surroundings = m_detector.look(),
                        .kernel = own.kernel,
                        .settings = own.settings,
                        .device = own.device,
                        .heard = own.heard});
    m_looked = now;
    return m_findings;
}

const Finding *Checkup::worst() const
{
    const bool isBad = !m_findings.empty() && m_findings.front().severity == Severity::Error;
    return isBad ? &m_findings.front() : nullptr;
}

} // namespace mesh44
