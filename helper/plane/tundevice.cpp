// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/plane/tundevice.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <sys/ioctl.h>

namespace mesh44 {
namespace {

constexpr const char *kControl = "/dev/net/tun";

Error controlError(int error)
{
    const std::string text = std::string(kControl) + " cannot be opened: " + std::strerror(error);
    if (error == EACCES || error == EPERM)
        return {ErrorCode::NotAuthorized, text};
    return {ErrorCode::Unsupported,
            text + ". The userspace plane needs it: load the module tun, or give the container this device"};
}

Error deviceError(const std::string &name, int error)
{
    if (error == EPERM || error == EACCES)
        return {ErrorCode::NotAuthorized, "making the device " + name + " needs the capability CAP_NET_ADMIN"};
    if (error == EBUSY || error == EINVAL)
        return {ErrorCode::Conflict, "the interface " + name + " is already there and somebody else's"};
    return {ErrorCode::KernelRefused, "the device " + name + " cannot be made: " + std::strerror(error)};
}

} // namespace

Result<FileDescriptor> openTun(const std::string &name)
{
    FileDescriptor tun(::open(kControl, O_RDWR | O_NONBLOCK | O_CLOEXEC));
    if (!tun)
        return controlError(errno);
    ifreq request{};
    name.copy(request.ifr_name, sizeof request.ifr_name - 1);
    request.ifr_flags = IFF_TUN | IFF_NO_PI | IFF_VNET_HDR;
    if (::ioctl(tun.get(), TUNSETIFF, &request) < 0)
        return deviceError(name, errno);
    // Without it everything works, packet by packet.
    ::ioctl(tun.get(), TUNSETOFFLOAD, TUN_F_CSUM | TUN_F_TSO4);
    return tun;
}

} // namespace mesh44
