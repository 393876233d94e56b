// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A change on trial with somebody in front of it: Enter keeps it, Ctrl+C takes it back, and without either it is
// taken back at its deadline. It may also be decided elsewhere (mesh44ctl confirm, the window), which ends the wait.
//
// When this program or its connection goes away nothing is decided: the gateway keeps the time. When the gateway's
// service goes away, the wait is over: at its next start it takes the change back.

#include "app/mesh44ctl/context.h"
#include "core/bus/client.h"

namespace mesh44::ctl {

constexpr uint32_t kTrialSeconds = 60; // where none are named

class TrialSession
{
public:
    using Assignments = std::vector<std::pair<std::string, std::string>>;

    TrialSession(const Context &context, Assignments assignments, uint32_t seconds);
    ~TrialSession();
    TrialSession(const TrialSession &) = delete;
    TrialSession &operator=(const TrialSession &) = delete;
    // Applies and, on a terminal, waits for the decision; else says how to confirm. An ExitCode: kFine if the change
    // was kept or still is on trial.
    int run();

private:
    Result<std::string> apply();
    int tellHowToConfirm(const std::string &token) const;
    void tellChanges(const std::vector<SettingView> &before) const;
    void heard(const EventView &event);
    void heard(const TrialView &trial);
    void askForTrial();
    int decide(const std::string &token);
    int wait();
    bool sleep(const sigset_t &asleep); // true: Enter was pressed
    void showTime() const;
    int keep();
    int takeBack();
    std::string command(const std::string &words) const;

    enum class End { None, Kept, TakenBack };

    const Context &m_context;
    const Assignments m_assignments;
    const uint32_t m_seconds;
    std::unique_ptr<bus::Client> m_client;
    int m_terminal = -1; // from which the decision is read
    std::string m_token;
    uint64_t m_deadline = 0; // CLOCK_MONOTONIC, µs
    int64_t m_until = 0;     // as last heard of
    bool m_wasTakenBack = false;
    bool m_isGone = false; // the service
    End m_end = End::None;
};

} // namespace mesh44::ctl
