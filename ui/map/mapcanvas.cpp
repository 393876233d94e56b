// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapcanvas.h"

#include "ui/map/mapaccessible.h"
#include "ui/map/rings.h"
#include "ui/map/worldoutline.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"
#include "ui/widgets/signs.h"

#include <QPainter>

#include <algorithm>
#include <chrono>

namespace mesh44 {

using namespace std::chrono_literals;

namespace {

constexpr auto kRest = 120ms;
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
    m_rest.stop(); // the last picture is another map's: it cannot be moved along
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
    const int inset = em(this, 1); // in the corner that the legend leaves free
    return {QPointF(isRightToLeft() ? inset : width() - inset, height() - inset), false};
}

QRectF MapCanvas::boxOf(Ipv4Prefix prefix) const
{
    const int index = m_nodes.indexOf(prefix);
    if (index < 0 || !m_nodes.isDrawn(m_nodes.at(index)))
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
    const QString sentence = problem.isEmpty() ? emptySentence()
                                               : tr("The outline of the world cannot be read: %1.").arg(problem);
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

QSize MapCanvas::sizeHint() const
{
    return {em(this, 40), em(this, 22)};
}

QSize MapCanvas::minimumSizeHint() const
{
    return {em(this, 12), em(this, 5)};
}

} // namespace mesh44
