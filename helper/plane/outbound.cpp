// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/plane/outbound.h"

#include "core/plane/icmp.h"
#include "helper/plane/errorqueue.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace mesh44 {
namespace {

constexpr double kErrorsPerSecond = 100;

sockaddr_in socketAddress(Ipv4Address address)
{
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = address.toNetworkOrder();
    return to;
}

} // namespace

Outbound::Outbound(int tun, int raw, PathMtus &mtus, PlaneCounters &counters)
    : m_tun(tun),
      m_raw(raw),
      m_mtus(mtus),
      m_counters(counters),
      m_arena(std::make_unique<std::array<uint8_t, kArena>>()),
      m_tokensAt(std::chrono::steady_clock::now())
{
}

bool Outbound::forward(const ForwardingTable &table)
{
    bool more = true;
    size_t used = 0;
    while (m_count < kMessages && used + kRoom + kLargestRead <= kArena) {
        used += kRoom;
        const ssize_t length = ::read(m_tun, m_arena->data() + used, kLargestRead);
        if (length <= 0) {
            more = length < 0 && errno == EINTR;
            break;
        }
        const auto size = static_cast<size_t>(length);
        handle(std::span(*m_arena).subspan(used, size), table);
        used += (size + 63) & ~size_t{63};
    }
    flush();
    return more;
}

void Outbound::handle(std::span<uint8_t> frame, const ForwardingTable &table)
{
    if (frame.size() <= sizeof(OffloadHeader) || frame[sizeof(OffloadHeader)] >> 4 != 4)
        return; // IPv6 finds its way to every device; it has none here
    OffloadHeader offload;
    std::memcpy(&offload, frame.data(), sizeof offload);
    const auto packet = PacketView::read(frame.subspan(sizeof offload));
    if (!packet)
        return m_counters.drop(PlaneFault::Malformed);
    if (packet->protocol() == kProtocolIpip)
        return m_counters.drop(PlaneFault::Nested);
    const Ipv4Address endpoint = table.endpointFor(packet->destination());
    if (endpoint.isUnspecified())
        return m_counters.drop(PlaneFault::NoEndpoint);
    const uint16_t limit = m_mtus.find(endpoint);
    const bool large = offload.gsoType != 0;
    const size_t wireSize = large ? size_t{offload.headerLength} + offload.gsoSize : packet->size();
    if (!fits(*packet, wireSize, limit))
        return;
    if (!m_segmenter.begin(offload, *packet))
        return m_counters.drop(PlaneFault::Malformed);
    // Where the packet may be fragmented and does not fit the path, the outer one may be, too.
    const bool mayFragment = !packet->dontFragment() && limit != 0 && wireSize + kIpHeader > limit;
    const OuterHeader outer = outerHeader(*packet, endpoint, !mayFragment);
    for (Segmenter::Segment segment; m_segmenter.next(segment);)
        put(outer, segment, endpoint);
}

bool Outbound::fits(const PacketView &packet, size_t wireSize, uint16_t limit)
{
    if (limit == 0 || wireSize + kIpHeader <= limit || !packet.dontFragment())
        return true;
    m_counters.drop(PlaneFault::TooLarge);
    tellTooLarge(packet, limit);
    return false;
}

void Outbound::put(const OuterHeader &outer, const Segmenter::Segment &segment, Ipv4Address endpoint)
{
    if (m_count == kMessages)
        flush();
    Message &message = m_messages[m_count];
    msghdr &header = m_headers[m_count].msg_hdr;
    if (segment.payload.empty()) {
        uint8_t *start = segment.header.data() - kIpHeader; // handle() had the room left
        std::ranges::copy(outer, start);
        message.parts[0] = {start, kIpHeader + segment.header.size()};
        header.msg_iovlen = 1;
    } else {
        std::ranges::copy(segment.header, std::ranges::copy(outer, message.headers.begin()).out);
        message.parts[0] = {message.headers.data(), kIpHeader + segment.header.size()};
        message.parts[1] = {const_cast<uint8_t *>(segment.payload.data()), segment.payload.size()};
        header.msg_iovlen = 2;
    }
    message.to = socketAddress(endpoint);
    header.msg_name = &message.to;
    header.msg_namelen = sizeof message.to;
    header.msg_iov = message.parts.data();
    ++m_count;
}

void Outbound::flush()
{
    uint64_t packets = 0;
    uint64_t bytes = 0;
    for (size_t done = 0; done < m_count;) {
        const int sent = ::sendmmsg(m_raw, m_headers.data() + done, static_cast<unsigned>(m_count - done), 0);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0) {
            sendFailed(errno);
            ++done;
            continue;
        }
        for (size_t i = done; i < done + static_cast<size_t>(sent); ++i)
            bytes += m_headers[i].msg_len - kIpHeader;
        packets += static_cast<uint64_t>(sent);
        done += static_cast<size_t>(sent);
    }
    PlaneCounters::add(m_counters.packets, packets);
    PlaneCounters::add(m_counters.bytes, bytes);
    m_count = 0;
}

// One message that the kernel did not take; those behind it have their turn.
void Outbound::sendFailed(int error)
{
    if (error != EMSGSIZE)
        return m_counters.drop(PlaneFault::SendFailed);
    // The interface behind the route is narrower than ours says. The kernel tells by how much, and the sender hears of
    // it with its next packet.
    learnPathMtus(m_raw, m_mtus);
    m_counters.drop(PlaneFault::TooLarge);
}

void Outbound::tellTooLarge(const PacketView &packet, uint16_t limit)
{
    const auto now = std::chrono::steady_clock::now();
    m_tokens += std::chrono::duration<double>(now - std::exchange(m_tokensAt, now)).count() * kErrorsPerSecond;
    m_tokens = std::min(m_tokens, kErrorsPerSecond);
    const Ipv4Address own(m_own.load(std::memory_order_relaxed));
    if (m_tokens < 1 || own.isUnspecified())
        return;
    const IcmpError error = fragmentationNeeded(packet, own, static_cast<uint16_t>(limit - kIpHeader));
    if (error.length == 0)
        return;
    m_tokens -= 1;
    // From us, by the way that the kernel finds: from the device it would seem to come from outside with our source.
    const sockaddr_in to = socketAddress(packet.source());
    ::sendto(m_raw, error.bytes.data(), error.length, 0, reinterpret_cast<const sockaddr *>(&to), sizeof to);
}

} // namespace mesh44
