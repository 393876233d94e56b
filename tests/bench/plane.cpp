// SPDX-License-Identifier: GPL-3.0-or-later
// The userspace plane under load, beside what it is made of and what it stands in for, all in the same run:
//
//   (a) the plane                      TUN, look-up, raw socket
//   (b) a TUN and a loop that copies   what every plane costs
//   (c) veth alone                     no tunnel
//   (d) sendmmsg of tunnel packets     no TUN
//
// Turns are taken alternately and the best one counts. Times decide nothing: it fails when packets get lost below
// saturation, or come to a wrong endpoint.
#include "tests/bench/planestages.h"
#include "tests/helper/kernelnamespace.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/resource.h>

using namespace mesh44;

namespace {

Status enter()
{
    const FileDescriptor tun(::open("/dev/net/tun", O_RDWR | O_CLOEXEC));
    if (!tun)
        return Error{ErrorCode::Unsupported, std::string("/dev/net/tun: ") + std::strerror(errno)};
    // The planes think that systemd keeps their descriptors. Nobody does: without us nothing is left.
    ::setenv("NOTIFY_SOCKET", "/nonexistent", 1);
    ::setpriority(PRIO_PROCESS, 0, -10); // what else the machine does stays out of the figures, as far as it goes
    return test::enterNamespace();
}

} // namespace

int main()
{
    if (const Status status = enter(); !status)
        return test::skip(status.error(), "MESH44_REQUIRE_LAB");
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    bench::measureLookUps();
    bench::Lab lab;
    lab.openPlane();
    const double wire = bench::measureDatagrams(lab);
    bench::measureKernelTunnel(lab);
    bench::measureTableChanges(lab);
    bench::measureBulk(lab, wire);
    lab.openFarPlane();
    bench::measureLatency(lab);
    bench::measureStreams(lab, wire);
    return 0;
}
