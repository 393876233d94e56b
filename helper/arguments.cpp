// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/arguments.h"

#include <cstring>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mesh44 {
namespace {

constexpr size_t kLongestArgument = 64;
constexpr size_t kMostAssignments = 100;
constexpr size_t kMostAssignedBytes = size_t{32} * 1024; // keys and values together
constexpr size_t kLargestImport = size_t{4} * 1024 * 1024;

// The signature was checked by sd-bus: this does not happen to a well-formed message.
Error malformed()
{
    return {ErrorCode::InvalidArgument, "the message is malformed"};
}

Error tooLarge(const char *what)
{
    return {ErrorCode::LimitExceeded, std::string("the ") + what + " is larger than 4 MiB"};
}

bool isFile(sd_bus_message *call)
{
    return std::string_view(sd_bus_message_get_signature(call, 1)) == "h";
}

struct OpenFile
{
    int descriptor = -1; // stays the message's
    size_t size = 0;
};

Result<OpenFile> lookAtFile(sd_bus_message *call)
{
    OpenFile file;
    if (sd_bus_message_read_basic(call, 'h', &file.descriptor) < 0)
        return malformed();
    struct stat facts{};
    const int flags = ::fcntl(file.descriptor, F_GETFL);
    const bool readable = flags >= 0 && (flags & O_PATH) == 0 && (flags & O_ACCMODE) != O_WRONLY;
    if (!readable || ::fstat(file.descriptor, &facts) != 0 || !S_ISREG(facts.st_mode))
        return Error{ErrorCode::InvalidArgument, "the file must be a regular file, open for reading"};
    file.size = static_cast<size_t>(facts.st_size);
    if (file.size > kLargestImport)
        return tooLarge("file");
    return file;
}

Result<std::string_view> lookAtText(sd_bus_message *call)
{
    const char *text = nullptr;
    if (sd_bus_message_read_basic(call, 's', &text) < 0)
        return malformed();
    const std::string_view whole = text;
    if (whole.size() > kLargestImport)
        return tooLarge("text");
    return whole;
}

Result<std::string> readWhole(const OpenFile &file)
{
    std::string text(file.size, '\0');
    size_t done = 0;
    while (done < text.size()) {
        const ssize_t got = ::pread(file.descriptor, text.data() + done, text.size() - done, static_cast<off_t>(done));
        if (got < 0)
            return Error{ErrorCode::IoFailed, "the file cannot be read"};
        if (got == 0)
            break;
        done += static_cast<size_t>(got);
    }
    text.resize(done);
    return text;
}

} // namespace

Result<std::string> readString(sd_bus_message *call)
{
    const char *text = nullptr;
    if (sd_bus_message_read_basic(call, 's', &text) < 0)
        return malformed();
    const std::string_view word = text;
    if (word.size() > kLongestArgument)
        return Error{ErrorCode::InvalidArgument, "a word is longer than 64 characters"};
    return std::string(word);
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

Result<CaptureRequest> readCaptureRequest(sd_bus_message *call)
{
    const auto kind = readString(call);
    const auto subject = kind ? readString(call) : kind;
    if (!subject)
        return subject.error();
    const auto filter = CaptureFilter::parse(*kind, *subject);
    if (!filter)
        return filter.error();
    CaptureRequest request{.filter = *filter};
    int full = 0;
    if (sd_bus_message_read(call, "ub", &request.seconds, &full) < 0)
        return malformed();
    if (request.seconds < 1 || request.seconds > kMostCaptureSeconds)
        return Error{ErrorCode::InvalidArgument, "a capture takes from 1 to 3600 seconds"};
    request.full = full != 0;
    return request;
}

Result<Assignments> readAssignments(sd_bus_message *call)
{
    Assignments assignments;
    if (sd_bus_message_enter_container(call, 'a', "(ss)") < 0)
        return malformed();
    const char *key = nullptr;
    const char *value = nullptr;
    size_t bytes = 0;
    while (sd_bus_message_read(call, "(ss)", &key, &value) > 0) {
        if (assignments.size() >= kMostAssignments)
            return Error{ErrorCode::LimitExceeded, "at most 100 values at once"};
        bytes += std::strlen(key) + std::strlen(value);
        if (bytes > kMostAssignedBytes)
            return Error{ErrorCode::LimitExceeded, "at most 32 KiB of values at once"};
        assignments.emplace_back(key, value);
    }
    if (sd_bus_message_exit_container(call) < 0)
        return malformed();
    if (assignments.empty())
        return Error{ErrorCode::InvalidArgument,
                     "there is nothing to set; expected keys such as gateway.mode with a value"};
    return assignments;
}

Result<size_t> measureImport(sd_bus_message *call)
{
    if (isFile(call)) {
        const auto file = lookAtFile(call);
        return file ? Result<size_t>(size_t{0}) : file.error();
    }
    const auto text = lookAtText(call);
    return text ? Result<size_t>(text->size()) : text.error();
}

Result<std::string> readImport(sd_bus_message *call)
{
    if (sd_bus_message_rewind(call, 1) < 0)
        return malformed();
    if (isFile(call)) {
        const auto file = lookAtFile(call);
        return file ? readWhole(*file) : file.error();
    }
    const auto text = lookAtText(call);
    return text ? Result<std::string>(std::string(*text)) : text.error();
}

} // namespace mesh44
