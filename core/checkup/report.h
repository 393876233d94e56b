// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/checkup/check.h"
#include "core/checkup/finding.h"
#include "core/mesh/view.h"

#include <string>
#include <vector>

namespace mesh44 {

struct ReportFacts
{
    GatewayStatus status;
    std::vector<SettingView> settings;
    std::vector<Check> checks;
    std::vector<Finding> findings;
    std::string kernel;             // "Linux 6.1.0"; empty: not known
    std::vector<std::string> names; // of this computer and its users: to be hidden
};

// For a mailing list: what the check-up found, without callsign, password, names, or any address that is not
// everybody's.
std::string checkReport(const ReportFacts &facts);

} // namespace mesh44
