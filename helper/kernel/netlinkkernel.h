// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helper/kernel/kernel.h"

#include <memory>

namespace mesh44 {

// The kernel of this network namespace by rtnetlink. Needs CAP_NET_ADMIN for apply(), nothing for dump().
//
// A removal of what is not there is reported with the kernel's errno: ENODEV (link), EADDRNOTAVAIL
// (address), ENOENT (rule, nexthop), ESRCH (route). Whether that is good enough, the caller knows.
// EIO and ETIMEDOUT mean that the answer was lost: only the next dump tells what was done.
class NetlinkKernel : public Kernel
{
public:
    static constexpr int kReceiveBuffer = 2 * 1024 * 1024;
    static Result<std::unique_ptr<NetlinkKernel>> open(int receiveBuffer = kReceiveBuffer);
    ~NetlinkKernel() override;

    Result<KernelState> dump() override;
    std::vector<OperationResult> apply(std::span<const Operation> operations) override;
    uint64_t writes() const override;

    // The author of our events: what the monitor leaves out.
    uint32_t portId() const;

private:
    struct Private;
    explicit NetlinkKernel(std::unique_ptr<Private> p);
    std::unique_ptr<Private> m;
};

} // namespace mesh44
