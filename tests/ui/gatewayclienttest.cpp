// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's client against a service that behaves like the helper, on a bus of our own.
#include "app/mesh44/gatewayclient.h"
#include "fakegateway.h"
#include "privatebus.h"
#include "tests/ui/meshmaker.h"
#include "ui/mainwindow.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace mesh44;
using namespace mesh44::test;
using Kind = ConnectionState::Kind;

namespace {

constexpr int kPatienceMs = 20'000;

}

class GatewayClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void takesSnapshotThenDeltas();
    void loadsTenThousandWithoutBlocking();
    void gapTakesANewSnapshot();
    void absentThenThere();
    void vanishesAndReturns();
    void anotherContractThenOurs();
    void busDiesAndReturns();
    void noBusAtAll();
    void accessRefused();
    void wishesArriveAndAreAnswered();
    void aListIsHandedOver();
    void openWishesFailWithTheConnection();
    void burstsEventsAndHistoryArrive();
    void trafficIsTakenWhenAsked();
    void settingsAndFindingsAreTakenWhenAsked();
    void previewIsOfWhatWasSeen();
    void endsWhileTrying();

private:
    void startClient();
    void startService(size_t routes);
    bool reaches(Kind kind);
    std::vector<RouteView> shown() const;
    bool showsTheTruth();

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<FakeGateway> m_service;
    std::unique_ptr<GatewayClient> m_client;
    std::unique_ptr<GatewayModel> m_model;
};

void GatewayClientTest::init()
{
    m_bus = std::make_unique<PrivateBus>();
    QVERIFY2(m_bus->start(), qPrintable(m_bus->error()));
    m_service = std::make_unique<FakeGateway>();
    m_model = std::make_unique<GatewayModel>([] { return kNow; });
}

void GatewayClientTest::cleanup()
{
    m_client.reset();
    m_service.reset();
    m_bus.reset();
    m_model.reset();
}

void GatewayClientTest::startService(size_t routes)
{
    m_service->start(m_bus->address().toStdString());
    const Snapshot mesh = MeshMaker(6).make(routes);
    m_service->change([&](Snapshot &snapshot) {
        snapshot.routes = mesh.routes;
        snapshot.endpoints = mesh.endpoints;
        snapshot.status = mesh.status;
    });
}

void GatewayClientTest::startClient()
{
    m_client = std::make_unique<GatewayClient>(QString());
    connect(m_client.get(), &GatewayClient::connectionChanged, m_model.get(), &GatewayModel::setConnection);
    connect(m_client.get(), &GatewayClient::snapshotTaken, m_model.get(), &GatewayModel::setSnapshot);
    connect(m_client.get(), &GatewayClient::changed, m_model.get(), &GatewayModel::applyDelta);
    connect(m_client.get(), &GatewayClient::burstHeard, m_model.get(), &GatewayModel::setBurst);
    m_client->start();
}

bool GatewayClientTest::reaches(Kind kind)
{
    return QTest::qWaitFor([&] { return m_model->connection().kind == kind; }, kPatienceMs);
}

std::vector<RouteView> GatewayClientTest::shown() const
{
    std::vector<RouteView> routes;
    for (int row = 0; row < m_model->peers().rowCount(); ++row)
        routes.push_back(m_model->peers().routeAt(row));
    std::ranges::sort(routes, {}, &RouteView::prefix);
    return routes;
}

bool GatewayClientTest::showsTheTruth()
{
    const Snapshot truth = m_service->snapshot();
    return QTest::qWaitFor([&] { return m_model->status() && m_model->status()->revision == truth.revision; },
                           kPatienceMs)
           && shown() == truth.routes;
}

void GatewayClientTest::takesSnapshotThenDeltas()
{
    startService(100);
    startClient();
    QSignalSpy snapshots(m_client.get(), &GatewayClient::snapshotTaken);
    QVERIFY(reaches(Kind::Live));
    QVERIFY(showsTheTruth());
    MeshMaker maker(7);
    for (int i = 0; i < 20; ++i)
        m_service->change([&](Snapshot &snapshot) { (void)apply(snapshot, maker.change(snapshot, 0.1)); });
    QVERIFY(showsTheTruth());
    QCOMPARE(snapshots.size(), 1); // all of it by deltas
}

