// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>
#include <termios.h>

namespace mesh44::ctl {

// polkit's own text prompt (pkttyagent) for as long as this lives. It is started only where somebody can
// answer: stdin and stderr are terminals and we are not root, of whom nothing is asked. It is a fallback: a
// desktop's agent goes first. Where it cannot be started the service refuses with NoAgent.
class TextAgent
{
public:
    TextAgent();
    ~TextAgent();
    TextAgent(const TextAgent &) = delete;
    TextAgent &operator=(const TextAgent &) = delete;

private:
    void start();

    pid_t m_pid = -1;
    termios m_terminal{}; // as it was: a prompt that is ended must not leave the echo off
};

} // namespace mesh44::ctl
