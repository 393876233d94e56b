// SPDX-License-Identifier: GPL-3.0-or-later
// What the map follows: the mesh, the selection, the traffic; and what it says of them in words.
#include "ui/map/mapaccessible.h"
#include "ui/map/mapcanvas.h"
#include "ui/map/rings.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"
#include "ui/models/words.h"
#include "ui/widgets/signs.h"

#include <chrono>
#include <utility>

namespace mesh44 {

using namespace std::chrono_literals;

namespace {

constexpr auto kTogether = 250ms; // changes that follow each other sooner are drawn together

} // namespace

void MapCanvas::connectModels()
{
    connect(&m_nodes, &MapNodes::touched, this, [this](const MapNode &node, Touch touch) {
        if (!m_nodes.isShown(node))
            return;
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
    if (isOff && !m_choosing && index >= 0 && m_nodes.isDrawn(m_nodes.at(index))) {
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

void MapCanvas::choose(std::optional<Ipv4Prefix> prefix)
{
    m_choosing = true;
    m_selection.choose(prefix);
    m_choosing = false;
}

void MapCanvas::chooseNeighbour(int step)
{
    if (const auto next = m_nodes.neighbour(m_selection.current(), step))
        m_selection.choose(next);
}

// Empty: something is shown.
QString MapCanvas::emptySentence() const
{
    if (m_nodes.size() == 0)
        return tr("No routes to show. %1").arg(m_gateway.situation().sentence);
    const bool nothing = m_nodes.order().empty() && m_nodes.unplaced().empty();
    return nothing ? tr("No route is of the kind that is shown.") : QString();
}

void MapCanvas::describeAll()
{
    const size_t unplaced = m_nodes.unplaced().size();
    QString all = emptySentence();
    if (all.isEmpty())
        all = tr("Routes on the map: %1.").arg(m_nodes.order().size());
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
            if (m_nodes.isDrawn(m_nodes.at(index)))
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

} // namespace mesh44
