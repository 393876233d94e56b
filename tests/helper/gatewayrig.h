// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A gateway's surroundings in a folder and in memory: directories, the fake kernel with a way to the Internet, a
// plane. Gateways come and go in it, as helpers do on a machine.

#include "helper/gateway.h"
#include "tests/helper/fakepacketfilter.h"
#include "tests/helper/fakeplane.h"

#include <filesystem>
#include <fstream>
#include <optional>

#include <zlib.h>

namespace mesh44::test {

// The header that goes before a checkpoint's body.
inline std::string withCheckpointHeader(const std::string &body)
{
    const auto *data = reinterpret_cast<const Bytef *>(body.data());
    char line[72];
    std::snprintf(line, sizeof line, "mesh44-checkpoint 1 crc32=%08lx bytes=%zu\n",
                  crc32(0, data, static_cast<uInt>(body.size())), body.size());
    return line + body;
}

class GatewayRig
{
public:
    static constexpr const char *kEncap = "route addprivate 44.4.1/24 encap 198.51.100.1\n"
                                          "route addprivate 44.4.2/24 encap 198.51.100.2\n"
                                          "route addprivate 44.4.3/24 encap 198.51.100.2\n";

    explicit GatewayRig(const std::string &base)
        : directories{base + "/vendor", base + "/etc", base + "/state", base + "/run", base + "/root"}, plane(kernel)
    {
        for (const std::string &folder :
             {directories.vendor, directories.configuration, directories.state, directories.runtime})
            std::filesystem::create_directories(folder);
        std::ofstream(directories.configuration + "/mesh44.conf")
            << "[gateway]\ncallsign = n0call\nsubnets = 44.128.10.0/24\n";
        wan = kernel.addLink("wan0");
        kernel.outside(AddAddress{{wan, Ipv4Address(203, 0, 113, 9), 24}});
        KernelRoute standard{.table = kMainTable, .protocol = 3};
        standard.gateway = Ipv4Address(203, 0, 113, 1);
        standard.link = wan;
        kernel.outside(PutRoute{standard});
    }

    // A helper's life until it is destroyed, as by kill -9.
    struct Run
    {
        bus::Event event;
        std::optional<Gateway> gateway;
        std::vector<EventView> events;

        explicit Run(GatewayRig &rig)
        {
            sd_event *raw = nullptr;
            sd_event_new(&raw);
            event.reset(raw);
            gateway.emplace(raw, rig.kernel, rig.plane, rig.filter, rig.directories);
            gateway->setObserver({{}, {}, [this](const EventView &line) { events.push_back(line); }});
            gateway->start();
        }
        Gateway *operator->() { return &*gateway; }
    };

    Directories directories;
    FakeKernel kernel;
    FakePlane plane;
    FakePacketFilter filter;
    int wan = 0;
};

} // namespace mesh44::test
