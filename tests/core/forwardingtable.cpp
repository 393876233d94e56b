// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/forwardingtable.h"
#include "core/net/prefixtrie.h"

#include <QTest>

#include <random>

using namespace mesh44;

namespace {

const Ipv4Address kA{198, 51, 100, 1};
const Ipv4Address kB{198, 51, 100, 2};
const Ipv4Address kAnnouncer{169, 228, 34, 84};
const std::vector kSubnets{*Ipv4Prefix::parse("44.128.10.0/24")};

Ipv4Prefix prefix(const char *text)
{
    return *Ipv4Prefix::parse(text);
}
Ipv4Address address(const char *text)
{
    return *Ipv4Address::parse(text);
}

} // namespace

class ForwardingTableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void emptyTableLetsNothingThrough()
    {
        const ForwardingTable table;
        QVERIFY(table.endpointFor(address("44.4.8.1")).isUnspecified());
        QVERIFY(!table.isPeer(kA) && !table.isPeer(Ipv4Address()));
    }

    void longestMatch_data()
    {
        QTest::addColumn<QString>("destination");
        QTest::addColumn<QString>("endpoint");
        QTest::newRow("wide") << "44.4.200.1" << "198.51.100.1";
        QTest::newRow("/24 in it") << "44.4.8.1" << "198.51.100.2";
        QTest::newRow("/26 in that") << "44.4.8.64" << "198.51.100.3";
        QTest::newRow("/26, last") << "44.4.8.127" << "198.51.100.3";
        QTest::newRow("behind the /26") << "44.4.8.128" << "198.51.100.2";
        QTest::newRow("/30 in the /26") << "44.4.8.69" << "198.51.100.4";
        QTest::newRow("behind the /30") << "44.4.8.72" << "198.51.100.3";
        QTest::newRow("/32") << "44.4.8.255" << "198.51.100.5";
        QTest::newRow("beside the /32") << "44.4.8.254" << "198.51.100.2";
        QTest::newRow("switched off") << "44.4.9.1" << "0.0.0.0";
        QTest::newRow("first of amateur space") << "44.0.0.0" << "198.51.100.6";
        QTest::newRow("last of amateur space") << "44.191.255.255" << "198.51.100.7";
        QTest::newRow("behind amateur space") << "44.192.0.0" << "169.228.34.84";
        QTest::newRow("before amateur space") << "43.255.255.255" << "169.228.34.84";
        QTest::newRow("nothing in the mesh") << "44.100.0.1" << "169.228.34.84";
        QTest::newRow("the Internet") << "192.0.2.1" << "169.228.34.84";
    }
    void longestMatch()
    {
        const std::vector<ForwardingRoute> routes{
            {prefix("44.4.8.255/32"), address("198.51.100.5")},
            {prefix("44.4.8.68/30"), address("198.51.100.4")},
            {prefix("44.4.8.64/26"), address("198.51.100.3")},
            {prefix("44.4.0.0/16"), kA},
            {prefix("44.4.8.0/24"), kB},
            {prefix("44.4.9.0/24"), std::nullopt},
            {prefix("44.0.0.0/24"), address("198.51.100.6")},
            {prefix("44.191.255.248/29"), address("198.51.100.7")},
            {prefix("192.0.2.0/24"), address("198.51.100.8")}}; // no amateur space: left out
        const ForwardingTable table(routes, kAnnouncer, kSubnets, kAnnouncer);
        QFETCH(QString, destination);
        QFETCH(QString, endpoint);
        QCOMPARE(QString::fromStdString(table.endpointFor(address(qPrintable(destination))).toString()), endpoint);
        QVERIFY(table.isPeer(kA) && table.isPeer(kAnnouncer) && !table.isPeer(address("198.51.100.8")));
        QCOMPARE(table.endpointCount(), size_t{7});
    }

    void agreesWithTheTrie()
    {
        const uint32_t seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 generator(seed);
        const auto random = [&] { return static_cast<uint32_t>(generator()); };
        std::vector<ForwardingRoute> routes;
        PrefixTrie<Ipv4Address> trie;
        for (int i = 0; i < 20000; ++i) {
            const unsigned length = 12 + random() % 21;
            const Ipv4Prefix some = Ipv4Prefix::covering(Ipv4Address((44U << 24) | (random() % 0xc00000)), length);
            const Ipv4Address endpoint(random() | 1);
            if (!isAmateur(some) || trie.find(some))
                continue;
            trie.insert(some, endpoint);
            routes.push_back({some, endpoint});
        }
        const ForwardingTable table(routes, std::nullopt, kSubnets, kAnnouncer);
        for (int i = 0; i < 200000; ++i) {
            // Every second one near a prefix's end, where faults live.
            Ipv4Address where((44U << 24) | (random() & 0xffffff));
            if (i % 2)
                where = Ipv4Address(routes[random() % routes.size()].prefix.last().value() + random() % 2);
            const auto match = trie.longestMatch(where);
            QCOMPARE(table.endpointFor(where).value(), match ? match.value->value() : 0);
        }
        for (const ForwardingRoute &route : routes)
            QVERIFY(table.isPeer(*route.endpoint));
        QVERIFY(table.memory() < size_t{16} * 1024 * 1024);
    }

    void followsTheDesiredState()
    {
        DesiredState desired{.active = true, .device = "mesh44", .meshTable = 44, .sourceTable = 45};
        desired.nexthops = {{kA, false}, {kB, true}, {kAnnouncer, false}};
        desired.routes = {{prefix("44.4.8.0/24"), 44, 0, RouteType::Unicast, kA},
                          {prefix("44.4.9.0/24"), 44, 0, RouteType::Unicast, kB},
                          {prefix("44.4.8.128/25"), 44, 0, RouteType::Blackhole, {}},
                          {prefix("44.5.0.1/32"), 44, 0, RouteType::Throw, {}},
                          {kSubnets.front(), 44, 0, RouteType::Unreachable, {}},
                          {Ipv4Prefix(), 45, kLastMetric, RouteType::Unreachable, {}}};
        const ForwardingTable without = ForwardingTable::of(desired, kSubnets, kAnnouncer);
        QVERIFY(without.endpointFor(address("44.4.8.1")) == kA);
        QVERIFY(without.endpointFor(address("44.4.8.200")).isUnspecified());
        QVERIFY(without.endpointFor(address("44.4.9.1")).isUnspecified());
        QVERIFY(without.endpointFor(address("44.128.10.77")).isUnspecified());
        QVERIFY(without.endpointFor(address("192.0.2.1")).isUnspecified());
        QVERIFY(without.isPeer(kA) && without.isPeer(kAnnouncer));
        QVERIFY(!without.isPeer(kB)); // switched off, both ways
        desired.routes.push_back({Ipv4Prefix(), 45, 0, RouteType::Unicast, kAnnouncer});
        const ForwardingTable full = ForwardingTable::of(desired, kSubnets, kAnnouncer);
        QVERIFY(full.endpointFor(address("192.0.2.1")) == kAnnouncer);
        QVERIFY(full.endpointFor(address("44.5.0.1")) == kAnnouncer); // a throw is no route
        QVERIFY(full.endpointFor(address("44.128.10.77")).isUnspecified());
    }
};

QTEST_GUILESS_MAIN(ForwardingTableTest)
#include "forwardingtable.moc"
