// SPDX-License-Identifier: GPL-3.0-or-later
//
// Our table in the real nftables of a network namespace, and the firewall that keeps it.

#include "core/firewall/ruleset.h"
#include "helper/firewall/firewall.h"
#include "helper/firewall/nftables.h"
#include "helper/firewall/nftmonitor.h"
#include "tests/helper/fakepacketfilter.h"
#include "tests/helper/kernelnamespace.h"

#include <QProcess>
#include <QTest>

#include <optional>

#include <arpa/inet.h>
#include <sys/socket.h>

using namespace mesh44;

namespace {

const Ipv4Address kAnnouncer{169, 228, 34, 84};
const Ipv4Address kPeer{198, 51, 100, 1};
const Ipv4Address kOther{198, 51, 100, 2};

DesiredFirewall someFirewall(Mode mode = Mode::Full, bool enforcing = true)
{
    return {.kind = DesiredFirewall::Kind::Active,
            .enforcing = enforcing,
            .mode = mode,
            .devices = {"tunl0", "mesh44"},
            .wan = "wan0",
            .subnets = {*Ipv4Prefix::parse("44.128.10.0/24"), *Ipv4Prefix::parse("44.130.0.0/28")},
            .stays = {*Ipv4Prefix::parse("44.128.10.0/24"), *Ipv4Prefix::parse("224.0.0.0/4")},
            .clients = {*Ipv4Prefix::parse("192.168.7.0/24")},
            .openings = *parseOpenings("icmp tcp/22 44.128.10.5:udp/5060-5070 44.128.10.16/28:all tcp"),
            .announcer = kAnnouncer,
            .own = Ipv4Address(44, 128, 10, 1),
            .peers = {kAnnouncer, kPeer}};
}

// A tunnel packet by the loopback: as from a peer.
void sendTunnelPacket(Ipv4Address from)
{
    std::array<uint8_t, 48> packet{0x45};
    packet[8] = 64;
    packet[9] = 4;
    const uint32_t source = from.toNetworkOrder();
    std::memcpy(&packet[12], &source, 4);
    packet[16] = 127;
    packet[19] = 1;
    packet[20] = 0x45; // 44.4.8.1 to 44.128.10.2
    const std::array<uint8_t, 8> inner{44, 4, 8, 1, 44, 128, 10, 2};
    std::ranges::copy(inner, packet.begin() + 32);
    sockaddr_in to{.sin_family = AF_INET};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const FileDescriptor raw(::socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW));
    QVERIFY(::sendto(raw.get(), packet.data(), packet.size(), 0, reinterpret_cast<const sockaddr *>(&to), sizeof to)
            == static_cast<ssize_t>(packet.size()));
}

// What nftables says of peers that have sent one packet each.
std::string reading(const std::set<Ipv4Address> &peers)
{
    std::string elements;
    for (const Ipv4Address peer : peers)
        elements += (elements.empty() ? "" : ", ") + (R"({"elem": {"val": ")" + peer.toString())
                    + R"(", "counter": {"packets": 1, "bytes": 48}}})";
    return R"({"nftables": [{"set": {"name": "peers", "elem": [)" + elements + "]}}]}";
}

uint64_t counter(const Firewall &firewall, const std::string &name)
{
    std::map<std::string, uint64_t> counters;
    firewall.addCounters(counters);
    return counters["firewall." + name];
}

} // namespace

class FirewallTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QVERIFY(Nftables().run("flush ruleset\n")); }

    void everyVariantIsTaken_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("enforcing");
        for (const bool enforcing : {false, true}) {
            for (const Mode mode : {Mode::Full, Mode::Mesh, Mode::Bgp, Mode::Hybrid})
                QTest::addRow("%d %d", int(mode), enforcing) << int(mode) << enforcing;
        }
    }
    void everyVariantIsTaken()
    {
        QFETCH(int, mode);
        QFETCH(bool, enforcing);
        Nftables nftables;
        Firewall firewall(nftables);
        const Status status = firewall.prepare(someFirewall(Mode(mode), enforcing));
        QVERIFY2(status, status ? "" : status.error().message.c_str());
        QVERIFY(firewall.isIntact());
    }

    void lockedAndGone()
    {
        Nftables nftables;
        Firewall firewall(nftables);
        DesiredFirewall locked = someFirewall();
        locked.kind = DesiredFirewall::Kind::Locked;
        QVERIFY(firewall.prepare(locked) && firewall.isIntact());
        QVERIFY(firewall.prepare({}));
        QVERIFY(firewall.isIntact());
        QVERIFY(!nftables.run("list table inet mesh44\n"));
    }

    void strangersTableStays()
    {
        Nftables nftables;
        const auto made = nftables.run("table inet theirs { chain c { }\n}\n");
        QVERIFY2(made, made ? "" : made.error().message.c_str());
        Firewall firewall(nftables);
        QVERIFY(firewall.prepare(someFirewall()));
        QVERIFY(firewall.prepare({}));
        QVERIFY(nftables.run("list table inet theirs\n"));
    }

    void peersComeBeforeAndGoAfter()
    {
        Nftables nftables;
        Firewall firewall(nftables);
        DesiredFirewall desired = someFirewall();
        QVERIFY(firewall.prepare(desired));
        desired.peers = {kAnnouncer, kOther};
        QVERIFY(firewall.prepare(desired));
        const auto peers = [&] { return *nftables.run("list set inet mesh44 peers\n"); };
        QVERIFY(peers().find("198.51.100.1") != std::string::npos && peers().find("198.51.100.2") != std::string::npos);
        QVERIFY(firewall.isIntact());
        QVERIFY(firewall.finish(desired));
        QVERIFY(peers().find("198.51.100.1") == std::string::npos);
        QVERIFY(firewall.isIntact());
    }

    void noticesAndMends_data()
    {
        QTest::addColumn<QString>("commands");
        QTest::newRow("flush ruleset") << "flush ruleset";
        QTest::newRow("table") << "delete table inet mesh44";
        QTest::newRow("chain flushed") << "flush chain inet mesh44 leaving";
        QTest::newRow("rule added") << "insert rule inet mesh44 leaving accept";
        QTest::newRow("set flushed") << "flush set inet mesh44 peers";
        QTest::newRow("element") << "add element inet mesh44 peers { 192.0.2.66 }";
    }
    void noticesAndMends()
    {
        QFETCH(QString, commands);
        Nftables nftables;
        Firewall firewall(nftables);
        QVERIFY(firewall.prepare(someFirewall()));
        const std::string before = *nftables.run("list table inet mesh44\n");
        QVERIFY(nftables.run(commands.toStdString() + '\n'));
        QVERIFY(!firewall.isIntact());
        QVERIFY(firewall.prepare(someFirewall()));
        QVERIFY(*nftables.run("list table inet mesh44\n") == before);
        QVERIFY(firewall.isIntact());
    }

    void countsEachPeer()
    {
        Nftables nftables;
        Firewall firewall(nftables);
        QVERIFY(firewall.prepare(someFirewall()));
        sendTunnelPacket(kPeer);
        sendTunnelPacket(kPeer);
        sendTunnelPacket(Ipv4Address(192, 0, 2, 66)); // a stranger
        const Status read = firewall.readCounters(7);
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QCOMPARE(firewall.traffic().at(kPeer).inPackets, 2U);
        QCOMPARE(firewall.traffic().at(kPeer).inBytes, 96U);
        QCOMPARE(firewall.traffic().at(kPeer).lastHeard, 7);
        QCOMPARE(firewall.traffic().at(kAnnouncer).lastHeard, 0);
        QCOMPARE(counter(firewall, "unknown_peer"), 1U);
        QVERIFY(firewall.readCounters(9));
        QCOMPARE(firewall.traffic().at(kPeer).lastHeard, 7); // nothing new
    }

    // The kernel counts from zero for whoever comes back; his total goes on.
    void whoComesAndGoesKeepsHisTotals_data()
    {
        QTest::addColumn<bool>("downBetween");
        QTest::newRow("one by one") << false;
        QTest::newRow("with a new table") << true;
    }
    void whoComesAndGoesKeepsHisTotals()
    {
        QFETCH(bool, downBetween);
        Nftables nftables;
        Firewall firewall(nftables);
        DesiredFirewall desired = someFirewall();
        QVERIFY(firewall.prepare(desired));
        sendTunnelPacket(kPeer);
        QVERIFY(firewall.readCounters(1));
        QCOMPARE(firewall.traffic().at(kPeer).inPackets, 1U);
        if (downBetween)
            QVERIFY(firewall.prepare({}));
        desired.peers = {kAnnouncer, kOther};
        QVERIFY(firewall.prepare(desired) && firewall.finish(desired));
        QVERIFY(firewall.readCounters(2));
        QCOMPARE(firewall.traffic().at(kPeer).inPackets, 1U);
        QVERIFY(firewall.traffic().contains(kAnnouncer) && firewall.traffic().contains(kOther));
        desired.peers = {kAnnouncer, kPeer};
        QVERIFY(firewall.prepare(desired) && firewall.finish(desired));
        sendTunnelPacket(kPeer);
        QVERIFY(firewall.readCounters(3));
        QCOMPARE(firewall.traffic().at(kPeer).inPackets, 2U);
    }

    void totalsOutliveTheTable()
    {
        Nftables nftables;
        Firewall firewall(nftables);
        QVERIFY(firewall.prepare(someFirewall()));
        sendTunnelPacket(kPeer);
        QVERIFY(firewall.readCounters(1));
        QVERIFY(firewall.prepare(someFirewall(Mode::Mesh)));
        QVERIFY(firewall.readCounters(2));
        sendTunnelPacket(kPeer);
        QVERIFY(firewall.readCounters(3));
        QCOMPARE(firewall.traffic().at(kPeer).inPackets, 2U);
        QVERIFY(firewall.prepare(someFirewall(Mode::Full)));
        sendTunnelPacket(kPeer); // as many as the last reading said
        QVERIFY(firewall.readCounters(4));
        QCOMPARE(firewall.traffic().at(kPeer).inPackets, 3U);
    }

    // An endpoint that comes back goes on with its totals; a mesh that is always another one does not fill the memory.
    void remembersThoseThatAreGoneWithinReason()
    {
        FakePacketFilter filter;
        Firewall firewall(filter);
        DesiredFirewall desired = someFirewall();
        const auto comeAndGo = [&](std::set<Ipv4Address> peers) {
            desired.peers = std::move(peers);
            QVERIFY(firewall.prepare(desired) && firewall.finish(desired));
        };
        comeAndGo({kAnnouncer, kPeer});
        filter.setReadings(reading({kPeer}));
        QVERIFY(firewall.readCounters(1));
        comeAndGo({kAnnouncer});
        comeAndGo({kAnnouncer, kPeer});
        QVERIFY(firewall.readCounters(2)); // the kernel's counter began anew
        QCOMPARE(firewall.traffic().at(kPeer).inPackets, 2U);

        std::set<Ipv4Address> many;
        for (uint32_t i = 0; i <= Firewall::kMostRemembered; ++i)
            many.insert(Ipv4Address((198U << 24) + i));
        comeAndGo(many);
        filter.setReadings(reading(many));
        QVERIFY(firewall.readCounters(3));
        QVERIFY(firewall.traffic().size() > Firewall::kMostRemembered);
        comeAndGo({kAnnouncer});
        QCOMPARE(firewall.traffic().size(), Firewall::kMostRemembered);
    }

    void countingLetsStrangersIn()
    {
        Nftables nftables;
        Firewall firewall(nftables);
        const FileDescriptor raw(::socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_IPIP));
        std::array<uint8_t, 64> bytes{};
        for (const bool enforcing : {true, false}) {
            QVERIFY(firewall.prepare(someFirewall(Mode::Full, enforcing)));
            sendTunnelPacket(Ipv4Address(192, 0, 2, 66));
            QCOMPARE(::recv(raw.get(), bytes.data(), bytes.size(), 0) > 0, !enforcing);
        }
        QVERIFY(firewall.readCounters(1));
        QVERIFY(counter(firewall, "unknown_peer") >= 1);
    }

    void refusalKeepsTrying()
    {
        FakePacketFilter filter;
        Firewall firewall(filter);
        filter.refuse(Error{ErrorCode::KernelRefused, "nftables: no memory"});
        QVERIFY(!firewall.prepare(someFirewall()));
        QVERIFY(!firewall.isIntact());
        filter.refuse({});
        QVERIFY(firewall.prepare(someFirewall()));
        const size_t written = filter.written().size();
        QVERIFY(firewall.prepare(someFirewall()));
        QCOMPARE(filter.written().size(), written); // so already
    }

    void nonsenseIsNoReading()
    {
        for (const char *text :
             {"", "[]", "{}", "{\"nftables\": 7}", "{\"nftables\": [7, {\"set\": 7}, {\"counter\": 7}]}",
              "{\"nftables\": [{\"set\": {\"name\": \"peers\", \"elem\": [\"x\", {\"elem\": 7}]}}]}"}) {
            FakePacketFilter filter;
            Firewall firewall(filter);
            QVERIFY(firewall.prepare(someFirewall()));
            filter.setReadings(text);
            (void)firewall.readCounters(1);
            QVERIFY(firewall.traffic().empty());
        }
    }

    void refusedNames()
    {
        Nftables nftables;
        Firewall firewall(nftables);
        DesiredFirewall desired = someFirewall();
        desired.wan = "a\" drop; \"";
        const Status status = firewall.prepare(desired);
        QVERIFY(!status && status.error().code == ErrorCode::Unsupported);
    }

    void monitorHears()
    {
        sd_event *raw = nullptr;
        QVERIFY(sd_event_new(&raw) >= 0);
        const bus::Event event(raw);
        int heard = 0;
        auto monitor = NftMonitor::open(raw, [&](const auto &) { ++heard; });
        QVERIFY(monitor);
        QVERIFY(Nftables().run("table inet theirs { chain c { }\n}\n"));
        QVERIFY(sd_event_run(raw, 5'000'000) > 0);
        QCOMPARE(heard, 1);
    }

    // Not whoever made a table of his own, nor we ourselves: who took ours.
    void monitorNamesTheAuthor()
    {
        sd_event *raw = nullptr;
        QVERIFY(sd_event_new(&raw) >= 0);
        const bus::Event event(raw);
        std::set<std::string> authors;
        auto monitor = NftMonitor::open(raw, [&](const auto &who) { authors.insert(who.begin(), who.end()); });
        QVERIFY(monitor);
        Nftables nftables;
        Firewall firewall(nftables);
        QVERIFY(firewall.prepare(someFirewall()));
        QCOMPARE(QProcess::execute(QStringLiteral("nft"), {QStringLiteral("add table ip theirs")}), 0);
        while (sd_event_run(raw, 100'000) > 0) {}
        QVERIFY(authors.empty());
        QCOMPARE(QProcess::execute(QStringLiteral("nft"), {QStringLiteral("flush ruleset")}), 0);
        while (sd_event_run(raw, 100'000) > 0) {}
        QCOMPARE(authors.size(), size_t{1});
        QVERIFY(authors.begin()->starts_with("nft (process "));
    }

    // A storm of others' changes must not keep the loop: the rest is heard with the next round.
    void monitorComesUpForAir()
    {
        sd_event *raw = nullptr;
        QVERIFY(sd_event_new(&raw) >= 0);
        const bus::Event event(raw);
        int heard = 0;
        auto monitor = NftMonitor::open(raw, [&](const auto &) { ++heard; });
        QVERIFY(monitor);
        Nftables nftables;
        for (int i = 0; i < 2 * NftMonitor::kMostAtOnce; ++i)
            QVERIFY(nftables.run("add table inet theirs" + std::to_string(i) + "\n"));
        QVERIFY(sd_event_run(raw, 5'000'000) > 0 && sd_event_run(raw, 0) > 0);
        QCOMPARE(heard, 2);
        while (sd_event_run(raw, 0) > 0) {}
        QVERIFY(heard > 2 && heard < NftMonitor::kMostAtOnce);
    }

    // Where the table had to be made anew, those whose routes are still there stay let in.
    void peersOutliveATableThatFailed_data()
    {
        QTest::addColumn<bool>("refused");
        QTest::newRow("somebody took it") << false;
        QTest::newRow("refused once") << true;
    }
    void peersOutliveATableThatFailed()
    {
        QFETCH(bool, refused);
        FakePacketFilter filter;
        Firewall firewall(filter);
        QVERIFY(firewall.prepare(someFirewall()));
        DesiredFirewall next = someFirewall(Mode::Mesh);
        next.peers = {kAnnouncer, kOther};
        if (refused) {
            filter.refuse(Error{ErrorCode::KernelRefused, "nftables: no memory"});
            QVERIFY(!firewall.prepare(next));
            filter.refuse({});
        } else {
            filter.flush();
            QVERIFY(!firewall.isIntact());
        }
        QVERIFY(firewall.prepare(next));
        const auto isIn = [&](const char *peer) { return filter.table().find(peer) != std::string::npos; };
        QVERIFY(isIn("198.51.100.1") && isIn("198.51.100.2"));
        QVERIFY(firewall.finish(next));
        QVERIFY(filter.written().back().find("198.51.100.1") != std::string::npos); // taken out again
        QVERIFY(firewall.prepare(someFirewall(Mode::Full)));
        QVERIFY(filter.table().find("198.51.100.2") != std::string::npos);
    }
};

int main(int argc, char **argv)
{
    if (const Status status = test::enterNamespace(); !status)
        return test::skip(status.error(), "MESH44_REQUIRE_LAB");
    FirewallTableTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "firewalltable.moc"
