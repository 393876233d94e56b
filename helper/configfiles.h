// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/settings.h"
#include "helper/directories.h"

#include <optional>
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

    // The text of our own layer; nothing: there is none.
    Result<std::optional<std::string>> ownText() const;
    // What load() would return with this for our own layer.
    LoadedSettings loadWith(const std::optional<std::string> &own) const;

    // Our own layer with these values set, and what is then loaded: only if the whole configuration is right with
    // them. Nothing is written.
    struct Edited
    {
        std::string text;
        LoadedSettings loaded;
    };
    Result<Edited> edit(std::span<const std::pair<std::string, std::string>> assignments) const;

    // Puts a text in the place of our own layer, or nothing; on disk when this returns. NoSpace, IoFailed: the old
    // text is still there.
    Status put(const std::optional<std::string> &own) const;

private:
    struct Layers
    {
        std::vector<ConfigFile> files;
        std::vector<ConfigProblem> unreadable;
    };
    Layers read() const;
    static LoadedSettings loadedFrom(const Layers &layers);
    void replaceOwn(Layers &layers, const std::optional<std::string> &own) const;

    std::vector<std::string> m_folders;
    std::string m_ownFolder;
    std::string m_ownFile; // with its folder
};

} // namespace mesh44
