// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// When somebody who does not look at the window is told of a fault: once per root cause, after it has lasted, and once
// more when it has been over for as long. A state that comes and goes is no news; an age or a count that moves is
// none either.

#include "ui/models/situation.h"

namespace mesh44 {

// What is wrong, as a key that stays the same while it lasts; empty: nothing is; nothing: not known at the moment.
// Times in µs since the epoch.
std::optional<QString> rootCause(const ConnectionState &connection, const GatewayStatus *status, int64_t now);

class NotificationGate
{
public:
    enum class Step { Nothing, Tell, TellOver, Withdraw };
    static constexpr int64_t kLasting = 30'000'000; // µs

    // To be asked each second and on each change. now: µs of a clock that never jumps. heeded: the operator looks at
    // the window, or wants no notification: the fault counts as told.
    Step look(const std::optional<QString> &cause, int64_t now, bool heeded);

private:
    Step pass(bool heeded);

    QString m_told;      // the cause that was told last; empty: all was well
    QString m_candidate; // what is the case since m_since
    int64_t m_since = 0;
    bool m_isShown = false; // a notification about m_told was given out
};

} // namespace mesh44
