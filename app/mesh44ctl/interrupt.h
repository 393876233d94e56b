// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For commands that wait: SIGINT and SIGTERM are let in only while ppoll() sleeps, so that none is missed between
// looking and sleeping.

#include <csignal>
#include <cstdint>
#include <ctime>
#include <optional>

namespace mesh44::ctl {

// Holds both from here on; the result is what ppoll() is to sleep with.
sigset_t holdSignals();
// One of them came since then.
bool wasInterrupted();

// CLOCK_MONOTONIC, µs.
uint64_t monotonicTime();
// What is left until then, or nothing for no end (~0).
std::optional<timespec> remaining(uint64_t deadline);

} // namespace mesh44::ctl
