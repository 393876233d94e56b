// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/plane/tunplane.h"

#include "helper/plane/inbound.h"
#include "helper/plane/outbound.h"
#include "helper/plane/published.h"
#include "helper/plane/tundevice.h"

#include <cerrno>
#include <cstring>
#include <system_error>
#include <thread>

#include <linux/filter.h>
#include <linux/sock_diag.h>
#include <poll.h>
#include <sys/eventfd.h>

namespace mesh44 {
namespace {

constexpr const char *kTunName = "plane-device";
constexpr const char *kSocketName = "plane-socket";
constexpr int kBufferSize = 4 * 1024 * 1024; // some 2,000 packets: what a busy machine lets wait
constexpr timeval kSendLimit{0, 200'000};    // so that a stop does not wait for a full interface
constexpr size_t kOutboundReader = 0;
constexpr size_t kInboundReader = 1;

// Announcements are the listener's alone: 23 packets, twice, for nothing.
void ignoreAnnouncements(int socket)
{
    constexpr uint32_t kRipGroup = 0xe0000009; // 224.0.0.9
    std::array<sock_filter, 5> code{{
        BPF_STMT(BPF_LDX | BPF_B | BPF_MSH, 0), // the outer header's length
        BPF_STMT(BPF_LD | BPF_W | BPF_IND, 16), // the inner destination
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kRipGroup, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, 0),
        BPF_STMT(BPF_RET | BPF_K, ~0U),
    }};
    const sock_fprog program{static_cast<unsigned short>(code.size()), code.data()};
    ::setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
}

Result<FileDescriptor> openSocket(int protocol, int flags)
{
    FileDescriptor socket(::socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC | flags, protocol));
    if (!socket) {
        const int error = errno;
        const bool rights = error == EPERM || error == EACCES;
        return Error{rights ? ErrorCode::NotAuthorized : ErrorCode::KernelRefused,
                     rights ? "tunnel packets need the capability CAP_NET_RAW"
                            : std::string("a socket for tunnel packets cannot be opened: ") + std::strerror(error)};
    }
    constexpr int on = 1;
    ::setsockopt(socket.get(), IPPROTO_IP, IP_RECVERR, &on, sizeof on);
    ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVBUFFORCE, &kBufferSize, sizeof kBufferSize);
    ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDBUFFORCE, &kBufferSize, sizeof kBufferSize);
    ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &kSendLimit, sizeof kSendLimit);
    return socket;
}

} // namespace

// Device, sockets and what the threads leave behind: tables, path MTUs, counters.
struct TunPlane::Path
{
    Path(FileDescriptor tunDevice, FileDescriptor inSocket, FileDescriptor outSocket)
        : tun(std::move(tunDevice)),
          in(std::move(inSocket)),
          out(std::move(outSocket)),
          outbound(tun.get(), out.get(), mtus, outCounters),
          inbound(in.get(), tun.get(), mtus, inCounters)
    {
    }

    uint64_t overflows() const
    {
        std::array<uint32_t, SK_MEMINFO_VARS> memory{};
        socklen_t length = sizeof memory;
        ::getsockopt(in.get(), SOL_SOCKET, SO_MEMINFO, memory.data(), &length);
        return memory[SK_MEMINFO_DROPS];
    }

    FileDescriptor tun;
    FileDescriptor in;
    FileDescriptor out;
    Published<ForwardingTable, 2> table{std::make_unique<const ForwardingTable>()};
    PathMtus mtus;
    PlaneCounters outCounters;
    PlaneCounters inCounters;
    Outbound outbound;
    Inbound inbound;
};

