// SPDX-License-Identifier: GPL-3.0-or-later
//
// The client against a service that behaves like the helper, on a bus of our own.
#include "core/bus/client.h"
#include "contract.h"
#include "core/bus/codec.h"
#include "core/bus/names.h"
#include "fakegateway.h"
#include "privatebus.h"

#include <QtTest>

#include <QElapsedTimer>
#include <QFile>

using namespace mesh44;
using namespace mesh44::bus;

namespace {

constexpr int kPatienceMs = 20'000;

Snapshot smallMesh()
{
    Snapshot snapshot{.revision = 7};
    snapshot.status.revision = 7;
    snapshot.status.state = GatewayState::Up;
    snapshot.routes = {
        {.prefix = Ipv4Prefix::covering(Ipv4Address(44, 4, 8, 0), 24), .endpoint = Ipv4Address(198, 51, 100, 7)}};
    snapshot.endpoints = {{.address = Ipv4Address(198, 51, 100, 7), .routes = 1}};
    return snapshot;
}

} // namespace

class ClientTest : public QObject
{
    Q_OBJECT

private:
    // Processes until it is true; false when that takes too long.
    static bool until(Client &client, const std::function<bool()> &reached)
    {
        QElapsedTimer timer;
        timer.start();
        while (!reached()) {
            if (timer.elapsed() > kPatienceMs || !client.wait(std::chrono::milliseconds(100)))
                return reached();
        }
        return true;
    }
    std::unique_ptr<Client> connected(Client::Handlers handlers = {})
    {
        auto client = Client::connect({}, std::move(handlers));
        return client ? *std::move(client) : nullptr;
    }
    template <class T, class Method> Result<T> ask(Client &client, Method method)
    {
        return client.await<T>([&](Client::Reply<T> reply) { (client.*method)(std::move(reply)); });
    }

    std::unique_ptr<test::PrivateBus> m_bus;
    std::unique_ptr<test::FakeGateway> m_gateway;

private Q_SLOTS:
    void init();
    void cleanup();
    void readsWhatIsThere();
    void asksWhatAChangeWouldDo();
    void snapshotAndDeltasLoseNothing();
    void unreadableChangeIsAGap();
    void burstsAndEventsArrive();
    void nameGivenUpAndTakenAgain();
    void serviceDiesAndReturns();
    void absentServiceIsNotStarted();
    void dyingServiceAnswersPendingCalls();
    void dyingBusAnswersPendingCalls();
    void othersSignalsAreIgnored();
    void requestsArriveAsInTheContract();
    void fileIsHandedOver();
    void textIsHandedOver();
    void errors_data();
    void errors();
    void destroyedClientIsSilent();
    void replyMayDestroyTheClient();
    void handlerMayDestroyTheClient();
    void remoteHost();
    void badHosts_data();
    void badHosts();
    void noBus();
};

void ClientTest::init()
{
    m_bus = std::make_unique<test::PrivateBus>();
    QVERIFY2(m_bus->start(), qPrintable(m_bus->error()));
    m_gateway = std::make_unique<test::FakeGateway>();
    m_gateway->start(m_bus->address().toStdString());
    m_gateway->change([](Snapshot &s) { s = smallMesh(); });
}

void ClientTest::cleanup()
{
    m_gateway.reset();
    m_bus.reset();
}

void ClientTest::readsWhatIsThere()
{
    const auto client = connected();
    QVERIFY(client);
    const auto status = ask<GatewayStatus>(*client, &Client::getStatus);
    QVERIFY(status && status->state == GatewayState::Up);
    const auto snapshot = ask<Snapshot>(*client, &Client::getSnapshot);
    QVERIFY(snapshot && *snapshot == m_gateway->snapshot());
    const std::vector<SettingView> settings = {
        {"gateway.mode", "mesh", "full", "/etc/mesh44/a.conf", 3, "full | mesh"}};
    m_gateway->setSettings(settings);
    const auto config = ask<std::vector<SettingView>>(*client, &Client::getConfig);
    QVERIFY(config && *config == settings);
    m_gateway->setEvents({{1, "gateway", "", "Started."}});
    const auto history = client->await<std::vector<EventView>>(
        [&](Client::Reply<std::vector<EventView>> reply) { client->getHistory(17, std::move(reply)); });
    QVERIFY(history && history->size() == 1);
    QCOMPARE(m_gateway->calls().back(), std::string("GetHistory(u) 17"));
    const std::vector<TimelineView> points{{1, 531, 528, 104, 208}, {2, 531, 530, 0, 9}};
    m_gateway->setTimeline(points);
    const auto timeline = client->await<std::vector<TimelineView>>(
        [&](Client::Reply<std::vector<TimelineView>> reply) { client->getTimeline(2016, std::move(reply)); });
    QVERIFY(timeline && *timeline == points);
    QCOMPARE(m_gateway->calls().back(), std::string("GetTimeline(u) 2016"));
    const std::vector<Check> checks{{.id = "wan.route", .outcome = CheckOutcome::Fail, .fix = {FixKind::Up, ""}}};
    m_gateway->setChecks(checks);
    for (const bool active : {false, true}) {
        const auto checked = client->await<std::vector<Check>>(
            [&](Client::Reply<std::vector<Check>> reply) { client->checkUp(active, std::move(reply)); });
        QVERIFY(checked && *checked == checks);
        QVERIFY(m_gateway->calls().back().starts_with(active ? "CheckUp(b) true" : "CheckUp(b) false"));
    }
}

