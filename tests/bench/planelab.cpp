// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/planelab.h"

#include "core/packet/packetview.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <linux/filter.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/socket.h>

namespace mesh44::bench {
namespace {

constexpr const char *kThisNamespace = "/proc/thread-self/ns/net";

FileDescriptor openFile(const char *path)
{
    FileDescriptor file(::open(path, O_RDONLY | O_CLOEXEC));
    if (!file)
        failErrno(path);
    return file;
}

void attach(int socket, std::vector<sock_filter> code)
{
    const sock_fprog program{static_cast<unsigned short>(code.size()), code.data()};
    if (::setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) < 0)
        failErrno("a socket's filter");
}

// Keeps tunnel packets that are for another endpoint than their inner destination's; and destinations of nobody.
std::vector<sock_filter> keepMisrouted()
{
    constexpr uint32_t kOuter = 16;
    constexpr uint32_t kInner = 36;
    constexpr uint32_t kRange = 0xfffc0000; // a /14
    return {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, kInner),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, kRange),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kKernel, 9, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kBare, 8, 0), // endpoints by turns
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kMesh, 0, 8),
        BPF_STMT(BPF_LD | BPF_H | BPF_ABS, kOuter),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0xfffe),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, endpointOf(0) >> 16, 0, 5),
        BPF_STMT(BPF_LD | BPF_H | BPF_ABS, kInner + 1), // the middle of the address
        BPF_STMT(BPF_MISC | BPF_TAX, 0),
        BPF_STMT(BPF_LD | BPF_H | BPF_ABS, kOuter + 2),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_X, 0, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, 0),
        BPF_STMT(BPF_RET | BPF_K, 64),
    };
}

cpu_set_t allProcessors()
{
    cpu_set_t set;
    ::sched_getaffinity(0, sizeof set, &set);
    return set;
}

cpu_set_t only(int processor)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(processor, &set);
    return set;
}

void setUpLinks()
{
    // No IPv6, and neighbours that are known: nothing is counted but what was sent.
    runIp("link set v0 addrgenmode none\nlink set v0 up\naddress add 192.0.2.1/24 dev v0\n"
          "neighbour replace 192.0.2.2 lladdr 02:00:00:00:00:02 dev v0 nud permanent\n"
          "route add 198.18.0.0/15 via 192.0.2.2\nroute add 44.12.0.0/14 via 192.0.2.2\n");
}

void setUpFarLinks()
{
    runIp("link set lo up\nlink set v1 addrgenmode none\nlink set v1 up\naddress add 192.0.2.2/24 dev v1\n"
          "neighbour replace 192.0.2.1 lladdr 02:00:00:00:00:01 dev v1 nud permanent\n"
          "route add local 198.18.0.0/15 dev lo\nroute add local 44.4.0.0/14 dev lo\n"
          "route add local 44.12.0.0/14 dev lo\n");
}

} // namespace

void fail(const std::string &what)
{
    std::fprintf(stderr, "FAIL: %s\n", what.c_str());
    std::_Exit(1); // threads may run
}

void failErrno(const std::string &what)
{
    fail(what + ": " + std::strerror(errno));
}

void must(const Status &status)
{
    if (!status)
        fail(status.error().message);
}

void runIp(const std::string &batch)
{
    FILE *ip = popen("ip -batch -", "w");
    if (!ip || std::fwrite(batch.data(), 1, batch.size(), ip) != batch.size() || pclose(ip) != 0)
        fail("ip -batch:\n" + batch);
}

void writeSetting(const char *path, const std::string &value)
{
    const FileDescriptor file(::open(path, O_WRONLY | O_CLOEXEC));
    if (!file || ::write(file.get(), value.data(), value.size()) < 0)
        failErrno(path);
}

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double turnLength(double seconds)
{
    const char *given = std::getenv("MESH44_LONG");
    return given && std::strcmp(given, "1") == 0 ? seconds * 4 : seconds;
}

void useProcessors(Processors which)
{
    static const cpu_set_t all = allProcessors();
    cpu_set_t set = all;
    if (CPU_COUNT(&all) > 1 && which != Processors::All) {
        int first = 0;
        while (!CPU_ISSET(first, &all))
            ++first;
        if (which == Processors::First)
            set = only(first);
        else
            CPU_CLR(first, &set);
    }
    ::sched_setaffinity(0, sizeof set, &set);
}

sockaddr_in socketAddress(uint32_t address, uint16_t port)
{
    sockaddr_in result{};
    result.sin_family = AF_INET;
    result.sin_addr.s_addr = htonl(address);
    result.sin_port = htons(port);
    return result;
}

ForwardingTable makeTable(const std::vector<bool> &other)
{
    std::vector<ForwardingRoute> routes;
    for (uint32_t i = 0; i < kMeshRoutes; ++i) {
        const Ipv4Address endpoint(endpointOf(i, i < other.size() && other[i]));
        routes.push_back({Ipv4Prefix::covering(Ipv4Address(kMesh + (i << 8)), 24), endpoint});
    }
    routes.push_back({Ipv4Prefix::covering(Ipv4Address(kMesh + (kFarRoute << 8)), 24), kFarAddress});
    return {routes, std::nullopt, {Ipv4Prefix::covering(Ipv4Address(44, 1, 0, 0), 16)}, Ipv4Address()};
}

