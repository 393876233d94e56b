// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The userspace plane as the control loop sees it. Everything is called from the loop's thread.
//
//   open()      makes the device and the sockets, or takes those that an earlier helper left; packets queue
//   setTable()  new routes, at once and without a gap; forwards from the first one on, or says why it does not
//   pause()     stops forwarding; the device stays, and packets queue until the next setTable()
//   close()     the device goes, and with it all that leads to it; also what an earlier helper left
//
// A plane that is destroyed without close() leaves device and socket to the next helper.

#include "core/plane/forwardingtable.h"
#include "core/result.h"

#include <cstdint>
#include <map>
#include <string>

namespace mesh44 {

class UserPlane
{
public:
    virtual ~UserPlane() = default;

    virtual Status open() = 0; // nothing to do where it is open already
    virtual Status setTable(ForwardingTable table, Ipv4Address own) = 0;
    virtual void pause() = 0;
    virtual void close() = 0;

    // "plane.in.packets", "plane.out.dropped.no_endpoint"; none while it is closed.
    virtual void addCounters(std::map<std::string, uint64_t> &counters) const = 0;
};

} // namespace mesh44