void ClientTest::asksWhatAChangeWouldDo()
{
    const PreviewView preview{{"rule add pref 44"}, {"+ leaving: accept"}, {"the gateway goes down"}, 3};
    m_gateway->setPreview(preview);
    const auto client = connected();
    const auto answer = client->await<PreviewView>(
        [&](Client::Reply<PreviewView> reply) { client->preview(9, {{"gateway.mode", "mesh"}}, std::move(reply)); });
    QVERIFY(answer && *answer == preview);
    QCOMPARE(m_gateway->calls().back(), std::string("Preview(ta(ss)) 9 gateway.mode=mesh")); // without a prompt
    QCOMPARE(test::contractTypes(QStringLiteral("in"))[QStringLiteral("Preview")], QStringLiteral("ta(ss)"));
    QCOMPARE(test::contractTypes(QStringLiteral("out"))[QStringLiteral("Preview")], QStringLiteral("asasasu"));
}

void ClientTest::snapshotAndDeltasLoseNothing()
{
    m_gateway->setChurning(true);
    std::vector<Delta> deltas;
    const auto client = connected({.changed = [&](const Delta &delta) { deltas.push_back(delta); }});
    QVERIFY(client);
    auto snapshot = ask<Snapshot>(*client, &Client::getSnapshot);
    QVERIFY(snapshot);
    QVERIFY(until(*client, [&] { return deltas.size() >= 200; }));
    m_gateway->setChurning(false);
    const Snapshot last = m_gateway->snapshot();
    QVERIFY(until(*client, [&] { return deltas.back().to == last.revision; }));
    for (const Delta &delta : deltas) {
        if (delta.to > snapshot->revision)
            QVERIFY(apply(*snapshot, delta));
    }
    QVERIFY(*snapshot == last);
}

void ClientTest::unreadableChangeIsAGap()
{
    std::vector<Delta> deltas;
    const auto client = connected({.changed = [&](const Delta &delta) { deltas.push_back(delta); }});
    m_gateway->announceGarbage();
    QVERIFY(until(*client, [&] { return !deltas.empty(); }));
    QVERIFY(!deltas.front().whole);
    m_gateway->change([](Snapshot &) {}, false);
    QVERIFY(until(*client, [&] { return deltas.size() == 2; }));
    QVERIFY(!deltas.back().whole && deltas.back().to == m_gateway->snapshot().revision);
}

void ClientTest::burstsAndEventsArrive()
{
    std::vector<BurstView> bursts;
    std::vector<EventView> events;
    const auto client = connected({.burstHeard = [&](const BurstView &burst) { bursts.push_back(burst); },
                                   .event = [&](const EventView &event) { events.push_back(event); }});
    m_gateway->announce(BurstView{5, 531, true, 300});
    m_gateway->announce(EventView{6, "route", "44.4.8.0/24", "Moved."});
    QVERIFY(until(*client, [&] { return !events.empty(); }));
    QVERIFY((bursts == std::vector<BurstView>{{5, 531, true, 300}}));
    QCOMPARE(events.front().subject, std::string("44.4.8.0/24"));
}

