// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/handle.h"
#include "core/result.h"
#include "helper/filedescriptor.h"

#include <functional>
#include <memory>

namespace mesh44 {

// Says that something in nftables has changed, never what, and not by whom: our own changes are reported, too.
class NftMonitor
{
public:
    static constexpr int kMostAtOnce = 64; // messages

    // Calls the handler from the loop, at most once per wake-up. It must not destroy the monitor.
    static Result<std::unique_ptr<NftMonitor>> open(sd_event *loop, std::function<void()> handler);

private:
    NftMonitor(FileDescriptor socket, std::function<void()> handler);
    void drain();

    FileDescriptor m_socket;
    std::function<void()> m_handler;
    bus::EventSource m_source;
};

} // namespace mesh44
