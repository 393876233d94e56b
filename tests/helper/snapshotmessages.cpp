// SPDX-License-Identifier: GPL-3.0-or-later
// The decoders of the snapshot by themselves: what the kernel says is read, what is malformed gives nothing and is
// never read beyond.
#include "helper/kernel/snapshotmessage.h"

#include <QRandomGenerator>
#include <QTest>
#include <arpa/inet.h>
#include <cstring>
#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/neighbour.h>
#include <linux/netconf.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

using namespace mesh44;
using namespace mesh44::explain;

namespace {

constexpr Ipv4Address kGateway{203, 0, 113, 1};

// A message of any kind, attribute by attribute.
class Message
{
public:
    template <class Fixed> Message(uint16_t type, const Fixed &fixed) { m_request.begin(type, 0, fixed); }
    template <class Value> Message &with(int attribute, const Value &value)
    {
        m_request.putBytes(attribute, &value, sizeof value);
        return *this;
    }
    Message &with(int attribute, Ipv4Address address)
    {
        m_request.put(attribute, address);
        return *this;
    }
    Message &text(int attribute, const char *value)
    {
        m_request.put(attribute, std::string(value));
        return *this;
    }
    QByteArray bytes() const
    {
        const auto all = m_request.bytes();
        return {reinterpret_cast<const char *>(all.data()), static_cast<qsizetype>(all.size())};
    }

private:
    NetlinkRequest m_request;
};

nlmsghdr *headerOf(QByteArray &bytes)
{
    return reinterpret_cast<nlmsghdr *>(bytes.data());
}

rtmsg routeFixed(uint8_t family = AF_INET, uint8_t length = 24)
{
    rtmsg fixed{};
    fixed.rtm_family = family;
    fixed.rtm_dst_len = length;
    fixed.rtm_table = 44;
    fixed.rtm_type = RTN_UNICAST;
    return fixed;
}

fib_rule_hdr ruleFixed(uint8_t family = AF_INET, uint8_t sourceLength = 0)
{
    fib_rule_hdr fixed{};
    fixed.family = family;
    fixed.src_len = sourceLength;
    fixed.action = FR_ACT_TO_TBL;
    return fixed;
}

struct Hop
{
    rtnexthop fixed{};
    nlattr head{};
    uint32_t gateway = 0;
};

Hop hop(int link, uint8_t weight, uint8_t flags)
{
    Hop made;
    made.fixed.rtnh_len = sizeof made;
    made.fixed.rtnh_ifindex = link;
    made.fixed.rtnh_hops = static_cast<uint8_t>(weight - 1);
    made.fixed.rtnh_flags = flags;
    made.head = {.nla_len = NLA_HDRLEN + sizeof(uint32_t), .nla_type = RTA_GATEWAY};
    made.gateway = kGateway.toNetworkOrder();
    return made;
}

std::vector<QByteArray> validMessages()
{
    const Hop hops[] = {hop(3, 1, RTNH_F_ONLINK), hop(4, 7, RTNH_F_LINKDOWN)};
    const nexthop_grp group[] = {{.id = 7, .weight = 1}, {.id = 8, .weight = 4}};
    nhmsg nexthop{};
    nexthop.nh_family = AF_INET;
    ifaddrmsg address{};
    address.ifa_family = AF_INET;
    address.ifa_prefixlen = 24;
    ndmsg neighbour{};
    neighbour.ndm_family = AF_INET;
    netconfmsg all{};
    all.ncm_family = AF_INET;
    const fib_rule_port_range ports{53, 60};
    return {
        Message(RTM_NEWROUTE, routeFixed()).with(RTA_DST, Ipv4Address(44, 60, 1, 0)).with(RTA_MULTIPATH, hops).bytes(),
        Message(RTM_NEWRULE, ruleFixed()).text(FRA_IIFNAME, "lan0").with(FRA_DPORT_RANGE, ports).bytes(),
        Message(RTM_NEWNEXTHOP, nexthop).with(NHA_ID, uint32_t{9}).with(NHA_GROUP, group).bytes(),
        Message(RTM_NEWADDR, address).with(IFA_LOCAL, kGateway).with(IFA_FLAGS, uint32_t{IFA_F_SECONDARY}).bytes(),
        Message(RTM_NEWLINK, ifinfomsg{}).text(IFLA_IFNAME, "lan0").with(IFLA_GROUP, uint32_t{7}).bytes(),
        Message(RTM_NEWNEIGH, neighbour).with(NDA_DST, kGateway).bytes(),
        Message(RTM_NEWNETCONF, all).with(NETCONFA_IFINDEX, int32_t{-1}).with(NETCONFA_RP_FILTER, int32_t{2}).bytes(),
    };
}

bool decodes(QByteArray bytes)
{
    nlmsghdr *header = headerOf(bytes);
    return decodeRoutingRoute(header) || decodeRoutingRule(header) || decodeNexthopObject(header)
           || decodeRoutingAddress(header) || decodeRoutingLink(header) || decodeNeighbour(header)
           || decodeAllSettings(header);
}

} // namespace

class SnapshotMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valid()
    {
        for (const QByteArray &bytes : validMessages())
            QVERIFY(decodes(bytes));
    }

    void multipath()
    {
        QByteArray bytes = validMessages().front();
        const auto route = decodeRoutingRoute(headerOf(bytes));
        QVERIFY(route);
        QCOMPARE(route->nexthops.size(), size_t{2});
        QVERIFY((route->nexthops[0] == RoutingNexthop{kGateway, 3, 1, true}));
        QVERIFY((route->nexthops[1] == RoutingNexthop{kGateway, 4, 7, false, false, true}));
    }

    void rule()
    {
        const fib_rule_uid_range uids{1000, 2000};
        fib_rule_hdr fixed = ruleFixed(AF_INET, 16);
        fixed.flags = FIB_RULE_INVERT;
        QByteArray bytes = Message(RTM_NEWRULE, fixed)
                               .with(FRA_SRC, Ipv4Address(44, 60, 1, 1)) // with host bits: the kernel keeps them
                               .with(FRA_UID_RANGE, uids)
                               .with(FRA_SUPPRESS_PREFIXLEN, uint32_t{0})
                               .with(FRA_SUPPRESS_IFGROUP, ~uint32_t{0})
                               .with(kRuleDscp, uint8_t{46})
                               .bytes();
        const auto rule = decodeRoutingRule(headerOf(bytes));
        QVERIFY(rule && rule->invert && !rule->unknownSelectors && !rule->suppressGroup);
        QCOMPARE(rule->source->toString(), std::string("44.60.0.0/16"));
        QVERIFY(rule->uids == (UidRange{1000, 2000}));
        QCOMPARE(rule->suppressPrefixLength, std::optional<uint32_t>(0U));
        QCOMPARE(rule->dscp, std::optional<uint8_t>(uint8_t{46}));
    }

    void selectorThatNobodyKnows()
    {
        for (const int attribute : {int{FRA_TUN_ID}, 26, 31, 99}) {
            QByteArray bytes = Message(RTM_NEWRULE, ruleFixed()).with(attribute, uint64_t{1}).bytes();
            const auto rule = decodeRoutingRule(headerOf(bytes));
            QVERIFY(rule && rule->unknownSelectors);
        }
    }

    void invalid_data();
    void invalid()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!decodes(bytes));
    }

    void cutAnywhere()
    {
        for (const QByteArray &whole : validMessages()) {
            for (qsizetype length = NLMSG_HDRLEN; length < whole.size(); ++length) {
                QByteArray cut = whole.left(length);
                cut.squeeze();
                headerOf(cut)->nlmsg_len = static_cast<uint32_t>(length);
                (void)decodes(cut); // whatever it gives, nothing behind the end is read
            }
        }
    }

    void randomBytes()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        const auto valid = validMessages();
        for (int round = 0; round < 50000; ++round) {
            QByteArray bytes = valid[random.bounded(static_cast<quint32>(valid.size()))];
            for (int i = 0; i < 3; ++i)
                bytes[NLMSG_HDRLEN + random.bounded(static_cast<int>(bytes.size()) - NLMSG_HDRLEN)] = static_cast<char>(
                    random.bounded(256));
            (void)decodes(bytes);
        }
    }
};