void ClientTest::nameGivenUpAndTakenAgain()
{
    std::vector<bool> seen;
    const auto client = connected({.presence = [&](bool there) { seen.push_back(there); }});
    m_gateway->setNameOwned(false);
    QVERIFY(until(*client, [&] { return seen.size() == 1; }));
    m_gateway->announce(EventView{}); // from nobody we know
    m_gateway->setNameOwned(true);
    QVERIFY(until(*client, [&] { return seen.size() == 2; }));
    QVERIFY((seen == std::vector<bool>{false, true}));
    QVERIFY(ask<GatewayStatus>(*client, &Client::getStatus));
}

void ClientTest::serviceDiesAndReturns()
{
    std::vector<bool> seen;
    size_t changes = 0;
    const auto client = connected(
        {.changed = [&](const Delta &) { ++changes; }, .presence = [&](bool there) { seen.push_back(there); }});
    m_gateway.reset();
    QVERIFY(until(*client, [&] { return seen.size() == 1; }));
    const auto none = ask<GatewayStatus>(*client, &Client::getStatus);
    QVERIFY(!none && none.error().code == ErrorCode::Disconnected);
    m_gateway = std::make_unique<test::FakeGateway>();
    m_gateway->start(m_bus->address().toStdString());
    QVERIFY(until(*client, [&] { return seen.size() == 2; }));
    m_gateway->change([](Snapshot &s) { s = smallMesh(); });
    QVERIFY(until(*client, [&] { return changes == 1; }));
}

void ClientTest::absentServiceIsNotStarted()
{
    m_gateway.reset();
    const auto client = connected();
    QVERIFY(client);
    const auto status = ask<Unit>(*client, &Client::up);
    QVERIFY(!status && status.error().code == ErrorCode::Disconnected);
}

void ClientTest::dyingServiceAnswersPendingCalls()
{
    m_gateway->fail("Up", "silence");
    std::optional<Result<Unit>> answer;
    const auto client = connected();
    client->up([&](Result<Unit> result) { answer.emplace(std::move(result)); });
    QVERIFY(until(*client, [&] { return m_gateway->calls().size() == 1; }));
    QVERIFY(!answer);
    m_gateway.reset();
    QVERIFY(until(*client, [&] { return answer.has_value(); }));
    QVERIFY(!*answer && answer->error().code == ErrorCode::Disconnected);
}

void ClientTest::dyingBusAnswersPendingCalls()
{
    m_gateway->fail("Up", "silence");
    std::optional<Result<Unit>> answer;
    const auto client = connected();
    client->up([&](Result<Unit> result) { answer.emplace(std::move(result)); });
    QVERIFY(until(*client, [&] { return m_gateway->calls().size() == 1; }));
    m_gateway.reset();
    m_bus->stop();
    QVERIFY(until(*client, [&] { return answer.has_value(); }));
    QVERIFY(!*answer && answer->error().code == ErrorCode::Disconnected);
    Status status = ok();
    QVERIFY(!until(*client, [&] { return !status; }));
    status = client->process();
    QVERIFY(!status && status.error().code == ErrorCode::Disconnected);
    QCOMPARE(client->poll().deadline, uint64_t{0});
    const auto late = ask<Unit>(*client, &Client::down);
    QVERIFY(!late && late.error().code == ErrorCode::Disconnected);
}

void ClientTest::othersSignalsAreIgnored()
{
    size_t changes = 0;
    size_t events = 0;
    const auto client = connected(
        {.changed = [&](const Delta &) { ++changes; }, .event = [&](const EventView &) { ++events; }});
    sd_bus *raw = nullptr;
    QVERIFY(sd_bus_open_system(&raw) >= 0);
    const Bus stranger(raw);
    sd_bus_message *message = nullptr;
    QVERIFY(sd_bus_message_new_signal(raw, &message, kPath, kInterface, "Changed") >= 0);
    const Message broadcast(message);
    QVERIFY(append(message, Delta{}) >= 0);
    QVERIFY(sd_bus_send(raw, message, nullptr) >= 0);
    for (int i = 0; i < 20; ++i) { // to every connection by its unique name: the bus lets that through
        QVERIFY(sd_bus_message_new_signal(raw, &message, kPath, kInterface, "Changed") >= 0);
        const Message direct(message);
        QVERIFY(append(message, Delta{}) >= 0);
        QVERIFY(sd_bus_send_to(raw, message, (":1." + std::to_string(i)).c_str(), nullptr) >= 0);
    }
    QVERIFY(sd_bus_flush(raw) >= 0);
    m_gateway->announce(EventView{});
    QVERIFY(until(*client, [&] { return events == 1; }));
    QCOMPARE(changes, size_t{0});
}

