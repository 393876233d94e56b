// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/kernel/netlinksocket.h"

#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

namespace mesh44 {

namespace {

using namespace std::chrono_literals;

// The kernel fills dump datagrams up to 32 KiB.
constexpr size_t kDatagram = 64 * 1024;
constexpr int kDumpAttempts = 5;
constexpr std::chrono::milliseconds kDumpSilence = 5s;

int pause(int fd, short events, std::chrono::milliseconds longest)
{
    pollfd wanted{fd, events, 0};
    return poll(&wanted, 1, static_cast<int>(longest.count()));
}

Error dumpError(int error)
{
    if (error == EINTR)
        return {ErrorCode::Busy, "the kernel's tables changed during each of five looks at them"};
    const ErrorCode code = error == EOPNOTSUPP ? ErrorCode::Unsupported : ErrorCode::KernelRefused;
    return {code, std::string("cannot read the kernel's tables: ") + std::strerror(error)};
}

// What the end of a dump or an error message says: a negative errno behind the header.
int errorIn(const nlmsghdr *header)
{
    int error = 0;
    if (nlmsg_datalen(header) >= static_cast<int>(sizeof error))
        std::memcpy(&error, nlmsg_data(header), sizeof error);
    return -error;
}

class Membership
{
public:
    Membership(int fd, int group) : m_fd(fd), m_group(group) { set(NETLINK_ADD_MEMBERSHIP); }
    ~Membership() { set(NETLINK_DROP_MEMBERSHIP); }
    Membership(const Membership &) = delete;
    Membership &operator=(const Membership &) = delete;

private:
    void set(int option) const
    {
        if (m_group != 0)
            setsockopt(m_fd, SOL_NETLINK, option, &m_group, sizeof m_group);
    }

    int m_fd;
    int m_group;
};

// What one dump has given so far.
struct DumpProgress
{
    uint32_t sequence = 0;
    uint32_t port = 0;
    bool done = false;
    bool interrupted = false; // the kernel says so
    bool changed = false;     // a notification came meanwhile
    unsigned datagrams = 0;   // with content: what is in one was read in one go
    int failure = 0;

    // True for an object of the dump.
    bool take(const nlmsghdr *header)
    {
        if (header->nlmsg_seq != sequence || header->nlmsg_pid != port) {
            changed = changed || header->nlmsg_type != NLMSG_ERROR; // that would be a late answer
            return false;
        }
        interrupted = interrupted || (header->nlmsg_flags & NLM_F_DUMP_INTR) != 0;
        done = header->nlmsg_type == NLMSG_DONE || header->nlmsg_type == NLMSG_ERROR;
        if (done)
            failure = errorIn(header);
        return !done && !interrupted;
    }
    int result() const
    {
        const bool isPartial = interrupted || (changed && datagrams > 1);
        return failure == 0 && isPartial ? EINTR : failure;
    }
};

} // namespace

void growReceiveBuffer(int fd, int bytes)
{
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes) < 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

NetlinkSocket::NetlinkSocket(Handle socket) : m_socket(std::move(socket)), m_buffer(kDatagram) {}

Result<NetlinkSocket> NetlinkSocket::open(int receiveBuffer)
{
    Handle socket(nl_socket_alloc());
    if (!socket)
        return Error{ErrorCode::IoFailed, "no memory for a netlink socket"};
    if (const int result = nl_connect(socket.get(), NETLINK_ROUTE); result < 0)
        return Error{ErrorCode::IoFailed, std::string("cannot open a netlink socket: ") + nl_geterror(result)};
    const int fd = nl_socket_get_fd(socket.get());
    // Strict: the kernel leaves cached routes (learned path MTUs) out of the dump.
    for (int option : {NETLINK_EXT_ACK, NETLINK_CAP_ACK, NETLINK_GET_STRICT_CHK}) {
        const int on = 1;
        if (setsockopt(fd, SOL_NETLINK, option, &on, sizeof on) < 0)
            return Error{ErrorCode::Unsupported,
                         std::string("this kernel's netlink is too old: ") + std::strerror(errno)};
    }
    growReceiveBuffer(fd, receiveBuffer);
    return NetlinkSocket(std::move(socket));
}

int NetlinkSocket::send(std::span<const std::byte> messages) const
{
    // libnl takes a void *, and only reads.
    void *data = const_cast<std::byte *>(messages.data());
    while (nl_sendto(m_socket.get(), data, messages.size()) < 0) {
        if (errno != EINTR)
            return errno;
    }
    return 0;
}

int NetlinkSocket::receiveDatagram(std::chrono::milliseconds longest, size_t &length)
{
    for (;;) {
        sockaddr_nl sender{};
        iovec part{m_buffer.data(), m_buffer.size()};
        msghdr header{};
        header.msg_name = &sender;
        header.msg_namelen = sizeof sender;
        header.msg_iov = &part;
        header.msg_iovlen = 1;
        const ssize_t got = recvmsg(fd(), &header, MSG_DONTWAIT);
        if (got >= 0 && sender.nl_pid != 0)
            continue;
        if (got >= 0) {
            length = static_cast<size_t>(got);
            return (header.msg_flags & MSG_TRUNC) != 0 ? ENOBUFS : 0;
        }
        if (errno != EAGAIN && errno != EINTR)
            return errno;
        if (errno == EAGAIN && pause(fd(), POLLIN, longest) == 0)
            return ETIMEDOUT;
    }
}

int NetlinkSocket::receive(std::chrono::milliseconds longest, const Visit &visit)
{
    size_t length = 0;
    if (const int error = receiveDatagram(longest, length))
        return error;
    int left = static_cast<int>(length);
    for (auto *header = reinterpret_cast<nlmsghdr *>(m_buffer.data()); nlmsg_ok(header, left);
         header = nlmsg_next(header, &left))
        visit(header);
    return 0;
}

// 0, EINTR for an interrupted one, or what the kernel said.
int NetlinkSocket::dumpOnce(NetlinkRequest &request, const Visit &visit)
{
    DumpProgress progress{.sequence = nextSequence(), .port = portId()};
    request.header()->nlmsg_seq = progress.sequence;
    request.header()->nlmsg_pid = progress.port;
    int error = send(request.bytes());
    if (error != 0)
        return error;
    bool content = false;
    const Visit look = [&](nlmsghdr *header) {
        if (!progress.take(header))
            return;
        content = true;
        visit(header);
    };
    while (!progress.done) { // to the end in any case: a new dump is refused while one is under way
        content = false;
        error = receive(kDumpSilence, look);
        progress.datagrams += content;
        if (error == ENOBUFS)
            progress.interrupted = true;
        else if (error != 0)
            return error;
    }
    do // notifications that came behind the end
        error = receive(0ms, look);
    while (error == 0);
    progress.changed = progress.changed || error == ENOBUFS;
    return progress.result();
}

Status NetlinkSocket::dump(NetlinkRequest &request, const std::function<void()> &begin, const Visit &visit, int group)
{
    const Membership membership(fd(), group);
    int error = EINTR;
    for (int attempt = 0; attempt < kDumpAttempts && error == EINTR; ++attempt) {
        if (attempt > 0)
            poll(nullptr, 0, 1 << attempt); // whoever changes the table may be done then
        begin();
        error = dumpOnce(request, visit);
    }
    if (error != 0)
        return dumpError(error);
    return ok();
}

} // namespace mesh44
