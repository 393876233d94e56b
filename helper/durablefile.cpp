// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/durablefile.h"

#include "helper/filedescriptor.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mesh44 {
namespace {

Error fileError(const std::string &path, const char *what)
{
    const bool full = errno == ENOSPC || errno == EDQUOT || errno == EROFS;
    return {full ? ErrorCode::NoSpace : ErrorCode::IoFailed, path + " " + what + ": " + std::strerror(errno)};
}

Status syncFolder(const std::string &folder)
{
    const FileDescriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory || ::fsync(directory.get()) != 0)
        return fileError(folder, "cannot be synced");
    return ok();
}

Status makeFolder(const std::string &folder)
{
    if (::mkdir(folder.c_str(), 0700) != 0)
        return errno == EEXIST ? ok() : Status(fileError(folder, "cannot be made"));
    return syncFolder(folder.substr(0, folder.rfind('/')));
}

Status writeAndSync(const std::string &path, std::string_view bytes)
{
    const FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file)
        return fileError(path, "cannot be made");
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            return fileError(path, "cannot be written");
        bytes.remove_prefix(static_cast<size_t>(std::max<ssize_t>(written, 0)));
    }
    if (::fsync(file.get()) != 0)
        return fileError(path, "cannot be synced");
    return ok();
}

Status replaceDurably(const std::string &folder, const std::string &path, std::string_view bytes)
{
    const std::string fresh = path + ".new";
    if (::unlink(fresh.c_str()) != 0 && errno != ENOENT)
        return fileError(fresh, "cannot be removed");
    Status status = writeAndSync(fresh, bytes);
    if (status && ::rename(fresh.c_str(), path.c_str()) != 0)
        status = fileError(path, "cannot be put in place");
    if (!status) {
        ::unlink(fresh.c_str());
        return status;
    }
    return syncFolder(folder);
}

} // namespace

Result<std::optional<std::string>> readDurableFile(const std::string &folder, const std::string &name, size_t longest)
{
    const std::string path = folder + "/" + name;
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file && errno == ENOENT)
        return std::optional<std::string>();
    struct stat about{};
    if (!file || ::fstat(file.get(), &about) != 0)
        return fileError(path, "cannot be opened");
    if (!S_ISREG(about.st_mode) || static_cast<size_t>(about.st_size) > longest)
        return Error{ErrorCode::IoFailed,
                     path + " is no regular file of at most " + std::to_string(longest) + " bytes"};
    std::string bytes(static_cast<size_t>(about.st_size), '\0');
    size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::read(file.get(), bytes.data() + done, bytes.size() - done);
        if (got < 0 && errno != EINTR)
            return fileError(path, "cannot be read");
        if (got == 0)
            break;
        done += static_cast<size_t>(std::max<ssize_t>(got, 0));
    }
    bytes.resize(done);
    return std::optional(std::move(bytes));
}

Status writeDurableFile(const std::string &folder, const std::string &name, std::string_view bytes)
{
    if (Status made = makeFolder(folder); !made)
        return made;
    return replaceDurably(folder, folder + "/" + name, bytes);
}

Status removeDurableFile(const std::string &folder, const std::string &name)
{
    const std::string path = folder + "/" + name;
    if (::unlink(path.c_str()) != 0)
        return errno == ENOENT ? ok() : Status(fileError(path, "cannot be removed"));
    return syncFolder(folder);
}

} // namespace mesh44
