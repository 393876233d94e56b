// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/checkup.h"

namespace mesh44 {

const std::vector<Finding> &Checkup::findings(const Own &own)
{
    const int64_t now = m_now();
    if (!m_pace.isDue(now))
        return m_findings;
    m_findings = judge({.surroundings = m_detector.look(),
                        .kernel = own.kernel,
                        .settings = own.settings,
                        .device = own.device,
                        .heard = own.heard});
    m_pace.done(now, m_now());
    return m_findings;
}

const Finding *Checkup::worst() const
{
    const bool isBad = !m_findings.empty() && m_findings.front().severity == Severity::Error;
    return isBad ? &m_findings.front() : nullptr;
}

} // namespace mesh44