void ClientTest::requestsArriveAsInTheContract()
{
    const auto client = connected();
    const Ipv4Address address(198, 51, 100, 7);
    const auto prefix = Ipv4Prefix::covering(Ipv4Address(44, 4, 8, 0), 24);
    size_t answers = 0;
    const auto reply = [&](Result<Unit> result) { answers += static_cast<bool>(result); };
    client->up(reply);
    client->down(reply);
    client->suppressEndpoint(address, true, reply);
    client->allowEndpoint(address, reply);
    client->suppressPrefix(prefix, false, reply);
    client->allowPrefix(prefix, reply);
    client->pinPrefix(prefix, address, reply);
    client->unpinPrefix(prefix, reply);
    client->suppressDefault(reply);
    client->allowDefault(reply);
    client->acceptChanges(reply);
    client->rejectChanges(reply);
    client->forgetImports(reply);
    client->set(9, {{"gateway.mode", "mesh"}, {"gateway.callsign", ""}}, reply);
    std::string token;
    client->apply(9, {{"gateway.mode", "mesh"}}, 60, [&](const Result<std::string> &given) {
        token = given ? *given : "";
        ++answers;
    });
    client->confirm("0123", reply);
    client->rollback("", reply);
    client->extend("0123", 600, reply);
    QVERIFY(until(*client, [&] { return answers == 18; }));
    QCOMPARE(token, std::string("0123456789abcdef0123456789abcdef"));
    const std::vector<std::string> expected = {"Up() interactive",
                                               "Down() interactive",
                                               "SuppressEndpoint(sb) 198.51.100.7 true interactive",
                                               "AllowEndpoint(s) 198.51.100.7 interactive",
                                               "SuppressPrefix(sb) 44.4.8.0/24 false interactive",
                                               "AllowPrefix(s) 44.4.8.0/24 interactive",
                                               "PinPrefix(ss) 44.4.8.0/24 198.51.100.7 interactive",
                                               "UnpinPrefix(s) 44.4.8.0/24 interactive",
                                               "SuppressDefault() interactive",
                                               "AllowDefault() interactive",
                                               "AcceptChanges() interactive",
                                               "RejectChanges() interactive",
                                               "ForgetImports() interactive",
                                               "Set(ta(ss)) 9 gateway.mode=mesh gateway.callsign= interactive",
                                               "Apply(ta(ss)u) 9 gateway.mode=mesh 60 s interactive",
                                               "Confirm(s) 0123 interactive",
                                               "Rollback(s)  interactive",
                                               "Extend(su) 0123 600 interactive"};
    QVERIFY(m_gateway->calls() == expected);
    const auto types = test::contractTypes(QStringLiteral("in"));
    for (const std::string &line : expected) {
        const QString call = QString::fromStdString(line).section(QLatin1Char(' '), 0, 0);
        const QString method = call.section(QLatin1Char('('), 0, 0);
        QVERIFY2(types.contains(method), qPrintable(method));
        QCOMPARE(call, method + QLatin1Char('(') + types[method] + QLatin1Char(')'));
    }
}

void ClientTest::fileIsHandedOver()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("route addprivate 44.4.8/24 encap 198.51.100.7\n");
    file.flush();
    m_gateway->setImportOutcome(1, {"line 2: no prefix", "line 9: no endpoint"});
    const auto client = connected();
    const auto outcome = client->await<ImportOutcome>(
        [&](Client::Reply<ImportOutcome> reply) { client->importFile(file.handle(), std::move(reply)); });
    QVERIFY((outcome && *outcome == ImportOutcome{1, {"line 2: no prefix", "line 9: no endpoint"}}));
    QCOMPARE(m_gateway->calls().back(),
             std::string("Import(h) route addprivate 44.4.8/24 encap 198.51.100.7 interactive"));
    QVERIFY(file.seek(0)); // the descriptor is still ours
}

void ClientTest::textIsHandedOver()
{
    m_gateway->setImportOutcome(2, {"list[1]: it names no network"});
    const auto client = connected();
    const auto outcome = client->await<ImportOutcome>(
        [&](Client::Reply<ImportOutcome> reply) { client->importText("[{}]", std::move(reply)); });
    QVERIFY((outcome && *outcome == ImportOutcome{2, {"list[1]: it names no network"}}));
    QCOMPARE(m_gateway->calls().back(), std::string("ImportText(s) [{}] interactive"));
}

