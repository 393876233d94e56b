// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/helper/fakekernel.h"
#include "tests/helper/kernelworld.h"

namespace mesh44::test {

namespace {

class FakeWorld : public KernelWorld
{
public:
    Status reset() override
    {
        m_kernel = FakeKernel();
        const int link = m_kernel.addLink(device());
        m_kernel.outside(AddAddress{{link, Ipv4Address(192, 0, 2, 1), 24}});
        return ok();
    }
    Kernel &kernel() override { return m_kernel; }
    OperationResult outside(const Operation &operation) override { return m_kernel.outside(operation); }
    std::string device() const override { return "mesh0"; }
    Status addWhatWeDoNotModel() override
    {
        KernelRule rule;
        rule.priority = 7;
        rule.table = kMainTable;
        rule.unmodelled = true;
        m_kernel.place(rule);
        for (uint32_t id : {71U, 72U}) {
            KernelNexthop nexthop;
            nexthop.id = id;
            nexthop.unmodelled = true;
            m_kernel.place(nexthop);
        }
        return ok();
    }
    bool hasIpip() const override { return true; }
    bool isReal() const override { return false; }

private:
    FakeKernel m_kernel;
};

} // namespace

Result<std::unique_ptr<KernelWorld>> KernelWorld::create(bool)
{
    return std::unique_ptr<KernelWorld>(std::make_unique<FakeWorld>());
}

const char *KernelWorld::requiredBy()
{
    return "MESH44_REQUIRE_LAB";
}

} // namespace mesh44::test