void SnapshotMessages::invalid_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const Ipv4Address odd(44, 60, 1, 1);
    const auto route = [](const rtmsg &fixed) { return Message(RTM_NEWROUTE, fixed); };
    Hop tooLong = hop(3, 1, 0);
    tooLong.fixed.rtnh_len = sizeof(Hop) + 4;
    Hop tooShort = hop(3, 1, 0);
    tooShort.fixed.rtnh_len = 4;
    Hop none = hop(3, 1, 0);
    none.fixed.rtnh_len = 0;
    rtmsg cached = routeFixed(AF_INET, 0);
    cached.rtm_flags = RTM_F_CLONED;
    nhmsg nexthop{};
    nexthop.nh_family = AF_INET;
    ifaddrmsg address{};
    address.ifa_family = AF_INET;
    address.ifa_prefixlen = 33;
    netconfmsg settings{};
    settings.ncm_family = AF_INET;
    ndmsg neighbour{};
    neighbour.ndm_family = AF_INET;

    QTest::newRow("fixed part missing") << Message(RTM_NEWROUTE, uint32_t{0}).bytes();
    QTest::newRow("IPv6 route") << route(routeFixed(AF_INET6, 0)).bytes();
    QTest::newRow("cached route") << route(cached).bytes();
    QTest::newRow("destination too long") << route(routeFixed(AF_INET, 33)).bytes();
    QTest::newRow("destination with host bits") << route(routeFixed()).with(RTA_DST, odd).bytes();
    QTest::newRow("half a gateway") << route(routeFixed(AF_INET, 0)).with(RTA_GATEWAY, uint16_t{1}).bytes();
    QTest::newRow("nexthop beyond its list") << route(routeFixed(AF_INET, 0)).with(RTA_MULTIPATH, tooLong).bytes();
    QTest::newRow("nexthop without an end") << route(routeFixed(AF_INET, 0)).with(RTA_MULTIPATH, tooShort).bytes();
    QTest::newRow("nexthop of no length") << route(routeFixed(AF_INET, 0)).with(RTA_MULTIPATH, none).bytes();
    QTest::newRow("octets behind the nexthops")
        << route(routeFixed(AF_INET, 0)).with(RTA_MULTIPATH, uint32_t{1}).bytes();
    QTest::newRow("IPv6 rule") << Message(RTM_NEWRULE, ruleFixed(AF_INET6)).bytes();
    QTest::newRow("source too long") << Message(RTM_NEWRULE, ruleFixed(AF_INET, 33)).with(FRA_SRC, odd).bytes();
    QTest::newRow("length without source") << Message(RTM_NEWRULE, ruleFixed(AF_INET, 8)).bytes();
    QTest::newRow("half a port range") << Message(RTM_NEWRULE, ruleFixed()).with(FRA_SPORT_RANGE, uint16_t{5}).bytes();
    QTest::newRow("half a uid range") << Message(RTM_NEWRULE, ruleFixed()).with(FRA_UID_RANGE, uint32_t{5}).bytes();
    QTest::newRow("nexthop without id") << Message(RTM_NEWNEXTHOP, nexthop).bytes();
    QTest::newRow("half a group")
        << Message(RTM_NEWNEXTHOP, nexthop).with(NHA_ID, uint32_t{1}).with(NHA_GROUP, uint32_t{7}).bytes();
    QTest::newRow("address: length") << Message(RTM_NEWADDR, address).with(IFA_LOCAL, odd).bytes();
    QTest::newRow("link without name") << Message(RTM_NEWLINK, ifinfomsg{}).bytes();
    QTest::newRow("neighbour without address") << Message(RTM_NEWNEIGH, neighbour).bytes();
    QTest::newRow("settings of nothing") << Message(RTM_NEWNETCONF, settings).bytes();
    QTest::newRow("settings of one device")
        << Message(RTM_NEWNETCONF, settings).with(NETCONFA_IFINDEX, int32_t{3}).bytes();
}

QTEST_GUILESS_MAIN(SnapshotMessages)
#include "snapshotmessages.moc"