void ClientTest::errors_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, ErrorCode code, const char *message) {
        QTest::newRow(name) << QByteArray(name) << static_cast<int>(code) << QByteArray(message);
    };
    row("org.mesh44.Error.NotAuthorized", ErrorCode::NotAuthorized, "because");
    row("org.mesh44.Error.NoAgent", ErrorCode::NoAgent, "because");
    row("org.mesh44.Error.Conflict", ErrorCode::Conflict, "because");
    row("org.freedesktop.DBus.Error.AccessDenied", ErrorCode::NotAuthorized, "because");
    row("org.freedesktop.DBus.Error.UnknownMethod", ErrorCode::Unsupported, "this gateway service is too old for it");
    row("org.freedesktop.DBus.Error.NoReply", ErrorCode::Disconnected, "the gateway service is not running");
    row("com.example.Unheard", ErrorCode::IoFailed, "because");
}

void ClientTest::errors()
{
    QFETCH(QByteArray, name);
    QFETCH(int, code);
    QFETCH(QByteArray, message);
    m_gateway->fail("Up", name.toStdString());
    const auto client = connected();
    const auto answer = ask<Unit>(*client, &Client::up);
    QVERIFY(!answer);
    QCOMPARE(static_cast<int>(answer.error().code), code);
    QCOMPARE(answer.error().message, message.toStdString());
}

void ClientTest::destroyedClientIsSilent()
{
    m_gateway->fail("Up", "silence");
    bool called = false;
    {
        const auto client = connected();
        client->up([&](Result<Unit>) { called = true; });
        client->getSnapshot([&](Result<Snapshot>) { called = true; });
    }
    const auto other = connected();
    QVERIFY(ask<GatewayStatus>(*other, &Client::getStatus));
    QVERIFY(!called);
}

void ClientTest::replyMayDestroyTheClient()
{
    auto client = connected();
    Client *raw = client.get();
    bool second = false;
    raw->getStatus([&](Result<GatewayStatus>) { client.reset(); });
    raw->getStatus([&](Result<GatewayStatus>) { second = true; });
    while (client)
        QVERIFY(raw->wait(std::chrono::seconds(5)));
    QVERIFY(!second);
}

void ClientTest::handlerMayDestroyTheClient()
{
    std::unique_ptr<Client> client;
    client = connected({.presence = [&](bool) { client.reset(); }});
    Client *raw = client.get();
    m_gateway->setNameOwned(false);
    while (client)
        QVERIFY(raw->wait(std::chrono::seconds(5)));
}

// ssh is a script here that runs what it would run over there: the last word of its command line.
void ClientTest::remoteHost()
{
    QTemporaryDir directory;
    QFile ssh(directory.filePath(QStringLiteral("ssh")));
    QVERIFY(ssh.open(QIODevice::WriteOnly));
    ssh.write("#!/bin/sh\nfor word; do :; done\necho \"$@\" >\"$0.arguments\"\nexec \"$word\" "
              "--bus-path=\"$DBUS_SYSTEM_BUS_ADDRESS\"\n");
    ssh.close();
    QVERIFY(ssh.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", directory.path().toUtf8().append(':').append(path));
    auto client = Client::connect("n0call@gateway.example", {});
    qputenv("PATH", path);
    QVERIFY2(client, client ? "" : client.error().message.c_str());
    QVERIFY(ask<GatewayStatus>(**client, &Client::getStatus));
    QFile arguments(ssh.fileName() + QStringLiteral(".arguments"));
    QVERIFY(arguments.open(QIODevice::ReadOnly));
    QVERIFY(arguments.readAll().contains("n0call@gateway.example"));
}

void ClientTest::badHosts_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::newRow("option") << QByteArray("-oProxyCommand=touch");
    QTest::newRow("blank") << QByteArray("n0call@gateway example");
    QTest::newRow("address list") << QByteArray("gateway;unix:path=/tmp/x");
    QTest::newRow("address key") << QByteArray("gateway,argv9=x");
}

void ClientTest::badHosts()
{
    QFETCH(QByteArray, host);
    const auto client = Client::connect(host.toStdString(), {});
    QVERIFY(!client && client.error().code == ErrorCode::InvalidArgument);
}

void ClientTest::noBus()
{
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    const auto client = Client::connect({}, {});
    QVERIFY(!client && client.error().code == ErrorCode::IoFailed);
}

QTEST_GUILESS_MAIN(ClientTest)
#include "clienttest.moc"
