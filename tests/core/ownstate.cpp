// SPDX-License-Identifier: GPL-3.0-or-later
//
// The comparison that proves a rollback: what is ours in a dump, what should be there, and what differs.

#include "core/kernel/ownstate.h"

#include <QTest>

using namespace mesh44;

namespace {

const Ipv4Prefix kMesh = *Ipv4Prefix::parse("44.4.8.0/24");
const Ipv4Address kEndpoint(198, 51, 100, 7);

KernelState someKernel()
{
    KernelState state;
    state.links = {{.index = 1, .name = "wan0", .mtu = 1500, .up = true, .forwarding = false},
                   {.index = 2, .name = "tunl0", .kind = "ipip", .mtu = 1480, .up = true, .ipip = IpipParameters{}}};
    state.addresses = {{2, Ipv4Address(44, 128, 10, 1), 32}};
    state.nexthops = {{.id = 1, .link = 2, .gateway = kEndpoint, .onlink = true, .protocol = kOurProtocol},
                      {.id = 2, .blackhole = true, .protocol = 3}};
    state.routes = {{.destination = kMesh, .table = 44, .protocol = kOurProtocol, .nexthop = 1},
                    {.destination = Ipv4Prefix(), .table = kMainTable, .protocol = 3, .link = 1}};
    state.rules = {{.priority = 45, .destination = kMesh, .table = 44, .protocol = kOurProtocol},
                   {.priority = 32766, .table = kMainTable, .protocol = 2}};
    return state;
}

QStringList lines(const std::vector<std::string> &differences)
{
    QStringList list;
    for (const std::string &line : differences)
        list << QString::fromStdString(line);
    return list;
}

} // namespace

class OwnStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsWhatIsOursAndNothingElse()
    {
        const OwnState own = ownState(someKernel(), {"tunl0", "wan0", "absent"});
        const OwnState expected{"nexthop via 198.51.100.7",
                                "route 44.4.8.0/24 table 44 via 198.51.100.7",
                                "rule 45 to 44.4.8.0/24 table 44",
                                "tunl0: 44.128.10.1/32",
                                "tunl0: ipip local 0.0.0.0 remote 0.0.0.0 ttl 0 tos 0",
                                "tunl0: mtu 1480",
                                "tunl0: up",
                                "wan0: does not forward"};
        QVERIFY(own == expected);
    }

    // A plan's view and a dump's view of the same thing are the same sentences.
    void wantedSpeaksLikeTheDump()
    {
        DesiredState desired;
        desired.active = true;
        desired.links = {{.name = "tunl0",
                          .up = true,
                          .mtu = 1480,
                          .ipip = IpipParameters{},
                          .address = Ipv4Address(44, 128, 10, 1)}};
        desired.nexthops = {{kEndpoint, false}};
        desired.routes = {{.destination = kMesh, .table = 44, .endpoint = kEndpoint}};
        desired.rules = {{.priority = 45, .destination = kMesh, .table = 44, .protocol = kOurProtocol}};
        QVERIFY(ownState(desired) == ownState(someKernel(), {"tunl0"}));
        desired.nexthops[kEndpoint] = true;
        KernelState kernel = someKernel();
        kernel.nexthops[0].blackhole = true;
        QVERIFY(ownState(desired) == ownState(kernel, {"tunl0"}));
    }

    void differences_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *what, const QStringList &expected) {
            QTest::newRow(what) << QString::fromLatin1(what) << expected;
        };
        row("nothing", {});
        row("route missing", {QStringLiteral("- route 44.4.8.0/24 table 44 via 198.51.100.7")});
        row("route in another table", {QStringLiteral("+ route 44.4.8.0/24 table 4400 via 198.51.100.7")});
        row("rule left", {QStringLiteral("+ rule 99 unreachable")});
        row("mtu", {QStringLiteral("- tunl0: mtu 1480"), QStringLiteral("+ tunl0: mtu 1400")});
        row("down",
            {QStringLiteral("- nexthop via 198.51.100.7"),
             QStringLiteral("- route 44.4.8.0/24 table 44 via 198.51.100.7"), QStringLiteral("- tunl0: 44.128.10.1/32"),
             QStringLiteral("- tunl0: ipip local 0.0.0.0 remote 0.0.0.0 ttl 0 tos 0"),
             QStringLiteral("- tunl0: mtu 1480"), QStringLiteral("- tunl0: up")});
        row("somebody else's route", {});
        row("withdrawn meanwhile", {});
        row("new meanwhile", {});
    }
    void differences()
    {
        QFETCH(QString, what);
        QFETCH(QStringList, expected);
        const OwnState before = ownState(someKernel(), {"tunl0"});
        OwnState wanted = before;
        KernelState kernel = someKernel();
        if (what == u"route missing") {
            kernel.routes.erase(kernel.routes.begin());
        } else if (what == u"route in another table") {
            kernel.routes.push_back(kernel.routes[0]);
            kernel.routes.back().table = 4400;
        } else if (what == u"rule left") {
            kernel.rules.push_back({.priority = 99, .action = RuleAction::Unreachable, .protocol = kOurProtocol});
        } else if (what == u"mtu") {
            kernel.links[1].mtu = 1400;
        } else if (what == u"down") {
            kernel.links[1].up = false;
            kernel.nexthops.clear();
            kernel.routes.clear();
        } else if (what == u"somebody else's route") {
            kernel.routes.push_back({.destination = kMesh, .table = 4400, .protocol = 4});
        } else if (what == u"withdrawn meanwhile") {
            kernel.routes.erase(kernel.routes.begin());
            wanted.erase("route 44.4.8.0/24 table 44 via 198.51.100.7");
        } else if (what == u"new meanwhile") {
            kernel.rules.push_back({.priority = 99, .action = RuleAction::Unreachable, .protocol = kOurProtocol});
            wanted.insert("rule 99 unreachable");
        }
        QCOMPARE(lines(differenceFrom(before, ownState(kernel, {"tunl0"}), wanted)), expected);
    }

    // What nobody of us touched is not looked at, but for the settings of the mesh device.
    void strangersAreLeftOut()
    {
        KernelState kernel = someKernel();
        kernel.links[0].forwarding = true;
        kernel.links[0].arpIgnore = 1;
        kernel.links[1].forwarding = true;
        kernel.addresses.push_back({2, Ipv4Address(44, 128, 10, 2), 32});
        const std::vector<DesiredLink> touched{{.name = "tunl0", .address = Ipv4Address(44, 128, 10, 1)},
                                               {.name = "wan0", .arpIgnore = 1}};
        const KernelState ours = withoutStrangers(kernel, {"tunl0"}, touched);
        QVERIFY(!ours.links[0].forwarding && ours.links[0].arpIgnore == 1);
        QVERIFY(ours.links[1].forwarding == true && ours.links[1].ipip);
        QVERIFY(ours.addresses == someKernel().addresses);
        QVERIFY(ours.routes == kernel.routes && ours.rules == kernel.rules && ours.nexthops == kernel.nexthops);
    }
};

QTEST_GUILESS_MAIN(OwnStateTest)
#include "ownstate.moc"
