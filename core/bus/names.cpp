// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/names.h"

#include <algorithm>
#include <array>

namespace mesh44::bus {

namespace {

struct Name
{
    ErrorCode code;
    const char *name;
};

constexpr std::array kOurs = {
    Name{ErrorCode::InvalidArgument, "org.mesh44.Error.InvalidArgument"},
    Name{ErrorCode::InvalidConfig, "org.mesh44.Error.InvalidConfig"},
    Name{ErrorCode::NotAuthorized, "org.mesh44.Error.NotAuthorized"},
    Name{ErrorCode::NoAgent, "org.mesh44.Error.NoAgent"},
    Name{ErrorCode::AuthorizationUnavailable, "org.mesh44.Error.AuthorizationUnavailable"},
    Name{ErrorCode::Conflict, "org.mesh44.Error.Conflict"},
    Name{ErrorCode::KernelRefused, "org.mesh44.Error.KernelRefused"},
    Name{ErrorCode::Unsupported, "org.mesh44.Error.Unsupported"},
    Name{ErrorCode::Busy, "org.mesh44.Error.Busy"},
    Name{ErrorCode::LimitExceeded, "org.mesh44.Error.LimitExceeded"},
    Name{ErrorCode::NotFound, "org.mesh44.Error.NotFound"},
    Name{ErrorCode::NoSpace, "org.mesh44.Error.NoSpace"},
    Name{ErrorCode::IoFailed, "org.mesh44.Error.IoFailed"},
    Name{ErrorCode::Disconnected, "org.mesh44.Error.Disconnected"},
};

// What the bus itself, or sd-bus in our own process, answers.
constexpr std::array kTheirs = {
    Name{ErrorCode::NotAuthorized, "org.freedesktop.DBus.Error.AccessDenied"},
    Name{ErrorCode::NotAuthorized, "org.freedesktop.DBus.Error.AuthFailed"},
    Name{ErrorCode::NoAgent, "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired"},
    Name{ErrorCode::Disconnected, "org.freedesktop.DBus.Error.ServiceUnknown"},
    Name{ErrorCode::Disconnected, "org.freedesktop.DBus.Error.NameHasNoOwner"},
    Name{ErrorCode::Disconnected, "org.freedesktop.DBus.Error.NoReply"},
    Name{ErrorCode::Disconnected, "org.freedesktop.DBus.Error.Disconnected"},
    Name{ErrorCode::Disconnected, "org.freedesktop.DBus.Error.NoServer"},
    Name{ErrorCode::Disconnected, "org.freedesktop.DBus.Error.Timeout"},
    Name{ErrorCode::Disconnected, "org.freedesktop.DBus.Error.TimedOut"},
    Name{ErrorCode::LimitExceeded, "org.freedesktop.DBus.Error.LimitsExceeded"},
    Name{ErrorCode::LimitExceeded, "org.freedesktop.DBus.Error.NoMemory"},
    Name{ErrorCode::InvalidArgument, "org.freedesktop.DBus.Error.InvalidArgs"},
    Name{ErrorCode::InvalidArgument, "org.freedesktop.DBus.Error.InvalidSignature"},
    Name{ErrorCode::Unsupported, "org.freedesktop.DBus.Error.NotSupported"},
    Name{ErrorCode::Unsupported, "org.freedesktop.DBus.Error.UnknownMethod"},
    Name{ErrorCode::Unsupported, "org.freedesktop.DBus.Error.UnknownInterface"},
    Name{ErrorCode::Unsupported, "org.freedesktop.DBus.Error.UnknownObject"},
    Name{ErrorCode::Unsupported, "org.freedesktop.DBus.Error.UnknownProperty"},
    Name{ErrorCode::NotFound, "org.freedesktop.DBus.Error.FileNotFound"},
};

} // namespace

const char *errorName(ErrorCode code)
{
    const auto found = std::ranges::find(kOurs, code, &Name::code);
    return found == kOurs.end() ? "org.mesh44.Error.IoFailed" : found->name;
}

ErrorCode errorCodeFrom(std::string_view name)
{
    const auto matches = [&](const Name &row) { return name == row.name; };
    if (const auto found = std::ranges::find_if(kOurs, matches); found != kOurs.end())
        return found->code;
    if (const auto found = std::ranges::find_if(kTheirs, matches); found != kTheirs.end())
        return found->code;
    return ErrorCode::IoFailed;
}

} // namespace mesh44::bus
