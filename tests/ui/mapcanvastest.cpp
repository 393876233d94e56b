// SPDX-License-Identifier: GPL-3.0-or-later
// The map by mouse, by keys and for a screen reader; what it draws while it moves and when it rests.
#include "ui/map/mapcanvas.h"
#include "tests/ui/meshmaker.h"
#include "ui/map/stackpicker.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"

#include <QAccessible>
#include <QApplication>
#include <QDebug>
#include <QListWidget>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace mesh44;
using namespace mesh44::test;

class MapCanvasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void clickChooses();
    void clickOnAStackAsks();
    void bracketsCycleThroughAStack();
    void blocksAreChosenDirectly();
    void keysMoveTheView();
    void keysGoFromPeerToPeer();
    void spaceAndEnter();
    void wheelKeepsWhatIsUnderTheMouse();
    void dragIsNoClick();
    void dragEndsWithItsButton();
    void handOverWhatWasDragged();
    void keysOfOthersStayTheirs();
    void pickerSkipsWhoLeft();
    void followsTheSelectionOnlyOutOfSight();
    void whatIsHiddenStaysHidden();
    void choiceWhileHiddenMovesNothing();
    void changesMoveNothing();
    void highlightsAreBoundedAndPass();
    void pulsesForTrafficOnly();
    void spokesComeFromAThread();
    void pulsesEndWithTheConnection();
    void restsAsItWouldBeDrawnAnew();
    void anotherLayoutIsDrawnAtOnce();
    void greyWhenNotLive();
    void nothingToShow();
    void nothingOfTheKind();
    void mirrored();
    void spokenNodes();
    void spokenNodesComeAndGo();

private:
    QPoint pointOf(const char *prefix) const;
    void moveMouse(QPointF to, Qt::MouseButtons pressed);
    std::optional<Ipv4Prefix> chosen() const { return m_selection->current(); }

    std::unique_ptr<GatewayModel> m_gateway;
    std::unique_ptr<PeerSelection> m_selection;
    std::unique_ptr<MapCanvas> m_canvas;
    Snapshot m_mesh;
};

static std::optional<Ipv4Prefix> prefix(const char *text)
{
    return *Ipv4Prefix::parse(text);
}

static RouteView routeOf(const char *prefix, uint8_t endpoint = 7, RouteState state = RouteState::Installed)
{
    return {.prefix = *Ipv4Prefix::parse(prefix),
            .endpoint = Ipv4Address(198, 51, 100, endpoint),
            .announced = true,
            .installed = state == RouteState::Installed,
            .state = state,
            .lastAnnounced = kNow};
}

void MapCanvasTest::init()
{
    m_gateway = std::make_unique<GatewayModel>([] { return kNow; });
    m_selection = std::make_unique<PeerSelection>();
    m_mesh = {.revision = 7, .status = makeStatus(GatewayState::Up)};
    m_mesh.routes = {routeOf("44.14.1.0/24", 1),  // Hawaii
                     routeOf("44.134.1.0/24", 2), // Italy, thrice
                     routeOf("44.134.2.0/24", 2, RouteState::Held),
                     routeOf("44.134.3.0/24", 3),
                     routeOf("44.136.1.0/24", 4),   // Australia
                     routeOf("44.128.99.0/24", 5)}; // no place
    recount(m_mesh);
    m_gateway->setConnection({.kind = ConnectionState::Kind::Live, .host = {}, .detail = {}, .since = kNow});
    m_gateway->setSnapshot(m_mesh);
    m_canvas = std::make_unique<MapCanvas>(*m_gateway, *m_selection);
    m_canvas->resize(900, 500);
    m_canvas->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
}

void MapCanvasTest::cleanup()
{
    m_canvas.reset();
    m_selection.reset();
    m_gateway.reset();
}

QPoint MapCanvasTest::pointOf(const char *text) const
{
    return m_canvas->boxOf(*prefix(text)).center().toPoint();
}

