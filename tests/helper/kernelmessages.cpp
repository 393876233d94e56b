// SPDX-License-Identifier: GPL-3.0-or-later
// The encoders and decoders by themselves. A request to add has the form of what a dump gives, so what is
// encoded must decode to the same; what is malformed must decode to nothing, and never be read beyond.
#include "helper/kernel/addressmessage.h"
#include "helper/kernel/linkmessage.h"
#include "helper/kernel/nexthopmessage.h"
#include "helper/kernel/routemessage.h"
#include "helper/kernel/rulemessage.h"

#include <QRandomGenerator>
#include <QTest>
#include <cstring>
#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

using namespace mesh44;

namespace {

const Ipv4Prefix kMesh = *Ipv4Prefix::parse("44.4.8.0/24");
constexpr Ipv4Address kEndpoint{198, 51, 100, 7};

const KernelRoute kRoute{.destination = kMesh, .table = 44, .protocol = kOurProtocol, .nexthop = kFirstNexthopId};
const KernelRule kRule{.priority = 45, .destination = kMesh, .table = 44, .protocol = kOurProtocol};
const KernelNexthop kNexthop{
    .id = kFirstNexthopId, .link = 5, .gateway = kEndpoint, .onlink = true, .protocol = kOurProtocol};
const KernelAddress kAddress{5, Ipv4Address(44, 128, 10, 1), 32};

// One of each, as the kernel would send it.
std::vector<QByteArray> validMessages()
{
    std::vector<QByteArray> messages;
    NetlinkRequest request;
    const auto take = [&](const auto &operation) {
        encode(request, operation);
        const auto bytes = request.bytes();
        messages.emplace_back(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    };
    take(PutRoute{kRoute});
    take(AddRule{kRule});
    take(PutNexthop{kNexthop});
    take(AddAddress{kAddress});
    take(CreateIpip{"tunl0", {}});
    take(ChangeLink{.link = 5, .rpFilter = uint8_t{2}, .forwarding = true});
    return messages;
}

// Whether anything makes sense of it.
bool decodes(QByteArray message)
{
    auto *header = reinterpret_cast<nlmsghdr *>(message.data());
    return decodeRoute(header) || decodeRule(header) || decodeNexthop(header) || decodeAddress(header)
           || decodeLink(header);
}

QByteArray taken(const NetlinkRequest &request)
{
    const auto bytes = request.bytes();
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

template <class Header> QByteArray message(uint16_t type, const Header &fixed, int attribute = 0, QByteArray value = {})
{
    NetlinkRequest request;
    request.begin(type, 0, fixed);
    QByteArray bytes = taken(request);
    if (attribute != 0) {
        const nlattr head{static_cast<uint16_t>(NLA_HDRLEN + value.size()), static_cast<uint16_t>(attribute)};
        bytes.append(reinterpret_cast<const char *>(&head), sizeof head).append(value);
        bytes.append((4 - value.size() % 4) % 4, '\0');
        reinterpret_cast<nlmsghdr *>(bytes.data())->nlmsg_len = static_cast<uint32_t>(bytes.size());
    }
    return bytes;
}

rtmsg routeHeader(uint8_t family, uint8_t length, uint32_t flags = 0)
{
    return {.rtm_family = family, .rtm_dst_len = length, .rtm_flags = flags};
}

} // namespace

class KernelMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip()
    {
        NetlinkRequest request;
        encode(request, PutRoute{kRoute});
        QCOMPARE(decodeRoute(request.header()), std::optional(kRoute));
        encode(request, AddRule{kRule});
        QCOMPARE(decodeRule(request.header()), std::optional(kRule));
        encode(request, PutNexthop{kNexthop});
        QCOMPARE(decodeNexthop(request.header()), std::optional(kNexthop));
        encode(request, AddAddress{kAddress});
        QCOMPARE(decodeAddress(request.header()), std::optional(kAddress));
        const IpipParameters parameters{kEndpoint, {}, 64, 4, true};
        encode(request, CreateIpip{"ampr0", parameters});
        const auto link = decodeLink(request.header());
        QVERIFY(link && link->name == "ampr0" && link->kind == "ipip" && link->ipip == parameters);
    }

    // The kernel shows them so; the routes did not change.
    void routeByBlackholeNexthopKeepsItsType()
    {
        KernelRoute shown = kRoute;
        shown.type = RouteType::Blackhole;
        NetlinkRequest request;
        encode(request, PutRoute{shown});
        QCOMPARE(decodeRoute(request.header()), std::optional(kRoute));
    }

    void gatewayBesideNexthopIsTheNexthops()
    {
        NetlinkRequest request;
        encode(request, PutRoute{kRoute});
        request.put(RTA_GATEWAY, kEndpoint);
        request.put32(RTA_OIF, 5);
        QCOMPARE(decodeRoute(request.header()), std::optional(kRoute));
    }

    void selectorOfANewerKernelMarksTheRule_data()
    {
        QTest::addColumn<int>("attribute");
        QTest::newRow("iif") << int{FRA_IIFNAME};
        QTest::newRow("oif") << int{FRA_OIFNAME};
        QTest::newRow("ipproto") << int{FRA_IP_PROTO};
        QTest::newRow("goto") << int{FRA_GOTO};
        QTest::newRow("dscp, unknown to our headers") << FRA_DPORT_RANGE + 3;
    }
    void selectorOfANewerKernelMarksTheRule()
    {
        QFETCH(int, attribute);
        NetlinkRequest request;
        encode(request, AddRule{kRule});
        request.put32(attribute, 1);
        const auto rule = decodeRule(request.header());
        QVERIFY(rule && rule->unmodelled);
    }

    void invertedRuleIsMarked()
    {
        fib_rule_hdr fixed{};
        fixed.family = AF_INET;
        fixed.action = FR_ACT_TO_TBL;
        fixed.flags = FIB_RULE_INVERT;
        QByteArray bytes = message(RTM_NEWRULE, fixed);
        const auto rule = decodeRule(reinterpret_cast<nlmsghdr *>(bytes.data()));
        QVERIFY(rule && rule->unmodelled);
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
                reinterpret_cast<nlmsghdr *>(cut.data())->nlmsg_len = static_cast<uint32_t>(length);
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
        for (int round = 0; round < 20000; ++round) {
            QByteArray bytes = valid[random.bounded(static_cast<quint32>(valid.size()))];
            for (int i = 0; i < 3; ++i)
                bytes[NLMSG_HDRLEN + random.bounded(static_cast<int>(bytes.size()) - NLMSG_HDRLEN)] = static_cast<char>(
                    random.bounded(256));
            (void)decodes(bytes);
        }
    }
};

void KernelMessages::invalid_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray address("\x2c\x04\x08\x01", 4); // 44.4.8.1
    fib_rule_hdr rule{};
    rule.family = AF_INET;
    rule.src_len = 24;
    fib_rule_hdr rule6 = rule;
    rule6.family = AF_INET6;
    rule6.src_len = 0;
    const nhmsg nexthop{.nh_family = AF_INET};
    const ifaddrmsg interface{.ifa_family = AF_INET, .ifa_prefixlen = 33};

