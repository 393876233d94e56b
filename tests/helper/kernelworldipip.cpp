// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/helper/kernelrealworld.h"

namespace mesh44::test {

namespace {

// tunl0 itself is the device: it cannot be deleted, so it is put back instead.
class IpipWorld : public RealWorld
{
public:
    static Result<std::unique_ptr<KernelWorld>> make(bool unprivileged)
    {
        auto world = std::make_unique<IpipWorld>();
        if (const Status status = world->open(unprivileged); !status)
            return status.error();
        const OperationResult created = world->outside(CreateIpip{"tunl0", {}});
        if (created.error != 0)
            return Error{ErrorCode::Unsupported, "this kernel has no ipip: " + created.message};
        world->m_mtu = 1480;
        return std::unique_ptr<KernelWorld>(std::move(world));
    }
    std::string device() const override { return "tunl0"; }
    bool hasIpip() const override { return true; }
};

} // namespace

Result<std::unique_ptr<KernelWorld>> KernelWorld::create(bool unprivileged)
{
    return IpipWorld::make(unprivileged);
}

const char *KernelWorld::requiredBy()
{
    return "MESH44_REQUIRE_IPIP";
}

} // namespace mesh44::test
