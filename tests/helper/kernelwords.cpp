// SPDX-License-Identifier: GPL-3.0-or-later
// How operations and the kernel's state are told.
#include "core/kernel/operation.h"

#include <QTest>

using namespace mesh44;

class KernelWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void describes_data();
    void describes()
    {
        QFETCH(Operation, operation);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(describe(operation)), text);
    }

    void linksAreFoundByNameAndIndex()
    {
        const KernelState state{.links = {{.index = 1, .name = "lo"}, {.index = 7, .name = "tunl0"}}};
        QCOMPARE(state.link("tunl0"), &state.links[1]);
        QCOMPARE(state.link(1), &state.links[0]);
        QVERIFY(!state.link("tunl") && !state.link(2) && !KernelState().link("lo"));
    }
};

void KernelWords::describes_data()
{
    QTest::addColumn<Operation>("operation");
    QTest::addColumn<QString>("text");
    const auto row = [](const Operation &operation, const char *text) {
        QTest::newRow(text) << operation << QString::fromLatin1(text);
    };
    const Ipv4Prefix mesh = *Ipv4Prefix::parse("44.4.8.0/24");
    const Ipv4Prefix subnet = *Ipv4Prefix::parse("44.128.10.0/24");
    const Ipv4Address endpoint(198, 51, 100, 7);

    row(CreateIpip{"tunl0", {}}, "link add tunl0 type ipip local any remote any ttl inherit nopmtudisc");
    row(DeleteLink{5}, "link del dev #5");
    row(ChangeLink{.link = 5,
                   .name = "tunl0",
                   .up = true,
                   .mtu = 1480,
                   .rpFilter = uint8_t{2},
                   .forwarding = true,
                   .arpIgnore = uint8_t{1}},
        "link set tunl0 up mtu 1480 rp_filter 2 forwarding 1 arp_ignore 1");
    row(ChangeLink{.link = 5, .up = false, .ipip = IpipParameters{endpoint, {}, 64, 4, true}},
        "link set dev #5 ipip local 198.51.100.7 remote any ttl 64 tos 0x4 pmtudisc down");
    row(AddAddress{{5, Ipv4Address(44, 128, 10, 1), 32}}, "address add 44.128.10.1/32 dev #5");
    row(RemoveAddress{{5, Ipv4Address(44, 128, 10, 1), 24}}, "address del 44.128.10.1/24 dev #5");
    row(AddRule{{.priority = 44, .destination = subnet, .table = 254, .suppressPrefixLength = 0U, .protocol = 144}},
        "rule add pref 44 to 44.128.10.0/24 lookup 254 suppress_prefixlength 0 proto 144");
    row(RemoveRule{{.priority = 47, .source = subnet, .action = RuleAction::Unreachable, .protocol = 144}},
        "rule del pref 47 from 44.128.10.0/24 unreachable proto 144");
    row(AddRule{{.priority = 46, .table = 45, .mark = 0x44, .markMask = 0xff, .protocol = 144}},
        "rule add pref 46 fwmark 0x44/0xff lookup 45 proto 144");
    row(PutNexthop{{.id = 9, .link = 5, .gateway = endpoint, .onlink = true, .protocol = 144}},
        "nexthop add id 9 via 198.51.100.7 dev #5 onlink proto 144");
    row(PutNexthop{{.id = 9, .blackhole = true, .protocol = 144}, true}, "nexthop replace id 9 blackhole proto 144");
    row(RemoveNexthop{9}, "nexthop del id 9");
    row(PutRoute{{.destination = mesh, .table = 44, .protocol = 144, .nexthop = 1140850689}},
        "route add 44.4.8.0/24 nhid 1140850689 table 44 proto 144");
    row(PutRoute{{.table = 45, .metric = 4294967295, .protocol = 144, .type = RouteType::Unreachable}, true},
        "route replace unreachable 0.0.0.0/0 table 45 metric 4294967295 proto 144");
    row(RemoveRoute{{.destination = mesh, .table = 254, .protocol = 4, .gateway = endpoint, .link = 3}},
        "route del 44.4.8.0/24 via 198.51.100.7 dev #3 table 254 proto 4");
    row(
        RemoveRoute{
            {.destination = Ipv4Prefix::host(endpoint), .table = 44, .protocol = 144, .type = RouteType::Throw}},
        "route del throw 198.51.100.7/32 table 44 proto 144");
}

QTEST_GUILESS_MAIN(KernelWords)
#include "kernelwords.moc"