void MapCanvasTest::moveMouse(QPointF to, Qt::MouseButtons pressed)
{
    QMouseEvent event(QEvent::MouseMove, to, m_canvas->mapToGlobal(to), Qt::NoButton, pressed, Qt::NoModifier);
    QApplication::sendEvent(m_canvas.get(), &event);
}

void MapCanvasTest::clickChooses()
{
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, pointOf("44.14.1.0/24"));
    QCOMPARE(chosen(), prefix("44.14.1.0/24"));
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, {5, 5}); // nothing is there: nothing happens
    QCOMPARE(chosen(), prefix("44.14.1.0/24"));
    QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
    QVERIFY(!chosen());
}

void MapCanvasTest::clickOnAStackAsks()
{
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, pointOf("44.134.2.0/24"));
    QVERIFY(!chosen());
    auto *picker = m_canvas->findChild<StackPicker *>();
    QVERIFY(picker);
    QCOMPARE(picker->list()->count(), 3);
    QVERIFY(picker->list()->item(1)->text().contains(QStringLiteral("44.134.2.0/24")));
    QVERIFY(picker->list()->item(1)->text().contains(QStringLiteral("Held")));
    const QRect screen = QApplication::primaryScreen()->availableGeometry().adjusted(-4, -4, 4, 4); // with its frame
    QVERIFY2(screen.contains(picker->geometry()), qPrintable(QDebug::toString(picker->geometry())));
    QTest::keyClick(picker->list(), Qt::Key_Down);
    QTest::keyClick(picker->list(), Qt::Key_Return);
    QCOMPARE(chosen(), prefix("44.134.2.0/24"));
    QTRY_VERIFY(!m_canvas->findChild<StackPicker *>()); // it is gone
}

void MapCanvasTest::bracketsCycleThroughAStack()
{
    QTest::keyClick(m_canvas.get(), Qt::Key_BracketRight); // nothing is chosen
    QVERIFY(!chosen());
    m_selection->choose(prefix("44.134.1.0/24"));
    for (const char *expected : {"44.134.2.0/24", "44.134.3.0/24", "44.134.1.0/24"}) {
        QTest::keyClick(m_canvas.get(), Qt::Key_BracketRight);
        QCOMPARE(chosen(), prefix(expected));
    }
    QTest::keyClick(m_canvas.get(), Qt::Key_BracketLeft);
    QCOMPARE(chosen(), prefix("44.134.3.0/24"));
}

void MapCanvasTest::blocksAreChosenDirectly()
{
    m_mesh.routes = {routeOf("44.134.0.0/16"), routeOf("44.134.64.0/18")};
    ++m_mesh.revision;
    m_gateway->setSnapshot(m_mesh);
    m_canvas->setLayoutKind(LayoutKind::Prefix);
    m_canvas->setView(m_canvas->nodes().at(0).spot.at, 8);
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, pointOf("44.134.64.0/18"));
    QCOMPARE(chosen(), prefix("44.134.64.0/18")); // the narrowest, though the other holds it
    QVERIFY(!m_canvas->findChild<StackPicker *>());
}

void MapCanvasTest::keysMoveTheView()
{
    QTest::keyClick(m_canvas.get(), Qt::Key_Plus);
    const double zoom = m_canvas->view().zoom();
    QVERIFY(zoom > 1);
    const QPointF centre = m_canvas->view().centre();
    QTest::keyClick(m_canvas.get(), Qt::Key_Right);
    QVERIFY(m_canvas->view().centre().x() > centre.x());
    QTest::keyClick(m_canvas.get(), Qt::Key_Down);
    QVERIFY(m_canvas->view().centre().y() > centre.y());
    QTest::keyClick(m_canvas.get(), Qt::Key_Left);
    QTest::keyClick(m_canvas.get(), Qt::Key_Up);
    QVERIFY((m_canvas->view().centre() - centre).manhattanLength() < 1e-9);
    QTest::keyClick(m_canvas.get(), Qt::Key_Minus);
    QCOMPARE(m_canvas->view().zoom(), 1.0);
    QTest::keyClick(m_canvas.get(), Qt::Key_0);
    QVERIFY(m_canvas->view().isFitted());
}

