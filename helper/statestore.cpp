// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/statestore.h"

#include "helper/filedescriptor.h"
#include "helper/statefile.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mesh44 {

namespace {

constexpr const char *kCurrent = "state.json";
constexpr const char *kPrevious = "state.json.1";
constexpr const char *kNew = "state.json.new";
constexpr const char *kAside = "state.json.unknown";

Error failed(const std::string &what)
{
    return {ErrorCode::IoFailed, what + ": " + std::strerror(errno)};
}

Result<FileDescriptor> openDirectory(const std::string &path)
{
    FileDescriptor directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory)
        return failed("cannot open " + path);
    return directory;
}

// The whole file, or one byte more than may be. NotFound: there is none.
Result<std::string> readFile(int directory, const char *name)
{
    const FileDescriptor file(::openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat about{};
    if (!file && errno == ENOENT)
        return Error{ErrorCode::NotFound, "is not there"};
    if (!file || ::fstat(file.get(), &about) < 0)
        return failed("cannot be opened");
    if (!S_ISREG(about.st_mode))
        return Error{ErrorCode::IoFailed, "is not a regular file"};
    std::string bytes(std::min<size_t>(static_cast<size_t>(about.st_size), kLongestStateFile + 1), '\0');
    size_t length = 0;
    while (length < bytes.size()) {
        const ssize_t n = ::read(file.get(), bytes.data() + length, bytes.size() - length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return failed("cannot be read");
        if (n == 0)
            break;
        length += static_cast<size_t>(n);
    }
    bytes.resize(length);
    return bytes;
}

Status writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return failed("cannot write the new state");
        bytes.remove_prefix(static_cast<size_t>(n));
    }
    return ok();
}

// Keeps the current file as the previous one without taking it away from its place; where the file system
// has no hard links there is a moment with the previous one only.
Status keepPrevious(int directory)
{
    if (::unlinkat(directory, kPrevious, 0) < 0 && errno != ENOENT)
        return failed("cannot remove the previous state");
    if (::linkat(directory, kCurrent, directory, kPrevious, 0) == 0 || errno == ENOENT)
        return ok();
    if ((errno == EPERM || errno == EOPNOTSUPP) && ::renameat(directory, kCurrent, directory, kPrevious) == 0)
        return ok();
    return failed("cannot keep the previous state");
}

} // namespace

StateStore::StateStore(std::string directory) : m_directory(std::move(directory)) {}

Result<std::optional<State>> StateStore::load()
{
    m_warning.clear();
    m_current = Current::Unknown;
    const Result<FileDescriptor> directory = openDirectory(m_directory);
    if (!directory)
        return directory.error();
    std::optional<State> state;
    read(directory->get(), kCurrent, state, m_current);
    if (state)
        return state;
    Current previous = Current::Unknown;
    read(directory->get(), kPrevious, state, previous);
    if (state)
        m_warning += std::string(m_warning.empty() ? "" : "; ") + "the state before it is used";
    else if (!m_warning.empty())
        m_warning += "; the gateway starts without a remembered state";
    return state;
}

void StateStore::read(int directory, const char *name, std::optional<State> &state, Current &outcome)
{
    const auto warn = [&](const std::string &what) {
        m_warning += (m_warning.empty() ? "" : "; ") + m_directory + "/" + name + ": " + what;
    };
    const Result<std::string> bytes = readFile(directory, name);
    if (!bytes) {
        outcome = bytes.error().code == ErrorCode::NotFound ? Current::Missing : Current::Bad;
        if (outcome == Current::Bad)
            warn(bytes.error().message);
        return;
    }
    Result<State> decoded = decodeState(*bytes);
    if (decoded) {
        outcome = Current::Good;
        state = *std::move(decoded);
        return;
    }
    outcome = decoded.error().code == ErrorCode::Unsupported ? Current::Newer : Current::Bad;
    warn(decoded.error().message);
}

Status StateStore::save(const State &state)
{
    if (m_current == Current::Unknown) {
        if (const auto loaded = load(); !loaded)
            return loaded.error();
    }
    const std::string bytes = encodeState(state);
    if (bytes.size() > kLongestStateFile)
        return Error{ErrorCode::LimitExceeded, "the state is longer than 8 MiB"};
    const Result<FileDescriptor> directory = openDirectory(m_directory);
    if (!directory)
        return directory.error();
    Status status = write(directory->get(), bytes);
    if (!status) {
        ::unlinkat(directory->get(), kNew, 0);
        return status;
    }
    m_current = Current::Good;
    if (::fsync(directory->get()) < 0)
        return failed("cannot sync " + m_directory);
    return ok();
}

Status StateStore::write(int directory, const std::string &bytes) const
{
    if (::unlinkat(directory, kNew, 0) < 0 && errno != ENOENT)
        return failed("cannot remove an unfinished state");
    const FileDescriptor file(
        ::openat(directory, kNew, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!file)
        return failed("cannot create a file in " + m_directory);
    if (Status status = writeAll(file.get(), bytes); !status)
        return status;
    if (::fsync(file.get()) < 0)
        return failed("cannot sync the new state");
    if (Status status = setAside(directory); !status)
        return status;
    if (::renameat(directory, kNew, directory, kCurrent) < 0)
        return failed("cannot put the new state in place");
    return ok();
}

// What happens to the file that is about to be replaced: a good one becomes the previous one, one that a
// newer version wrote is put aside, a damaged one is overwritten.
Status StateStore::setAside(int directory) const
{
    if (m_current == Current::Good)
        return keepPrevious(directory);
    if (m_current == Current::Newer && ::renameat(directory, kCurrent, directory, kAside) < 0)
        return failed("cannot put aside the state of a newer version");
    return ok();
}

} // namespace mesh44
