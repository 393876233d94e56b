// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/plane/inbound.h"

#include "helper/plane/errorqueue.h"

#include <algorithm>
#include <cerrno>

namespace mesh44 {

Inbound::Inbound(int raw, int tun, PathMtus &mtus, PlaneCounters &counters)
    : m_raw(raw),
      m_tun(tun),
      m_mtus(mtus),
      m_counters(counters),
      // Not initialised: pages that no packet ever filled take no memory.
      m_buffers(new std::array<std::array<uint8_t, kBuffer>, kBatch>)
{
    for (size_t i = 0; i < kBatch; ++i) {
        m_parts[i] = {(*m_buffers)[i].data(), kBuffer};
        m_messages[i].msg_hdr.msg_iov = &m_parts[i];
        m_messages[i].msg_hdr.msg_iovlen = 1;
    }
}

bool Inbound::forward(const ForwardingTable &table)
{
    const int count = ::recvmmsg(m_raw, m_messages.data(), kBatch, MSG_DONTWAIT, nullptr);
    if (count < 0) {
        // An ICMP error makes the next call fail once, whatever it was about.
        const bool nothing = errno == EAGAIN || errno == EWOULDBLOCK;
        learnPathMtus(m_raw, m_mtus);
        return !nothing;
    }
    m_coalescer.clear();
    uint64_t bytes = 0;
    uint64_t packets = 0;
    for (size_t i = 0; i < static_cast<size_t>(count); ++i) {
        const auto inner = decapsulate(
            std::span((*m_buffers)[i]).first(std::min<size_t>(m_messages[i].msg_len, kBuffer)), table);
        if (const auto *fault = std::get_if<PlaneFault>(&inner)) {
            m_counters.drop(*fault);
            continue;
        }
        const auto &packet = std::get<PacketView>(inner);
        ++packets;
        bytes += packet.size();
        m_coalescer.add(packet);
    }
    PlaneCounters::add(m_counters.packets, packets);
    PlaneCounters::add(m_counters.bytes, bytes);
    deliver();
    return count > 0;
}

void Inbound::deliver()
{
    for (size_t group = 0; group < m_coalescer.groups(); ++group) {
        std::array<iovec, 1 + kBatch> parts; // the first for the offload header
        int count = 1;
        OffloadHeader offload = m_coalescer.take(group, [&](std::span<const uint8_t> piece) {
            parts[static_cast<size_t>(count++)] = {const_cast<uint8_t *>(piece.data()), piece.size()};
        });
        parts[0] = {&offload, sizeof offload};
        if (::writev(m_tun, parts.data(), count) < 0)
            m_counters.drop(PlaneFault::DeliverFailed, static_cast<uint64_t>(count - 1));
    }
}

} // namespace mesh44
