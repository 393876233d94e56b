// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helper/kernel/netlinkkernel.h"
#include "tests/helper/kernelworld.h"

#include <initializer_list>

namespace mesh44::test {

// The kernel of the network namespace that the process is in; iproute2 does what our operations cannot say.
class RealWorld : public KernelWorld
{
public:
    Status reset() override;
    Kernel &kernel() override { return *m_kernel; }
    OperationResult outside(const Operation &operation) override;
    Status addWhatWeDoNotModel() override;
    bool isReal() const override { return true; }

protected:
    // Enters a namespace of its own; the device is made by whoever inherits.
    Status open(bool unprivileged);
    uint32_t m_mtu = 1500; // the device's when it is put back

private:
    Status removeAll(const KernelState &state);

    std::unique_ptr<NetlinkKernel> m_kernel;
    std::unique_ptr<NetlinkKernel> m_other;
};

// Lines as `ip` takes them, in one process.
Status runIp(std::initializer_list<std::string_view> lines);

} // namespace mesh44::test
