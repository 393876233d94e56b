// SPDX-License-Identifier: GPL-3.0-or-later
// What counts as a repair, when a fight begins and ends, and what the history says. Time is an argument.
#include "core/kernel/drift.h"
#include "core/kernel/desired.h"
#include "core/kernel/fights.h"
#include "core/kernel/repairreport.h"
#include "tests/core/support.h"

using namespace mesh44;
using test::address;
using test::prefix;

namespace {

constexpr int64_t kSecond = Fights::kSecond;
constexpr uint32_t kId = kFirstNexthopId;

KernelRule floorRule()
{
    return {.priority = 47,
            .source = prefix("44.128.10.0/24"),
            .action = RuleAction::Unreachable,
            .protocol = kOurProtocol};
}
KernelRoute route(const char *destination = "44.4.8.0/24", uint32_t nexthop = kId)
{
    return {.destination = prefix(destination), .table = 44, .protocol = kOurProtocol, .nexthop = nexthop};
}
KernelNexthop nexthop(const char *gateway = "198.51.100.7")
{
    return {.id = kId, .link = 5, .gateway = address(gateway), .onlink = true, .protocol = kOurProtocol};
}

// A tunnel that is up with everything on it, as after a run.
KernelState settled()
{
    return {.links = {{.index = 2, .name = "wan0", .arpIgnore = 1},
                      {.index = 5, .name = "tunl0", .kind = "ipip", .mtu = 1480, .up = true}},
            .addresses = {{5, address("44.128.10.1"), 32}},
            .rules = {floorRule()},
            .nexthops = {nexthop()},
            .routes = {route()},
            .anyRoute = true};
}

using Fault = Repair::Fault;
const DriftObject kRule{DriftObject::Kind::Rule, "rule pref 47 from 44.128.10.0/24 unreachable"};

} // namespace

Q_DECLARE_METATYPE(mesh44::Operation)

