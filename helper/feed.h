// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/handle.h"
#include "core/rip44/burst.h"
#include "core/rip44/packet.h"
#include "helper/rip44listener.h"
#include "helper/timer.h"

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>

namespace mesh44 {

// From the wire to bursts: listens, parses, counts what it drops, groups packets and judges bursts. It knows
// no mesh and no filter.
class Feed
{
public:
    struct Handlers
    {
        std::function<void(std::span<const RipEntry>)> entries;       // of one good packet, at once
        std::function<void(const Burst &, bool complete)> burstEnded; // see BurstAssembler
        std::function<void(std::span<const std::byte>)> packet;       // a good one, from the outer header on
    };

    Feed(sd_event *event, Handlers handlers);

    Status start(Ipv4Address announcer, std::string password);
    void stop();
    bool isRunning() const { return m_listener != nullptr; }

    // "rip44.packets", "rip44.dropped.password" …: what was heard and what became of it.
    void addCounters(std::map<std::string, uint64_t> &counters) const;

private:
    void packetArrived(std::span<const std::byte> packet);
    void quietChecked();

    sd_event *m_event;
    Handlers m_handlers;
    Ipv4Address m_announcer;
    std::string m_password;
    std::unique_ptr<Rip44Listener> m_listener;
    Timer m_quietTimer;
    BurstAssembler m_assembler;
    BurstJudge m_judge;

    std::array<uint64_t, kPacketFaults> m_dropped{};
    std::array<uint64_t, kEntryFaults> m_skipped{};
    uint64_t m_packets = 0;
    uint64_t m_bursts = 0;
    uint64_t m_completeBursts = 0;
    uint64_t m_turnedAway = 0;
};

} // namespace mesh44
