// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/trialsession.h"

#include "app/mesh44ctl/agent.h"
#include "app/mesh44ctl/interrupt.h"
#include "app/mesh44ctl/replies.h"

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <poll.h>
#include <string_view>
#include <termios.h>
#include <unistd.h>

namespace mesh44::ctl {

namespace {

constexpr uint64_t kOneSecond = 1'000'000;

bool isInteractive(const Context &context)
{
    return !context.json && isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0;
}

std::string valueOf(const std::vector<SettingView> &settings, const std::string &key)
{
    const auto found = std::ranges::find(settings, key, &SettingView::key);
    return found == settings.end() || found->value.empty() ? "nothing" : found->value;
}

// With a description of its own, so that reading never waits: Ctrl+C takes away again what was typed, perhaps between
// poll() and read(). Whoever may not open somebody else's terminal has the standard input itself.
int openTerminal()
{
    const int fd = ::open("/proc/self/fd/0", O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    return fd >= 0 ? fd : STDIN_FILENO;
}

} // namespace

TrialSession::TrialSession(const Context &context, Assignments assignments, uint32_t seconds)
    : m_context(context), m_assignments(std::move(assignments)), m_seconds(seconds)
{
}

TrialSession::~TrialSession()
{
    if (m_terminal > STDIN_FILENO)
        ::close(m_terminal);
}

int TrialSession::run()
{
    bus::Client::Handlers handlers;
    handlers.changed = [this](const Delta &delta) {
        if (delta.whole)
            heard(delta.status.trial);
        else
            askForTrial();
    };
    handlers.event = [this](const EventView &event) { heard(event); };
    handlers.presence = [this](bool isThere) { m_isGone = !isThere; };
    auto client = bus::Client::connect(m_context.host, std::move(handlers));
    if (!client)
        return report(m_context, client.error());
    m_client = *std::move(client);
    const bool interactive = isInteractive(m_context);
    const auto before = m_client->await<std::vector<SettingView>>(
        [&](auto reply) { m_client->getConfig(std::move(reply)); });
    if (!before)
        return report(m_context, before.error());
    const auto token = apply();
    if (!token)
        return report(m_context, token.error());
    if (!interactive)
        return tellHowToConfirm(*token);
    tellChanges(*before);
    return decide(*token);
}

Result<std::string> TrialSession::apply()
{
    std::optional<TextAgent> agent; // on another computer polkit could not find a prompt of ours
    if (m_context.host.empty())
        agent.emplace();
    // Revision 0: whoever types a command did not look at a revision before.
    return m_client->await<std::string>(
        [&](auto reply) { m_client->apply(0, m_assignments, m_seconds, std::move(reply)); });
}

std::string TrialSession::command(const std::string &words) const
{
    return "mesh44ctl " + (m_context.host.empty() ? "" : "--host " + m_context.host + " ") + words;
}

int TrialSession::tellHowToConfirm(const std::string &token) const
{
    const std::string confirm = command("confirm " + token);
    if (m_context.json)
        print(trialToJson(token, m_seconds, confirm) + '\n');
    else
        print("On trial for " + std::to_string(m_seconds) + " s, then taken back. To keep it: " + confirm + '\n');
    return kFine;
}

void TrialSession::tellChanges(const std::vector<SettingView> &before) const
{
    for (const auto &[key, value] : m_assignments)
        print(printable(key + ": " + valueOf(before, key) + " -> " + (value.empty() ? "the default" : value)) + '\n');
    print("On trial: Enter keeps it, Ctrl+C takes it back; from elsewhere: " + command("confirm") + '\n');
}

// Why a trial ends is told before that it ended, by the one connection.
void TrialSession::heard(const EventView &event)
{
    if (!m_token.empty() && event.kind == "config" && event.text.starts_with("taken back"))
        m_wasTakenBack = true;
}

void TrialSession::heard(const TrialView &trial)
{
    if (m_token.empty())
        return; // of an earlier trial
    if (trial.by.empty() || trial.rollingBack) {
        m_end = m_wasTakenBack || trial.rollingBack ? End::TakenBack : End::Kept;
    } else if (trial.secondsLeft > 0) {
        m_deadline = monotonicTime() + trial.secondsLeft * kOneSecond;
    } else if (trial.until != m_until) {
        m_until = trial.until; // by a clock that may not be ours
        askForTrial();
    }
}

void TrialSession::askForTrial()
{
    m_client->getStatus([this](const Result<GatewayStatus> &status) {
        if (status)
            heard(status->trial);
    });
}

int TrialSession::decide(const std::string &token)
{
    m_token = token;
    m_deadline = monotonicTime() + m_seconds * kOneSecond;
    return wait();
}

int TrialSession::wait()
{
    const sigset_t asleep = holdSignals();
    m_terminal = openTerminal();
    ::tcflush(m_terminal, TCIFLUSH); // what was typed before the question is no answer
    while (m_end == End::None) {
        if (const Status status = m_client->process(); !status) {
            note("\nThe connection was lost. The change is taken back at its deadline, unless it is confirmed: "
                 + command("confirm"));
            return kError;
        }
        if (m_end != End::None)
            break;
        if (m_isGone) {
            note("\nmesh44d has ended. It takes the change back when it starts again, unless it was kept.");
            return kError;
        }
        showTime();
        if (sleep(asleep))
            return keep();
        if (wasInterrupted())
            return takeBack();
    }
    print(m_end == End::Kept ? "\nKept.\n" : "\nTaken back.\n");
    return m_end == End::Kept ? kFine : kError;
}

void TrialSession::showTime() const
{
    const uint64_t now = monotonicTime();
    const uint64_t left = m_deadline > now ? (m_deadline - now + kOneSecond - 1) / kOneSecond : 0;
    print("\rTaken back in " + std::to_string(left) + " s ");
    std::fflush(stdout);
}

bool TrialSession::sleep(const sigset_t &asleep)
{
    const auto wanted = m_client->poll();
    pollfd fds[] = {{wanted.fd, static_cast<short>(wanted.events), 0}, {m_terminal, POLLIN, 0}};
    const auto left = remaining(std::min(wanted.deadline, monotonicTime() + kOneSecond));
    if (ppoll(fds, 2, left ? &*left : nullptr, &asleep) <= 0 || (fds[1].revents & (POLLIN | POLLHUP)) == 0)
        return false;
    char line[256];
    const ssize_t got = ::read(m_terminal, line, sizeof line);
    // An end of the input is no Enter, nor is a line of something else, which was pasted.
    return got > 0 && std::string_view(line, static_cast<size_t>(got)) == "\n";
}

int TrialSession::keep()
{
    const auto kept = m_client->await<Unit>([&](auto reply) { m_client->confirm(m_token, std::move(reply)); });
    if (!kept)
        return report(m_context, kept.error());
    print("Kept.\n");
    return kFine;
}

int TrialSession::takeBack()
{
    const auto back = m_client->await<Unit>([&](auto reply) { m_client->rollback(m_token, std::move(reply)); });
    if (!back)
        return report(m_context, back.error());
    print("\nTaken back.\n");
    return kError;
}

} // namespace mesh44::ctl
