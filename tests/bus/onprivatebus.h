// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For test executables that need the private bus (privatebus.py): they start themselves again on one.
//
//     int main(int argc, char **argv)
//     {
//         mesh44::test::enterPrivateBus(argv, "/path/to/test.rules");
//         …
//     }
//
// MESH44_BUS_SCRIPT is set by the build. Without root this returns, and onPrivateBus() stays false: the tests
// then say that they need it.

#include <cstdlib>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace mesh44::test {

inline bool onPrivateBus()
{
    return std::getenv("MESH44_BUS_CONTROL") != nullptr;
}

inline void enterPrivateBus(char **argv, const char *rules)
{
    if (onPrivateBus() || ::geteuid() != 0)
        return;
    std::vector<const char *> command{"python3", MESH44_BUS_SCRIPT, "run", "--rules", rules, "--"};
    for (; *argv; ++argv)
        command.push_back(*argv);
    command.push_back(nullptr);
    ::execv("/usr/bin/python3", const_cast<char **>(command.data()));
}

// "kill", "start", "hang", "resume": the real polkitd has done it when this returns true.
inline bool polkitd(const std::string &what)
{
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::string(std::getenv("MESH44_BUS_CONTROL")).copy(address.sun_path, sizeof address.sun_path - 1);
    const std::string line = what + "\n";
    char answer[3] = {};
    const bool done = ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
                      && ::write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size())
                      && ::recv(fd, answer, 2, MSG_WAITALL) == 2 && std::string(answer) == "ok";
    ::close(fd);
    return done;
}

} // namespace mesh44::test
