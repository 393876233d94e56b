// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A gateway's surroundings in a folder and in memory: directories, the fake kernel with a way to the Internet, a
// plane. Gateways come and go in it, as helpers do on a machine.

#include "helper/gateway.h"
#include "tests/helper/fakepacketfilter.h"
#include "tests/helper/fakeplane.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>

namespace mesh44::test {

class GatewayRig
{
public:
    static constexpr const char *kConfig = "[gateway]\ncallsign = n0call\nsubnets = 44.128.10.0/24\n";
    static constexpr const char *kEncap = "route addprivate 44.4.1/24 encap 198.51.100.1\n"
                                          "route addprivate 44.4.2/24 encap 198.51.100.2\n"
                                          "route addprivate 44.4.3/24 encap 198.51.100.2\n";

    explicit GatewayRig(const std::string &base)
        : directories{base + "/vendor", base + "/etc", base + "/state", base + "/run", base + "/root"}, plane(kernel)
    {
        for (const std::string &folder :
             {directories.vendor, directories.configuration, directories.state, directories.runtime})
            std::filesystem::create_directories(folder);
        configure(kConfig);
        wan = kernel.addWan();
    }

    // A helper's life until it is destroyed, as by kill -9.
    struct Run
    {
        bus::Event event;
        std::optional<Gateway> gateway;
        std::vector<Delta> deltas;
        std::vector<EventView> events;

        explicit Run(GatewayRig &rig)
        {
            sd_event *raw = nullptr;
            sd_event_new(&raw);
            event.reset(raw);
            gateway.emplace(raw, rig.kernel, rig.plane, rig.filter, rig.directories, rig.clock);
            gateway->setObserver({[this](const Delta &delta) { deltas.push_back(delta); },
                                  {},
                                  [this](const EventView &line) { events.push_back(line); }});
            gateway->start();
        }
        Gateway *operator->() { return &*gateway; }
        // What is due is done: three turns of the loop, each waiting at most this long.
        void turn(std::chrono::microseconds longest = std::chrono::milliseconds(100))
        {
            for (int i = 0; i < 3; ++i)
                sd_event_run(event.get(), static_cast<uint64_t>(longest.count()));
        }
    };

    // The operator's file, for the next look at it.
    void configure(const std::string &text) { std::ofstream(directories.configuration + "/mesh44.conf") << text; }
    size_t meshRoutes()
    {
        const KernelState state = *kernel.dump();
        return static_cast<size_t>(std::ranges::count_if(
            state.routes, [](const KernelRoute &r) { return r.table == 44 && r.type == RouteType::Unicast; }));
    }

    Directories directories;
    FakeKernel kernel;
    FakePlane plane;
    FakePacketFilter filter;
    Clock clock = readClocks;
    int wan = 0;
};

} // namespace mesh44::test
