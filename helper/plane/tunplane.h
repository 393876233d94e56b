// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helper/plane/descriptorstore.h"
#include "helper/plane/userplane.h"

#include <memory>

namespace mesh44 {

// The real one: a TUN, raw sockets, and two threads between them.
class TunPlane : public UserPlane
{
public:
    explicit TunPlane(std::string runtimeDirectory);
    ~TunPlane() override;

    Status open() override;
    Status setTable(ForwardingTable table, Ipv4Address own) override;
    void pause() override;
    void close() override;
    void addCounters(std::map<std::string, uint64_t> &counters) const override;

private:
    struct Path;
    class Threads;

    DescriptorStore m_store;
    std::unique_ptr<Path> m_path;       // what packets go through; there from open() to close()
    std::unique_ptr<Threads> m_threads; // while it forwards; they use the path
    bool m_closed = false;              // nothing is left from an earlier helper either
};

} // namespace mesh44