Lab::Back::Back(const Lab &l) : lab(l)
{
    if (::setns(lab.m_far.get(), CLONE_NEWNET) < 0)
        failErrno("setns");
}

Lab::Back::~Back()
{
    if (::setns(lab.m_gw.get(), CLONE_NEWNET) < 0)
        failErrno("setns");
}

Lab::Lab() : m_gw(openFile(kThisNamespace)), m_plane("/nonexistent"), m_farPlane("/nonexistent")
{
    if (::unshare(CLONE_NEWNET) < 0)
        failErrno("unshare");
    m_far = openFile(kThisNamespace);
    if (::setns(m_gw.get(), CLONE_NEWNET) < 0)
        failErrno("setns");
    // The far end has no name that `ip` knows: this thread's namespace while it is there.
    const std::string far = "/proc/" + std::to_string(::getpid()) + "/fd/" + std::to_string(m_far.get());
    runIp("link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02 netns " + far + "\n");
    setUpLinks();
    inFar([this] {
        setUpFarLinks();
        openSink();
        m_statistics = openFile("/proc/thread-self/net/dev");
    });
}

void Lab::openSink()
{
    m_tunnelSink = FileDescriptor(::socket(AF_INET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_IPIP));
    m_udpSink = FileDescriptor(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (!m_tunnelSink || !m_udpSink)
        failErrno("a sink");
    attach(m_tunnelSink.get(), keepMisrouted());
    attach(m_udpSink.get(), {BPF_STMT(BPF_RET | BPF_K, 0)});
    const sockaddr_in any = socketAddress(0, kSinkPort);
    if (::bind(m_udpSink.get(), reinterpret_cast<const sockaddr *>(&any), sizeof any) < 0)
        failErrno("a sink");
}

Arrivals Lab::arrivals() const
{
    uint8_t wrong[64];
    if (m_tunnelSink && ::recv(m_tunnelSink.get(), wrong, sizeof wrong, 0) > 0)
        fail("a packet came to the wrong endpoint: " + Ipv4Address(get32(wrong, 36)).toString());
    std::array<char, 4096> text{};
    if (::pread(m_statistics.get(), text.data(), text.size() - 1, 0) < 0)
        failErrno("statistics");
    const char *line = std::strstr(text.data(), "v1:");
    unsigned long long bytes = 0;
    unsigned long long packets = 0;
    if (!line || std::sscanf(line, "v1: %llu %llu", &bytes, &packets) != 2)
        fail("statistics");
    return {packets, bytes};
}

Arrivals Lab::settled() const
{
    Arrivals last = arrivals();
    for (int quiet = 0; quiet < 3;) {
        std::this_thread::sleep_for(std::chrono::milliseconds(3));
        const Arrivals next = arrivals();
        quiet = next.packets == last.packets ? quiet + 1 : 0;
        last = next;
    }
    return last;
}

void Lab::openPlane()
{
    must(m_plane.open());
    runIp("link set mesh44 addrgenmode none mtu 1480\nlink set mesh44 up\naddress add 44.1.0.1/32 dev mesh44\n"
          "route add 44.4.0.0/14 dev mesh44 src 44.1.0.1\n");
    useProcessors(Processors::Others);
    must(m_plane.setTable(makeTable(), Ipv4Address(44, 1, 0, 1)));
    useProcessors(Processors::First);
}

bool Lab::openKernelTunnel()
{
    if (::if_nametoindex("tunl0") == 0)
        return false;
    std::string batch = "link set tunl0 mtu 1480 up\naddress add 44.1.0.2/32 dev tunl0\n";
    for (uint32_t i = 0; i < kMeshRoutes; ++i) {
        batch += "route add " + Ipv4Address(kKernel + (i << 8)).toString() + "/24 via "
                 + Ipv4Address(endpointOf(i)).toString() + " dev tunl0 onlink src 44.1.0.2\n";
    }
    runIp(batch);
    return true;
}

void Lab::openFarPlane()
{
    m_tunnelSink = {};
    useProcessors(Processors::All);
    m_plane.pause(); // new threads, which may run everywhere
    must(m_plane.setTable(makeTable(), Ipv4Address(44, 1, 0, 1)));
    inFar([this] {
        must(m_farPlane.open());
        runIp("link set mesh44 addrgenmode none mtu 1480\nlink set mesh44 up\nroute add 44.1.0.0/16 dev mesh44 src "
              "44.7.255.1\n");
    });
    const ForwardingRoute back{Ipv4Prefix::covering(Ipv4Address(44, 1, 0, 0), 16), kGwAddress};
    must(m_farPlane.setTable({std::span(&back, 1), std::nullopt, {Ipv4Prefix::covering(Ipv4Address(kMesh), 14)}, {}},
                             Ipv4Address(kMesh + (kFarRoute << 8) + 1)));
}

} // namespace mesh44::bench
