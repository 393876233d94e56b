// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A configuration change on trial: it is taken back at its deadline unless it was confirmed before.
//
//      begin()                 confirm()
//   none ----> on trial ------------------------> none
//                 | deadline, rollback(), a failed probe, a stop, or a start that finds a checkpoint
//                 v
//            rolling back --(compared with the checkpoint: equal)--> none
//                 ^  |  not equal: degraded, and again after 1, 2, 4 ... 60 s
//                 +--+
//
// The checkpoint is on disk from before the first operation until the trial is confirmed or completely taken back.
// Whatever ends the helper or the machine in between, the next start finds it and goes on with taking back: nothing
// but a confirmation keeps a change. The deadline is of CLOCK_BOOTTIME: it counts the sleep, and nobody can set it.
// A caller that vanishes changes nothing: over ssh a connection that is cut is what the deadline is for.
//
// This class keeps token, time and file; what is applied and put back is the Gateway's (gatewaytrial.cpp).

#include "core/mesh/view.h"
#include "core/result.h"
#include "helper/checkpoint.h"
#include "helper/timer.h"
#include "helper/username.h"

#include <functional>
#include <optional>
#include <string>

#include <sys/types.h>

namespace mesh44 {

class Trial
{
public:
    static constexpr uint32_t kShortest = 10; // seconds
    static constexpr uint32_t kLongest = 600;

    // Called when the time is over, and again for as long as taking back does not succeed.
    Trial(sd_event *event, std::string directory, std::function<void()> takeBack);

    enum class Phase { None, OnTrial, RollingBack };
    Phase phase() const { return m_phase; }
    const std::string &token() const { return m_token; }
    // Who may end it without being asked for a password. Nothing: there is no trial.
    std::optional<uid_t> holder() const;

    // Conflict: one runs; the message names who holds it and for how long.
    Status mayChange() const;
    // InvalidArgument: less than kShortest or more than kLongest.
    static Status checkSeconds(uint32_t seconds);
    // Puts the checkpoint on disk and starts the clock. NoSpace: it cannot be written, and there is no trial.
    Status begin(Checkpoint checkpoint, uint32_t seconds);
    // What an earlier run left. IoFailed: it cannot be read or made sense of; it was put aside.
    Result<std::optional<Checkpoint>> resume();
    // The same for those who only want to know: it stays as it is. InvalidArgument: damaged.
    static Result<std::optional<Checkpoint>> pending(const std::string &directory);

    // NotFound: the token (empty: any) is not of a trial that can still be decided.
    Status check(const std::string &token) const;
    Status confirm();
    Status extend(uint32_t seconds);
    // From here on only back: no confirmation is taken any more.
    void beginRollback();
    // The outcome of one try. Empty: all is as it was; else what is not, and the next try is under way.
    void endTry(std::string problem);

    const Checkpoint &checkpoint() const { return m_checkpoint; }
    const std::string &problem() const { return m_problem; } // why taking back is not finished

    TrialView view() const; // without the seconds left
    uint32_t secondsLeft() const;

private:
    Error putAside(const std::string &why) const;
    void startClock(uint32_t seconds);
    void clear();
    std::string holderName() const;

    std::string m_directory;
    Timer m_timer;
    Phase m_phase = Phase::None;
    Checkpoint m_checkpoint;
    std::string m_token;
    std::string m_problem;
    int64_t m_until = 0; // CLOCK_REALTIME, for those who show it
    unsigned m_retrySeconds = 1;
};

} // namespace mesh44