void MapCanvasTest::keysGoFromPeerToPeer()
{
    for (const char *expected : {"44.14.1.0/24", "44.134.1.0/24", "44.134.2.0/24"}) {
        QTest::keyClick(m_canvas.get(), Qt::Key_N);
        QCOMPARE(chosen(), prefix(expected));
    }
    QTest::keyClick(m_canvas.get(), Qt::Key_N, Qt::ShiftModifier);
    QCOMPARE(chosen(), prefix("44.134.1.0/24"));
}

void MapCanvasTest::spaceAndEnter()
{
    QSignalSpy inspect(m_canvas.get(), &MapCanvas::inspectRequested);
    QSignalSpy spokes(m_canvas.get(), &MapCanvas::allSpokesChanged);
    QTest::keyClick(m_canvas.get(), Qt::Key_Return);
    QVERIFY(inspect.isEmpty()); // nothing to inspect
    m_selection->choose(prefix("44.14.1.0/24"));
    QTest::keyClick(m_canvas.get(), Qt::Key_Return);
    QCOMPARE(inspect.size(), 1);
    QTest::keyClick(m_canvas.get(), Qt::Key_Space);
    QVERIFY(m_canvas->allSpokes());
    QTest::keyClick(m_canvas.get(), Qt::Key_Space);
    QVERIFY(!m_canvas->allSpokes());
    QCOMPARE(spokes.size(), 2);
}

void MapCanvasTest::wheelKeepsWhatIsUnderTheMouse()
{
    const QPointF mouse(620, 180);
    const QPointF under = m_canvas->view().toMap(mouse);
    QWheelEvent wheel(mouse, m_canvas->mapToGlobal(mouse), {}, {0, 360}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(m_canvas.get(), &wheel);
    QVERIFY(m_canvas->view().zoom() > 1.5);
    QVERIFY((m_canvas->view().toMap(mouse) - under).manhattanLength() < 1e-9);
}

void MapCanvasTest::dragIsNoClick()
{
    m_canvas->zoomBy(3);
    const QPoint from = pointOf("44.134.2.0/24");
    const QPointF under = m_canvas->view().toMap(from);
    const QPoint to = from + QPoint(-60, 35);
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, from);
    QTest::mouseMove(m_canvas.get(), from + QPoint(-30, 20));
    QTest::mouseMove(m_canvas.get(), to);
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, to);
    QVERIFY((m_canvas->view().toMap(to) - under).manhattanLength() < 0.02);
    QVERIFY(!chosen());
    QVERIFY(!m_canvas->findChild<StackPicker *>());
}

// Something else took the mouse before the button came up.
void MapCanvasTest::dragEndsWithItsButton()
{
    m_canvas->zoomBy(3);
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, {300, 200});
    const MapView before = m_canvas->view();
    moveMouse({360, 260}, Qt::NoButton);
    QCOMPARE(m_canvas->view(), before);
}

void MapCanvasTest::handOverWhatWasDragged()
{
    m_canvas->zoomBy(3);
    const QPoint from = pointOf("44.134.2.0/24");
    moveMouse(from, Qt::NoButton);
    QCOMPARE(m_canvas->cursor().shape(), Qt::PointingHandCursor);
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, from);
    moveMouse(from + QPoint(-40, 30), Qt::LeftButton);
    QCOMPARE(m_canvas->cursor().shape(), Qt::ClosedHandCursor);
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, from + QPoint(-40, 30));
    QCOMPARE(m_canvas->cursor().shape(), Qt::PointingHandCursor);
}

