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

#include <cmath>
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
    std::vector<TrafficView> counters;
    for (size_t i = 0; i < 7 && i < mesh.endpoints.size(); ++i)
        counters.push_back({.address = mesh.endpoints[i * 3].address});
    counters.push_back({.address = mesh.status.announcer});
    const int64_t end = stage.now;
    for (int step = 0; step < 120; ++step) {
        stage.now = end - (119 - step) * 5 * kSecond;
        for (size_t i = 0; i < counters.size(); ++i) {
            const double wave = std::sin(step * 0.11 + double(i)) + std::sin(step * 0.043 * double(i + 1)) + 0.6;
            const double burst = step % 37 == int(i) * 3 ? 9.0 : 1.0;
            const double moved = std::max(wave, 0.05) * burst * 40'000.0 / double(i + 1);
            counters[i].inBytes += uint64_t(moved);
            counters[i].outBytes += uint64_t(moved / (i % 2 ? 2.5 : 6));
        }
        stage.gateway.setTraffic(counters);
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

std::vector<Finding> someFindings()
{
    return {{"ampr-ripd.running", Severity::Error,
             "ampr-ripd is running: it installs the mesh, too, and the two are in each other's way",
             "Stop it: systemctl disable --now ampr-ripd. Take over its settings: mesh44ctl import --ampr-ripd FILE"},
            {"device.shared", Severity::Warning,
             "the device tunl0 is used by somebody else, too: whoever changes it last decides how it is set",
             "Give the gateway a device of its own: mesh44ctl set tunnel.device=ampr0"},
            {"ufw", Severity::Note, "ufw filters packets, and has no word for encapsulated ones (protocol 4)",
             "Let the mesh in: put '-A ufw-before-input -p 4 -j ACCEPT' before COMMIT in /etc/ufw/before.rules"}};
}

GatewayStatus misconfigured()
{
    GatewayStatus status = fullStatus(GatewayState::Misconfigured);
    status.problems = {
        {"/etc/mesh44/gateway.conf", 3, "gateway.subnets", "'44.128.10.1/24' has host bits: 44.128.10.0/24?"},
        {"/etc/mesh44/gateway.conf", 9, "rip44.announcer", "'amprgw' is no address"}};
    return status;
}

// A week in points of five minutes, with a night in which the service did not run.
std::vector<TimelineView> someTimeline()
{
    std::vector<TimelineView> points;
    MeshMaker random(7);
    uint32_t announced = 512;
    for (int64_t back = 7 * 288; back >= 0; --back) {
        if (back > 150 && back < 210)
            continue;
        if (random.below(9) == 0)
            announced = std::clamp(announced + random.below(5) - 2, 500u, 531u);
        const uint32_t missing = back > 60 && back < 75 ? 9 : random.below(3);
        const double wave = std::sin(double(back) * 0.05) + 1.1 + (random.below(20) == 0 ? 3 : 0);
        points.push_back({kNow - back * 300 * kSecond, announced, announced - missing, uint64_t(wave * 4e6),
                          uint64_t(wave * 1.2e6)});
    }
    return points;
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
    stage.gateway.setTimeline(someTimeline());
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
             s.gateway.setFindings(someFindings());
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
