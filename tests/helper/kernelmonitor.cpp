// SPDX-License-Identifier: GPL-3.0-or-later
// The monitor against the real kernel. Notifications are queued before a request returns, so "nothing was
// reported" needs no waiting: the loop has nothing left to do.
#include "helper/kernel/monitor.h"
#include "helper/kernel/netlinkkernel.h"
#include "tests/helper/kernelnamespace.h"

#include <QTest>

using namespace mesh44;

namespace {

constexpr int kLoopback = 1;

KernelRoute throwFor(uint32_t number)
{
    return {.destination = Ipv4Prefix::host(Ipv4Address((44U << 24) + number)),
            .table = 44,
            .protocol = kOurProtocol,
            .type = RouteType::Throw};
}
const KernelRule kRule{.priority = 47,
                       .source = *Ipv4Prefix::parse("44.128.10.0/24"),
                       .action = RuleAction::Unreachable,
                       .protocol = kOurProtocol};
const KernelNexthop kNexthop{.id = kFirstNexthopId, .blackhole = true, .protocol = kOurProtocol};
const KernelRoute kByNexthop{.destination = *Ipv4Prefix::parse("44.4.8.0/24"),
                             .table = 44,
                             .protocol = kOurProtocol,
                             .nexthop = kFirstNexthopId};

std::vector<Operation> manyRoutes(uint32_t count)
{
    std::vector<Operation> operations;
    for (uint32_t i = 0; i < count; ++i)
        operations.push_back(PutRoute{throwFor(i)});
    return operations;
}

} // namespace

class KernelMonitor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        sd_event *loop = nullptr;
        QVERIFY(sd_event_new(&loop) >= 0);
        m_loop.reset(loop);
        m_ours = opened();
        m_others = opened();
        watch(NetlinkMonitor::kReceiveBuffer);
    }
    void cleanup()
    {
        m_monitor.reset();
        std::vector<Operation> operations{RemoveRule{kRule}, RemoveNexthop{kNexthop.id}};
        const auto state = m_others->dump();
        for (const KernelRoute &route : state->routes)
            operations.push_back(RemoveRoute{route});
        m_others->apply(operations);
    }

    void changesByOthersAreReported_data();
    void changesByOthersAreReported()
    {
        QFETCH(Operation, operation);
        QFETCH(bool, rules);
        QCOMPARE(m_others->apply({&operation, 1}).front().error, 0);
        QCOMPARE(events(), (std::vector<MonitorEvent>{{.rules = rules}}));
        QVERIFY(events().empty()); // once
    }

    void authorsAreNamedWhereItIsOurs_data();
    void authorsAreNamedWhereItIsOurs()
    {
        QFETCH(std::vector<Operation>, operations);
        QFETCH(int, authors);
        QFETCH(int, suspects);
        m_ours->apply(std::vector<Operation>{PutRoute{throwFor(1)}});
        m_others->apply(operations);
        const auto seen = namedEvents();
        QCOMPARE(seen.size(), size_t{1});
        const auto others = [&](int count) {
            return std::vector<uint32_t>(static_cast<size_t>(count), m_others->portId());
        };
        QCOMPARE(seen[0].authors, others(authors));
        QCOMPARE(seen[0].suspects, others(suspects));
        QCOMPARE(seen[0].rules, QByteArrayView(QTest::currentDataTag()) == "our rule");
    }

    void ourOwnAreNot()
    {
        KernelNexthop moved = kNexthop;
        moved.protocol = 3;
        const std::vector<Operation> operations{
            AddRule{kRule},           PutNexthop{kNexthop},       PutRoute{kByNexthop},
            PutNexthop{moved, true},  RemoveNexthop{kNexthop.id}, PutRoute{throwFor(1)},
            RemoveRoute{throwFor(1)}, RemoveRule{kRule}};
        for (const OperationResult &result : m_ours->apply(operations))
            QCOMPARE(result.error, 0);
        QVERIFY(events().empty());
    }

    void othersAmongOurOwnAreReported()
    {
        m_ours->apply(manyRoutes(200));
        m_others->apply(std::vector<Operation>{AddRule{kRule}});
        m_ours->apply(manyRoutes(200));
        QCOMPARE(events(), (std::vector<MonitorEvent>{{.rules = true}}));
    }

    void readingIsNoEvent()
    {
        QVERIFY(m_others->dump());
        QVERIFY(events().empty());
    }

    void manyAreReportedFewAtATime()
    {
        m_others->apply(manyRoutes(3000));
        const std::vector<MonitorEvent> expected(3); // 1024 to a wake-up
        QCOMPARE(events(), expected);
    }

    void overrunIsReported()
    {
        watch(4096);
        m_others->apply(manyRoutes(500));
        const auto seen = events();
        QVERIFY(!seen.empty());
        QVERIFY(seen.front().overrun);
        // And it goes on listening.
        m_others->apply(std::vector<Operation>{AddRule{kRule}});
        QCOMPARE(events(), (std::vector<MonitorEvent>{{.rules = true}}));
    }

    void twentyThousandFit()
    {
        m_others->apply(manyRoutes(20000));
        for (const MonitorEvent &event : events())
            QVERIFY(!event.overrun);
    }

