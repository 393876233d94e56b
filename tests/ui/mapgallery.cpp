// SPDX-License-Identifier: GPL-3.0-or-later
// Saves a picture of the map in every layout, light and dark, at several sizes: to be looked at.
//   mapgallery FOLDER [MESH.csv]      the file: prefix,endpoint,… per line, to see a real mesh
#include "tests/ui/meshmaker.h"
#include "ui/map/mapcanvas.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"
#include "ui/pages/mappage.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <functional>

namespace {

using namespace mesh44;
using namespace mesh44::test;

struct Stage
{
    GatewayModel gateway{[] { return kNow; }};
    PeerSelection selection;
    MapPage page{gateway, selection};
};

struct Scene
{
    const char *name;
    size_t routes;
    LayoutKind layout;
    std::function<void(Stage &)> play;
};

std::vector<RouteView> readMesh(const QString &path)
{
    std::vector<RouteView> routes;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return routes;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QList<QByteArray> fields = line.split(',');
        const auto prefix = Ipv4Prefix::parse(fields.value(0).toStdString());
        const auto endpoint = Ipv4Address::parse(fields.value(1).toStdString());
        if (prefix && endpoint && isAmateur(*prefix))
            routes.push_back({.prefix = *prefix,
                              .endpoint = *endpoint,
                              .announced = true,
                              .installed = true,
                              .lastAnnounced = kNow - 41 * kSecond});
    }
    return routes;
}

void setLayout(Stage &stage, LayoutKind layout)
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("mapgallery.conf")), QSettings::IniFormat);
    settings.setValue(QStringLiteral("layout"), static_cast<int>(layout));
    stage.page.restoreFrom(settings);
}

void choose(Stage &stage, int row)
{
    stage.selection.choose(stage.gateway.peers().routeAt(row).prefix);
}

void flow(Stage &stage, uint64_t more)
{
    std::vector<TrafficView> traffic;
    for (int row = 0; row < 60; ++row)
        traffic.push_back({.address = stage.gateway.peers().routeAt(row * 7).endpoint,
                           .inBytes = more * static_cast<uint64_t>(row + 1),
                           .outBytes = more * 3});
    stage.gateway.setTraffic(traffic);
}

std::vector<Scene> scenes()
{
    const auto nothing = [](Stage &) {};
    const auto zoomed = [](double factor) { return [factor](Stage &stage) { stage.page.canvas().zoomBy(factor); }; };
    std::vector<Scene> all;
    const std::pair<const char *, LayoutKind> kinds[] = {
        {"geographic", LayoutKind::Geographic}, {"rings", LayoutKind::Rings}, {"addresses", LayoutKind::Prefix}};
    for (const auto &[name, kind] : kinds) {
        for (const size_t routes : {size_t(0), size_t(531), size_t(10'000)})
            all.push_back({name, routes, kind, nothing});
    }
    all.push_back({"geographic-chosen", 531, LayoutKind::Geographic, [](Stage &stage) { choose(stage, 300); }});
    all.push_back({"geographic-traffic", 531, LayoutKind::Geographic, [](Stage &stage) {
                       flow(stage, 0);
                       flow(stage, 1000);
                   }});
    all.push_back({"geographic-near", 531, LayoutKind::Geographic,
                   [](Stage &stage) { stage.page.canvas().setView({0.15, -0.85}, 5); }});
    all.push_back({"geographic-spokes", 531, LayoutKind::Geographic,
                   [](Stage &stage) { stage.page.canvas().setAllSpokes(true); }});
    all.push_back({"geographic-stale", 531, LayoutKind::Geographic, [](Stage &stage) {
                       stage.gateway.setConnection({.kind = ConnectionState::Kind::Absent, .host = {}, .detail = {}});
                   }});
    all.push_back({"rings-chosen", 531, LayoutKind::Rings, [](Stage &stage) { choose(stage, 100); }});
    all.push_back({"addresses-near", 531, LayoutKind::Prefix, zoomed(8)});
    return all;
}

bool shoot(const Scene &scene, const QString &theme, QSize size, const QDir &folder, const std::vector<RouteView> &real)
{
    Stage stage;
    Snapshot mesh = MeshMaker(44).make(scene.routes);
    if (!real.empty() && scene.routes == 531) {
        mesh.routes = real;
        recount(mesh);
    }
    mesh.status.subnets = {*Ipv4Prefix::parse("44.130.10.0/24")};
    stage.gateway.setConnection({.kind = ConnectionState::Kind::Live, .host = {}, .detail = {}, .since = kNow});
    stage.gateway.setSnapshot(mesh);
    setLayout(stage, scene.layout);
    stage.page.resize(size);
    stage.page.show();
    QTest::qWait(80);
    scene.play(stage);
    QTest::qWait(350); // until it rests
    const QString name = QStringLiteral("%1-%2-%3-%4x%5.png")
                             .arg(QLatin1String(scene.name))
                             .arg(scene.routes)
                             .arg(theme)
                             .arg(size.width())
                             .arg(size.height());
    return stage.page.grab().save(folder.filePath(name));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2 || !QDir().mkpath(arguments[1])) {
        std::fputs("usage: mapgallery FOLDER [MESH.csv]\n", stderr);
        return 2;
    }
    const QDir folder(arguments[1]);
    const std::vector<RouteView> real = arguments.size() > 2 ? readMesh(arguments[2]) : std::vector<RouteView>();
    bool saved = true;
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyTheme(application, theme);
        for (const Scene &scene : scenes()) {
            for (const QSize size : {QSize(1100, 680), QSize(660, 400)})
                saved &= shoot(scene, theme == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light"), size,
                               folder, real);
        }
    }
    return saved ? 0 : 1;
}
