// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/helper/kernelrealworld.h"

#include "tests/helper/kernelnamespace.h"

#include <QProcess>

namespace mesh44::test {

namespace {

constexpr unsigned kNobody = 65534;
constexpr uint8_t kKernelProtocol = 2;

bool isEveryNamespaces(const KernelRule &rule)
{
    return rule.priority == 0 || rule.priority >= 32766;
}

} // namespace

Status runIp(std::initializer_list<std::string_view> lines)
{
    QProcess ip;
    ip.start(QStringLiteral("ip"), {QStringLiteral("-batch"), QStringLiteral("-")});
    for (const std::string_view line : lines) {
        ip.write(line.data(), static_cast<qint64>(line.size()));
        ip.write("\n");
    }
    ip.closeWriteChannel();
    if (!ip.waitForFinished() || ip.exitCode() != 0)
        return Error{ErrorCode::Unsupported, "ip: " + ip.readAllStandardError().toStdString()};
    return ok();
}

Status RealWorld::open(bool unprivileged)
{
    if (const Status status = enterNamespace(); !status)
        return status;
    if (const Status status = unprivileged ? becomeNetworkAdmin(kNobody) : ok(); !status)
        return status;
    for (auto *kernel : {&m_kernel, &m_other}) {
        auto opened = NetlinkKernel::open();
        if (!opened)
            return opened.error();
        *kernel = std::move(*opened);
    }
    return ok();
}

// All but the device and what the kernel put there by itself.
Status RealWorld::removeAll(const KernelState &state)
{
    std::vector<Operation> operations;
    for (const KernelRoute &route : state.routes) {
        if (route.nexthop == 0 && route.protocol != kKernelProtocol)
            operations.push_back(RemoveRoute{route});
    }
    for (const KernelNexthop &nexthop : state.nexthops)
        operations.push_back(RemoveNexthop{nexthop.id});
    for (const KernelAddress &address : state.addresses) {
        if (address.link == state.link(device())->index)
            operations.push_back(RemoveAddress{address});
    }
    for (const KernelLink &link : state.links) {
        if (link.ipip)
            operations.push_back(DeleteLink{link.index}); // tunl0 stays
    }
    for (const KernelRule &rule : state.rules) {
        if (rule.unmodelled)
            (void)runIp({"rule del pref " + std::to_string(rule.priority)});
        else if (!isEveryNamespaces(rule))
            operations.push_back(RemoveRule{rule});
    }
    m_other->apply(operations); // some are gone before their turn: a group with its last member
    return ok();
}

Status RealWorld::reset()
{
    const auto state = m_other->dump();
    if (!state || !state->link(device()))
        return state ? Error{ErrorCode::NotFound, "the device is gone"} : state.error();
    if (const Status status = removeAll(*state); !status)
        return status;
    const int link = state->link(device())->index;
    std::vector<Operation> back{ChangeLink{.link = link, .name = device(), .up = false},
                                ChangeLink{.link = link, .name = device(), .up = true, .mtu = m_mtu},
                                AddAddress{{link, Ipv4Address(192, 0, 2, 1), 24}}};
    if (hasIpip())
        back.insert(back.begin(), ChangeLink{.link = link, .name = device(), .ipip = IpipParameters{}});
    for (const OperationResult &result : m_other->apply(back)) {
        if (result.error != 0)
            return Error{ErrorCode::KernelRefused, "cannot put the device back: " + result.message};
    }
    return ok();
}

OperationResult RealWorld::outside(const Operation &operation)
{
    return m_other->apply({&operation, 1}).front();
}

Status RealWorld::addWhatWeDoNotModel()
{
    return runIp({"rule add pref 7 iif lo lookup main", "nexthop add id 70 via 192.0.2.2 dev " + device(),
                  "nexthop add id 71 group 70", "nexthop add id 72 via fe80::2 dev " + device()});
}

} // namespace mesh44::test
