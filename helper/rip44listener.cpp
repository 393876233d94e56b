// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/rip44listener.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <linux/filter.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <string>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace mesh44 {

namespace {

constexpr int kReceiveBuffer = 4 << 20;

Error refused(const std::string &what, int error)
{
    return {ErrorCode::KernelRefused, what + ": " + std::strerror(error)};
}

// Classic BPF over the packet from the outer IP header on. Loads behind the end of the packet end the
// program with "drop".
class Filter
{
public:
    explicit Filter(Ipv4Address announcer)
    {
        load(BPF_W | BPF_ABS, 12); // outer source
        require(BPF_JEQ, announcer.value());
        m_code.at(m_length++) = BPF_STMT(BPF_LDX | BPF_B | BPF_MSH, 0); // X = length of the outer header
        load(BPF_B | BPF_IND, 0);
        compute(BPF_AND, 0xf0);
        require(BPF_JEQ, 0x40); // inner version
        load(BPF_B | BPF_IND, 9);
        require(BPF_JEQ, IPPROTO_UDP);
        load(BPF_H | BPF_IND, 6);
        compute(BPF_AND, 0x3fff); // "more fragments" and offset
        require(BPF_JEQ, 0);
        load(BPF_B | BPF_IND, 0);
        compute(BPF_AND, 0x0f);
        require(BPF_JGE, 5); // inner header length, in words
        compute(BPF_LSH, 2);
        m_code.at(m_length++) = BPF_STMT(BPF_ALU | BPF_ADD | BPF_X, 0);
        m_code.at(m_length++) = BPF_STMT(BPF_MISC | BPF_TAX, 0); // X = start of the UDP header
        load(BPF_H | BPF_IND, 2);
        require(BPF_JEQ, 520);
        m_code.at(m_length++) = BPF_STMT(BPF_RET | BPF_K, ~0U);
    }
    sock_fprog program() { return {.len = m_length, .filter = m_code.data()}; }

private:
    void load(unsigned how, uint32_t offset) { add(BPF_LD | how, 0, offset); }
    void compute(unsigned how, uint32_t operand) { add(BPF_ALU | how | BPF_K, 0, operand); }
    // Drops the packet unless the condition holds: steps over the drop that follows.
    void require(unsigned condition, uint32_t operand)
    {
        add(BPF_JMP | condition | BPF_K, 1, operand);
        add(BPF_RET | BPF_K, 0, 0);
    }
    void add(unsigned code, uint8_t ifTrue, uint32_t operand)
    {
        m_code.at(m_length++) = {static_cast<uint16_t>(code), ifTrue, 0, operand};
    }

    std::array<sock_filter, 40> m_code{};
    uint16_t m_length = 0;
};

// More than the system's limit where we may (CAP_NET_ADMIN), else as much as it gives.
void growReceiveBuffer(int fd)
{
    if (::setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &kReceiveBuffer, sizeof kReceiveBuffer) < 0)
        ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &kReceiveBuffer, sizeof kReceiveBuffer);
}

} // namespace

Rip44Listener::Rip44Listener(FileDescriptor socket, Handler handler)
    : m_socket(std::move(socket)), m_handler(std::move(handler))
{
}

Result<std::unique_ptr<Rip44Listener>> Rip44Listener::open(sd_event *event, Ipv4Address announcer, Handler handler)
{
    FileDescriptor socket(::socket(AF_INET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_IPIP));
    if (!socket && (errno == EPERM || errno == EACCES))
        return Error{ErrorCode::KernelRefused, "listening for announcements needs the capability CAP_NET_RAW"};
    if (!socket)
        return refused("cannot open a socket for announcements", errno);
    growReceiveBuffer(socket.get());
    std::unique_ptr<Rip44Listener> self(new Rip44Listener(std::move(socket), std::move(handler)));
    if (const Status status = self->setAnnouncer(announcer); !status)
        return status.error();
    sd_event_source *source = nullptr;
    const int r = sd_event_add_io(event, &source, self->m_socket.get(), EPOLLIN, onReadable, self.get());
    if (r < 0)
        return refused("cannot wait for announcements", -r);
    self->m_source.reset(source);
    return self;
}

Status Rip44Listener::setAnnouncer(Ipv4Address announcer)
{
    if (Status status = attachFilter(announcer); !status)
        return status;
    m_announcer = announcer;
    while (receiveBatch(false) == kBatch) {}
    return ok();
}

Status Rip44Listener::attachFilter(Ipv4Address announcer)
{
    Filter filter(announcer);
    const sock_fprog program = filter.program();
    if (::setsockopt(m_socket.get(), SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) < 0)
        return refused("cannot filter announcements", errno);
    return ok();
}

uint64_t Rip44Listener::overflows() const
{
    std::array<uint32_t, SK_MEMINFO_VARS> memory{};
    socklen_t length = sizeof memory;
    ::getsockopt(m_socket.get(), SOL_SOCKET, SO_MEMINFO, memory.data(), &length);
    return memory[SK_MEMINFO_DROPS];
}

int Rip44Listener::onReadable(sd_event_source *, int, uint32_t, void *userdata)
{
    auto &self = *static_cast<Rip44Listener *>(userdata);
    for (unsigned batch = 0; batch < kBatches && self.receiveBatch(true) == kBatch; ++batch) {}
    return 0;
}

// The number of packets taken from the socket.
unsigned Rip44Listener::receiveBatch(bool deliver)
{
    std::array<iovec, kBatch> parts{};
    std::array<mmsghdr, kBatch> messages{};
    for (unsigned i = 0; i < kBatch; ++i) {
        parts[i] = {m_buffers[i].data(), kLongest};
        messages[i].msg_hdr.msg_iov = &parts[i];
        messages[i].msg_hdr.msg_iovlen = 1;
    }
    const int count = ::recvmmsg(m_socket.get(), messages.data(), kBatch, MSG_DONTWAIT, nullptr);
    for (int i = 0; deliver && i < count; ++i) {
        const auto index = static_cast<size_t>(i);
        const std::span packet = std::span(m_buffers[index]).first(messages[index].msg_len);
        if (!isFromAnnouncer(packet))
            continue;
        ++m_received;
        m_handler(packet);
    }
    return static_cast<unsigned>(std::max(count, 0));
}

// Another processor may still queue a packet under the old filter while a new one is attached.
bool Rip44Listener::isFromAnnouncer(std::span<const std::byte> packet) const
{
    uint32_t source = 0;
    if (packet.size() < 20)
        return false;
    std::memcpy(&source, packet.data() + 12, sizeof source);
    return Ipv4Address::fromNetworkOrder(source) == m_announcer;
}

} // namespace mesh44
