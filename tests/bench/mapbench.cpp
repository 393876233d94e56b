// SPDX-License-Identifier: GPL-3.0-or-later
// The map's frames at 1600x900, beside what they may cost and beside one blit of a picture of that size. Each figure is
// the median of some runs, in time of the processor: other programs on the machine are not what is asked about.
#include "tests/ui/meshmaker.h"
#include "ui/map/mapcanvas.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"

#include <QImage>
#include <QTest>

#include <algorithm>
#include <functional>

#include <time.h>

using namespace mesh44;
using namespace mesh44::test;

namespace {

constexpr QSize kSize(1600, 900);

double processorMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double medianMs(int runs, const std::function<void()> &prepare, const std::function<void()> &work)
{
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        prepare();
        const double start = processorMs();
        work();
        times.push_back(processorMs() - start);
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

void say(const char *what, double ms, double budget)
{
    qInfo("%-46s %8.2f ms of %6.1f%s", what, ms, budget, ms > budget ? "   OVER" : "");
}

const char *nameOf(LayoutKind kind)
{
    return kind == LayoutKind::Geographic ? "world" : kind == LayoutKind::Rings ? "rings" : "addresses";
}

// A canvas with a mesh, painted into one image.
struct Stage
{
    explicit Stage(size_t routes) : mesh(maker.make(routes))
    {
        mesh.status.subnets = {*Ipv4Prefix::parse("44.130.10.0/24")};
        gateway.setConnection({.kind = ConnectionState::Kind::Live, .host = {}, .detail = {}, .since = kNow});
        gateway.setSnapshot(mesh);
        canvas.resize(kSize);
        canvas.show();
        frame();
    }

    void frame() { canvas.render(&image, {}, {}, {}); }
    void traffic(uint64_t bytes)
    {
        std::vector<TrafficView> all;
        for (const EndpointView &endpoint : mesh.endpoints)
            all.push_back({.address = endpoint.address, .inBytes = bytes});
        gateway.setTraffic(all);
    }

    MeshMaker maker{8};
    Snapshot mesh;
    GatewayModel gateway{[] { return kNow; }};
    PeerSelection selection;
    MapCanvas canvas{gateway, selection};
    QImage image{kSize, QImage::Format_ARGB32_Premultiplied};
};

} // namespace

class MapBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void floorOfAFrame();
    void frames_data();
    void frames();
    void spokes();
};

void MapBench::floorOfAFrame()
{
    QPixmap picture(kSize);
    picture.fill(Qt::darkGray);
    QImage canvas(kSize, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&canvas);
    qInfo("%-46s %8.2f ms", "one blit of a picture", medianMs(15, [] {}, [&] { painter.drawPixmap(0, 0, picture); }));
}

void MapBench::frames_data()
{
    QTest::addColumn<int>("routes");
    QTest::addColumn<int>("kind");
    for (const int routes : {1000, 10'000}) {
        for (int kind = 0; kind < 3; ++kind)
            QTest::addRow("%d, %s", routes, nameOf(static_cast<LayoutKind>(kind))) << routes << kind;
    }
}

void MapBench::frames()
{
    QFETCH(int, routes);
    QFETCH(int, kind);
    const bool many = routes > 1000;
    const auto nothing = [] {};
    Stage stage(static_cast<size_t>(routes));
    stage.canvas.setLayoutKind(static_cast<LayoutKind>(kind));
    stage.frame();
    const auto paint = [&] { stage.frame(); };
    say("idle frame", medianMs(15, nothing, paint), many ? 12 : 4);

    MapLayers layers;
    layers.setLook(stage.canvas.look());
    QPainter painter(&stage.image);
    layers.paint(painter, stage.canvas.nodes(), stage.canvas.view(), nullptr, false);
    const auto marks = [&] { layers.paint(painter, stage.canvas.nodes(), stage.canvas.view(), nullptr, false); };
    say("marks drawn anew", medianMs(15, [&] { layers.marksChanged(); }, marks), many ? 12 : 4);
    qInfo("%-46s %8.2f ms", "ground and marks drawn anew", medianMs(7, [&] { layers.allChanged(); }, marks));
    MapView near = stage.canvas.view();
    near.zoomAt({800, 300}, 6);
    qInfo("%-46s %8.2f ms", "the same, six times nearer",
          medianMs(
              7, [&] { layers.allChanged(); },
              [&] { layers.paint(painter, stage.canvas.nodes(), near, nullptr, false); }));
    MapView moved = near;
    say("frame while it moves",
        medianMs(
            15, [&] { moved.pan({3, 2}); }, [&] { layers.paint(painter, stage.canvas.nodes(), moved, nullptr, true); }),
        4);
    painter.end();

    stage.traffic(0);
    stage.traffic(5000);
    say("frame with 50 live spokes", medianMs(9, nothing, paint), 12);

    MeshMaker places(3);
    say("pick",
        medianMs(200, nothing,
                 [&] {
                     const QPointF at(places.below(1600), places.below(900));
                     (void)stage.canvas.nodes().hits(stage.canvas.view().toMap(at), 8 / stage.canvas.view().scale());
                 }),
        0.2);

    Delta delta;
    say("5 % change, and the frame after it",
        medianMs(
            9,
            [&] {
                delta = stage.maker.change(stage.mesh, 0.05);
                if (!apply(stage.mesh, delta))
                    qFatal("the change does not follow");
            },
            [&] {
                stage.gateway.applyDelta(delta);
                layers.marksChanged();
                QPainter again(&stage.image);
                layers.paint(again, stage.canvas.nodes(), stage.canvas.view(), nullptr, false);
                again.end();
            }),
        10);
}

void MapBench::spokes()
{
    Stage stage(10'000);
    stage.canvas.setLayoutKind(LayoutKind::Rings); // where all ends differ
    SpokesRequest request{.view = stage.canvas.view(), .from = {800, 450}, .to = {}, .colour = Qt::blue, .ratio = 1};
    for (const MapStack &stack : stage.canvas.nodes().stacks())
        request.to.push_back(request.view.toScreen(stack.at));
    QVERIFY(request.to.size() > 9000);
    const std::atomic<bool> stop = false;
    say("all spokes, by the thread", medianMs(3, [] {}, [&] { (void)drawSpokes(request, stop); }), 1000);
}

QTEST_MAIN(MapBench)
#include "mapbench.moc"
