// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/interrupt.h"

#include <chrono>

namespace mesh44::ctl {

namespace {

volatile std::sig_atomic_t interrupted = 0;

void onSignal(int)
{
    interrupted = 1;
}

} // namespace

sigset_t holdSignals()
{
    sigset_t held;
    sigset_t before;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigprocmask(SIG_BLOCK, &held, &before);
    struct sigaction action{};
    action.sa_handler = onSignal;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    return before;
}

bool wasInterrupted()
{
    return interrupted != 0;
}

uint64_t monotonicTime()
{
    using namespace std::chrono;
    return static_cast<uint64_t>(duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count());
}

std::optional<timespec> remaining(uint64_t deadline)
{
    if (deadline == ~uint64_t{0})
        return std::nullopt;
    const uint64_t now = monotonicTime();
    const uint64_t left = deadline > now ? deadline - now : 0;
    return timespec{static_cast<time_t>(left / 1'000'000), static_cast<long>(left % 1'000'000 * 1000)};
}

} // namespace mesh44::ctl
