// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/configfiles.h"

#include "helper/durablefile.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace mesh44 {
namespace {

constexpr size_t kLargest = 256 * 1024; // of one configuration file
constexpr const char *kOwnFile = "50-set.conf";
constexpr const char *kFirstLine = "; Set by mesh44 and mesh44ctl. Your own files are in /etc/mesh44.\n";

bool isFile(const std::filesystem::directory_entry &entry)
{
    std::error_code error;
    return entry.is_regular_file(error);
}

// A folder that is not there holds none; one that cannot be read may hold the settings that matter.
Result<std::vector<std::string>> configFilesIn(const std::string &folder)
{
    std::vector<std::string> files;
    std::error_code error;
    std::filesystem::directory_iterator entries(folder, error);
    for (; !error && entries != std::filesystem::end(entries); entries.increment(error)) {
        if (entries->path().extension() == ".conf" && isFile(*entries))
            files.push_back(entries->path());
    }
    if (error && error != std::errc::no_such_file_or_directory)
        return Error{ErrorCode::IoFailed, "cannot be read: " + error.message()};
    std::ranges::sort(files);
    return files;
}

Result<std::string> readFile(const std::string &name)
{
    std::ifstream file(name, std::ios::binary);
    std::string text(kLargest + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!file.is_open() || file.bad())
        return Error{ErrorCode::IoFailed, "cannot be read: " + std::string(std::strerror(errno))};
    text.resize(static_cast<size_t>(file.gcount()));
    if (text.size() > kLargest)
        return Error{ErrorCode::IoFailed, "is larger than 256 KiB"};
    return text;
}

} // namespace

ConfigFiles::ConfigFiles(const Directories &directories)
    : m_folders{directories.vendor, directories.configuration, directories.state + "/conf.d"},
      m_ownFolder(directories.state + "/conf.d"),
      m_ownFile(m_ownFolder + "/" + kOwnFile)
{
}

ConfigFiles::Layers ConfigFiles::read() const
{
    Layers layers;
    for (const std::string &folder : m_folders) {
        const auto names = configFilesIn(folder);
        if (!names) {
            layers.unreadable.push_back({folder, 0, "", names.error().message});
            continue;
        }
        for (const std::string &name : *names) {
            if (auto text = readFile(name))
                layers.files.push_back({name, std::move(*text)});
            else
                layers.unreadable.push_back({name, 0, "", text.error().message});
        }
    }
    return layers;
}

LoadedSettings ConfigFiles::loadedFrom(const Layers &layers)
{
    LoadedSettings loaded = loadSettings(layers.files);
    loaded.errors.insert(loaded.errors.begin(), layers.unreadable.begin(), layers.unreadable.end());
    return loaded;
}

LoadedSettings ConfigFiles::load() const
{
    return loadedFrom(read());
}

Result<std::optional<std::string>> ConfigFiles::ownText() const
{
    return readDurableFile(m_ownFolder, kOwnFile, kLargest);
}

// In its place among the others of its folder, which is the last one.
void ConfigFiles::replaceOwn(Layers &layers, const std::optional<std::string> &own) const
{
    std::erase_if(layers.files, [&](const ConfigFile &file) { return file.name == m_ownFile; });
    std::erase_if(layers.unreadable, [&](const ConfigProblem &problem) { return problem.file == m_ownFile; });
    const auto after = std::ranges::find_if(layers.files, [&](const ConfigFile &file) {
        return file.name.starts_with(m_ownFolder) && file.name > m_ownFile;
    });
    if (own)
        layers.files.insert(after, {m_ownFile, *own});
}

LoadedSettings ConfigFiles::loadWith(const std::optional<std::string> &own) const
{
    Layers layers = read();
    replaceOwn(layers, own);
    return loadedFrom(layers);
}

Result<ConfigFiles::Edited> ConfigFiles::edit(std::span<const std::pair<std::string, std::string>> assignments) const
{
    const auto own = ownText();
    if (!own)
        return own.error();
    auto text = editConfig({m_ownFile, own->value_or(kFirstLine)}, assignments);
    if (!text)
        return text.error();
    LoadedSettings loaded = loadWith(*text);
    if (!loaded.errors.empty())
        return Error{ErrorCode::InvalidConfig, toString(loaded.errors.front())};
    return Edited{std::move(*text), std::move(loaded)};
}

Status ConfigFiles::put(const std::optional<std::string> &own) const
{
    const auto before = ownText();
    if (before && *before == own)
        return ok();
    Status done = own ? writeDurableFile(m_ownFolder, kOwnFile, *own) : removeDurableFile(m_ownFolder, kOwnFile);
    if (!done && before && own) // where only the folder was not synced
        (void)(*before ? writeDurableFile(m_ownFolder, kOwnFile, **before) : removeDurableFile(m_ownFolder, kOwnFile));
    return done;
}

} // namespace mesh44