    QTest::newRow("another type") << message(RTM_GETROUTE, routeHeader(AF_INET, 0));
    QTest::newRow("fixed part missing") << message(RTM_NEWROUTE, uint32_t{0});
    QTest::newRow("IPv6 route") << message(RTM_NEWROUTE, routeHeader(AF_INET6, 0));
    QTest::newRow("cached route") << message(RTM_NEWROUTE, routeHeader(AF_INET, 32, RTM_F_CLONED), RTA_DST, address);
    QTest::newRow("destination too long") << message(RTM_NEWROUTE, routeHeader(AF_INET, 33), RTA_DST, address);
    QTest::newRow("destination with host bits") << message(RTM_NEWROUTE, routeHeader(AF_INET, 24), RTA_DST, address);
    QTest::newRow("half a destination") << message(RTM_NEWROUTE, routeHeader(AF_INET, 32), RTA_DST, address.left(2));
    QTest::newRow("half a nexthop id") << message(RTM_NEWROUTE, routeHeader(AF_INET, 0), RTA_NH_ID, address.left(3));
    QTest::newRow("rule: source with host bits") << message(RTM_NEWRULE, rule, FRA_SRC, address);
    QTest::newRow("rule: length without source") << message(RTM_NEWRULE, rule);
    QTest::newRow("rule: half a priority") << message(RTM_NEWRULE, rule, FRA_PRIORITY, address.left(2));
    QTest::newRow("rule: IPv6") << message(RTM_NEWRULE, rule6);
    QTest::newRow("nexthop without id") << message(RTM_NEWNEXTHOP, nexthop);
    QTest::newRow("nexthop: half an id") << message(RTM_NEWNEXTHOP, nexthop, NHA_ID, address.left(2));
    QTest::newRow("address: length") << message(RTM_NEWADDR, interface, IFA_LOCAL, address);
    QTest::newRow("address: none") << message(RTM_NEWADDR, ifaddrmsg{.ifa_family = AF_INET});
    QTest::newRow("address: half") << message(RTM_NEWADDR, ifaddrmsg{.ifa_family = AF_INET}, IFA_LOCAL,
                                              address.left(2));
    QTest::newRow("link without name") << message(RTM_NEWLINK, ifinfomsg{});
    QTest::newRow("link: part of an MTU") << message(RTM_NEWLINK, ifinfomsg{}, IFLA_MTU, address.left(1));
}

QTEST_GUILESS_MAIN(KernelMessages)
#include "kernelmessages.moc"
