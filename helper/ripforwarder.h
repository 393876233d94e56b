// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Tells routers on our LAN about the mesh, as [forward] says: plain RIPv2 with the installed routes, or the
// announcer's packets as they came.
//
// UDP port 520 is privileged, and the helper has no right to it: packets leave through a raw socket that is bound
// to the device and made with their headers. So nothing is received here, and requests are not answered; a round
// comes every 25 to 35 s, and what changes is said within 2 s (RFC 2453 sections 3.8 and 3.10.1).

#include "core/bus/handle.h"
#include "core/kernel/forwardlink.h"
#include "core/rip44/advertisement.h"
#include "helper/filedescriptor.h"
#include "helper/timer.h"

#include <chrono>
#include <map>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace mesh44 {

class RipForwarder
{
public:
    // How long until the next round, and until changes are said: by chance between the two ends.
    struct Pace
    {
        std::chrono::microseconds leastRound = std::chrono::seconds(25);
        std::chrono::microseconds mostRound = std::chrono::seconds(35);
        std::chrono::microseconds leastChange = std::chrono::milliseconds(200);
        std::chrono::microseconds mostChange = std::chrono::seconds(2);
    };

    explicit RipForwarder(sd_event *event) : RipForwarder(event, Pace()) {}
    RipForwarder(sd_event *event, Pace pace);

    // After each look at the kernel, and whenever the settings may have changed.
    void lookAt(const Settings &settings, const KernelState &facts, const std::optional<Underlay> &underlay);
    // What the kernel forwards now. Our own subnets are left out.
    void setRoutes(std::vector<Ipv4Prefix> installed);
    // A packet of the announcer that was taken.
    void heard(std::span<const std::byte> outerPacket);
    // Takes everything back that was said; for an end, not for a restart.
    void withdraw();

    // Why nothing is said although it should be; empty when all is well.
    const std::string &problem() const { return m_problem; }
    ForwardFormat format() const { return m_settings.forwardFormat; }
    const std::optional<ForwardLink> &link() const { return m_link; }
    void addCounters(std::map<std::string, uint64_t> &counters) const;

private:
    void use(std::optional<ForwardLink> link);
    Status open(const ForwardLink &link);
    void announceRoutes();
    void startRounds();
    void round();
    void tellChanges();
    void send(std::span<const RipEntry> entries);
    void sendResponse(std::span<const uint8_t> response);

    Pace m_pace;
    Settings m_settings; // as of the last look
    std::optional<ForwardLink> m_link;
    FileDescriptor m_socket;
    std::string m_problem;
    std::vector<Ipv4Prefix> m_installed;
    Advertisement m_advertisement;
    std::map<Ipv4Prefix, RipEntry> m_changes; // to be said soon
    Timer m_roundTimer;
    Timer m_changeTimer;
    std::minstd_rand m_random{std::random_device{}()};

    uint64_t m_packets = 0;
    uint64_t m_failed = 0;
    uint64_t m_rounds = 0;
};

} // namespace mesh44
