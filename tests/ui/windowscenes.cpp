// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/windowscenes.h"

#include "tests/ui/meshmaker.h"
#include "tests/ui/settingviews.h"
#include "ui/pages/page.h"
#include "ui/widgets/peerstable.h"

#include <QLineEdit>

#include <algorithm>

namespace mesh44::test {

namespace {

using Kind = ConnectionState::Kind;

void connectLive(WindowStage &stage)
{
    stage.window.setConnection({.kind = Kind::Live, .host = {}, .detail = {}, .since = kNow});
    stage.window.setAccess(Access::Asks);
    stage.window.gateway().setConfigureAccess(Access::Asks);
    stage.window.gateway().setSettings(makeSettings("[gateway]\ncallsign = N0CALL\nsubnets = 44.128.10.0/24\n"
                                                    "mode = full\n",
                                                    "[firewall]\nopen = icmp tcp/22\n"));
}

GatewayStatus because(GatewayState state, const char *reason = "")
{
    GatewayStatus status = makeStatus(state);
    status.reason = reason;
    status.apiMinor = kApiMinor;
    status.underlayDevice = "eth0";
    status.underlayAddress = Ipv4Address(192, 168, 1, 20);
    status.underlayGateway = Ipv4Address(192, 168, 1, 1);
    status.externalAddress = Ipv4Address(203, 0, 113, 9);
    status.hasDefault = state == GatewayState::Up || state == GatewayState::Degraded;
    return status;
}

GatewayStatus misconfigured()
{
    GatewayStatus status = because(GatewayState::Misconfigured);
    status.problems = {
        {"/etc/mesh44/gateway.conf", 3, "gateway.subnets", "'44.128.10.1/24' has host bits: 44.128.10.0/24?"},
        {"/etc/mesh44/gateway.conf", 9, "rip44.announcer", "'amprgw' is no address"}};
    return status;
}

// Ten minutes of traffic with some endpoints.
void letFlow(WindowStage &stage, const Snapshot &mesh)
{
    Flow flow(mesh);
    for (int step = 119; step >= 0; --step) {
        stage.now = kNow - step * Flow::kStep;
        stage.window.gateway().setTraffic(flow.next());
    }
    stage.now = kNow;
}

void show(WindowStage &stage, GatewayStatus status, size_t routes = 531)
{
    Snapshot mesh = MeshMaker(44).make(routes);
    mesh.status = std::move(status);
    recount(mesh);
    connectLive(stage);
    stage.window.setHistory(makeEvents());
    stage.window.gateway().setTimeline(makeTimeline());
    stage.window.setSnapshot(mesh);
    if (routes > 0)
        letFlow(stage, mesh);
    stage.window.gateway().secondPassed();
}

void choose(WindowStage &stage, int row)
{
    auto *table = stage.window.findChild<PeersTable *>();
    table->setCurrentIndex(table->model()->index(row, 0));
}

void filter(WindowStage &stage, const char *text)
{
    playLive(stage);
    stage.window.findChild<QLineEdit *>(QStringLiteral("peersFilter"))->setText(QString::fromUtf8(text));
}

void showTrial(WindowStage &stage)
{
    GatewayStatus status = because(GatewayState::Up);
    status.trial = {"root", {"gateway.mode", "tunnel.mtu"}, kNow + 41 * kSecond, 41, false};
    show(stage, status);
}

void showHeld(WindowStage &stage)
{
    GatewayStatus status = because(GatewayState::Degraded, "A large change of the mesh is held.");
    status.heldChange = "15 of 531 routes gone and 225 re-pointed at once";
    show(stage, status);
    stage.window.gateway().setFindings(makeFindings());
    stage.window.actionFailed({Action::Kind::AcceptChanges, {}}, QStringLiteral("The password prompt was dismissed."));
}

void showRefusal(WindowStage &stage)
{
    playLive(stage);
    choose(stage, 4);
    stage.window.actionFailed({Action::Kind::Down, {}},
                              QStringLiteral("The password prompt was dismissed; nothing was changed."));
    stage.window.actionFailed({Action::Kind::SuppressEndpoint, Ipv4Prefix::host(Ipv4Address(198, 51, 100, 7))},
                              QStringLiteral("not authorised"));
}

void showRemembered(WindowStage &stage)
{
    GatewayStatus status = because(GatewayState::Waiting);
    status.nextBurst = kNow - 75 * kSecond;
    show(stage, status, 528);
}

void showContract(WindowStage &stage)
{
    GatewayStatus status = because(GatewayState::Up);
    status.apiMajor = kApiMajor + 1;
    show(stage, status);
}

void disconnect(WindowStage &stage, Kind kind, const QString &host = {}, const QString &detail = {},
                int64_t since = kNow)
{
    stage.window.setConnection({.kind = kind, .host = host, .detail = detail, .since = since});
}

// Another computer's, with names as long as they may get.
void showRemote(WindowStage &stage)
{
    GatewayStatus status = because(GatewayState::Misconfigured);
    status.callsign = "DL0XYZ/PORTABLE";
    status.subnets = {Ipv4Prefix::host(Ipv4Address(44, 128, 110, 100)),
                      Ipv4Prefix::host(Ipv4Address(44, 128, 210, 200))};
    show(stage, status);
    stage.window.setConnection({.kind = Kind::Live,
                                .host = QStringLiteral("operator@gateway-on-the-hill.example"),
                                .detail = {},
                                .since = kNow});
    choose(stage, 4);
}

// A mesh was there before.
void vanish(WindowStage &stage)
{
    playLive(stage);
    choose(stage, 3);
    disconnect(stage, Kind::Absent, {}, {}, kNow - 95 * kSecond);
}

// The states that every page has something to say to.
std::vector<WindowScene> pageScenes()
{
    return {
        {"live",
         [](WindowStage &s) {
             playLive(s);
             choose(s, 5);
         },
         true},
        {"remote", showRemote, true},
        {"trial", showTrial, true},
        {"held", showHeld, true},
        {"waiting", [](WindowStage &s) { show(s, because(GatewayState::Waiting), 0); }, true},
        {"down", [](WindowStage &s) { show(s, because(GatewayState::Down), 0); }, true},
        {"misconfigured", [](WindowStage &s) { show(s, misconfigured(), 0); }, true},
        {"absent", [](WindowStage &s) { disconnect(s, Kind::Absent); }, true},
        {"vanished", vanish, true},
    };
}

std::vector<WindowScene> peerScenes()
{
    return {
        {"another-contract", showContract},
        {"live-nothing-chosen", playLive},
        {"refusal", showRefusal},
        {"pending",
         [](WindowStage &s) {
             playLive(s);
             choose(s, 2);
             s.window.gateway().begin({Action::Kind::Down, {}});
         }},
        {"filtered", [](WindowStage &s) { filter(s, "switched"); }},
        {"filtered-none", [](WindowStage &s) { filter(s, "zzz"); }},
        {"waiting-remembered", showRemembered},
        {"conflict",
         [](WindowStage &s) {
             show(s, because(GatewayState::Conflict, "Table 44 holds 12 routes of ampr-ripd (protocol 44)."), 0);
         }},
        {"unsupported", [](WindowStage &s) { show(s, because(GatewayState::Unsupported), 0); }},
        {"no-rights", [](WindowStage &s) { show(s, because(GatewayState::NoRights), 0); }},
        {"connecting", [](WindowStage &s) { disconnect(s, Kind::Connecting); }},
        {"refused", [](WindowStage &s) { disconnect(s, Kind::Refused, {}, QStringLiteral("rejected send message")); }},
        {"unreachable",
         [](WindowStage &s) {
             disconnect(s, Kind::Unreachable, QStringLiteral("n0call@gateway"),
                        QStringLiteral("ssh: connect to host gateway port 22: No route to host"));
         }},
    };
}

} // namespace

WindowStage::WindowStage() : now(kNow), window([this] { return now; }) {}

void playLive(WindowStage &stage)
{
    show(stage, because(GatewayState::Up));
}

int pageNamed(const MainWindow &window, const QString &name)
{
    const auto &pages = window.pages();
    return static_cast<int>(std::ranges::find(pages, name, &Page::objectName) - pages.begin());
}

std::vector<WindowScene> windowScenes()
{
    std::vector<WindowScene> scenes = pageScenes();
    for (WindowScene &scene : peerScenes())
        scenes.push_back(std::move(scene));
    return scenes;
}

} // namespace mesh44::test
