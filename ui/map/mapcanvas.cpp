// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapcanvas.h"

#include "ui/map/mapaccessible.h"
#include "ui/map/rings.h"
#include "ui/map/worldoutline.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"
#include "ui/models/words.h"
#include "ui/widgets/signs.h"

#include <QPainter>

#include <algorithm>
#include <chrono>

namespace mesh44 {

using namespace std::chrono_literals;

namespace {

constexpr auto kRest = 120ms;
constexpr auto kTogether = 250ms;    // changes that follow each other sooner are drawn together
constexpr int64_t kPulsing = 2000;   // ms after each sample
constexpr qint64 kLongestBlur = 400; // ms of moving until it is drawn anew all the same

} // namespace

MapCanvas::MapCanvas(GatewayModel &gateway, PeerSelection &selection, QWidget *parent)
    : QWidget(parent),
      m_gateway(gateway),
      m_selection(selection),
      m_nodes(gateway.peers()),
      m_traffic(gateway),
      m_overlay(m_nodes, m_traffic, m_highlights),
      m_live(gateway.isLive())
{
    installMapAccessibility();
    setObjectName(QStringLiteral("map"));
    setAccessibleName(tr("Map of the mesh"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_clock.start();
    m_sinceCrisp.start();
    m_sinceRefresh.start();
    m_view.setMap(m_nodes.layout().home(), m_nodes.layout().bounds(), m_nodes.layout().maxZoom());
    setUpTimers();
    connectModels();
    m_nodes.setMoment(ringMoment(gateway.status(), gateway.now()));
    describeAll();
}

void MapCanvas::setUpTimers()
{
    m_rest.setSingleShot(true);
    m_settle.setSingleShot(true);
    m_fade.setSingleShot(true);
    m_pulse.setInterval(100ms); // ten pictures a second are enough to see which way
    connect(&m_rest, &QTimer::timeout, this, [this] {
        wantSpokes();
        update();
    });
    connect(&m_settle, &QTimer::timeout, this, &MapCanvas::refresh);
    connect(&m_fade, &QTimer::timeout, this, [this] {
        m_highlights.expire(m_clock.elapsed());
        if (!m_highlights.rings().empty())
            m_fade.start(500ms);
        update();
    });
    connect(&m_pulse, &QTimer::timeout, this, [this] {
        if (m_clock.elapsed() - m_pulseFrom >= kPulsing)
            m_pulse.stop();
        update();
    });
}

void MapCanvas::connectModels()
{
    connect(&m_nodes, &MapNodes::touched, this, [this](const MapNode &node, Touch touch) {
        m_highlights.add(node, touch, m_clock.elapsed());
        if (!m_fade.isActive())
            m_fade.start(std::chrono::milliseconds(Highlights::kLasting));
    });
    connect(&m_gateway.peers(), &QAbstractItemModel::modelReset, this, [this] { m_highlights.clear(); });
    connect(&m_nodes, &MapNodes::changed, this, [this] {
        if (!m_settle.isActive())
            m_settle.start(m_sinceRefresh.hasExpired(kTogether.count()) ? 20ms : kTogether);
    });
    connect(&m_traffic, &MapTraffic::flowsChanged, this, [this] {
        startPulses();
        update();
    });
    connect(&m_selection, &PeerSelection::currentChanged, this, &MapCanvas::followSelection);
    connect(&m_gateway, &GatewayModel::situationChanged, this, &MapCanvas::followSituation);
    connect(&m_spokes, &SpokesLayer::ready, this, [this] {
        m_layers.marksChanged();
        update();
    });
}

void MapCanvas::refresh()
{
    m_sinceRefresh.start();
    m_layers.marksChanged();
    wantSpokes();
    describeAll();
    update();
    Q_EMIT nodesChanged();
}

void MapCanvas::followSituation()
{
    m_nodes.setMoment(ringMoment(m_gateway.status(), m_gateway.now()));
    if (std::exchange(m_live, m_gateway.isLive()) != m_live) {
        refresh();
    } else if (m_nodes.size() == 0) { // the sentence in its place is another one
        describeAll();
        update();
    }
}

void MapCanvas::followSelection()
{
    m_unseenChoice = !isVisible(); // before it has its size, nothing can be said to be out of sight
    if (m_unseenChoice)
        return;
    const int index = m_selection.current() ? m_nodes.indexOf(*m_selection.current()) : -1;
    const bool isOff = !m_view.isFitted(); // else all of it is seen, once the page is
    if (isOff && !m_choosing && index >= 0 && m_nodes.at(index).spot.placed) {
        // Out of sight is what lies at the very edge, too; a block may be larger than what is seen.
        const double edge = em(this, 0.5);
        const QRectF seen = QRectF(rect()).adjusted(edge, edge, -edge, -edge);
        const Spot &spot = m_nodes.at(index).spot;
        const bool isSeen = seen.contains(m_view.toScreen(spot.at)) || spot.area.contains(m_view.seen());
        if (!isSeen && m_view.reveal(spot.at, em(this, 4)))
            moved();
    }
    update();
    tellSelection(*this);
}

void MapCanvas::setLayoutKind(LayoutKind kind)
{
    if (kind == layoutKind())
        return;
    m_nodes.setLayout(kind);
    m_nodes.setMoment(ringMoment(m_gateway.status(), m_gateway.now()));
    m_view.setMap(m_nodes.layout().home(), m_nodes.layout().bounds(), m_nodes.layout().maxZoom());
    m_highlights.clear();
    m_hovered.reset();
    m_layers.allChanged();
    refresh();
    Q_EMIT viewChanged();
}

void MapCanvas::setShown(Shown shown)
{
    m_nodes.setShown(shown);
}

void MapCanvas::setAllSpokes(bool all)
{
    if (std::exchange(m_allSpokes, all) == all)
        return;
    refresh();
    Q_EMIT allSpokesChanged(all);
}

void MapCanvas::setReducedMotion(bool reduced)
{
    m_reducedMotion = reduced;
    if (reduced)
        m_pulse.stop();
    update();
}

void MapCanvas::startPulses()
{
    if (m_traffic.flows().empty() || m_reducedMotion || !isVisible()) {
        m_pulse.stop();
        return;
    }
    m_pulseFrom = m_clock.elapsed();
    m_pulse.start();
}

void MapCanvas::setView(QPointF centre, double zoom)
{
    m_view.set(centre, zoom);
    moved();
}

void MapCanvas::zoomBy(double factor)
{
    m_view.zoomAt(QPointF(width(), height()) / 2, factor);
    moved();
}

void MapCanvas::fit()
{
    m_view.fit();
    moved();
}

// Until the view rests, a frame is the last picture, moved.
void MapCanvas::moved()
{
    m_rest.start(kRest);
    update();
    Q_EMIT viewChanged();
}

void MapCanvas::wantSpokes()
{
    if (!m_allSpokes || !isVisible()) {
        m_spokes.clear();
        return;
    }
    SpokesRequest request{.view = m_view,
                          .from = ownPoint().first,
                          .to = {},
                          .colour = look().colours.spoke,
                          .ratio = devicePixelRatioF()};
    for (const MapStack &stack : m_nodes.stacks())
        request.to.push_back(m_view.toScreen(stack.at));
    m_spokes.request(std::move(request));
}

MapLook MapCanvas::look() const
{
    return {.colours = mapColours(palette(), m_live),
            .font = font(),
            .em = static_cast<double>(em(this, 1)),
            .ratio = devicePixelRatioF()};
}

std::pair<QPointF, bool> MapCanvas::ownPoint() const
{
    const GatewayStatus *status = m_gateway.status();
    const auto own = m_nodes.layout().ownSpot(status ? *status : GatewayStatus{});
    if (own)
        return {m_view.toScreen(*own), true};
    return {QPointF(width() - em(this, 1), height() - em(this, 1)), false};
}

QRectF MapCanvas::boxOf(Ipv4Prefix prefix) const
{
    const int index = m_nodes.indexOf(prefix);
    if (index < 0 || !m_nodes.at(index).spot.placed)
        return {};
    const QPointF at = m_view.toScreen(m_nodes.at(index).spot.at);
    const double half = em(this, 0.5);
    const QRectF mark(at.x() - half, at.y() - half, 2 * half, 2 * half);
    return mark | m_view.transform().mapRect(m_nodes.at(index).spot.area);
}

void MapCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool moving = m_rest.isActive() && m_sinceCrisp.elapsed() < kLongestBlur;
    m_layers.setLook(look());
    m_layers.paint(painter, m_nodes, m_view, m_allSpokes ? m_spokes.imageFor(m_view) : nullptr, moving);
    if (m_layers.isCrisp(m_view))
        m_sinceCrisp.start();
    const auto [own, placed] = ownPoint();
    const int64_t pulsing = m_clock.elapsed() - m_pulseFrom;
    m_overlay.paint(painter, m_view, m_layers.marks(), m_layers.look(),
                    {.selected = m_selection.current(),
                     .hovered = m_hovered,
                     .own = own,
                     .ownPlaced = placed,
                     .hasFocus = hasFocus(),
                     .moving = moving,
                     .phase = m_pulse.isActive() ? static_cast<double>(pulsing % 1000) / 1000 : -1});
    const QString problem = layoutKind() == LayoutKind::Geographic ? WorldOutline::builtIn().problem() : QString();
    const QString sentence = !problem.isEmpty()    ? tr("The outline of the world cannot be read: %1.").arg(problem)
                             : m_nodes.size() == 0 ? emptySentence()
                                                   : QString();
    if (!sentence.isEmpty()) {
        painter.setPen(m_layers.look().colours.text);
        painter.drawText(rect().adjusted(em(this, 1), 0, -em(this, 1), -em(this, 2)),
                         Qt::AlignHCenter | Qt::AlignBottom | Qt::TextWordWrap, sentence);
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_layers.look().colours.accent, em(this, 0.12)));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

QString MapCanvas::emptySentence() const
{
    return tr("No routes to show. %1").arg(m_gateway.situation().sentence);
}

void MapCanvas::describeAll()
{
    const size_t unplaced = m_nodes.unplaced().size();
    QString all = m_nodes.size() == 0 ? emptySentence() : tr("Routes on the map: %1.").arg(m_nodes.order().size());
    if (unplaced > 0)
        all += u' ' % tr("Routes without a place: %1.").arg(unplaced);
    setAccessibleDescription(all);
}

QString MapCanvas::describe(Ipv4Prefix prefix) const
{
    const int index = m_nodes.indexOf(prefix);
    if (index < 0)
        return text(prefix);
    const MapNode &node = m_nodes.at(index);
    QString words = text(prefix) % QStringLiteral(", ") % text(node.endpoint) % QStringLiteral(", ")
                    % wordOf(node.condition);
    if (const Region *region = m_gateway.peers().regionAt(index))
        words += QStringLiteral(", ") % region->title();
    return words;
}

std::vector<Ipv4Prefix> MapCanvas::spoken() const
{
    std::vector<Ipv4Prefix> prefixes;
    QPointF around = m_view.centre();
    if (const auto current = m_selection.current()) {
        if (const int index = m_nodes.indexOf(*current); index >= 0) {
            prefixes.push_back(*current);
            if (m_nodes.at(index).spot.placed)
                around = m_nodes.at(index).spot.at;
        }
    }
    for (const int index : m_nodes.nearest(around, kSpoken + 1)) {
        const Ipv4Prefix prefix = m_nodes.at(index).prefix;
        if (prefix != m_selection.current() && prefixes.size() <= kSpoken)
            prefixes.push_back(prefix);
    }
    return prefixes;
}

QSize MapCanvas::sizeHint() const
{
    return {em(this, 40), em(this, 22)};
}

QSize MapCanvas::minimumSizeHint() const
{
    return {em(this, 12), em(this, 5)};
}

} // namespace mesh44