void MapCanvasTest::keysOfOthersStayTheirs()
{
    const auto isTaken = [this](Qt::Key key, Qt::KeyboardModifiers modifiers) {
        QKeyEvent event(QEvent::ShortcutOverride, key, modifiers);
        event.ignore();
        QApplication::sendEvent(m_canvas.get(), &event);
        return event.isAccepted();
    };
    for (const Qt::Key key : {Qt::Key_N, Qt::Key_0, Qt::Key_BracketLeft, Qt::Key_BracketRight}) {
        QVERIFY(isTaken(key, Qt::NoModifier));
        QVERIFY(!isTaken(key, Qt::ControlModifier));
        QVERIFY(!isTaken(key, Qt::AltModifier));
    }
    QVERIFY(isTaken(Qt::Key_N, Qt::ShiftModifier));
}

void MapCanvasTest::pickerSkipsWhoLeft()
{
    auto *picker = new StackPicker(m_gateway->peers(),
                                   {*prefix("44.134.1.0/24"), *prefix("44.134.1.0/28"), *prefix("44.134.2.0/24")}, {},
                                   m_canvas.get());
    QSignalSpy picked(picker, &StackPicker::picked);
    QCOMPARE(picker->list()->count(), 2);
    picker->list()->setCurrentRow(1);
    QTest::keyClick(picker->list(), Qt::Key_Return);
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked[0][0].value<Ipv4Prefix>(), *prefix("44.134.2.0/24"));
}

// What the choice of kinds leaves out is nowhere to be brought into view, and nothing is ringed where nothing is.
void MapCanvasTest::whatIsHiddenStaysHidden()
{
    m_canvas->setShown(Shown::Attention);
    m_canvas->setView(m_canvas->nodes().at(1).spot.at, 6);
    const MapView before = m_canvas->view();
    m_selection->choose(prefix("44.136.1.0/24"));
    QCOMPARE(m_canvas->view(), before);
    QVERIFY(m_canvas->boxOf(*prefix("44.136.1.0/24")).isEmpty());
    Delta delta{.from = m_mesh.revision, .to = m_mesh.revision + 1, .status = m_mesh.status};
    delta.routes = {routeOf("44.134.9.0/24"), routeOf("44.134.3.0/24", 3, RouteState::Held)};
    m_gateway->applyDelta(delta);
    QCOMPARE(m_canvas->highlights().rings().size(), size_t(1));
    QCOMPARE(m_canvas->highlights().rings().front().prefix, *prefix("44.134.3.0/24"));
}

void MapCanvasTest::followsTheSelectionOnlyOutOfSight()
{
    m_canvas->setView(m_canvas->nodes().at(1).spot.at, 6); // Italy
    const MapView before = m_canvas->view();
    m_selection->choose(prefix("44.134.3.0/24"));
    QCOMPARE(m_canvas->view(), before);
    m_selection->choose(prefix("44.128.99.0/24")); // has no place
    QCOMPARE(m_canvas->view(), before);
    m_selection->choose(prefix("44.136.1.0/24")); // Australia
    QVERIFY(m_canvas->view() != before);
    QCOMPARE(m_canvas->view().zoom(), before.zoom());
    QVERIFY(m_canvas->rect().contains(pointOf("44.136.1.0/24")));
    const MapView there = m_canvas->view();
    m_canvas->choose(*prefix("44.14.1.0/24")); // who chose on the map knows where
    QCOMPARE(m_canvas->view(), there);
}

// The page has no size yet when a peer is chosen on another one.
void MapCanvasTest::choiceWhileHiddenMovesNothing()
{
    MapCanvas fresh(*m_gateway, *m_selection);
    fresh.resize(30, 20);
    m_selection->choose(prefix("44.134.1.0/24"));
    fresh.resize(900, 600);
    fresh.show();
    QVERIFY(fresh.view().isFitted());
}

