// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace mesh44 {

// Where things are: from the environment that systemd sets, else the usual places.
struct Directories
{
    std::string vendor = "/usr/lib/mesh44";
    std::string configuration = "/etc/mesh44"; // CONFIGURATION_DIRECTORY: the operator's, never written
    std::string state = "/var/lib/mesh44";     // STATE_DIRECTORY
    std::string runtime = "/run/mesh44";       // RUNTIME_DIRECTORY
    std::string root = {};                     // stands for /, where other software is looked for: a test's own

    static Directories fromEnvironment();
};

} // namespace mesh44
