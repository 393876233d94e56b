// SPDX-License-Identifier: GPL-3.0-or-later
// The real kernel while somebody else changes it without a pause, and when answers are lost.
#include "helper/kernel/netlinkkernel.h"
#include "tests/helper/kernelnamespace.h"

#include <QElapsedTimer>
#include <QTest>
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <thread>

using namespace mesh44;

namespace {

constexpr int kLoopback = 1;
constexpr uint32_t kStable = 2000; // nexthops and routes; each kind fills several datagrams of a dump
constexpr uint32_t kRules = 1200;
constexpr uint32_t kAddresses = 600;
constexpr uint32_t kDumps = 40;

KernelRoute routeTo(uint32_t address, uint32_t nexthop)
{
    return {.destination = Ipv4Prefix::host(Ipv4Address(address)),
            .table = 44,
            .protocol = kOurProtocol,
            .nexthop = nexthop};
}
KernelRoute throwFor(uint32_t number)
{
    return {.destination = Ipv4Prefix::host(Ipv4Address((44U << 24) + number)),
            .table = 44,
            .protocol = kOurProtocol,
            .type = RouteType::Throw};
}
KernelNexthop blackhole(uint32_t id)
{
    return {.id = id, .blackhole = true, .protocol = kOurProtocol};
}
KernelRule ruleAt(uint32_t priority)
{
    return {.priority = priority, .table = 44, .protocol = kOurProtocol};
}

std::vector<Operation> stableObjects()
{
    std::vector<Operation> operations;
    for (uint32_t i = 0; i < kStable; ++i) {
        operations.push_back(PutNexthop{blackhole(kFirstNexthopId + 2 * i)});
        operations.push_back(PutRoute{routeTo((44U << 24) + 2 * i, kFirstNexthopId + 2 * i)});
    }
    for (uint32_t i = 0; i < kRules; ++i)
        operations.push_back(AddRule{ruleAt(1000 + 2 * i)});
    for (uint32_t i = 0; i < kAddresses; ++i)
        operations.push_back(AddAddress{{kLoopback, Ipv4Address((10U << 24) + 2 * i + 1), 32}});
    return operations;
}

// What comes and goes: between the stable ones, so that every part of a dump is touched.
std::vector<Operation> comings(const QByteArray &what)
{
    std::vector<Operation> operations;
    for (uint32_t i = 0; i < 50; ++i) {
        const uint32_t place = i * 37 % (kStable - 1);
        if (what == "routes")
            operations.push_back(PutRoute{throwFor(2 * place + 1)});
        else if (what == "nexthops")
            operations.push_back(PutNexthop{blackhole(kFirstNexthopId + 2 * place + 1)});
        else if (what == "rules")
            operations.push_back(AddRule{ruleAt(1001 + 2 * (place % (kRules - 1)))});
        else
            operations.push_back(
                AddAddress{{kLoopback, Ipv4Address((10U << 24) + 2 * (place % (kAddresses - 1)) + 2), 32}});
    }
    return operations;
}

std::vector<Operation> goings(const std::vector<Operation> &comings)
{
    std::vector<Operation> operations;
    for (const Operation &operation : comings) {
        if (const auto *route = std::get_if<PutRoute>(&operation))
            operations.push_back(RemoveRoute{route->route});
        else if (const auto *nexthop = std::get_if<PutNexthop>(&operation))
            operations.push_back(RemoveNexthop{nexthop->nexthop.id});
        else if (const auto *rule = std::get_if<AddRule>(&operation))
            operations.push_back(RemoveRule{rule->rule});
        else
            operations.push_back(RemoveAddress{std::get<AddAddress>(operation).address});
    }
    return operations;
}

// Each stable object exactly once.
bool isWhole(const KernelState &state)
{
    const auto isOdd = [](uint32_t number) { return number % 2 != 0; };
    const auto routes = std::ranges::count_if(
        state.routes, [&](const KernelRoute &route) { return route.nexthop != 0 && !isOdd(route.nexthop); });
    const auto nexthops = std::ranges::count_if(state.nexthops,
                                                [&](const KernelNexthop &nexthop) { return !isOdd(nexthop.id); });
    const auto rules = std::ranges::count_if(
        state.rules, [&](const KernelRule &rule) { return rule.protocol == kOurProtocol && !isOdd(rule.priority); });
    const auto addresses = std::ranges::count_if(state.addresses, [&](const KernelAddress &address) {
        return address.prefixLength == 32 && isOdd(address.address.value());
    });
    return routes == kStable && nexthops == kStable && rules == kRules && addresses == kAddresses;
}

std::unique_ptr<NetlinkKernel> opened(int receiveBuffer = NetlinkKernel::kReceiveBuffer)
{
    auto kernel = NetlinkKernel::open(receiveBuffer);
    return kernel ? std::move(*kernel) : nullptr;
}

} // namespace

