// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/probe/capturesocket.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <linux/if.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace mesh44 {
namespace {

constexpr int kCaptureBuffer = 2 << 20;

Error captureRefused(const std::string &device, int error)
{
    if (error == EPERM || error == EACCES)
        return {ErrorCode::KernelRefused, "capturing packets needs the capability CAP_NET_RAW"};
    return {ErrorCode::KernelRefused, "cannot capture packets of " + device + ": " + std::strerror(error)};
}

using Control = std::array<char, CMSG_SPACE(sizeof(tpacket_auxdata)) + CMSG_SPACE(sizeof(timespec))>;

// 0 where there is none of that name.
int linkIndex(int socket, const std::string &device)
{
    ifreq request{};
    if (device.size() >= IFNAMSIZ)
        return 0;
    std::ranges::copy(device, request.ifr_name);
    return ::ioctl(socket, SIOCGIFINDEX, &request) == 0 ? request.ifr_ifindex : 0;
}

// What the kernel tells beside the bytes.
void readControl(msghdr &message, CapturedPacket &packet)
{
    for (cmsghdr *part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level == SOL_PACKET && part->cmsg_type == PACKET_AUXDATA) {
            tpacket_auxdata facts{};
            std::memcpy(&facts, CMSG_DATA(part), sizeof facts);
            packet.originalLength = facts.tp_len;
            packet.checksumPending = facts.tp_status & TP_STATUS_CSUMNOTREADY;
        } else if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_TIMESTAMPNS) {
            timespec time{};
            std::memcpy(&time, CMSG_DATA(part), sizeof time);
            packet.time = int64_t{time.tv_sec} * 1'000'000 + time.tv_nsec / 1000;
        }
    }
}

} // namespace

CaptureSocket::CaptureSocket(FileDescriptor socket, std::string device, uint32_t snapLength, Handler handler)
    : m_socket(std::move(socket)),
      m_device(std::move(device)),
      m_snapLength(snapLength),
      m_handler(std::move(handler)),
      m_buffer(size_t{snapLength} * kBatch)
{
}

Result<std::unique_ptr<CaptureSocket>> CaptureSocket::open(sd_event *event, const std::string &device,
                                                           FilterProgram program, uint32_t snapLength, Handler handler)
{
    // Protocol 0: nothing comes before it is bound.
    FileDescriptor socket(::socket(AF_PACKET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket)
        return captureRefused(device, errno);
    std::unique_ptr<CaptureSocket> self(new CaptureSocket(std::move(socket), device, snapLength, std::move(handler)));
    if (const Status started = self->start(event, std::move(program)); !started)
        return started.error();
    return self;
}

Status CaptureSocket::start(sd_event *event, FilterProgram program)
{
    const int fd = m_socket.get();
    const int on = 1;
    const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
    if (::setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &kCaptureBuffer, sizeof kCaptureBuffer) < 0)
        ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &kCaptureBuffer, sizeof kCaptureBuffer);
    if (::setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter) < 0
        || ::setsockopt(fd, SOL_PACKET, PACKET_AUXDATA, &on, sizeof on) < 0
        || ::setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on) < 0)
        return captureRefused(m_device, errno);
    sockaddr_ll address{};
    address.sll_family = AF_PACKET;
    address.sll_protocol = htons(ETH_P_ALL); // with ETH_P_IP what is sent would not be seen
    address.sll_ifindex = linkIndex(fd, m_device);
    if (address.sll_ifindex == 0)
        return Error{ErrorCode::NotFound, "there is no interface " + m_device};
    if (::bind(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) < 0)
        return captureRefused(m_device, errno);
    sd_event_source *source = nullptr;
    const int r = sd_event_add_io(event, &source, fd, EPOLLIN, onReadable, this);
    if (r < 0)
        return captureRefused(m_device, -r);
    m_source.reset(source);
    sd_event_source_set_priority(source, SD_EVENT_PRIORITY_IDLE); // the gateway's own work goes first
    return ok();
}

void CaptureSocket::hold(bool held)
{
    sd_event_source_set_enabled(m_source.get(), held ? SD_EVENT_OFF : SD_EVENT_ON);
}

// The kernel counts from one question to the next.
uint64_t CaptureSocket::dropped()
{
    tpacket_stats counts{};
    socklen_t length = sizeof counts;
    if (::getsockopt(m_socket.get(), SOL_PACKET, PACKET_STATISTICS, &counts, &length) == 0)
        m_dropped += counts.tp_drops;
    return m_dropped;
}

int CaptureSocket::onReadable(sd_event_source *, int, uint32_t, void *self)
{
    static_cast<CaptureSocket *>(self)->receive();
    return 0;
}

void CaptureSocket::receive()
{
    std::array<iovec, kBatch> parts{};
    std::array<mmsghdr, kBatch> messages{};
    std::array<sockaddr_ll, kBatch> addresses{};
    std::array<Control, kBatch> controls{};
    for (unsigned i = 0; i < kBatch; ++i) {
        parts[i] = {m_buffer.data() + size_t{i} * m_snapLength, m_snapLength};
        messages[i].msg_hdr = {.msg_name = &addresses[i],
                               .msg_namelen = sizeof(sockaddr_ll),
                               .msg_iov = &parts[i],
                               .msg_iovlen = 1,
                               .msg_control = controls[i].data(),
                               .msg_controllen = sizeof(Control),
                               .msg_flags = 0};
    }
    // An interface that goes down makes this fail once; what comes after it is up again is seen.
    const int count = ::recvmmsg(m_socket.get(), messages.data(), kBatch, MSG_DONTWAIT, nullptr);
    for (int i = 0; i < count; ++i) {
        const auto at = static_cast<size_t>(i);
        const uint16_t protocol = ntohs(addresses[at].sll_protocol);
        if (protocol != ETH_P_IP && protocol != ETH_P_IPV6)
            continue;
        CapturedPacket packet{.device = m_device, .outgoing = addresses[at].sll_pkttype == PACKET_OUTGOING};
        const auto *bytes = static_cast<const uint8_t *>(parts[at].iov_base);
        packet.bytes.assign(bytes, bytes + messages[at].msg_len);
        readControl(messages[at].msg_hdr, packet);
        m_handler(std::move(packet));
    }
}

} // namespace mesh44