void GatewayClientTest::loadsTenThousandWithoutBlocking()
{
    startService(10'000);
    startClient();
    QVERIFY(reaches(Kind::Live));
    QVERIFY(showsTheTruth());
    QCOMPARE(m_model->peers().rowCount(), 10'000);
}

void GatewayClientTest::gapTakesANewSnapshot()
{
    startService(50);
    startClient();
    QVERIFY(reaches(Kind::Live));
    QSignalSpy snapshots(m_client.get(), &GatewayClient::snapshotTaken);
    const auto drop = [](Snapshot &snapshot) { snapshot.routes.resize(20); };
    m_service->change(drop, false); // "too much changed"
    QVERIFY(showsTheTruth());
    QCOMPARE(snapshots.size(), 1);
    m_service->announceGarbage();
    QVERIFY(QTest::qWaitFor([&] { return snapshots.size() == 2; }, kPatienceMs));
    QVERIFY(showsTheTruth());
}

void GatewayClientTest::absentThenThere()
{
    startClient();
    QVERIFY(reaches(Kind::Absent));
    startService(10);
    QVERIFY(reaches(Kind::Live));
    QVERIFY(showsTheTruth());
}

void GatewayClientTest::vanishesAndReturns()
{
    startService(30);
    startClient();
    QVERIFY(reaches(Kind::Live));
    m_service->stop();
    QVERIFY(reaches(Kind::Absent));
    QCOMPARE(m_model->peers().rowCount(), 30); // the data stay
    startService(40);
    QVERIFY(reaches(Kind::Live));
    QVERIFY(showsTheTruth());
    QCOMPARE(m_model->peers().rowCount(), 40);
}

// The package is upgraded, or the other way round, while the window is open.
void GatewayClientTest::anotherContractThenOurs()
{
    startService(30);
    m_service->change([](Snapshot &snapshot) { snapshot.status.apiMajor = kApiMajor + 1; });
    startClient();
    QVERIFY(reaches(Kind::Live));
    QVERIFY(showsTheTruth());
    QVERIFY(m_model->isForeign());
    QVERIFY(m_model->access() == Access::Denied);
    m_service->stop();
    QVERIFY(reaches(Kind::Absent));
    startService(40);
    QVERIFY(reaches(Kind::Live));
    QVERIFY(showsTheTruth());
    QVERIFY(!m_model->isForeign());
    QVERIFY(m_model->access() != Access::Denied);
}

void GatewayClientTest::busDiesAndReturns()
{
    startService(30);
    startClient();
    QVERIFY(reaches(Kind::Live));
    m_service->stop();
    m_bus->stop();
    QVERIFY(reaches(Kind::Unreachable));
    m_bus = std::make_unique<PrivateBus>();
    QVERIFY2(m_bus->start(), qPrintable(m_bus->error())); // elsewhere: only a new connection finds it
    startService(35);
    QVERIFY(reaches(Kind::Live));
    QVERIFY(showsTheTruth());
}

void GatewayClientTest::noBusAtAll()
{
    m_bus->stop();
    startClient();
    QVERIFY(reaches(Kind::Unreachable));
    QVERIFY(!m_model->connection().detail.isEmpty());
}

void GatewayClientTest::accessRefused()
{
    m_service->start(m_bus->address().toStdString());
    m_service->fail("GetSnapshot", "org.freedesktop.DBus.Error.AccessDenied", "no such luck");
    startClient();
    QVERIFY(reaches(Kind::Refused));
    QCOMPARE(m_model->connection().detail, QStringLiteral("no such luck"));
    m_service->fail("GetSnapshot", "");
    QVERIFY(reaches(Kind::Live)); // on a connection of its own
}

void GatewayClientTest::aListIsHandedOver()
{
    startService(10);
    startClient();
    QVERIFY(reaches(Kind::Live));
    QSignalSpy imported(m_client.get(), &GatewayClient::imported);
    QSignalSpy failed(m_client.get(), &GatewayClient::importFailed);
    QSignalSpy others(m_client.get(), &GatewayClient::actionFailed);
    m_service->setImportOutcome(3, {"encap[1]: it names no network"});
    m_client->importList("[{}]");
    QVERIFY(QTest::qWaitFor([&] { return imported.size() == 1; }, kPatienceMs));
    QCOMPARE(imported[0][0].toUInt(), 3U);
    QCOMPARE(imported[0][1].toInt(), 1);
    QCOMPARE(m_service->calls().back(), std::string("ImportText(s) [{}] interactive"));
    m_service->fail("ImportText", "org.mesh44.Error.NotAuthorized", "The prompt was dismissed.");
    m_client->importList("[{}]");
    QVERIFY(QTest::qWaitFor([&] { return failed.size() == 1; }, kPatienceMs));
    QCOMPARE(failed[0][0].toString(), QStringLiteral("The prompt was dismissed."));
    QCOMPARE(imported.size() + others.size(), 1);
    m_client->importFound("[{}]"); // the wizard's, which is not the portal's
    QVERIFY(QTest::qWaitFor([&] { return others.size() == 1; }, kPatienceMs));
    QVERIFY((others[0][0].value<Action>() == Action{Action::Kind::ImportFound, {}}));
    QCOMPARE(imported.size() + failed.size(), 2);
}

void GatewayClientTest::wishesArriveAndAreAnswered()
{
    startService(10);
    startClient();
    QVERIFY(reaches(Kind::Live));
    QSignalSpy done(m_client.get(), &GatewayClient::actionDone);
    QSignalSpy failed(m_client.get(), &GatewayClient::actionFailed);
    const Ipv4Address endpoint(198, 51, 100, 7);
    const Ipv4Prefix prefix = *Ipv4Prefix::parse("44.4.8.0/24");
    m_client->up();
    m_client->down();
    m_client->suppressEndpoint(endpoint, true);
    m_client->allowEndpoint(endpoint);
    m_client->suppressPrefix(prefix, false);
    m_client->allowPrefix(prefix);
    using Wish = Action::Kind;
    for (const Wish kind : {Wish::Confirm, Wish::Rollback, Wish::AcceptChanges, Wish::RejectChanges})
        m_client->decide(kind);
    m_client->pinPrefix(prefix, endpoint);
    m_client->unpinPrefix(prefix);
    m_client->apply({{"gateway.mode", "mesh"}, {"gateway.callsign", ""}}, 60);
    m_client->extend(120);
    m_client->suppressDefault();
    m_client->allowDefault();
    QVERIFY(QTest::qWaitFor([&] { return done.size() == 16; }, kPatienceMs));
    QCOMPARE(done[12][0].value<Action>(), (Action{Wish::Apply, {}}));
    std::vector<std::string> calls = m_service->calls();
    std::erase_if(calls, [](const std::string &call) { return call.starts_with("Get"); });
    const std::vector<std::string> expected{"Up() interactive",
                                            "Down() interactive",
                                            "SuppressEndpoint(sb) 198.51.100.7 true interactive",
                                            "AllowEndpoint(s) 198.51.100.7 interactive",
                                            "SuppressPrefix(sb) 44.4.8.0/24 false interactive",
                                            "AllowPrefix(s) 44.4.8.0/24 interactive",
                                            "Confirm(s)  interactive",
                                            "Rollback(s)  interactive",
                                            "AcceptChanges() interactive",
                                            "RejectChanges() interactive",
                                            "PinPrefix(ss) 44.4.8.0/24 198.51.100.7 interactive",
                                            "UnpinPrefix(s) 44.4.8.0/24 interactive",
                                            "Apply(ta(ss)u) 0 gateway.mode=mesh gateway.callsign= 60 s interactive",
                                            "Extend(su)  120 interactive",
                                            "SuppressDefault() interactive",
                                            "AllowDefault() interactive"};
    QCOMPARE(calls, expected);

    m_service->fail("Down", "org.mesh44.Error.NotAuthorized", "The prompt was dismissed.");
    m_client->down();
    QVERIFY(QTest::qWaitFor([&] { return failed.size() == 1; }, kPatienceMs));
    QCOMPARE(failed[0][0].value<Action>(), (Action{Action::Kind::Down, {}}));
    QCOMPARE(failed[0][1].toString(), QStringLiteral("The prompt was dismissed."));
}

void GatewayClientTest::openWishesFailWithTheConnection()
{
    startService(10);
    startClient();
    QVERIFY(reaches(Kind::Live));
    QSignalSpy failed(m_client.get(), &GatewayClient::actionFailed);
    m_service->fail("Up", "silence");
    m_client->up();
    const auto asked = [this] { return std::ranges::count(m_service->calls(), std::string("Up() interactive")) == 1; };
    QVERIFY(QTest::qWaitFor(asked, kPatienceMs));
    m_service->stop();
    m_bus->stop();
    QVERIFY(QTest::qWaitFor([&] { return failed.size() == 1; }, kPatienceMs));
    QVERIFY(reaches(Kind::Unreachable));
    m_client->down(); // without any connection
    QVERIFY(QTest::qWaitFor([&] { return failed.size() == 2; }, kPatienceMs));
    QVERIFY(!failed[1][1].toString().isEmpty());
}

void GatewayClientTest::burstsEventsAndHistoryArrive()
{
    startService(10);
    m_service->setEvents(makeEvents());
    startClient();
    QSignalSpy history(m_client.get(), &GatewayClient::historyTaken);
    QSignalSpy bursts(m_client.get(), &GatewayClient::burstHeard);
    QSignalSpy events(m_client.get(), &GatewayClient::eventHappened);
    QVERIFY(QTest::qWaitFor([&] { return history.size() == 1; }, kPatienceMs));
    QCOMPARE(history[0][0].value<std::vector<EventView>>(), makeEvents());
    const BurstView burst{.time = kNow, .routes = 10, .complete = true, .nextBurst = kNow + 300 * kSecond};
    m_service->announce(burst);
    m_service->announce(makeEvents().front());
    QVERIFY(QTest::qWaitFor([&] { return events.size() == 1; }, kPatienceMs));
    QCOMPARE(bursts.size(), 1);
    QCOMPARE(bursts[0][0].value<BurstView>(), burst);
    QCOMPARE(events[0][0].value<EventView>(), makeEvents().front());
}

void GatewayClientTest::trafficIsTakenWhenAsked()
{
    const std::vector<TrafficView> traffic{{Ipv4Address(198, 51, 100, 7), 1, 104, 2, 208, kNow}};
    m_service->setTraffic(traffic);
    startService(10);
    m_client = std::make_unique<GatewayClient>(QString());
    m_client->takeTraffic(); // before there is anybody to ask: nothing
    startClient();
    QVERIFY(reaches(Kind::Live));
    QSignalSpy taken(m_client.get(), &GatewayClient::trafficTaken);
    m_client->takeTraffic();
    QVERIFY(QTest::qWaitFor([&] { return taken.size() == 1; }, kPatienceMs));
    QVERIFY(taken[0][0].value<std::vector<TrafficView>>() == traffic);

    // A helper that does not know it, or has no answer: what is shown stays.
    m_service->fail("GetTraffic", "org.freedesktop.DBus.Error.UnknownMethod");
    m_client->takeTraffic();
    m_service->fail("Up", "org.mesh44.Error.NotAuthorized");
    QSignalSpy refused(m_client.get(), &GatewayClient::actionFailed);
    m_client->up(); // answered after it
    QVERIFY(QTest::qWaitFor([&] { return refused.size() == 1; }, kPatienceMs));
    QCOMPARE(taken.size(), 1);
}

void GatewayClientTest::settingsAndFindingsAreTakenWhenAsked()
{
    const std::vector<SettingView> settings{{"gateway.mode", "mesh", "full", "/etc/mesh44/a.conf", 3, "full | mesh"}};
    const std::vector<Finding> findings{{"udp520", Severity::Warning, "Port 520 is taken.", ""}};
    m_service->setFindings(findings);
    const std::vector<TimelineView> points{{kNow, 531, 528, 104, 208}};
    m_service->setTimeline(points);
    startService(10);
    m_service->setSettings(settings);
    startClient();
    QVERIFY(reaches(Kind::Live));
    QSignalSpy gotSettings(m_client.get(), &GatewayClient::settingsTaken);
    QSignalSpy gotFindings(m_client.get(), &GatewayClient::findingsTaken);
    QSignalSpy gotTimeline(m_client.get(), &GatewayClient::timelineTaken);
    m_client->takeTimeline();
    m_client->takeSettings();
    m_client->takeFindings();
    QVERIFY(QTest::qWaitFor([&] { return gotSettings.size() == 1 && gotFindings.size() == 1; }, kPatienceMs));
    QVERIFY(gotSettings[0][0].value<std::vector<SettingView>>() == settings);
    QVERIFY(QTest::qWaitFor([&] { return gotTimeline.size() == 1; }, kPatienceMs));
    QVERIFY(gotTimeline[0][0].value<std::vector<TimelineView>>() == points);
    QVERIFY(gotFindings[0][0].value<std::vector<Finding>>() == findings);

    // An older helper: the fact stays away, the connection stays live.
    m_service->fail("GetFindings", "org.freedesktop.DBus.Error.UnknownMethod");
    m_client->takeFindings();
    m_client->takeSettings(); // answered after it
    QVERIFY(QTest::qWaitFor([&] { return gotSettings.size() == 2; }, kPatienceMs));
    QCOMPARE(gotFindings.size(), 1);
    QVERIFY(m_model->connection().kind == Kind::Live);
}

// What is applied is what was looked at: the gateway refuses it where somebody else was faster.
void GatewayClientTest::previewIsOfWhatWasSeen()
{
    const PreviewView preview{{"rule add pref 44"}, {"- leaving: accept"}, {"the gateway goes down"}, 7};
    m_service->setPreview(preview);
    startService(10);
    startClient();
    QVERIFY(reaches(Kind::Live));
    QSignalSpy shown(m_client.get(), &GatewayClient::previewed);
    QSignalSpy failed(m_client.get(), &GatewayClient::previewFailed);
    QSignalSpy done(m_client.get(), &GatewayClient::actionDone);
    QSignalSpy refused(m_client.get(), &GatewayClient::actionFailed);
    const std::vector<Assignment> change{{"gateway.mode", "mesh"}};
    m_client->preview(change);
    QVERIFY(QTest::qWaitFor([&] { return shown.size() == 1; }, kPatienceMs));
    QVERIFY(shown[0][0].value<PreviewView>() == preview);
    const std::string revision = std::to_string(m_service->snapshot().revision);
    QCOMPARE(m_service->calls().back(), "Preview(ta(ss)) " + revision + " gateway.mode=mesh");
    m_service->change([](Snapshot &snapshot) { snapshot.status.callsign = "N1CALL"; });
    QVERIFY(showsTheTruth());
    m_client->preview({{"gateway.mode", "full"}}); // another's, of what is there now
    QVERIFY(QTest::qWaitFor([&] { return shown.size() == 2; }, kPatienceMs));
    const std::string applied = "Apply(ta(ss)u) " + revision + " gateway.mode=mesh 60 s interactive";
    m_service->fail("Apply", "org.mesh44.Error.Busy", "Somebody was faster.");
    m_client->apply(change, 60);
    QVERIFY(QTest::qWaitFor([&] { return refused.size() == 1; }, kPatienceMs));
    QCOMPARE(m_service->calls().back(), applied);
    m_service->fail("Apply", {});
    m_client->apply(change, 60); // asked once more, it is still of what was seen then
    QVERIFY(QTest::qWaitFor([&] { return done.size() == 1; }, kPatienceMs));
    QCOMPARE(m_service->calls().back(), applied);
    m_client->apply(change, 30); // of no preview
    QVERIFY(QTest::qWaitFor([&] { return done.size() == 2; }, kPatienceMs));
    QCOMPARE(m_service->calls().back(), std::string("Apply(ta(ss)u) 0 gateway.mode=mesh 30 s interactive"));

    m_service->fail("Preview", "org.mesh44.Error.InvalidConfig", "That is no mode.");
    m_client->preview({{"gateway.mode", "sideways"}});
    QVERIFY(QTest::qWaitFor([&] { return failed.size() == 1; }, kPatienceMs));
    QCOMPARE(failed[0][0].toString(), QStringLiteral("That is no mode."));
    m_service->fail("Preview", "org.freedesktop.DBus.Error.UnknownMethod");
    m_client->preview(change);
    QVERIFY(QTest::qWaitFor([&] { return failed.size() == 2; }, kPatienceMs));
    QVERIFY(failed[1][0].toString().contains(QStringLiteral("too old")));
    QCOMPARE(shown.size(), 2);
    QCOMPARE(refused.size(), 1);
    QVERIFY(m_model->connection().kind == Kind::Live);
}

void GatewayClientTest::endsWhileTrying()
{
    m_bus->stop();
    startClient();
    QVERIFY(reaches(Kind::Unreachable));
    m_client.reset(); // in the pause before the next try: at once
    QVERIFY(true);
}

QTEST_MAIN(GatewayClientTest)
#include "gatewayclienttest.moc"
