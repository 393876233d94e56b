// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/helper/kernelrealworld.h"

namespace mesh44::test {

namespace {

class VethWorld : public RealWorld
{
public:
    static Result<std::unique_ptr<KernelWorld>> make(bool unprivileged)
    {
        auto world = std::make_unique<VethWorld>();
        if (const Status status = world->open(unprivileged); !status)
            return status.error();
        const Status made = runIp({"link add mesh0 type veth peer name mesh1", "link set mesh1 up"});
        if (!made)
            return made.error();
        return std::unique_ptr<KernelWorld>(std::move(world));
    }
    std::string device() const override { return "mesh0"; }
    bool hasIpip() const override { return false; }
};

} // namespace

Result<std::unique_ptr<KernelWorld>> KernelWorld::create(bool unprivileged)
{
    return VethWorld::make(unprivileged);
}

const char *KernelWorld::requiredBy()
{
    return "MESH44_REQUIRE_LAB";
}

} // namespace mesh44::test