class KernelChurn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_kernel = opened();
        QVERIFY(m_kernel);
        for (const OperationResult &result : m_kernel->apply(stableObjects()))
            QCOMPARE(result.error, 0);
        QVERIFY(isWhole(*m_kernel->dump()));
    }

    void dumpIsWholeOrBusy_data()
    {
        QTest::addColumn<QByteArray>("what");
        for (const char *what : {"routes", "nexthops", "rules", "addresses"})
            QTest::newRow(what) << QByteArray(what);
    }
    void dumpIsWholeOrBusy()
    {
        QFETCH(QByteArray, what);
        std::atomic<uint64_t> rounds = 0;
        std::jthread churn([&](std::stop_token stop) {
            const auto other = opened();
            const auto come = comings(what);
            const auto go = goings(come);
            while (!stop.stop_requested()) {
                other->apply(come);
                other->apply(go);
                rounds.fetch_add(1);
                rounds.notify_one();
            }
        });
        rounds.wait(0);
        uint32_t whole = 0;
        for (uint32_t i = 0; i < kDumps; ++i) {
            const auto state = m_kernel->dump();
            if (!state) {
                QCOMPARE(state.error().code, ErrorCode::Busy);
                continue;
            }
            QVERIFY(isWhole(*state));
            ++whole;
        }
        churn.request_stop();
        churn.join();
        qInfo("%u of %u dumps were whole, the others said that they were not; %llu rounds of changes", whole, kDumps,
              static_cast<unsigned long long>(rounds.load()));
        QVERIFY(m_kernel->dump());
    }

    // With room for a few answers only, the others are lost: said so at once, and nothing hangs.
    void lostAnswersAreSaid()
    {
        const auto deaf = opened(1);
        std::vector<Operation> operations;
        for (uint32_t i = 0; i < 300; ++i)
            operations.push_back(PutRoute{throwFor(0x10000 + i)});
        QElapsedTimer timer;
        timer.start();
        const auto results = deaf->apply(operations);
        QVERIFY(timer.elapsed() < 2000);
        const auto lost = std::ranges::count(results, EIO, &OperationResult::error);
        const auto done = std::ranges::count(results, 0, &OperationResult::error);
        QVERIFY(lost > 0 && done > 0);
        QCOMPARE(static_cast<size_t>(lost + done), results.size());

        const auto state = m_kernel->dump();
        for (const Operation &operation : operations) // lost was the answer, not the request
            QVERIFY(std::ranges::count(state->routes, std::get<PutRoute>(operation).route) == 1);
        // Answers that come late belong to nobody.
        const Operation again = PutRoute{throwFor(0x10000)};
        QCOMPARE(deaf->apply({&again, 1}).front().error, EEXIST);
        QVERIFY(deaf->dump());
    }

private:
    std::unique_ptr<NetlinkKernel> m_kernel;
};

int main(int argc, char *argv[])
{
    if (const Status status = test::enterNamespace(); !status)
        return test::skip(status.error(), "MESH44_REQUIRE_LAB");
    KernelChurn churn;
    return QTest::qExec(&churn, argc, argv);
}

#include "kernelchurn.moc"
