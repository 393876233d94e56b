// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the gateway does when somebody else takes away what is ours: on the fake kernel, with the real clock.

#include "helper/gateway.h"
#include "tests/helper/fakepacketfilter.h"
#include "tests/helper/fakeplane.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

#include <unistd.h>

using namespace mesh44;

namespace {

constexpr const char *kEncap = "route addprivate 44.4.1/24 encap 198.51.100.1\n"
                               "route addprivate 44.4.2/24 encap 198.51.100.1\n"
                               "route addprivate 44.4.3/24 encap 198.51.100.2\n";

} // namespace

class GatewayDrift : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        const std::string base = m_folder->path().toStdString();
        for (const char *name : {"/vendor", "/etc", "/state", "/run"})
            QDir().mkpath(QString::fromStdString(base + name));
        QFile file(QString::fromStdString(base + "/etc/mesh44.conf"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[gateway]\nsubnets = 44.128.10.0/24\n");
        file.close();
        m_kernel.emplace();
        m_plane.emplace(*m_kernel);
        const int wan = m_kernel->addLink("wan0");
        m_kernel->outside(AddAddress{{wan, Ipv4Address(203, 0, 113, 9), 24}});
        KernelRoute standard{.table = kMainTable, .protocol = 3};
        standard.gateway = Ipv4Address(203, 0, 113, 1);
        standard.link = wan;
        m_kernel->outside(PutRoute{standard});
        sd_event *raw = nullptr;
        QVERIFY(sd_event_new(&raw) >= 0);
        m_event.reset(raw);
        m_filter.emplace();
        m_gateway.emplace(raw, *m_kernel, *m_plane, *m_filter,
                          Directories{base + "/vendor", base + "/etc", base + "/state", base + "/run"});
        m_gateway->start();
        QVERIFY(m_gateway->import(kEncap, "root"));
        m_settled = *m_kernel->dump();
    }
    void cleanup()
    {
        m_gateway.reset();
        m_event.reset();
    }

    void everythingComesBackAndIsToldInOneLine()
    {
        for (const KernelRule &rule : oursIn(m_settled.rules))
            m_kernel->outside(RemoveRule{rule});
        for (const KernelRoute &route : oursIn(m_settled.routes))
            m_kernel->outside(RemoveRoute{route});
        const size_t before = kernelLines().size();
        const auto own = static_cast<uint32_t>(getpid()); // a process that can be seen
        m_gateway->noteAuthors({own}, {});
        m_gateway->kernelChanged(true);
        QVERIFY(runUntil([&] { return isSettled(); }));
        const size_t rules = oursIn(m_settled.rules).size();
        const size_t routes = oursIn(m_settled.routes).size();
        QCOMPARE(m_gateway->status().counters["drift.repairs"], uint64_t{rules + routes});
        QVERIFY(runUntil([&] { return kernelLines().size() > before; }));
        const std::string line = kernelLines().front().text;
        QVERIFY2(line.starts_with(std::to_string(rules) + " rules and " + std::to_string(routes)
                                  + " routes of ours were removed by gatewaydrift (process " + std::to_string(own)
                                  + ")"),
                 line.c_str());
        QCOMPARE(kernelLines().size(), before + 1);
    }

    void whatTheOperatorDoesIsNoDrift()
    {
        QVERIFY(m_gateway->suppressEndpoint(Ipv4Address(198, 51, 100, 1), false, "root"));
        QVERIFY(m_gateway->allowEndpoint(Ipv4Address(198, 51, 100, 1), "root"));
        QVERIFY(m_gateway->suppressPrefix(*Ipv4Prefix::parse("44.4.3.0/24"), true, "root"));
        QVERIFY(m_gateway->allowPrefix(*Ipv4Prefix::parse("44.4.3.0/24"), "root"));
        QVERIFY(m_gateway->switchTo(false, "root"));
        QVERIFY(m_gateway->switchTo(true, "root"));
        QVERIFY(m_gateway->set(0, {{"gateway.mode", "mesh"}}, "root"));
        m_gateway->kernelChanged(false);
        QVERIFY(runUntil([&] { return m_gateway->status().mode == "mesh"; }));
        QCOMPARE(m_gateway->status().counters["drift.repairs"], uint64_t{0});
        QVERIFY(kernelLines().empty());
    }

    // The eleventh time within a minute it waits; the other objects do not.
    void aFightIsContestedByName()
    {
        const KernelRule rule = oursIn(m_settled.rules).front();
        for (size_t i = 0; i <= Fights::kPatience; ++i) {
            m_kernel->outside(RemoveRule{rule});
            m_gateway->kernelChanged(true);
            QVERIFY(runUntil([&] { return isSettled(); }));
        }
        QVERIFY(m_gateway->status().state == GatewayState::Degraded);
        const std::string name = objectOf(AddRule{rule}).name;
        QVERIFY2(m_gateway->status().reason.find(name) != std::string::npos, m_gateway->status().reason.c_str());

        const KernelRule other = oursIn(m_settled.rules).back();
        m_kernel->outside(RemoveRule{rule});
        m_kernel->outside(RemoveRule{other});
        m_gateway->kernelChanged(true);
        const auto has = [&](const KernelRule &wanted) {
            const auto rules = m_kernel->dump()->rules;
            return std::ranges::find(rules, wanted) != rules.end();
        };
        QVERIFY(runUntil([&] { return has(other); }));
        QVERIFY(!has(rule));
        QVERIFY(runUntil([&] { return has(rule); })); // no further event: when its second is over
        QVERIFY(m_gateway->status().reason.find("every 2 s") != std::string::npos);
    }

    // What keeps our packets from leaving as they are is put back at once, whoever fights it and for how long.
    void theFloorIsNeverHeldBack_data()
    {
        QTest::addColumn<bool>("route");
        QTest::newRow("floor") << false;
        QTest::newRow("last resort of the source table") << true;
    }
    void theFloorIsNeverHeldBack()
    {
        QFETCH(bool, route);
        const KernelRule floor = oursIn(m_settled.rules).back();
        QVERIFY(floor.action == RuleAction::Unreachable);
        const auto lastResort = *std::ranges::find(m_settled.routes, kLastMetric, &KernelRoute::metric);
        const Operation removal = route ? Operation(RemoveRoute{lastResort}) : Operation(RemoveRule{floor});
        for (size_t i = 0; i < 2 * Fights::kPatience; ++i) {
            m_kernel->outside(removal);
            const unsigned before = m_kernel->dumps();
            m_gateway->kernelChanged(true);
            QVERIFY(runUntil([&] { return m_kernel->dumps() > before; })); // the very next look
            QVERIFY(isSettled());
        }
        const GatewayStatus status = m_gateway->status();
        QCOMPARE(status.counters.at("drift.repairs"), uint64_t{2 * Fights::kPatience});
        QVERIFY(status.state == GatewayState::Degraded);
        QVERIFY2(status.reason.find("again and again; it is put back each time") != std::string::npos,
                 status.reason.c_str());
    }

private:
    template <class T> static std::vector<T> oursIn(std::vector<T> all)
    {
        std::erase_if(all, [](const T &item) { return item.protocol != kOurProtocol; });
        return all;
    }
    bool isSettled() { return *m_kernel->dump() == m_settled; }
    std::vector<EventView> kernelLines() const
    {
        auto lines = m_gateway->history(100);
        std::erase_if(lines, [](const EventView &line) { return line.kind != "kernel"; });
        return lines;
    }
    // Runs the loop until it is so; false after five seconds.
    template <class Predicate> bool runUntil(Predicate isSo)
    {
        QDeadlineTimer end(5000);
        while (!isSo() && !end.hasExpired())
            sd_event_run(m_event.get(), 100'000);
        return isSo();
    }

    std::optional<QTemporaryDir> m_folder;
    std::optional<FakeKernel> m_kernel;
    std::optional<FakePlane> m_plane;
    std::optional<FakePacketFilter> m_filter;
    bus::Event m_event;
    std::optional<Gateway> m_gateway;
    KernelState m_settled;
};

QTEST_GUILESS_MAIN(GatewayDrift)
#include "gatewaydrift.moc"
