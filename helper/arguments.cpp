// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/arguments.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mesh44 {
namespace {

constexpr size_t kMostAssignments = 100;
constexpr off_t kLargestFile = off_t{4} * 1024 * 1024;

// The signature was checked by sd-bus: this does not happen to a well-formed message.
Error malformed()
{
    return {ErrorCode::InvalidArgument, "the message is malformed"};
}

} // namespace

Result<std::string> readString(sd_bus_message *call)
{
    const char *text = nullptr;
    if (sd_bus_message_read_basic(call, 's', &text) < 0)
        return malformed();
    return std::string(text);
}

Result<Ipv4Address> readAddress(sd_bus_message *call)
{
    const auto text = readString(call);
    return text ? Ipv4Address::parse(*text) : text.error();
}

Result<Ipv4Prefix> readPrefix(sd_bus_message *call)
{
    const auto text = readString(call);
    return text ? Ipv4Prefix::parse(*text) : text.error();
}

Result<bool> readFlag(sd_bus_message *call)
{
    int flag = 0;
    if (sd_bus_message_read_basic(call, 'b', &flag) < 0)
        return malformed();
    return flag != 0;
}

Result<Assignments> readAssignments(sd_bus_message *call)
{
    Assignments assignments;
    if (sd_bus_message_enter_container(call, 'a', "(ss)") < 0)
        return malformed();
    const char *key = nullptr;
    const char *value = nullptr;
    while (sd_bus_message_read(call, "(ss)", &key, &value) > 0) {
        if (assignments.size() >= kMostAssignments)
            return Error{ErrorCode::LimitExceeded, "at most 100 values at once"};
        assignments.emplace_back(key, value);
    }
    if (sd_bus_message_exit_container(call) < 0)
        return malformed();
    if (assignments.empty())
        return Error{ErrorCode::InvalidArgument,
                     "there is nothing to set; expected keys such as gateway.mode with a value"};
    return assignments;
}

Result<std::string> readFileArgument(sd_bus_message *call)
{
    int fd = -1; // stays the message's
    if (sd_bus_message_read_basic(call, 'h', &fd) < 0)
        return malformed();
    struct stat facts{};
    const int flags = ::fcntl(fd, F_GETFL);
    const bool readable = flags >= 0 && (flags & O_PATH) == 0 && (flags & O_ACCMODE) != O_WRONLY;
    if (!readable || ::fstat(fd, &facts) != 0 || !S_ISREG(facts.st_mode))
        return Error{ErrorCode::InvalidArgument, "the file must be a regular file, open for reading"};
    if (facts.st_size > kLargestFile)
        return Error{ErrorCode::LimitExceeded, "the file is larger than 4 MiB"};
    std::string text(static_cast<size_t>(facts.st_size), '\0');
    size_t done = 0;
    while (done < text.size()) {
        const ssize_t got = ::pread(fd, text.data() + done, text.size() - done, static_cast<off_t>(done));
        if (got < 0)
            return Error{ErrorCode::IoFailed, "the file cannot be read"};
        if (got == 0)
            break;
        done += static_cast<size_t>(got);
    }
    text.resize(done);
    return text;
}

Result<std::string> readTextArgument(sd_bus_message *call)
{
    auto text = readString(call);
    if (text && text->size() > static_cast<size_t>(kLargestFile))
        return Error{ErrorCode::LimitExceeded, "the text is larger than 4 MiB"};
    return text;
}

} // namespace mesh44
