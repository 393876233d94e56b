// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mesh44ctl/text.h"
#include "core/mesh/view.h"

#include <functional>
#include <string>

namespace mesh44::ctl {

enum ExitCode : int { kFine = 0, kError = 1, kDegraded = 3, kDown = 4 };

// What every command is given, and what parsing leaves behind.
struct Context
{
    bool json = false;
    std::string host; // "user@host"; empty: this computer
    Style style;
    std::function<int()> run; // set by the chosen command; returns an ExitCode
};

// What `status` exits with.
ExitCode exitCodeOf(GatewayState state);

// CLOCK_REALTIME, µs.
int64_t currentTime();

void print(std::string_view text); // to stdout
void note(std::string_view text);  // a line to stderr

// Says what went wrong and what to do about it: a sentence for people, an object with --json. kError.
int report(const Context &context, const Error &error);
// The sentence alone.
std::string explainError(const Error &error, const std::string &host);

} // namespace mesh44::ctl
