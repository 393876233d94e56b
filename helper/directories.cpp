// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/directories.h"

#include <cstdlib>

namespace mesh44 {

Directories Directories::fromEnvironment()
{
    Directories directories;
    const auto take = [](const char *variable, std::string &place) {
        // systemd separates several by colons; ours is one.
        if (const char *value = std::getenv(variable); value && *value == '/')
            place = std::string(value).substr(0, std::string(value).find(':'));
    };
    take("CONFIGURATION_DIRECTORY", directories.configuration);
    take("STATE_DIRECTORY", directories.state);
    take("RUNTIME_DIRECTORY", directories.runtime);
    return directories;
}

} // namespace mesh44
