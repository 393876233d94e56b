// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/helper/kernelcontract.h"

#include "tests/helper/kernelnamespace.h"

#include <QTest>

namespace mesh44::test {

void KernelContract::init()
{
    const Status status = m_world.reset();
    QVERIFY2(bool(status), status ? "" : status.error().message.c_str());
    m_link = link().index;
    QVERIFY(m_link != 0);
}

std::vector<int> KernelContract::applyAll(const std::vector<Operation> &operations)
{
    std::vector<int> errors;
    for (const OperationResult &result : m_world.kernel().apply(operations))
        errors.push_back(result.error);
    return errors;
}

KernelState KernelContract::dump()
{
    auto state = m_world.kernel().dump();
    if (state)
        return *state;
    QTest::qFail(state.error().message.c_str(), __FILE__, __LINE__);
    return {};
}

KernelLink KernelContract::link()
{
    const KernelState state = dump();
    const KernelLink *found = state.link(m_world.device());
    return found ? *found : KernelLink{};
}

KernelNexthop KernelContract::nexthop(uint32_t id, Ipv4Address gateway) const
{
    return {.id = id, .link = m_link, .gateway = gateway, .onlink = true, .protocol = kOurProtocol};
}

KernelRoute routeBy(uint32_t nexthop, Ipv4Prefix destination)
{
    return {.destination = destination, .table = 44, .protocol = kOurProtocol, .nexthop = nexthop};
}

KernelRoute routeOf(RouteType type, Ipv4Prefix destination)
{
    return {.destination = destination, .table = 44, .protocol = kOurProtocol, .type = type};
}

} // namespace mesh44::test

// --unprivileged: as another user with CAP_NET_ADMIN alone, as the helper runs.
int main(int argc, char *argv[])
{
    using namespace mesh44::test;
    const bool unprivileged = takeOption(argc, argv, "--unprivileged");
    const auto world = KernelWorld::create(unprivileged);
    if (!world)
        return skip(world.error(), KernelWorld::requiredBy());
    KernelContract contract(**world);
    return QTest::qExec(&contract, argc, argv);
}
