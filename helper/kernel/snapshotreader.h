// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/snapshot.h"
#include "helper/kernel/netlinksocket.h"

namespace mesh44 {

// All that decides about IPv4 packets in this network namespace: one full dump of each kind. Needs no capability.
//
// The dumps are not one moment: what changes in between shows in one and not in another, and the kernel's own answer
// beside the explanation tells.
class SnapshotReader
{
public:
    static Result<SnapshotReader> open();
    Result<explain::RoutingSnapshot> read();

private:
    explicit SnapshotReader(NetlinkSocket socket) : m_socket(std::move(socket)) {}
    Status readNexthopsAndRoutes(explain::RoutingSnapshot &snapshot);
    bool localAndMainAreOne(const explain::RoutingSnapshot &snapshot);

    NetlinkSocket m_socket;
    NetlinkRequest m_request;
};

} // namespace mesh44
