// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/helper/kernelnamespace.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <grp.h>
#include <linux/capability.h>
#include <linux/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace mesh44::test {

namespace {

Error failed(const char *what)
{
    return {ErrorCode::Unsupported, std::string(what) + ": " + std::strerror(errno)};
}

Status bringLoopbackUp()
{
    ifreq request{};
    std::strcpy(request.ifr_name, "lo");
    request.ifr_flags = IFF_UP;
    const int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const int result = ioctl(fd, SIOCSIFFLAGS, &request);
    close(fd);
    if (result < 0)
        return failed("cannot bring lo up");
    return ok();
}

// libcap would be a dependency for this alone.
bool setOnlyCapability(unsigned capability)
{
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct data[2] = {};
    data[capability / 32].effective = data[capability / 32].permitted = data[capability / 32].inheritable =
        1U << (capability % 32);
    return syscall(SYS_capset, &header, data) == 0
           && prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0) == 0;
}

} // namespace

Status enterNamespace()
{
    if (unshare(CLONE_NEWNET) < 0)
        return failed("cannot make a network namespace");
    return bringLoopbackUp();
}

Status becomeNetworkAdmin(unsigned uid)
{
    if (prctl(PR_SET_KEEPCAPS, 1) < 0 || setgroups(0, nullptr) < 0 || setresgid(uid, uid, uid) < 0
        || setresuid(uid, uid, uid) < 0)
        return failed("cannot become another user");
    if (!setOnlyCapability(CAP_NET_ADMIN) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
        return failed("cannot keep CAP_NET_ADMIN");
    prctl(PR_SET_DUMPABLE, 1); // the leak checker looks at its own process
    return ok();
}

bool takeOption(int &argc, char **argv, const char *option)
{
    const auto isOption = [&](const char *argument) { return std::strcmp(argument, option) == 0; };
    char **end = std::remove_if(argv + 1, argv + argc, isOption);
    const int left = static_cast<int>(end - argv);
    return left != std::exchange(argc, left);
}

int skip(const Error &reason, const char *requiredBy)
{
    const char *value = std::getenv(requiredBy);
    const bool required = value && std::strcmp(value, "1") == 0;
    std::fprintf(stderr, "%s: %s\n", required ? "FAIL" : "SKIP", reason.message.c_str());
    return required ? 1 : 77;
}

} // namespace mesh44::test
