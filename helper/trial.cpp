// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/trial.h"

#include "helper/clock.h"
#include "helper/durablefile.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <sys/random.h>

namespace mesh44 {
namespace {

constexpr const char *kCheckpointName = "trial.checkpoint";

// 128 bits that nobody can guess. Nothing: the kernel has none to give.
std::optional<std::string> newToken()
{
    std::array<unsigned char, 16> bits{};
    if (::getrandom(bits.data(), bits.size(), 0) != static_cast<ssize_t>(bits.size()))
        return std::nullopt;
    std::string token;
    for (const unsigned char byte : bits) {
        std::array<char, 3> digits{};
        std::snprintf(digits.data(), digits.size(), "%02x", byte);
        token += digits.data();
    }
    return token;
}

} // namespace

Trial::Trial(sd_event *event, std::string directory, std::function<void()> takeBack)
    : m_directory(std::move(directory)), m_timer(event, std::move(takeBack))
{
}

std::optional<uid_t> Trial::holder() const
{
    return m_phase == Phase::OnTrial ? std::optional<uid_t>(m_checkpoint.uid) : std::nullopt;
}

std::string Trial::holderName() const
{
    return userName(m_checkpoint.uid);
}

Status Trial::mayChange() const
{
    if (m_phase == Phase::None)
        return ok();
    const std::string what = "a change of " + m_checkpoint.keys.front() + " by " + holderName();
    if (m_phase == Phase::RollingBack)
        return Error{ErrorCode::Conflict, what + " is being taken back, and that is not finished: " + m_problem
                                              + "; to take it back once more leaves it as it is"};
    return Error{ErrorCode::Conflict, what + " waits for its confirmation, for another " + std::to_string(secondsLeft())
                                          + " s; confirm it or take it back first"};
}

Status Trial::checkSeconds(uint32_t seconds)
{
    if (seconds < kShortest || seconds > kLongest)
        return Error{ErrorCode::InvalidArgument, std::to_string(seconds) + " s is not permitted for a trial: from "
                                                     + std::to_string(kShortest) + " to " + std::to_string(kLongest)};
    return ok();
}

Status Trial::begin(Checkpoint checkpoint, uint32_t seconds)
{
    auto token = newToken();
    if (!token)
        return Error{ErrorCode::IoFailed, "the kernel gives no random numbers"};
    checkpoint.bootId = bootId();
    checkpoint.deadline = bootTime() + int64_t{seconds} * 1'000'000;
    if (const Status saved = writeDurableFile(m_directory, kCheckpointName, encodeCheckpoint(checkpoint)); !saved) {
        (void)removeDurableFile(m_directory, kCheckpointName); // where only the folder was not synced
        return Error{ErrorCode::NoSpace,
                     "the way back cannot be saved, so nothing was changed: " + saved.error().message};
    }
    m_checkpoint = std::move(checkpoint);
    m_token = std::move(*token);
    m_phase = Phase::OnTrial;
    startClock(seconds);
    return ok();
}

// Nothing can be taken back with it, neither now nor with the next start.
Error Trial::putAside(const std::string &why) const
{
    const std::string path = m_directory + "/" + kCheckpointName;
    (void)std::rename(path.c_str(), (path + ".unknown").c_str());
    return {ErrorCode::IoFailed, why + "; the configuration stays as it is"};
}

Result<std::optional<Checkpoint>> Trial::pending(const std::string &directory)
{
    const auto bytes = readDurableFile(directory, kCheckpointName, kLongestCheckpoint);
    if (!bytes)
        return bytes.error();
    if (!*bytes)
        return std::optional<Checkpoint>();
    auto checkpoint = decodeCheckpoint(**bytes);
    if (checkpoint && !checkpoint->keys.empty())
        return std::optional(std::move(*checkpoint));
    const std::string how = checkpoint ? "it names no key" : checkpoint.error().message;
    return Error{ErrorCode::InvalidArgument, directory + "/" + kCheckpointName + ": " + how};
}

Result<std::optional<Checkpoint>> Trial::resume()
{
    auto left = pending(m_directory);
    if (!left)
        return putAside(left.error().message);
    if (!*left)
        return left;
    m_checkpoint = std::move(**left);
    beginRollback();
    m_problem = m_checkpoint.bootId == bootId() ? "the gateway service was started anew"
                                                : "the machine was started anew";
    return std::optional(m_checkpoint);
}

Status Trial::check(const std::string &token) const
{
    if (m_phase == Phase::OnTrial && (token.empty() || token == m_token))
        return ok();
    if (m_phase == Phase::RollingBack)
        return Error{ErrorCode::NotFound, "the change is being taken back already"};
    return Error{ErrorCode::NotFound, token.empty() ? "no change waits for its confirmation"
                                                    : "this change does not wait for its confirmation any more"};
}

// Gone from the disk first: a start in between must not take back what was confirmed.
Status Trial::confirm()
{
    if (Status removed = removeDurableFile(m_directory, kCheckpointName); !removed)
        return removed;
    clear();
    return ok();
}

Status Trial::extend(uint32_t seconds)
{
    if (Status permitted = checkSeconds(seconds); !permitted)
        return permitted;
    startClock(seconds);
    return ok();
}

void Trial::startClock(uint32_t seconds)
{
    m_checkpoint.deadline = bootTime() + int64_t{seconds} * 1'000'000;
    m_until = wallTime() + int64_t{seconds} * 1'000'000;
    m_timer.start(std::chrono::seconds(seconds));
}

void Trial::beginRollback()
{
    m_phase = Phase::RollingBack;
    m_timer.stop();
    m_retrySeconds = 1;
    m_problem = "it was not tried yet";
}

void Trial::endTry(std::string problem)
{
    if (problem.empty()) {
        if (const Status removed = removeDurableFile(m_directory, kCheckpointName); removed)
            return clear();
        else
            problem = removed.error().message;
    }
    m_problem = std::move(problem);
    if (m_timer.isRunning())
        return; // looked at in between: the next try stays where it is
    m_timer.start(std::chrono::seconds(m_retrySeconds));
    m_retrySeconds = std::min(2 * m_retrySeconds, 60U);
}

void Trial::clear()
{
    m_timer.stop();
    m_phase = Phase::None;
    m_checkpoint = {};
    m_token.clear();
    m_problem.clear();
    m_until = 0;
}

TrialView Trial::view() const
{
    if (m_phase == Phase::None)
        return {};
    return {
        .by = holderName(), .keys = m_checkpoint.keys, .until = m_until, .rollingBack = m_phase == Phase::RollingBack};
}

uint32_t Trial::secondsLeft() const
{
    if (m_phase != Phase::OnTrial)
        return 0;
    const int64_t left = m_checkpoint.deadline - bootTime();
    return static_cast<uint32_t>(std::max<int64_t>(0, (left + 999'999) / 1'000'000));
}

} // namespace mesh44
