// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/result.h"

namespace mesh44 {

std::string_view describe(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument: return "a value is not permitted";
    case ErrorCode::InvalidConfig: return "a configuration value is not permitted";
    case ErrorCode::NotAuthorized: return "not authorised";
    case ErrorCode::NoAgent: return "a password is needed, but there is nobody to ask for it";
    case ErrorCode::AuthorizationUnavailable: return "polkit does not answer, so nothing may be changed";
    case ErrorCode::Conflict: return "the state has changed in the meantime";
    case ErrorCode::KernelRefused: return "the kernel refused";
    case ErrorCode::Unsupported: return "not supported here";
    case ErrorCode::Busy: return "too many requests at once";
    case ErrorCode::LimitExceeded: return "a limit is exceeded";
    case ErrorCode::NotFound: return "not found";
    case ErrorCode::NoSpace: return "nothing can be saved, so nothing was changed";
    case ErrorCode::IoFailed: return "reading or writing failed";
    case ErrorCode::Disconnected: return "the gateway service is not running";
    }
    return "failed";
}

} // namespace mesh44
