// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/configfiles.h"

#include "helper/filedescriptor.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mesh44 {
namespace {

constexpr size_t kLargest = 256 * 1024; // of one configuration file

std::vector<std::string> configFilesIn(const std::string &folder)
{
    std::vector<std::string> files;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".conf" && entry.is_regular_file(error))
            files.push_back(entry.path());
    }
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

Error writeError(const std::string &file)
{
    return {ErrorCode::IoFailed, file + " cannot be written: " + std::strerror(errno)};
}

} // namespace

ConfigFiles::ConfigFiles(const Directories &directories)
    : m_folders{directories.vendor, directories.configuration, directories.state + "/conf.d"},
      m_ownFolder(directories.state + "/conf.d"),
      m_ownFile(m_ownFolder + "/50-set.conf")
{
}

ConfigFiles::Layers ConfigFiles::read() const
{
    Layers layers;
    for (const std::string &folder : m_folders) {
        for (const std::string &name : configFilesIn(folder)) {
            if (auto text = readFile(name))
                layers.files.push_back({name, std::move(*text)});
            else
                layers.unreadable.push_back({name, 0, "", text.error().message});
        }
    }
    return layers;
}

LoadedSettings ConfigFiles::load() const
{
    Layers layers = read();
    LoadedSettings loaded = loadSettings(layers.files);
    loaded.errors.insert(loaded.errors.begin(), layers.unreadable.begin(), layers.unreadable.end());
    return loaded;
}

Result<LoadedSettings> ConfigFiles::set(std::span<const std::pair<std::string, std::string>> assignments) const
{
    Layers layers = read();
    auto own = std::ranges::find(layers.files, m_ownFile, &ConfigFile::name);
    if (own == layers.files.end())
        own = layers.files.insert(own,
                                  {m_ownFile, "; Set by mesh44 and mesh44ctl. Your own files are in /etc/mesh44.\n"});
    auto text = editConfig(*own, assignments);
    if (!text)
        return text.error();
    own->text = *text;
    LoadedSettings loaded = loadSettings(layers.files);
    if (!loaded.errors.empty())
        return Error{ErrorCode::InvalidConfig, toString(loaded.errors.front())};
    if (const Status written = write(*text); !written)
        return written.error();
    return loaded;
}

Status ConfigFiles::write(const std::string &text) const
{
    ::mkdir(m_ownFolder.c_str(), 0700);
    const std::string fresh = m_ownFile + ".new";
    const FileDescriptor file(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file || ::write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size())
        || ::fsync(file.get()) != 0 || ::rename(fresh.c_str(), m_ownFile.c_str()) != 0)
        return writeError(m_ownFile);
    const FileDescriptor folder(::open(m_ownFolder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder || ::fsync(folder.get()) != 0)
        return writeError(m_ownFolder);
    return ok();
}

} // namespace mesh44
