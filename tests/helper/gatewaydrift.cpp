// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the gateway does when somebody else takes away what is ours: on the fake kernel, with the real clock.

#include "tests/helper/gatewayrig.h"
#include "tests/helper/rigfixture.h"

#include <QDeadlineTimer>
#include <QTest>

#include <optional>

#include <unistd.h>

using namespace mesh44;

class GatewayDrift : public QObject, test::RigFixture<test::GatewayRig>
{
    Q_OBJECT

    // How much of the time the listings of our table take while this is done again and again.
    template <class Step>
    double shareOfListings(std::chrono::milliseconds each, std::chrono::microseconds during, Step step)
    {
        m_rig->filter.takeLong(each);
        const int before = m_rig->filter.listings();
        const int64_t from = bootTime();
        while (bootTime() - from < during.count()) {
            step();
            sd_event_run(m_run->event.get(), 10'000);
        }
        const int64_t spent = (m_rig->filter.listings() - before) * std::chrono::microseconds(each).count();
        m_rig->filter.takeLong(std::chrono::milliseconds(0));
        return static_cast<double>(spent) / static_cast<double>(bootTime() - from);
    }

private Q_SLOTS:
    void init()
    {
        openRig();
        m_run.emplace(*m_rig);
        QVERIFY(gateway().import(test::GatewayRig::kEncap, "root"));
        m_settled = *m_rig->kernel.dump();
    }
    void cleanup() { m_run.reset(); }

    // Whoever changes other tables of nftables all the time does not keep us busy with ours.
    void othersRulesDoNotHoldUsUp()
    {
        using namespace std::chrono_literals;
        const double share = shareOfListings(60ms, 2s, [&] { gateway().firewallChanged({}); });
        QVERIFY2(share > 0 && share < 0.33, qPrintable(QString::number(share)));
    }
    // Nor does whoever asks for the status, which needs no right.
    void whoAsksDoesNotHoldUsUp()
    {
        using namespace std::chrono_literals;
        const double share = shareOfListings(150ms, 2500ms, [&] { (void)gateway().status(); });
        QVERIFY2(share > 0 && share < 0.1, qPrintable(QString::number(share)));
    }

    void everythingComesBackAndIsToldInOneLine()
    {
        for (const KernelRule &rule : oursIn(m_settled.rules))
            m_rig->kernel.outside(RemoveRule{rule});
        for (const KernelRoute &route : oursIn(m_settled.routes))
            m_rig->kernel.outside(RemoveRoute{route});
        const size_t before = kernelLines().size();
        const auto own = static_cast<uint32_t>(getpid()); // a process that can be seen
        gateway().noteAuthors({own}, {});
        gateway().kernelChanged(true);
        QVERIFY(runUntil([&] { return isSettled(); }));
        const size_t rules = oursIn(m_settled.rules).size();
        const size_t routes = oursIn(m_settled.routes).size();
        QCOMPARE(gateway().status().counters["drift.repairs"], uint64_t{rules + routes});
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
        QVERIFY(gateway().suppressEndpoint(Ipv4Address(198, 51, 100, 1), false, "root"));
        QVERIFY(gateway().allowEndpoint(Ipv4Address(198, 51, 100, 1), "root"));
        QVERIFY(gateway().suppressPrefix(*Ipv4Prefix::parse("44.4.3.0/24"), true, "root"));
        QVERIFY(gateway().allowPrefix(*Ipv4Prefix::parse("44.4.3.0/24"), "root"));
        QVERIFY(gateway().switchTo(false, "root"));
        QVERIFY(gateway().switchTo(true, "root"));
        QVERIFY(gateway().set(0, {{"gateway.mode", "mesh"}}, "root"));
        gateway().kernelChanged(false);
        QVERIFY(runUntil([&] { return gateway().status().mode == "mesh"; }));
        QCOMPARE(gateway().status().counters["drift.repairs"], uint64_t{0});
        QVERIFY(kernelLines().empty());
    }

    // The eleventh time within a minute it waits; the other objects do not.
    void aFightIsContestedByName()
    {
        const KernelRule rule = oursIn(m_settled.rules).front();
        for (size_t i = 0; i <= Fights::kPatience; ++i) {
            m_rig->kernel.outside(RemoveRule{rule});
            gateway().kernelChanged(true);
            QVERIFY(runUntil([&] { return isSettled(); }));
        }
        QVERIFY(gateway().status().state == GatewayState::Degraded);
        const std::string name = objectOf(AddRule{rule}).name;
        QVERIFY2(gateway().status().reason.find(name) != std::string::npos, gateway().status().reason.c_str());

        const KernelRule other = oursIn(m_settled.rules).back();
        m_rig->kernel.outside(RemoveRule{rule});
        m_rig->kernel.outside(RemoveRule{other});
        gateway().kernelChanged(true);
        const auto has = [&](const KernelRule &wanted) {
            const auto rules = m_rig->kernel.dump()->rules;
            return std::ranges::find(rules, wanted) != rules.end();
        };
        QVERIFY(runUntil([&] { return has(other); }));
        QVERIFY(!has(rule));
        QVERIFY(runUntil([&] { return has(rule); })); // no further event: when its second is over
        QVERIFY(gateway().status().reason.find("every 2 s") != std::string::npos);
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
            m_rig->kernel.outside(removal);
            const unsigned before = m_rig->kernel.dumps();
            gateway().kernelChanged(true);
            QVERIFY(runUntil([&] { return m_rig->kernel.dumps() > before; })); // the very next look
            QVERIFY(isSettled());
        }
        const GatewayStatus status = gateway().status();
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
    Gateway &gateway() { return *m_run->gateway; }
    bool isSettled() { return *m_rig->kernel.dump() == m_settled; }
    std::vector<EventView> kernelLines()
    {
        auto lines = gateway().history(100);
        std::erase_if(lines, [](const EventView &line) { return line.kind != "kernel"; });
        return lines;
    }
    // Runs the loop until it is so; false after five seconds.
    template <class Predicate> bool runUntil(Predicate isSo)
    {
        QDeadlineTimer end(5000);
        while (!isSo() && !end.hasExpired())
            sd_event_run(m_run->event.get(), 100'000);
        return isSo();
    }

    std::optional<test::GatewayRig::Run> m_run;
    KernelState m_settled;
};

QTEST_GUILESS_MAIN(GatewayDrift)
#include "gatewaydrift.moc"