private:
    static std::unique_ptr<NetlinkKernel> opened()
    {
        auto kernel = NetlinkKernel::open();
        return kernel ? std::move(*kernel) : nullptr;
    }
    void watch(int receiveBuffer)
    {
        m_monitor.reset();
        auto monitor = NetlinkMonitor::open(
            m_loop.get(), {m_ours->portId()}, [this](MonitorEvent event) { m_seen.push_back(event); }, receiveBuffer);
        QVERIFY2(bool(monitor), monitor ? "" : monitor.error().message.c_str());
        m_monitor = std::move(*monitor);
    }
    // What was reported since the last call; without names, which have a test of their own.
    std::vector<MonitorEvent> events()
    {
        auto seen = namedEvents();
        for (MonitorEvent &event : seen)
            event.authors = event.suspects = {};
        return seen;
    }
    std::vector<MonitorEvent> namedEvents()
    {
        while (sd_event_run(m_loop.get(), 0) > 0) {}
        return std::exchange(m_seen, {});
    }

    bus::Event m_loop;
    std::unique_ptr<NetlinkKernel> m_ours;
    std::unique_ptr<NetlinkKernel> m_others;
    std::vector<MonitorEvent> m_seen;
    std::unique_ptr<NetlinkMonitor> m_monitor;
};

void KernelMonitor::changesByOthersAreReported_data()
{
    QTest::addColumn<Operation>("operation");
    QTest::addColumn<bool>("rules");
    const KernelAddress address{kLoopback, Ipv4Address(44, 128, 10, 1), 32};
    QTest::newRow("rule") << Operation(AddRule{kRule}) << true;
    QTest::newRow("route") << Operation(PutRoute{throwFor(1)}) << false;
    QTest::newRow("nexthop") << Operation(PutNexthop{kNexthop}) << false;
    QTest::newRow("address") << Operation(AddAddress{address}) << false;
    QTest::newRow("address gone") << Operation(RemoveAddress{address}) << false;
    QTest::newRow("link") << Operation(ChangeLink{.link = kLoopback, .name = "lo", .mtu = 9000}) << false;
    QTest::newRow("link down") << Operation(ChangeLink{.link = kLoopback, .name = "lo", .up = false}) << false;
    QTest::newRow("link up") << Operation(ChangeLink{.link = kLoopback, .name = "lo", .up = true}) << false;
}

void KernelMonitor::authorsAreNamedWhereItIsOurs_data()
{
    QTest::addColumn<std::vector<Operation>>("operations");
    QTest::addColumn<int>("authors");
    QTest::addColumn<int>("suspects");
    const auto row = [](const char *name, std::vector<Operation> operations, int authors, int suspects) {
        QTest::newRow(name) << std::move(operations) << authors << suspects;
    };
    KernelRule theirRule = kRule;
    theirRule.protocol = 4;
    KernelRoute theirRoute = throwFor(2);
    theirRoute.protocol = 4;
    KernelRoute overwritten = throwFor(1);
    overwritten.protocol = 4;
    KernelNexthop theirNexthop{.id = 7, .blackhole = true, .protocol = 4};
    row("our route", {RemoveRoute{throwFor(1)}}, 1, 0);
    row("our rule", {AddRule{kRule}, RemoveRule{kRule}}, 1, 0);
    row("our nexthop", {PutNexthop{kNexthop}}, 1, 0);
    row("overwritten", {PutRoute{overwritten, true}}, 0, 1);
    row("an address", {AddAddress{{kLoopback, Ipv4Address(44, 128, 10, 2), 32}}}, 0, 1);
    // The kernel tells this as if it had done it by itself.
    row("a link's mtu", {ChangeLink{.link = kLoopback, .name = "lo", .mtu = 9001}}, 0, 0);
    row("their rule", {AddRule{theirRule}, RemoveRule{theirRule}}, 0, 0);
    row("their route", {PutRoute{theirRoute}}, 0, 0);
    row("their nexthop", {PutNexthop{theirNexthop}, RemoveNexthop{theirNexthop.id}}, 0, 0);
    row("both", {RemoveRoute{throwFor(1)}, RemoveAddress{{kLoopback, Ipv4Address(44, 128, 10, 2), 32}}}, 1, 1);
}

int main(int argc, char *argv[])
{
    if (const Status status = test::enterNamespace(); !status)
        return test::skip(status.error(), "MESH44_REQUIRE_LAB");
    KernelMonitor monitor;
    return QTest::qExec(&monitor, argc, argv);
}

#include "kernelmonitor.moc"
