// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/context.h"

#include "app/mesh44ctl/replies.h"

#include <chrono>
#include <cstdio>

namespace mesh44::ctl {

namespace {

void writeTo(std::FILE *stream, std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stream);
}

std::string notRunning(const std::string &host)
{
    if (host.empty())
        return "The gateway service is not running. Start it: sudo systemctl start mesh44d";
    return "The gateway service is not running on " + host + ". Start it there: sudo systemctl start mesh44d";
}

std::string noAgent(const std::string &host)
{
    if (host.empty())
        return "A password is needed, but there is nobody to ask for it. Use sudo, or run this in a terminal.";
    return "A password is needed, and it cannot be asked for over ssh. Use --host root@… or a polkit rule on the "
           "gateway.";
}

} // namespace

ExitCode exitCodeOf(GatewayState state)
{
    switch (state) {
    case GatewayState::Up: return kFine;
    case GatewayState::Waiting:
    case GatewayState::Degraded: return kDegraded;
    case GatewayState::Down:
    case GatewayState::Conflict:
    case GatewayState::Unsupported:
    case GatewayState::NoRights:
    case GatewayState::Misconfigured: return kDown;
    }
    return kError;
}

int64_t currentTime()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

void print(std::string_view text)
{
    writeTo(stdout, text);
}

void note(std::string_view text)
{
    writeTo(stderr, std::string(text) + '\n');
}

std::string explainError(const Error &error, const std::string &host)
{
    const std::string message = sentence(error.message);
    switch (error.code) {
    case ErrorCode::Disconnected:
        return error.message == describe(ErrorCode::Disconnected) ? notRunning(host) : message;
    case ErrorCode::NotAuthorized: return "Not permitted: " + message + " Use sudo, or an account that polkit permits.";
    case ErrorCode::NoAgent: return noAgent(host);
    case ErrorCode::AuthorizationUnavailable: return message + " Use sudo, or start polkit.";
    case ErrorCode::Busy: return message + " Try again in a moment.";
    default: return message;
    }
}

int report(const Context &context, const Error &error)
{
    const std::string text = explainError(error, context.host);
    note(context.json ? errorToJson(error.code, text) : text);
    return kError;
}

} // namespace mesh44::ctl