// They run from start() to destruction.
class TunPlane::Threads
{
public:
    explicit Threads(Path &path) : m_path(path) {}
    ~Threads()
    {
        m_stopping.store(true);
        ::eventfd_write(m_stopEvent.get(), 1);
        for (std::thread *thread : {&m_out, &m_in}) {
            if (thread->joinable())
                thread->join();
        }
    }
    // Where a limit on tasks or descriptors is reached it fails, and may be tried anew with another object.
    Status start()
    {
        m_stopEvent = FileDescriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
        if (!m_stopEvent)
            return cannotStart(std::strerror(errno));
        try {
            m_out = std::thread([this] { run(m_path.outbound, m_path.tun.get(), kOutboundReader); });
            m_in = std::thread([this] { run(m_path.inbound, m_path.in.get(), kInboundReader); });
        } catch (const std::system_error &error) {
            return cannotStart(error.code().message());
        }
        return ok();
    }

private:
    static Error cannotStart(const std::string &why)
    {
        return {ErrorCode::IoFailed, "the threads that carry packets cannot be started: " + why};
    }

    template <class Direction> void run(Direction &direction, int fd, size_t reader)
    {
        while (!m_stopping.load(std::memory_order_relaxed)) {
            const bool more = direction.forward(m_path.table.hold(reader));
            m_path.table.release(reader);
            if (more)
                continue;
            std::array<pollfd, 2> waiting{{{fd, POLLIN, 0}, {m_stopEvent.get(), POLLIN, 0}}};
            ::poll(waiting.data(), waiting.size(), -1);
            if (waiting[0].revents & (POLLHUP | POLLNVAL))
                ::poll(&waiting[1], 1, -1); // the device is gone: the loop sees it, too, and closes us
        }
    }

    Path &m_path;
    FileDescriptor m_stopEvent;
    std::atomic<bool> m_stopping{false};
    std::thread m_out; // last: both use what is above
    std::thread m_in;
};

TunPlane::TunPlane(std::string runtimeDirectory) : m_store(std::move(runtimeDirectory)) {}

TunPlane::~TunPlane() = default;

Status TunPlane::open()
{
    if (m_path)
        return ok();
    FileDescriptor tun = m_store.take(kTunName);
    FileDescriptor in = m_store.take(kSocketName);
    const bool held = tun && in;
    auto out = openSocket(IPPROTO_RAW, 0);
    if (!out)
        return out.error();
    if (!in) {
        auto opened = openSocket(IPPROTO_IPIP, SOCK_NONBLOCK);
        if (!opened)
            return opened.error();
        in = std::move(*opened);
        ignoreAnnouncements(in.get());
    }
    if (!tun) {
        auto opened = openTun(kUserspaceDevice);
        if (!opened)
            return opened.error();
        tun = std::move(*opened);
    }
    m_closed = false;
    // What was kept is kept on: put there anew, a kill in between would take the device and all that leads to it.
    if (!held)
        m_store.keep({{kTunName, tun.get()}, {kSocketName, in.get()}});
    m_path = std::make_unique<Path>(std::move(tun), std::move(in), std::move(*out));
    return ok();
}

Status TunPlane::setTable(ForwardingTable table, Ipv4Address own)
{
    if (!m_path)
        return ok();
    m_path->outbound.setOwnAddress(own);
    m_path->table.publish(std::make_unique<const ForwardingTable>(std::move(table)));
    if (m_threads)
        return ok();
    auto threads = std::make_unique<Threads>(*m_path);
    const Status started = threads->start();
    if (started)
        m_threads = std::move(threads);
    return started;
}

void TunPlane::pause()
{
    m_threads.reset();
}

void TunPlane::close()
{
    if (std::exchange(m_closed, true))
        return;
    m_threads.reset();
    m_path.reset();
    m_store.forget();
}

void TunPlane::addCounters(std::map<std::string, uint64_t> &counters) const
{
    if (!m_path)
        return;
    const auto add = [&](const std::string &way, const PlaneCounters &from) {
        counters[way + ".packets"] = from.packets.load(std::memory_order_relaxed);
        counters[way + ".bytes"] = from.bytes.load(std::memory_order_relaxed);
        for (size_t i = 0; i < kPlaneFaults; ++i) {
            if (const uint64_t count = from.dropped[i].load(std::memory_order_relaxed))
                counters[way + ".dropped." + std::string(toString(static_cast<PlaneFault>(i)))] = count;
        }
    };
    add("plane.in", m_path->inCounters);
    add("plane.out", m_path->outCounters);
    counters["plane.in.overflows"] = m_path->overflows();
}

} // namespace mesh44