class Drift : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repairs_data()
    {
        QTest::addColumn<Operation>("operation");
        QTest::addColumn<int>("fault"); // -1: no repair
        QTest::addColumn<QByteArray>("name");
        const auto row = [](const char *name, const Operation &operation, Fault fault, const char *object) {
            QTest::newRow(name) << operation << static_cast<int>(fault) << QByteArray(object);
        };
        const auto none = [](const char *name, const Operation &operation) {
            QTest::newRow(name) << operation << -1 << QByteArray();
        };
        row("rule", AddRule{floorRule()}, Fault::Removed, kRule.name.c_str());
        row("route", PutRoute{route()}, Fault::Removed, "route 44.4.8.0/24 table 44");
        row("route overwritten", PutRoute{route(), true}, Fault::Changed, "route 44.4.8.0/24 table 44");
        row("nexthop", PutNexthop{nexthop()}, Fault::Removed, "nexthop 1140850688");
        row("nexthop changed", PutNexthop{nexthop(), true}, Fault::Changed, "nexthop 1140850688");
        row("address", AddAddress{{5, address("44.128.10.1"), 32}}, Fault::Removed, "address 44.128.10.1");
        row("address on a new device", AddAddress{{9, address("44.128.10.1"), 32}}, Fault::Removed,
            "address 44.128.10.1");
        row("down", ChangeLink{.link = 5, .name = "tunl0", .up = true}, Fault::Changed, "device tunl0");
        row("mtu", ChangeLink{.link = 5, .name = "tunl0", .mtu = 1480}, Fault::Changed, "device tunl0");
        row("arp_ignore", ChangeLink{.link = 2, .name = "wan0", .arpIgnore = 1}, Fault::Changed, "device wan0");
        row("device", CreateIpip{"tunl0", {}}, Fault::Removed, "device tunl0");
        KernelRule stray = floorRule();
        stray.priority = 99;
        row("rule under our mark", RemoveRule{stray}, Fault::Added, "rule pref 99 from 44.128.10.0/24 unreachable");
        row("route under our mark", RemoveRoute{route("44.9.0.0/16")}, Fault::Added, "route 44.9.0.0/16 table 44");
        none("new rule", AddRule{stray});
        none("new route", PutRoute{route("44.9.0.0/16")});
        none("route to another endpoint", PutRoute{route("44.4.8.0/24", kId + 1), true});
        none("endpoint that moves", PutNexthop{nexthop("198.51.100.9"), true});
        KernelNexthop dropped{.id = kId, .blackhole = true, .protocol = kOurProtocol};
        none("endpoint that is switched off", PutNexthop{dropped, true});
        none("rule of ours no longer wanted", RemoveRule{floorRule()});
        none("route withdrawn", RemoveRoute{route()});
        none("nexthop no longer used", RemoveNexthop{kId});
        none("new mtu", ChangeLink{.link = 5, .name = "tunl0", .mtu = 1472});
        none("the same address on another link", AddAddress{{2, address("44.128.10.1"), 32}});
        KernelNexthop elsewhere = nexthop();
        elsewhere.link = 2;
        none("an endpoint through another device", PutNexthop{elsewhere, true});
        none("another link", ChangeLink{.link = 2, .name = "wan0", .forwarding = true});
    }
    void repairs()
    {
        QFETCH(Operation, operation);
        QFETCH(int, fault);
        QFETCH(QByteArray, name);
        const auto found = findRepairs({&operation, 1}, settled());
        QCOMPARE(found.size(), size_t{fault < 0 ? 0U : 1U});
        if (fault >= 0) {
            QCOMPARE(static_cast<int>(found[0].fault), fault);
            QCOMPARE(found[0].object.name, name.toStdString());
        }
        QVERIFY(findRepairs({&operation, 1}, KernelState()).empty()); // nothing was looked at before
    }

    void tenRepairsAMinuteAreNoFight()
    {
        Fights fights;
        for (int i = 0; i < 100; ++i) {
            fights.repaired(kRule, i * 6 * kSecond);
            QVERIFY(!fights.isHeld(kRule, i * 6 * kSecond));
        }
        QVERIFY(fights.sentences().empty());
        QVERIFY(!fights.nextChange(600 * kSecond));
    }

    void aFightWaitsLongerAndLonger()
    {
        Fights fights;
        int64_t now = 0;
        for (size_t i = 0; i <= Fights::kPatience; ++i, now += kSecond / 10) {
            QVERIFY(!fights.isHeld(kRule, now));
            fights.repaired(kRule, now);
        }
        now -= kSecond / 10;
        for (const int64_t seconds : {1, 2, 4, 8, 16, 32, 60, 60}) {
            QVERIFY(fights.isContested(kRule));
            QVERIFY(fights.isHeld(kRule, now + seconds * kSecond - 1));
            QCOMPARE(*fights.nextChange(now), now + seconds * kSecond);
            const std::string sentence = fights.sentences().front();
            QVERIFY(sentence.find(kRule.name) != std::string::npos);
            QVERIFY(sentence.find("every " + std::to_string(seconds) + " s") != std::string::npos);
            now += seconds * kSecond;
            QVERIFY(!fights.isHeld(kRule, now));
            fights.settle(now);
            fights.repaired(kRule, now);
        }
        // The other objects have nothing to do with it.
        QVERIFY(!fights.isHeld(objectOf(PutRoute{route()}), now));
    }

    void aGuardNeverWaits()
    {
        const DriftObject floor = objectOf(AddRule{floorRule()});
        const KernelRoute lastResort{.table = 45, .metric = kLastMetric, .type = RouteType::Unreachable};
        QVERIFY(floor.isGuard && objectOf(PutRoute{lastResort}).isGuard);
        KernelRoute deadAddress = lastResort; // our subnet's in the mesh table: it keeps packets from looping
        deadAddress.metric = 0;
        QVERIFY(!objectOf(PutRoute{deadAddress}).isGuard && !objectOf(PutRoute{route()}).isGuard);
        Fights fights;
        for (size_t i = 0; i < 3 * Fights::kPatience; ++i) {
            fights.repaired(floor, 0);
            QVERIFY(!fights.isHeld(floor, 0));
        }
        QVERIFY(fights.isContested(floor));
        QCOMPARE(*fights.nextChange(0), Fights::kWindow + Fights::kLongestWait); // its end: nothing before it
        QVERIFY(fights.sentences().front().ends_with("it is put back each time"));
    }

    void aQuietMinuteEndsIt()
    {
        Fights fights;
        for (size_t i = 0; i <= Fights::kPatience; ++i)
            fights.repaired(kRule, 0);
        fights.settle(60 * kSecond);
        QVERIFY(fights.isContested(kRule));
        QCOMPARE(*fights.nextChange(2 * kSecond), 61 * kSecond);
        fights.settle(61 * kSecond);
        QVERIFY(!fights.isContested(kRule) && fights.sentences().empty());
        fights.repaired(kRule, 61 * kSecond);
        QVERIFY(!fights.isHeld(kRule, 61 * kSecond)); // counted anew
    }

    void reportCountsEachObjectOnce()
    {
        RepairReport report;
        QVERIFY(report.isEmpty());
        for (int i = 0; i < 3; ++i)
            report.add({kRule, Fault::Removed});
        QCOMPARE(report.take(0), "the " + kRule.name + " was removed by somebody else; put right again");
        QVERIFY(report.isEmpty());
        report.add({kRule, Fault::Removed});
        for (const char *name : {"44.4.8.0/24", "44.4.9.0/24"})
            report.add({objectOf(PutRoute{route(name)}), Fault::Removed});
        report.addAuthor("ip (process 4711)");
        report.addAuthor("ip (process 4711)");
        QCOMPARE(report.take(0), std::string("1 rule and 2 routes of ours were removed by ip (process 4711); "
                                             "put right again"));
        report.add({objectOf(CreateIpip{"tunl0", {}}), Fault::Removed});
        report.add({objectOf(AddAddress{{5, address("44.128.10.1"), 32}}), Fault::Changed});
        report.add({kRule, Fault::Added});
        QCOMPARE(report.take(0), std::string("1 rule, 1 address and 1 device of ours were removed, changed or added by "
                                             "somebody else; put right again"));
    }

    void reportsOfAFightBecomeRare()
    {
        RepairReport report;
        int64_t now = 1000 * kSecond;
        for (const int64_t seconds : {1, 2, 4, 8, 16, 32, 60, 60}) {
            QCOMPARE(report.delay(now), seconds * kSecond);
            report.add({kRule, Fault::Removed});
            now += seconds * kSecond;
            (void)report.take(now);
        }
        QCOMPARE(report.delay(now + 121 * kSecond), kSecond); // peace in between
    }
};

QTEST_APPLESS_MAIN(Drift)
#include "drift.moc"
