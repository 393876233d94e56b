// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace mesh44 {

// Who changed the kernel, in words: "ip (process 4711)". By the port id that a notification carries, which is a
// process id by convention only: the kernel gives a process's first socket its id, libnl writes it into the lower 22
// bits, and all else are numbers without a meaning. Ask at once: `ip` is gone in a moment.
//
// Where the service manager hides other users' processes from us (ProtectProc=invisible), the number is all there is,
// unless systemd-networkd has written its state within the last seconds.
struct Culprit
{
    std::string words;
    bool isNamed = false; // there is a name among the words
};
Culprit culpritOf(uint32_t port);

// The process that a port id speaks of, if it is one that can be seen.
std::optional<int> processOfPort(uint32_t port);

} // namespace mesh44
