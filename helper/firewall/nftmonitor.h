// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/handle.h"
#include "core/result.h"
#include "helper/filedescriptor.h"
#include "helper/firewall/nftnotices.h"

#include <functional>
#include <memory>
#include <set>
#include <string>

namespace mesh44 {

// Says that something in nftables has changed, never what: our own changes are reported, too. Where somebody else
// touched our table, it says who.
class NftMonitor
{
public:
    static constexpr int kMostAtOnce = 64; // messages

    // Calls the handler from the loop, at most once per wake-up. It must not destroy the monitor.
    using Handler = std::function<void(const std::set<std::string> &authors)>;
    static Result<std::unique_ptr<NftMonitor>> open(sd_event *loop, Handler handler);

private:
    NftMonitor(FileDescriptor socket, Handler handler);
    void drain();

    FileDescriptor m_socket;
    Handler m_handler;
    NftNotices m_notices;
    bus::EventSource m_source;
};

} // namespace mesh44
