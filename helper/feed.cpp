// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/feed.h"

#include "helper/clock.h"

namespace mesh44 {

Feed::Feed(sd_event *event, Handlers handlers)
    : m_event(event), m_handlers(std::move(handlers)), m_quietTimer(event, [this] { quietChecked(); })
{
}

Status Feed::start(Ipv4Address announcer, std::string password)
{
    m_password = std::move(password);
    m_announcer = announcer;
    if (m_listener)
        return m_listener->setAnnouncer(announcer);
    auto listener = Rip44Listener::open(m_event, announcer, [this](auto packet) { packetArrived(packet); });
    if (!listener)
        return listener.error();
    m_listener = std::move(*listener);
    return ok();
}

void Feed::stop()
{
    m_listener.reset();
    m_quietTimer.stop();
    m_assembler = {};
}

void Feed::packetArrived(std::span<const std::byte> bytes)
{
    const auto parsed = parseRip44(bytes, {m_announcer, m_password});
    if (const auto *fault = std::get_if<PacketFault>(&parsed)) {
        ++m_dropped[static_cast<size_t>(*fault)];
        return;
    }
    const auto &packet = std::get<RipPacket>(parsed);
    ++m_packets;
    for (size_t i = 0; i < kEntryFaults; ++i)
        m_skipped[i] += packet.skipped[i];
    m_assembler.add(packet, bootTime());
    m_quietTimer.startOnce(std::chrono::microseconds(BurstAssembler::kQuiet));
    m_handlers.entries(packet.entries);
    m_handlers.packet(bytes);
}

// The timer is set once for a burst, not once for a packet: where it fires early, it is set again.
void Feed::quietChecked()
{
    const auto burst = m_assembler.finish(bootTime());
    if (!burst) {
        if (const auto deadline = m_assembler.deadline())
            m_quietTimer.start(std::chrono::microseconds(*deadline - bootTime()));
        return;
    }
    ++m_bursts;
    m_turnedAway += burst->turnedAway;
    const bool complete = m_judge.isComplete(*burst);
    m_completeBursts += complete;
    m_handlers.burstEnded(*burst, complete);
}

void Feed::addCounters(std::map<std::string, uint64_t> &counters) const
{
    counters["rip44.packets"] = m_packets;
    counters["rip44.bursts"] = m_bursts;
    counters["rip44.bursts_complete"] = m_completeBursts;
    counters["rip44.turned_away"] = m_turnedAway;
    counters["rip44.overflows"] = m_listener ? m_listener->overflows() : 0;
    for (size_t i = 0; i < kPacketFaults; ++i)
        counters["rip44.dropped." + std::string(toString(static_cast<PacketFault>(i)))] = m_dropped[i];
    for (size_t i = 0; i < kEntryFaults; ++i)
        counters["rip44.skipped." + std::string(toString(static_cast<EntryFault>(i)))] = m_skipped[i];
}

} // namespace mesh44
