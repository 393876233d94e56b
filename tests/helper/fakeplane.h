// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/settings.h"
#include "helper/plane/userplane.h"
#include "tests/helper/fakekernel.h"

namespace mesh44 {

// A userspace plane whose device is the fake kernel's, and which carries nothing.
class FakePlane : public UserPlane
{
public:
    explicit FakePlane(FakeKernel &kernel) : m_kernel(kernel) {}

    void failOpen(Error error) { m_failure = std::move(error); }
    void failToForward(std::optional<Error> error) { m_noThreads = std::move(error); }
    // Somebody deletes the device under the plane; nexthops and routes go with it.
    void loseDevice() { m_kernel.outside(DeleteLink{m_link}); }

    Status open() override
    {
        if (m_failure)
            return *m_failure;
        if (m_link == 0)
            m_link = m_kernel.addLink(kUserspaceDevice, "tun", false);
        return ok();
    }
    Status setTable(ForwardingTable table, Ipv4Address) override
    {
        if (m_noThreads)
            return *m_noThreads;
        m_table = std::move(table);
        m_forwards = true;
        return ok();
    }
    void pause() override { m_forwards = false; }
    void close() override
    {
        if (m_link != 0)
            m_kernel.outside(DeleteLink{m_link});
        m_link = 0;
        m_forwards = false;
        m_table = {};
    }
    void addCounters(std::map<std::string, uint64_t> &counters) const override
    {
        if (m_link != 0)
            counters["plane.in.packets"] = 0;
    }

    bool exists() const { return m_link != 0; }
    bool forwards() const { return m_forwards; }
    Ipv4Address endpointFor(Ipv4Address destination) const { return m_table.endpointFor(destination); }

private:
    FakeKernel &m_kernel;
    std::optional<Error> m_failure;
    std::optional<Error> m_noThreads;
    ForwardingTable m_table;
    int m_link = 0;
    bool m_forwards = false;
};

} // namespace mesh44
