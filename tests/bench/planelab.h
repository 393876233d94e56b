// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Two network namespaces with a veth between them, for the plane's benchmark: `gw`, in which this process lives, and
// `far`, the endpoints. Both go away with the process, however it ends.
//
//   44.4.0.0/14   the mesh: through the device of the plane, a /24 and an endpoint of its own for each flow
//   44.8.0.0/14   the same by a bare TUN and a loop that copies
//   44.12.0.0/14  the same by veth alone
//   44.16.0.0/14  the same by the kernel's tunl0, where it has one
//
// What arrives is counted by the interface, and looked at by a socket filter that keeps only what is wrong: the far
// end must not become what is measured.

#include "core/net/address.h"
#include "helper/filedescriptor.h"
#include "helper/plane/tunplane.h"

#include <cstdint>
#include <string>
#include <vector>

#include <netinet/in.h>

namespace mesh44::bench {

inline constexpr uint32_t kMesh = Ipv4Address(44, 4, 0, 0).value();
inline constexpr uint32_t kBare = Ipv4Address(44, 8, 0, 0).value();
inline constexpr uint32_t kDirect = Ipv4Address(44, 12, 0, 0).value();
inline constexpr uint32_t kKernel = Ipv4Address(44, 16, 0, 0).value();
inline constexpr uint32_t kMeshRoutes = 1000;
inline constexpr uint32_t kFarRoute = 1023; // the /24 that a plane at the far end answers for
inline constexpr Ipv4Address kGwAddress(192, 0, 2, 1);
inline constexpr Ipv4Address kFarAddress(192, 0, 2, 2);
inline constexpr uint16_t kSinkPort = 4400;
inline constexpr int kTurns = 5; // short ones: some meet a machine that has nothing else to do

[[noreturn]] void fail(const std::string &what);
[[noreturn]] void failErrno(const std::string &what);
void must(const Status &status); // or it fails with the reason
void runIp(const std::string &batch);
void writeSetting(const char *path, const std::string &value);
double now();                      // seconds
double turnLength(double seconds); // longer with MESH44_LONG=1
// Where this thread runs, and those that it makes. The one that sends and those that forward would otherwise share one
// processor in one turn and not in the next.
enum class Processors { All, First, Others };
void useProcessors(Processors which);
sockaddr_in socketAddress(uint32_t address, uint16_t port = 0);

// Endpoint of a route of the mesh. Its lower half is the middle of the route's addresses: so a filter can tell what is
// in the wrong place. Either generation is right.
inline uint32_t endpointOf(uint32_t route, bool second = false)
{
    return Ipv4Address(198, second ? 19 : 18, 0, 0).value() | (((kMesh >> 8) + route) & 0xffff);
}
// `other`: routes that have their second endpoint.
ForwardingTable makeTable(const std::vector<bool> &other = {});

struct Arrivals
{
    uint64_t packets = 0;
    uint64_t bytes = 0;
};

class Lab
{
public:
    // In a process with one thread. Fails where it cannot be made.
    Lab();

    // Makes what `work` opens belong to the far end.
    template <class Work> auto inFar(Work work)
    {
        const Back back(*this);
        return work();
    }

    // Fails when something was in the wrong place.
    Arrivals arrivals() const;
    // Waits until nothing more comes.
    Arrivals settled() const;

    void openPlane();        // ours
    void openFarPlane();     // instead of the sink; nothing is pinned any more
    bool openKernelTunnel(); // false: this kernel has none
    TunPlane &plane() { return m_plane; }
    const TunPlane &plane() const { return m_plane; }

private:
    struct Back
    {
        explicit Back(const Lab &lab);
        ~Back();
        const Lab &lab;
    };

    void openSink();

    FileDescriptor m_gw;
    FileDescriptor m_far;
    FileDescriptor m_statistics; // /proc/net/dev of the far end
    FileDescriptor m_tunnelSink;
    FileDescriptor m_udpSink;
    TunPlane m_plane;
    TunPlane m_farPlane;
};

} // namespace mesh44::bench
