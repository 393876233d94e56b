// SPDX-License-Identifier: GPL-3.0-or-later
// Saves a picture of the main window in every state, light and dark, at several sizes: to be looked at.
//   gallery FOLDER
#include "tests/ui/meshmaker.h"
#include "ui/mainwindow.h"
#include "ui/widgets/peerstable.h"
#include "ui/widgets/portaldialog.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>

#include <cstdio>
#include <functional>

namespace {

using namespace mesh44;
using namespace mesh44::test;
using Kind = ConnectionState::Kind;

struct Scene
{
    const char *name;
    std::function<void(MainWindow &)> play;
};

void connectLive(MainWindow &window)
{
    window.setConnection({.kind = Kind::Live, .host = {}, .detail = {}, .since = kNow});
}

void fill(MainWindow &window, size_t routes = 531)
{
    connectLive(window);
    window.setHistory(makeEvents());
    window.setSnapshot(MeshMaker(44).make(routes));
}

void choose(MainWindow &window, int row)
{
    auto *table = window.findChild<PeersTable *>();
    table->setCurrentIndex(table->model()->index(row, 0));
}

void showState(MainWindow &window, GatewayStatus status, size_t routes)
{
    Snapshot snapshot = MeshMaker(44).make(routes);
    const uint32_t announced = snapshot.status.routesAnnounced;
    const uint32_t installed = snapshot.status.routesInstalled;
    snapshot.status = std::move(status);
    snapshot.status.routesAnnounced = announced;
    snapshot.status.routesInstalled = installed;
    connectLive(window);
    window.setSnapshot(snapshot);
}

GatewayStatus because(GatewayState state, const char *reason)
{
    GatewayStatus status = makeStatus(state);
    status.reason = reason;
    return status;
}

GatewayStatus misconfigured()
{
    GatewayStatus status = because(GatewayState::Misconfigured, "");
    status.problems = {
        {"/etc/mesh44/gateway.conf", 3, "gateway.subnets", "'44.128.10.1/24' has host bits: 44.128.10.0/24?"},
        {"/etc/mesh44/gateway.conf", 9, "rip44.announcer", "'amprgw' is no address"}};
    return status;
}

void fail(MainWindow &window)
{
    fill(window);
    choose(window, 4);
    const Action action{Action::Kind::Down, {}};
    window.actionFailed(action, QStringLiteral("The password prompt was dismissed; nothing was changed."));
    window.actionFailed({Action::Kind::SuppressEndpoint, Ipv4Prefix::host(Ipv4Address(198, 51, 100, 7))},
                        QStringLiteral("not authorised"));
}

std::vector<Scene> scenes()
{
    return {
        {"live",
         [](MainWindow &w) {
             fill(w);
             choose(w, 5);
             w.setAccess(Access::Asks);
             const PeersModel &peers = w.gateway().peers();
             const auto prefix = w.findChild<PeersTable *>()->currentPrefix();
             w.gateway().setTraffic({{peers.routeAt(peers.rowOf(*prefix)).endpoint, 18'204, 9'731'500, 12'345,
                                      1'440'000, kNow - 41 * kSecond}});
         }},
        {"trial",
         [](MainWindow &w) {
             GatewayStatus status = because(GatewayState::Up, "");
             status.trial = {"root", {"gateway.mode", "tunnel.mtu"}, kNow + 41 * kSecond, 41, false};
             showState(w, status, 531);
         }},
        {"held",
         [](MainWindow &w) {
             GatewayStatus status = because(GatewayState::Degraded, "A large change of the mesh is held.");
             status.heldChange = "15 of 531 routes gone and 225 re-pointed at once";
             showState(w, status, 531);
             w.actionFailed({Action::Kind::AcceptChanges, {}}, QStringLiteral("The password prompt was dismissed."));
         }},
        {"another-contract",
         [](MainWindow &w) {
             GatewayStatus status = because(GatewayState::Up, "");
             status.apiMajor = kApiMajor + 1;
             showState(w, status, 531);
         }},
        {"live-nothing-chosen", [](MainWindow &w) { fill(w); }},
        {"degraded",
         [](MainWindow &w) {
             w.setHistory(makeEvents());
             showState(w, because(GatewayState::Degraded, "3 routes are refused by the kernel."), 531);
         }},
        {"refusal", fail},
        {"pending",
         [](MainWindow &w) {
             fill(w);
             choose(w, 2);
             w.gateway().begin({Action::Kind::Down, {}});
         }},
        {"filtered",
         [](MainWindow &w) {
             fill(w);
             w.findChild<QLineEdit *>(QStringLiteral("peersFilter"))->setText(QStringLiteral("switched"));
         }},
        {"filtered-none",
         [](MainWindow &w) {
             fill(w);
             w.findChild<QLineEdit *>(QStringLiteral("peersFilter"))->setText(QStringLiteral("zzz"));
         }},
        {"waiting", [](MainWindow &w) { showState(w, because(GatewayState::Waiting, ""), 0); }},
        {"waiting-remembered",
         [](MainWindow &w) {
             GatewayStatus status = because(GatewayState::Waiting, "");
             status.nextBurst = kNow - 75 * kSecond;
             showState(w, status, 528);
         }},
        {"down", [](MainWindow &w) { showState(w, because(GatewayState::Down, ""), 0); }},
        {"conflict",
         [](MainWindow &w) {
             showState(w, because(GatewayState::Conflict, "Table 44 holds 12 routes of ampr-ripd (protocol 44)."), 0);
         }},
        {"unsupported", [](MainWindow &w) { showState(w, because(GatewayState::Unsupported, ""), 0); }},
        {"no-rights", [](MainWindow &w) { showState(w, because(GatewayState::NoRights, ""), 0); }},
        {"misconfigured", [](MainWindow &w) { showState(w, misconfigured(), 0); }},
        {"connecting", [](MainWindow &w) { w.setConnection({.kind = Kind::Connecting, .host = {}, .detail = {}}); }},
        {"absent",
         [](MainWindow &w) { w.setConnection({.kind = Kind::Absent, .host = {}, .detail = {}, .since = kNow}); }},
        {"refused",
         [](MainWindow &w) {
             w.setConnection({.kind = Kind::Refused, .host = {}, .detail = QStringLiteral("rejected send message")});
         }},
        {"unreachable",
         [](MainWindow &w) {
             w.setConnection({.kind = Kind::Unreachable,
                              .host = QStringLiteral("n0call@gateway"),
                              .detail = QStringLiteral("ssh: connect to host gateway port 22: No route to host")});
         }},
        {"vanished",
         [](MainWindow &w) {
             fill(w);
             choose(w, 3);
             w.setConnection({.kind = Kind::Absent, .host = {}, .detail = {}, .since = kNow - 95 * kSecond});
         }},
    };
}

bool shoot(const Scene &scene, const QString &theme, QSize size, const QDir &folder)
{
    MainWindow window([] { return kNow; });
    scene.play(window);
    window.resize(size);
    window.show();
    for (int i = 0; i < 5; ++i)
        QApplication::processEvents();
    const QString name = QStringLiteral("%1-%2-%3x%4.png")
                             .arg(QString::fromUtf8(scene.name), theme)
                             .arg(size.width())
                             .arg(size.height());
    return window.grab().save(folder.filePath(name));
}

// The dialog in its states, each as large as it wants to be.
bool shootPortal(const QString &theme, const QDir &folder)
{
    const std::vector<std::pair<QString, std::function<void(PortalDialog &)>>> states{
        {QStringLiteral("asking"), [](PortalDialog &) {}},
        {QStringLiteral("early"),
         [](PortalDialog &d) {
             d.setToken(QStringLiteral("0123456789abcdef"));
             d.setTooEarly(QStringLiteral("12 min ago"));
         }},
        {QStringLiteral("refused"),
         [](PortalDialog &d) {
             d.setKeyringMissing(QStringLiteral("No keychain service available"));
             d.showFailure(
                 QStringLiteral("The portal does not accept this token. It stands on your profile page there."));
         }},
        {QStringLiteral("list"),
         [](PortalDialog &d) {
             d.showList({531,
                         0,
                         QStringLiteral("20240427"),
                         {{{}, Registration::Right, "44.128.10.0/24 is registered at 203.0.113.9, our address"},
                          {{},
                           Registration::Elsewhere,
                           "44.128.12.0/24 is registered at 198.51.100.7, but our address is 203.0.113.9: correct the "
                           "gateway in the portal, or gateway.external_address"},
                          {{},
                           Registration::Unsure,
                           "44.128.14.0/24 is registered at 203.0.113.9; whether that is us will be known with the "
                           "first announcement, or say it in gateway.external_address"}}});
         }},
    };
    bool saved = true;
    for (const auto &[name, play] : states) {
        PortalDialog dialog;
        play(dialog);
        dialog.show();
        for (int i = 0; i < 5; ++i)
            QApplication::processEvents();
        saved &= dialog.grab().save(folder.filePath(QStringLiteral("portal-%1-%2.png").arg(name, theme)));
    }
    return saved;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2 || !QDir().mkpath(arguments[1])) {
        std::fputs("usage: gallery FOLDER\n", stderr);
        return 2;
    }
    const QDir folder(arguments[1]);
    bool saved = true;
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyTheme(application, theme);
        saved &= shootPortal(theme == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light"), folder);
        for (const Scene &scene : scenes()) {
            for (const QSize size : {QSize(1280, 800), QSize(800, 480)})
                saved &= shoot(scene, theme == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light"), size,
                               folder);
        }
    }
    return saved ? 0 : 1;
}
