// SPDX-License-Identifier: GPL-3.0-or-later
// Saves pictures of the overview and the history in their states, light and dark, at several sizes: to be looked at.
//   overviewgallery FOLDER [SCENE]
#include "tests/ui/meshmaker.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"
#include "ui/models/translations.h"
#include "ui/pages/historypage.h"
#include "ui/pages/overviewpage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timelinechart.h"

#include <QApplication>
#include <QDir>
#include <QToolButton>

#include <cstdio>
#include <functional>
#include <memory>

namespace {

using namespace mesh44;
using namespace mesh44::test;
using Kind = ConnectionState::Kind;

// A gateway with a clock of its own.
struct Stage
{
    int64_t now = kNow;
    GatewayModel gateway{[this] { return now; }};
    PeerSelection selection;
};

struct Scene
{
    const char *name;
    std::function<void(Stage &)> play;
    bool history = false;
    bool unfolded = false;
};

void connectLive(Stage &stage)
{
    stage.gateway.setConnection({.kind = Kind::Live, .host = {}, .detail = {}, .since = kNow});
}

GatewayStatus fullStatus(GatewayState state, const char *reason = "")
{
    GatewayStatus status = makeStatus(state);
    status.reason = reason;
    status.underlayDevice = "eth0";
    status.underlayAddress = Ipv4Address(192, 168, 1, 20);
    status.underlayGateway = Ipv4Address(192, 168, 1, 1);
    status.externalAddress = Ipv4Address(203, 0, 113, 9);
    status.hasDefault = true;
    if (state != GatewayState::Up && state != GatewayState::Degraded && state != GatewayState::Waiting) {
        status.plane.clear();
        status.mtu = 0;
    }
    return status;
}

Snapshot meshWith(const GatewayStatus &status, size_t routes)
{
    Snapshot snapshot = MeshMaker(44).make(routes);
    snapshot.status = status;
    recount(snapshot);
    return snapshot;
}

// Ten minutes of traffic with some endpoints.
void letFlow(Stage &stage, const Snapshot &mesh)
{
    Flow flow(mesh);
    const int64_t end = stage.now;
    for (int step = 119; step >= 0; --step) {
        stage.now = end - step * Flow::kStep;
        stage.gateway.setTraffic(flow.next());
    }
    stage.now = end;
}

void fill(Stage &stage, const GatewayStatus &status, size_t routes = 531)
{
    const Snapshot mesh = meshWith(status, routes);
    stage.gateway.setHistory(makeEvents());
    connectLive(stage);
    stage.gateway.setSnapshot(mesh);
    if (routes)
        letFlow(stage, mesh);
    stage.gateway.secondPassed();
}

// A mesh in which everything is as it should be.
void fillWell(Stage &stage)
{
    Snapshot mesh = meshWith(fullStatus(GatewayState::Up), 531);
    for (RouteView &route : mesh.routes) {
        route.state = RouteState::Installed;
        route.installed = route.announced = true;
        route.reason.clear();
    }
    recount(mesh);
    connectLive(stage);
    stage.gateway.setSnapshot(mesh);
    letFlow(stage, mesh);
    stage.gateway.secondPassed();
}

GatewayStatus misconfigured()
{
    GatewayStatus status = fullStatus(GatewayState::Misconfigured);
    status.problems = {
        {"/etc/mesh44/gateway.conf", 3, "gateway.subnets", "'44.128.10.1/24' has host bits: 44.128.10.0/24?"},
        {"/etc/mesh44/gateway.conf", 9, "rip44.announcer", "'amprgw' is no address"}};
    return status;
}

void fillHistory(Stage &stage)
{
    fill(stage, fullStatus(GatewayState::Up));
    std::vector<EventView> events = makeEvents();
    for (int i = 0; i < 60; ++i) {
        const int64_t time = events.back().time - (300 + (i * 7919) % 1500) * kSecond;
        if (i % 3 == 0)
            events.push_back({time, "burst", "169.228.34.84", "Complete burst of 530 routes."});
        else if (i % 11 == 0)
            events.push_back({time, "config", "gateway.mode", "set to full by user 1000"});
        else
            events.push_back({time, "route", "44.128." + std::to_string(i) + ".0/24", "switched off by user 1000"});
    }
    stage.gateway.setHistory(events);
    stage.gateway.setTimeline(makeTimeline());
}

std::vector<Scene> scenes()
{
    return {
        {"history", fillHistory, true},
        {"history-range", fillHistory, true, true},
        {"history-nothing",
         [](Stage &s) {
             connectLive(s);
             s.gateway.setSnapshot(meshWith(fullStatus(GatewayState::Waiting), 0));
         },
         true},
        {"history-vanished",
         [](Stage &s) {
             fillHistory(s);
             s.gateway.setConnection({.kind = Kind::Absent, .host = {}, .detail = {}, .since = kNow - 95 * kSecond});
         },
         true},
        {"well", fillWell},
        {"attention",
         [](Stage &s) {
             fill(s, fullStatus(GatewayState::Degraded, "there is no route to the Internet"));
             s.gateway.setFindings(makeFindings());
             s.gateway.setAccess(Access::Asks);
         },
         false, true},
        {"held",
         [](Stage &s) {
             GatewayStatus status = fullStatus(GatewayState::Degraded);
             status.heldChange = "15 of 531 routes gone and 225 re-pointed at once";
             status.reason = status.heldChange + ": held until two more complete bursts say the same";
             status.defaultSuppressed = true;
             status.trial = {"root", {"gateway.mode"}, kNow + 41 * kSecond, 41, false};
             fill(s, status);
         }},
        {"waiting", [](Stage &s) { fill(s, fullStatus(GatewayState::Waiting), 0); }},
        {"down", [](Stage &s) { fill(s, fullStatus(GatewayState::Down), 0); }},
        {"misconfigured", [](Stage &s) { fill(s, misconfigured(), 0); }},
        {"absent",
         [](Stage &s) { s.gateway.setConnection({.kind = Kind::Absent, .host = {}, .detail = {}, .since = kNow}); }},
        {"vanished",
         [](Stage &s) {
             fill(s, fullStatus(GatewayState::Up));
             s.gateway.setConnection({.kind = Kind::Absent, .host = {}, .detail = {}, .since = kNow - 95 * kSecond});
         }},
    };
}

std::unique_ptr<Page> open(const Scene &scene, Stage &stage)
{
    if (scene.history)
        return std::make_unique<HistoryPage>(stage.gateway, stage.selection);
    return std::make_unique<OverviewPage>(stage.gateway, stage.selection);
}

bool shoot(const Scene &scene, const QString &suffix, QSize size, const QDir &folder)
{
    Stage stage;
    const std::unique_ptr<Page> page = open(scene, stage);
    scene.play(stage);
    page->resize(size);
    page->show();
    if (auto *notes = page->findChild<QToolButton *>(QStringLiteral("notes")); notes && scene.unfolded)
        notes->click();
    if (auto *chart = page->findChild<TimelineChart *>(); chart && scene.unfolded)
        chart->setRange(TimelineChart::Range{kNow - 9 * 3600 * kSecond, kNow - 4 * 3600 * kSecond});
    for (int i = 0; i < 8; ++i)
        QApplication::processEvents();
    const QString name = QStringLiteral("%1-%2-%3x%4.png")
                             .arg(QString::fromUtf8(scene.name), suffix)
                             .arg(size.width())
                             .arg(size.height());
    return page->grab().save(folder.filePath(name));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    installTranslations(application, QLocale(QLocale::English));
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2 || !QDir().mkpath(arguments[1])) {
        std::fputs("usage: overviewgallery FOLDER [SCENE]\n", stderr);
        return 2;
    }
    const QDir folder(arguments[1]);
    bool saved = true;
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyTheme(application, theme);
        const QString suffix = theme == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        for (const Scene &scene : scenes()) {
            if (arguments.size() > 2 && arguments[2] != QString::fromUtf8(scene.name))
                continue;
            // What the frame leaves of 1280x800, 800x480 and 4K.
            for (const QSize size : {QSize(1090, 680), QSize(745, 390), QSize(3600, 1900)})
                saved &= shoot(scene, suffix, size, folder);
        }
    }
    return saved ? 0 : 1;
}
