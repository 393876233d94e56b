// SPDX-License-Identifier: GPL-3.0-or-later
//
// Captures as clients meet them: real packets on a veth pair that has the name of the fake kernel's way to the
// Internet, the service on a private bus, in a namespace of its own.

#include "core/bus/client.h"
#include "core/bus/names.h"
#include "tests/bus/privatebus.h"
#include "tests/core/packetmaker.h"
#include "tests/helper/helperthread.h"
#include "tests/helper/require.h"
#include "tests/helper/wire.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <optional>

#include <sched.h>

using namespace mesh44;
using namespace mesh44::test;

namespace {

using ClientPointer = std::unique_ptr<bus::Client>;

// Packet sockets that are open in this namespace.
size_t packetSockets()
{
    std::ifstream list("/proc/net/packet");
    size_t lines = 0;
    for (std::string line; std::getline(list, line);)
        ++lines;
    return lines - 1;
}

} // namespace

class ServiceCapture : public QObject
{
    Q_OBJECT

    PrivateBus m_bus;
    std::optional<QTemporaryDir> m_folder;
    std::optional<HelperThread> m_helper;
    std::mt19937 m_random{44};
    PacketMaker m_maker{m_random};

    static ClientPointer connected()
    {
        auto client = bus::Client::connect("", {});
        return client ? *std::move(client) : nullptr;
    }
    static Status start(bus::Client &client, CaptureRequest request = {.filter = {.only = CaptureOnly::Tunnel}})
    {
        return client.await<Unit>(
            [&](bus::Client::Reply<Unit> reply) { client.startCapture(request, std::move(reply)); });
    }
    static Result<CaptureView> fetch(bus::Client &client)
    {
        return client.await<CaptureView>(
            [&](bus::Client::Reply<CaptureView> reply) { client.getCaptured(std::move(reply)); });
    }
    static Status stop(bus::Client &client)
    {
        return client.await<Unit>([&](bus::Client::Reply<Unit> reply) { client.stopCapture(std::move(reply)); });
    }

private Q_SLOTS:
    void initTestCase()
    {
        MESH44_REQUIRE(::unshare(CLONE_NEWNET) == 0, "a network namespace of its own needs CAP_SYS_ADMIN");
        QVERIFY(ip("link add wan0 type veth peer name far"));
        QVERIFY(ip("link set wan0 up") && ip("link set far up"));
        QVERIFY2(m_bus.start(), qPrintable(m_bus.error()));
    }
    void init()
    {
        m_folder.emplace();
        m_helper.emplace(m_folder->path().toStdString());
        const auto client = connected();
        QVERIFY(client);
        const auto hasUnderlay = [&] {
            const auto status = client->await<GatewayStatus>(
                [&](bus::Client::Reply<GatewayStatus> reply) { client->getStatus(std::move(reply)); });
            return status && !status->underlayDevice.empty();
        };
        QVERIFY(QTest::qWaitFor(hasUnderlay));
    }
    void cleanup() { m_helper.reset(); }

    void packetsReachTheirCaller()
    {
        const auto client = connected();
        const auto other = connected();
        QCOMPARE(fetch(*client).error().code, ErrorCode::NotFound);
        const Status started = start(*client);
        QVERIFY2(started, started ? "" : started.error().message.c_str());
        const Octets packet = m_maker.ipv4(kProtocolIpip, m_maker.udp4({1, 2, 3}));
        QVERIFY(Wire("far").send(packet));
        std::vector<CapturedPacket> packets;
        const auto arrived = [&] {
            const auto view = fetch(*client);
            if (view)
                packets.insert(packets.end(), view->packets.begin(), view->packets.end());
            return !packets.empty();
        };
        QVERIFY(QTest::qWaitFor(arrived));
        QVERIFY(packets[0].bytes == packet && packets[0].device == "wan0" && !packets[0].outgoing);
        QCOMPARE(fetch(*other).error().code, ErrorCode::NotFound);
        QCOMPARE(stop(*other).error().code, ErrorCode::NotFound);
        QCOMPARE(start(*client).error().code, ErrorCode::Conflict);
        QVERIFY(stop(*client));
        const auto last = fetch(*client);
        QVERIFY(last && !last->running && last->received == 1);
        QCOMPARE(last->ended, std::string("stopped"));
        QCOMPARE(packetSockets(), size_t{0});
        QVERIFY(start(*client)); // again
    }

    void historyTells()
    {
        const auto client = connected();
        QVERIFY(start(*client, {.filter = {.only = CaptureOnly::Endpoint, .endpoint = Ipv4Address(198, 51, 100, 7)}}));
        const auto events = client->await<std::vector<EventView>>(
            [&](bus::Client::Reply<std::vector<EventView>> reply) { client->getHistory(1, std::move(reply)); });
        QVERIFY(events && events->size() == 1);
        QCOMPARE(events->front().subject, std::string("capture"));
        QCOMPARE(events->front().text, std::string("packets of 198.51.100.7: captured for 60 s by root, headers only"));
    }

    void fewAtATimeAndGoneWithTheirCaller()
    {
        std::vector<ClientPointer> clients;
        for (size_t i = 0; i < Captures::kMost; ++i) {
            clients.push_back(connected());
            QVERIFY(start(*clients.back()));
        }
        QCOMPARE(packetSockets(), Captures::kMost);
        const auto late = connected();
        QCOMPARE(start(*late).error().code, ErrorCode::LimitExceeded);
        clients.pop_back(); // leaves the bus without a word
        QVERIFY(QTest::qWaitFor([] { return packetSockets() == Captures::kMost - 1; }));
        QVERIFY(start(*late));
        clients.clear();
        QVERIFY(QTest::qWaitFor([] { return packetSockets() == 1; }));
    }

    void badArguments_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("subject");
        QTest::addColumn<uint>("seconds");
        QTest::newRow("kind") << QByteArray("port 22") << QByteArray() << 60U;
        QTest::newRow("long kind") << QByteArray(100000, 'x') << QByteArray() << 60U;
        QTest::newRow("address") << QByteArray("endpoint") << QByteArray("198.51.100.999") << 60U;
        QTest::newRow("host bits") << QByteArray("prefix") << QByteArray("44.4.8.1/24") << 60U;
        QTest::newRow("no time") << QByteArray("all") << QByteArray() << 0U;
        QTest::newRow("too long") << QByteArray("all") << QByteArray() << 3601U;
    }
    void badArguments()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, subject);
        QFETCH(uint, seconds);
        sd_bus *raw = nullptr;
        QVERIFY(sd_bus_open_system(&raw) >= 0);
        const bus::Bus connection(raw);
        bus::BusError error;
        QVERIFY(sd_bus_call_method(raw, bus::kService, bus::kPath, bus::kInterface, "StartCapture", error.get(),
                                   nullptr, "ssub", kind.constData(), subject.constData(), seconds, 0)
                < 0);
        QCOMPARE(error.get()->name, bus::errorName(ErrorCode::InvalidArgument));
        QCOMPARE(packetSockets(), size_t{0});
    }
};

QTEST_GUILESS_MAIN(ServiceCapture)
#include "servicecapture.moc"
