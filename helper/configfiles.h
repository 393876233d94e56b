// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/settings.h"
#include "helper/directories.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace mesh44 {

// The configuration layers on disk: the vendor's, the operator's (never written), and what window and
// command line have set.
class ConfigFiles
{
public:
    explicit ConfigFiles(const Directories &directories);

    // All *.conf of the three folders, each folder in the order of names. A file that cannot be read is an
    // error of that name, not a silent gap.
    LoadedSettings load() const;

    // Sets values in our own layer, if the whole configuration is right with them: all or nothing. Returns
    // what is then loaded.
    Result<LoadedSettings> set(std::span<const std::pair<std::string, std::string>> assignments) const;

private:
    struct Layers
    {
        std::vector<ConfigFile> files;
        std::vector<ConfigProblem> unreadable;
    };
    Layers read() const;
    Status write(const std::string &text) const;

    std::vector<std::string> m_folders;
    std::string m_ownFolder;
    std::string m_ownFile;
};

} // namespace mesh44