void MapCanvasTest::changesMoveNothing()
{
    m_mesh = MeshMaker(3).make(300);
    m_gateway->setSnapshot(m_mesh);
    m_canvas->zoomBy(2);
    const MapView view = m_canvas->view();
    std::map<Ipv4Prefix, QRectF> places;
    const MapNodes &nodes = m_canvas->nodes();
    for (int i = 0; i < nodes.size(); ++i)
        places[nodes.at(i).prefix] = m_canvas->boxOf(nodes.at(i).prefix);
    MeshMaker maker(5);
    for (int i = 0; i < 10; ++i) {
        const Delta delta = maker.change(m_mesh, 0.2);
        m_gateway->applyDelta(delta);
        QVERIFY(apply(m_mesh, delta));
    }
    m_gateway->setBurst({.time = kNow, .routes = 300, .complete = true, .nextBurst = 0});
    QCOMPARE(m_canvas->view(), view);
    for (int i = 0; i < nodes.size(); ++i) {
        if (const auto found = places.find(nodes.at(i).prefix); found != places.end())
            QCOMPARE(m_canvas->boxOf(found->first), found->second);
    }
}

void MapCanvasTest::highlightsAreBoundedAndPass()
{
    QVERIFY(m_canvas->highlights().rings().empty());
    Delta delta{.from = m_mesh.revision, .to = m_mesh.revision + 1, .status = m_mesh.status};
    delta.routes = {routeOf("44.134.9.0/24")};
    m_gateway->applyDelta(delta);
    QCOMPARE(m_canvas->highlights().rings().size(), size_t(1));

    Highlights many; // ten thousand that expire at once
    const MapNode node{.prefix = *prefix("44.134.9.0/24"), .endpoint = {}, .spot = {}};
    for (int i = 0; i < 10'000; ++i)
        many.add(node, Touch::Leaves, i);
    QCOMPARE(many.rings().size(), Highlights::kMost);
    QVERIFY(!many.expire(100));
    QVERIFY(many.expire(Highlights::kLasting));
    QCOMPARE(many.rings().size(), Highlights::kMost - 1);
    QVERIFY(many.expire(Highlights::kLasting + 20'000));
    QVERIFY(many.rings().empty());
}

void MapCanvasTest::pulsesForTrafficOnly()
{
    const auto sample = [this](uint64_t bytes) {
        m_gateway->setTraffic({{.address = Ipv4Address(198, 51, 100, 2), .inBytes = bytes}});
    };
    sample(1000);
    QVERIFY(!m_canvas->isPulsing()); // how much of it is new is not known
    sample(1000);
    QVERIFY(!m_canvas->isPulsing());
    sample(1500);
    QVERIFY(m_canvas->isPulsing());
    m_canvas->setReducedMotion(true);
    QVERIFY(!m_canvas->isPulsing());
    sample(2500);
    QVERIFY(!m_canvas->isPulsing());
    m_canvas->setReducedMotion(false);
    sample(3500);
    QVERIFY(m_canvas->isPulsing());
    m_canvas->hide();
    QVERIFY(!m_canvas->isPulsing());
    sample(4500);
    QVERIFY(!m_canvas->isPulsing());
}

void MapCanvasTest::spokesComeFromAThread()
{
    SpokesRequest request{.from = {10, 10}, .to = {{90, 90}}, .colour = Qt::red};
    request.view.setSize({100, 100});
    SpokesLayer layer;
    QSignalSpy ready(&layer, &SpokesLayer::ready);
    layer.request(request);
    layer.request(request); // asked twice, drawn once
    QTRY_COMPARE(ready.size(), 1);
    const QImage *image = layer.imageFor(request.view);
    QVERIFY(image);
    QCOMPARE(image->size(), QSize(50, 50));
    QVERIFY(image->pixelColor(25, 25).alpha() > 0);
    QCOMPARE(image->pixelColor(40, 10).alpha(), 0);
    MapView other = request.view;
    other.setSize({50, 50});
    QVERIFY(!layer.imageFor(other));
    layer.clear();
    QVERIFY(!layer.imageFor(request.view));

    request.to.resize(20'000, {80, 20});
    layer.request(request); // nobody waits for this one
    request.to = {{80, 20}};
    layer.request(request);
    QTRY_COMPARE(ready.size(), 2);
    QVERIFY(layer.imageFor(request.view));
    QVERIFY(drawSpokes({.view = request.view, .to = std::vector<QPointF>(1000)}, true).isNull());
}

// What went a while ago is no live traffic.
void MapCanvasTest::pulsesEndWithTheConnection()
{
    for (const uint64_t bytes : {1000, 1500})
        m_gateway->setTraffic({{.address = Ipv4Address(198, 51, 100, 2), .inBytes = bytes}});
    QVERIFY(m_canvas->isPulsing());
    m_gateway->setConnection({.kind = ConnectionState::Kind::Unreachable, .host = {}, .detail = {}});
    QVERIFY(!m_canvas->isPulsing());
    m_gateway->setConnection({.kind = ConnectionState::Kind::Live, .host = {}, .detail = {}, .since = kNow});
    m_gateway->setTraffic({{.address = Ipv4Address(198, 51, 100, 2), .inBytes = 99'000}});
    QVERIFY(!m_canvas->isPulsing()); // when they went is not known
}

void MapCanvasTest::restsAsItWouldBeDrawnAnew()
{
    m_gateway->setSnapshot(MeshMaker(6).make(500));
    for (const LayoutKind kind : {LayoutKind::Rings, LayoutKind::Prefix, LayoutKind::Geographic}) {
        m_canvas->setLayoutKind(kind);
        const QImage before = m_canvas->grab().toImage();
        m_canvas->zoomBy(2);
        QTest::keyClick(m_canvas.get(), Qt::Key_Right);
        QVERIFY(m_canvas->grab().toImage() != before); // something moves at once
        MapCanvas fresh(*m_gateway, *m_selection);
        fresh.setLayoutKind(kind);
        fresh.resize(m_canvas->size());
        QVERIFY(!fresh.grab().isNull()); // a layout takes its size when it is drawn first
        fresh.setView(m_canvas->view().centre(), m_canvas->view().zoom());
        QTRY_COMPARE(m_canvas->grab().toImage().copy(20, 20, 800, 400), fresh.grab().toImage().copy(20, 20, 800, 400));
    }
}

// Also while the view still moves: the picture of another layout, moved, shows nothing.
void MapCanvasTest::anotherLayoutIsDrawnAtOnce()
{
    QVERIFY(!m_canvas->grab().isNull());
    MapCanvas fresh(*m_gateway, *m_selection);
    fresh.resize(m_canvas->size());
    fresh.setLayoutKind(LayoutKind::Rings);
    m_canvas->zoomBy(2);
    m_canvas->setLayoutKind(LayoutKind::Rings);
    QCOMPARE(m_canvas->grab().toImage().copy(20, 20, 800, 400), fresh.grab().toImage().copy(20, 20, 800, 400));
}

void MapCanvasTest::greyWhenNotLive()
{
    QCOMPARE(m_canvas->look().colours, mapColours(m_canvas->palette(), true));
    m_gateway->setConnection({.kind = ConnectionState::Kind::Absent, .host = {}, .detail = {}});
    QCOMPARE(m_canvas->look().colours, mapColours(m_canvas->palette(), false));
}

void MapCanvasTest::nothingToShow()
{
    m_mesh.routes.clear();
    recount(m_mesh);
    m_gateway->setSnapshot(m_mesh);
    QTRY_VERIFY(m_canvas->accessibleDescription().contains(m_gateway->situation().sentence));
    QVERIFY(!m_canvas->grab().isNull());
    QTest::keyClick(m_canvas.get(), Qt::Key_N);
    QTest::keyClick(m_canvas.get(), Qt::Key_BracketRight);
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, {300, 200});
    QVERIFY(!chosen());
    QVERIFY(m_canvas->spoken().empty());
}

void MapCanvasTest::nothingOfTheKind()
{
    m_canvas->setShown(Shown::Rest);
    QTRY_VERIFY(m_canvas->accessibleDescription().startsWith(QStringLiteral("No route is of the kind")));
    m_canvas->setShown(Shown::All);
    QTRY_VERIFY(m_canvas->accessibleDescription().startsWith(QStringLiteral("Routes on the map: 5")));
}

// The legend is in the corner where a line of text begins; the gateway without a place in the other one.
void MapCanvasTest::mirrored()
{
    m_mesh.status.subnets = {*prefix("44.128.99.0/28")};
    m_gateway->setSnapshot(m_mesh);
    QVERIFY(!m_canvas->ownPoint().second);
    QVERIFY(m_canvas->ownPoint().first.x() > m_canvas->width() / 2.0);
    m_canvas->setLayoutDirection(Qt::RightToLeft);
    QVERIFY(m_canvas->ownPoint().first.x() < m_canvas->width() / 2.0);
    QVERIFY(!m_canvas->grab().isNull());
}

void MapCanvasTest::spokenNodes()
{
    m_selection->choose(prefix("44.134.2.0/24"));
    QAccessibleInterface *map = QAccessible::queryAccessibleInterface(m_canvas.get());
    QVERIFY(map);
    QCOMPARE(map->role(), QAccessible::Graphic);
    QCOMPARE(map->text(QAccessible::Name), QStringLiteral("Map of the mesh"));
    QVERIFY(map->text(QAccessible::Description).contains(QLatin1Char('5')));
    QCOMPARE(map->childCount(), 5); // the chosen one and the other placed ones
    QAccessibleInterface *node = map->child(0);
    QVERIFY(node && node->isValid());
    QCOMPARE(node->text(QAccessible::Name), QStringLiteral("44.134.2.0/24, 198.51.100.2, Held, ")
                                                + Regions::builtIn().named(*prefix("44.134.2.0/24"))->title());
    QCOMPARE(node->parent(), map);
    QCOMPARE(map->indexOfChild(node), 0);
    QVERIFY(node->state().selected);
    QVERIFY(!map->child(1)->state().selected);
    QVERIFY(map->rect().contains(node->rect()));
    QCOMPARE(map->childAt(node->rect().center().x(), node->rect().center().y()), node);
    QVERIFY(!map->child(5));
    QVERIFY(!map->child(-1));

    QAccessibleInterface *other = map->child(4);
    const QString name = other->text(QAccessible::Name);
    QVERIFY(other->actionInterface());
    QCOMPARE(other->actionInterface()->actionNames(), QStringList(QAccessibleActionInterface::pressAction()));
    other->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(name.startsWith(QString::fromStdString(chosen()->toString())));
    QCOMPARE(map->child(0)->text(QAccessible::Name), name);
}

void MapCanvasTest::spokenNodesComeAndGo()
{
    m_selection->choose(prefix("44.134.2.0/24"));
    QAccessibleInterface *map = QAccessible::queryAccessibleInterface(m_canvas.get());
    QAccessibleInterface *node = map->child(0);
    Delta delta{.from = m_mesh.revision, .to = m_mesh.revision + 1, .status = m_mesh.status};
    delta.removedRoutes = {*prefix("44.134.2.0/24")};
    m_gateway->applyDelta(delta);
    QVERIFY(!node->isValid());
    QVERIFY(node->state().invalid);
    QVERIFY(map->child(0) != node);
    m_gateway->setSnapshot(MeshMaker(2).make(500));
    QCOMPARE(map->childCount(), static_cast<int>(MapCanvas::kSpoken) + 1);
    m_canvas->setAccessibleName(QStringLiteral("x"));
    m_canvas.reset(); // its children go with it
}

QTEST_MAIN(MapCanvasTest)
#include "mapcanvastest.moc"
