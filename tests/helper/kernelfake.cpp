// SPDX-License-Identifier: GPL-3.0-or-later
// What only the fake can do: fail when asked to. What both kernels do is in the contract.
#include "tests/helper/fakekernel.h"

#include <QTest>
#include <cerrno>

using namespace mesh44;

namespace {

KernelRoute throwFor(const char *destination)
{
    return {.destination = *Ipv4Prefix::parse(destination),
            .table = 44,
            .protocol = kOurProtocol,
            .type = RouteType::Throw};
}
const PutRoute kFirst{throwFor("44.4.8.0/24")};
const PutRoute kSecond{throwFor("44.60.1.0/24")};

std::vector<int> apply(FakeKernel &kernel, const std::vector<Operation> &operations)
{
    std::vector<int> errors;
    for (const OperationResult &result : kernel.apply(operations))
        errors.push_back(result.error);
    return errors;
}

} // namespace

class KernelFake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failsAsOftenAsAsked()
    {
        FakeKernel kernel;
        kernel.failNext<PutRoute>(ENOMEM, 2);
        QCOMPARE(apply(kernel, {kFirst, RemoveNexthop{1}, kFirst, kFirst}), (std::vector{ENOMEM, ENOENT, ENOMEM, 0}));
        QCOMPARE(kernel.dump()->routes, std::vector{kFirst.route});
    }

    void failsWhatFits()
    {
        FakeKernel kernel;
        kernel.failNext([](const Operation &operation) { return operation == Operation(kSecond); }, EPERM);
        QCOMPARE(apply(kernel, {kFirst, kSecond}), (std::vector{0, EPERM}));
        kernel.failNext<PutRoute>(EPERM, 9);
        kernel.clearFaults();
        QCOMPARE(apply(kernel, {kSecond}), std::vector{0});
    }

    void lostAnswerIsDoneAllTheSame()
    {
        FakeKernel kernel;
        kernel.loseAnswer(FakeKernel::isA<PutRoute>());
        QCOMPARE(apply(kernel, {kFirst}), std::vector{EIO});
        QCOMPARE(kernel.dump()->routes, std::vector{kFirst.route});
    }

    void dumpFails()
    {
        FakeKernel kernel;
        const Error busy{ErrorCode::Busy, "interrupted"};
        kernel.failDump(busy, 2);
        QVERIFY(!kernel.dump() && !kernel.dump());
        QVERIFY(kernel.dump());
        QCOMPARE(kernel.dumps(), 3U);
    }

    void logsWhatWasAskedButNotTheOutsideWorld()
    {
        FakeKernel kernel;
        QCOMPARE(kernel.outside(kFirst).error, 0);
        QCOMPARE(apply(kernel, {kFirst, kSecond}), (std::vector{EEXIST, 0}));
        QCOMPARE(kernel.log(), (std::vector<Operation>{kFirst, kSecond}));
        QCOMPARE(kernel.writes(), uint64_t{2});
        kernel.clearLog();
        QVERIFY(kernel.log().empty());
    }

    void isCleanWithoutOurs()
    {
        FakeKernel kernel;
        QVERIFY(kernel.isClean());
        QCOMPARE(apply(kernel, {kFirst}), std::vector{0});
        QVERIFY(!kernel.isClean());
        QCOMPARE(apply(kernel, {RemoveRoute{kFirst.route}}), std::vector{0});
        QVERIFY(kernel.isClean());
    }

    void carrierLossTakesNexthops()
    {
        FakeKernel kernel;
        const int link = kernel.addLink("mesh44", "tun");
        const KernelNexthop nexthop{.id = 1, .link = link, .gateway = Ipv4Address(198, 51, 100, 7), .onlink = true};
        QCOMPARE(apply(kernel, {PutNexthop{nexthop}}), std::vector{0});
        kernel.setCarrier(link, false);
        QVERIFY(kernel.dump()->nexthops.empty());
        QCOMPARE(apply(kernel, {PutNexthop{nexthop}}), std::vector{ENETDOWN});
    }

    void kernelWithoutIpip()
    {
        FakeKernel kernel;
        kernel.setIpipAvailable(false);
        QCOMPARE(apply(kernel, {CreateIpip{"tunl0", {}}}), std::vector{EOPNOTSUPP});
        QVERIFY(!kernel.dump()->link("tunl0"));
    }
};

QTEST_GUILESS_MAIN(KernelFake)
#include "kernelfake.moc"
