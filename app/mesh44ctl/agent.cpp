// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/agent.h"

#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace mesh44::ctl {

namespace {

constexpr int kStartMs = 5'000;

// pkttyagent closes the descriptor once it is registered; the parent's copy is closed already.
void waitForRegistration(int fd)
{
    pollfd closed{fd, POLLIN, 0};
    poll(&closed, 1, kStartMs);
}

pid_t spawnAgent(int notifyFd)
{
    const std::string process = std::to_string(getpid());
    const std::string notify = std::to_string(notifyFd);
    const char *arguments[] = {"pkttyagent",   "--process",  process.c_str(), "--notify-fd",
                               notify.c_str(), "--fallback", nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, notifyFd, notifyFd); // onto itself: clears close-on-exec
    pid_t pid = -1;
    // posix_spawn does not write to the arguments; its signature is older than const.
    const int r = posix_spawnp(&pid, "pkttyagent", &actions, nullptr, const_cast<char **>(arguments), environ);
    posix_spawn_file_actions_destroy(&actions);
    return r == 0 ? pid : -1;
}

} // namespace

TextAgent::TextAgent()
{
    const bool canAsk = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
    if (canAsk && geteuid() != 0 && tcgetattr(STDIN_FILENO, &m_terminal) == 0)
        start();
}

void TextAgent::start()
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return;
    m_pid = spawnAgent(ends[1]);
    close(ends[1]);
    if (m_pid > 0)
        waitForRegistration(ends[0]);
    close(ends[0]);
}

TextAgent::~TextAgent()
{
    if (m_pid <= 0)
        return;
    kill(m_pid, SIGTERM);
    kill(m_pid, SIGCONT);
    while (waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {}
    tcsetattr(STDIN_FILENO, TCSADRAIN, &m_terminal);
}

} // namespace mesh44::ctl
