// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Keeps descriptors open while the helper is not there: when a TUN's last descriptor is closed the kernel drops the
// device, its nexthops and their routes, without an event.
//
// Under systemd its fd store does it (sd_pid_notify_with_fds(3), FDSTORE=1; the unit allows it). Without systemd a
// keeper does: a child that holds the descriptors, gives up every right, and waits at a socket in the runtime
// directory.

#include "helper/filedescriptor.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace mesh44 {

class DescriptorStore
{
public:
    using Named = std::vector<std::pair<std::string, int>>;

    // Takes what was kept: from systemd (the environment's LISTEN_FDS), else from the keeper of this directory.
    explicit DescriptorStore(std::string runtimeDirectory);

    // What was kept under this name, and still is: a copy, ours from now on. None: nothing was.
    FileDescriptor take(const std::string &name);
    // Keeps copies of these, in place of all that was kept. Forks where there is no systemd: call it before threads
    // are made. Best effort: without a store a restart has a gap.
    void keep(const Named &descriptors);
    void forget();

private:
    void takeFromSystemd();

    std::string m_socketPath;
    bool m_systemd = false;
    std::map<std::string, FileDescriptor> m_taken; // nobody has asked for them yet
    std::vector<std::string> m_kept;               // by systemd
};

} // namespace mesh44
