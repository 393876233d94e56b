// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/planesender.h"

#include "core/packet/checksum.h"
#include "core/plane/segmentation.h"
#include "helper/plane/tundevice.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <poll.h>

namespace mesh44::bench {

// Ten networks apart: they are all over the table.
uint32_t routeOf(uint32_t flow)
{
    return flow * 10;
}

uint32_t hostOf(uint32_t range, uint32_t flow)
{
    return range + (routeOf(flow) << 8) + 1;
}

namespace {

constexpr int kBufferSize = 4 * 1024 * 1024;
constexpr size_t kUdpHeader = 8;

FileDescriptor openSocket(int type, int protocol)
{
    FileDescriptor socket(::socket(AF_INET, type | SOCK_CLOEXEC, protocol));
    if (!socket)
        failErrno("a sender's socket");
    ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDBUFFORCE, &kBufferSize, sizeof kBufferSize);
    return socket;
}

std::vector<uint8_t> tunnelPacket(uint32_t flow, size_t size)
{
    std::vector<uint8_t> packet(2 * kIpHeader + kUdpHeader + size);
    const auto inner = std::span(packet).subspan(kIpHeader);
    inner[0] = 0x45;
    put16(inner, 2, static_cast<uint16_t>(inner.size()));
    inner[9] = kProtocolUdp;
    put32(inner, 16, hostOf(kMesh, flow));
    const OuterHeader outer = outerHeader(*PacketView::read(inner), Ipv4Address(endpointOf(routeOf(flow))), true);
    std::ranges::copy(outer, packet.begin());
    return packet;
}

mmsghdr messageTo(sockaddr_in &to, iovec &part)
{
    mmsghdr message{};
    message.msg_hdr.msg_name = &to;
    message.msg_hdr.msg_namelen = sizeof to;
    message.msg_hdr.msg_iov = &part;
    message.msg_hdr.msg_iovlen = 1;
    return message;
}

FileDescriptor openBareTun()
{
    auto tun = openTun("bare0");
    if (!tun)
        fail(tun.error().message);
    runIp("link set bare0 addrgenmode none mtu 1480\nlink set bare0 up\nroute add 44.8.0.0/14 dev bare0\n");
    return std::move(*tun);
}

} // namespace

Sender::Sender(FileDescriptor socket, std::vector<Flow> flows, size_t size)
    : m_socket(std::move(socket)), m_flows(std::move(flows)), m_size(size)
{
    const size_t messages = std::max(kBatch, m_flows.size());
    m_parts.resize(messages);
    for (size_t i = 0; i < messages; ++i) {
        Flow &flow = m_flows[i % m_flows.size()];
        m_parts[i] = {flow.payload.data(), flow.payload.size()};
        m_messages.push_back(messageTo(flow.to, m_parts[i]));
    }
}

Sender Sender::datagrams(uint32_t range, size_t size, uint32_t flows)
{
    std::vector<Flow> all;
    for (uint32_t i = 0; i < flows; ++i)
        all.push_back({socketAddress(hostOf(range, i), kSinkPort), std::vector<uint8_t>(size)});
    return {openSocket(SOCK_DGRAM, 0), std::move(all), size};
}

Sender Sender::tunnelPackets(size_t size, uint32_t flows)
{
    std::vector<Flow> all;
    for (uint32_t i = 0; i < flows; ++i)
        all.push_back({socketAddress(endpointOf(routeOf(i))), tunnelPacket(i, size)});
    return ready(std::move(all), size);
}

Sender Sender::ready(std::vector<Flow> packets, size_t size)
{
    return {openSocket(SOCK_RAW, IPPROTO_RAW), std::move(packets), size};
}

size_t Sender::send(size_t most)
{
    const size_t count = std::min(most, m_messages.size() - m_at);
    const int sent = ::sendmmsg(m_socket.get(), m_messages.data() + m_at, static_cast<unsigned>(count), 0);
    if (sent < 0)
        failErrno("sending");
    m_at = (m_at + static_cast<size_t>(sent)) % m_messages.size();
    return static_cast<size_t>(sent);
}

uint64_t Sender::sendFor(double seconds)
{
    uint64_t sent = 0;
    for (const double end = now() + seconds; now() < end;)
        sent += send();
    return sent;
}

BareLoop::BareLoop(uint32_t flows)
    : m_tun(openBareTun()),
      m_raw(openSocket(SOCK_RAW, IPPROTO_RAW)),
      m_buffers(kBatch, std::vector<uint8_t>(2048)),
      m_parts(kBatch)
{
    uint8_t nothing[kIpHeader] = {0x45, 0, 0, kIpHeader};
    for (uint32_t i = 0; i < kBatch; ++i) {
        const Ipv4Address endpoint(endpointOf(routeOf(i % flows)));
        m_headers.push_back(outerHeader(*PacketView::read(nothing), endpoint, true));
        m_to.push_back(socketAddress(endpoint.value()));
    }
    for (size_t i = 0; i < kBatch; ++i)
        m_messages.push_back(messageTo(m_to[i], m_parts[i]));
    m_thread = std::thread([this] { run(); });
}

BareLoop::~BareLoop()
{
    m_stopping = true;
    m_thread.join();
}

void BareLoop::run()
{
    useProcessors(Processors::Others);
    while (!m_stopping) {
        const size_t count = readBatch();
        sendBatch(count);
        pollfd waiting{m_tun.get(), POLLIN, 0};
        if (count < kBatch)
            ::poll(&waiting, 1, 50);
    }
}

void BareLoop::complete(std::vector<uint8_t> &buffer, size_t length)
{
    OffloadHeader offload;
    std::memcpy(&offload, buffer.data() + kIpHeader - sizeof offload, sizeof offload);
    const size_t start = kIpHeader + offload.checksumStart;
    const size_t field = start + offload.checksumOffset;
    if (!(offload.flags & OffloadHeader::kNeedsChecksum) || field + 2 > length)
        return;
    const uint16_t sum = checksumOf(checksumPart(std::span(buffer).subspan(start, length - start)));
    buffer[field] = static_cast<uint8_t>(sum >> 8);
    buffer[field + 1] = static_cast<uint8_t>(sum);
}

size_t BareLoop::readBatch()
{
    constexpr size_t kRoom = kIpHeader - sizeof(OffloadHeader);
    size_t count = 0;
    for (; count < kBatch; ++count) {
        std::vector<uint8_t> &buffer = m_buffers[count];
        const ssize_t length = ::read(m_tun.get(), buffer.data() + kRoom, buffer.size() - kRoom);
        if (length <= 0)
            break;
        complete(buffer, static_cast<size_t>(length) + kRoom);
        std::ranges::copy(m_headers[count], buffer.begin());
        m_parts[count] = {buffer.data(), static_cast<size_t>(length) + kRoom};
    }
    return count;
}

void BareLoop::sendBatch(size_t count)
{
    for (size_t done = 0; done < count;) {
        const int sent = ::sendmmsg(m_raw.get(), m_messages.data() + done, static_cast<unsigned>(count - done), 0);
        done += sent > 0 ? static_cast<size_t>(sent) : 1;
    }
}

} // namespace mesh44::bench
