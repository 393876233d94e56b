// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapoverlay.h"

#include "ui/models/words.h"
#include "ui/widgets/signs.h"

#include <QCoreApplication>

#include <algorithm>

namespace mesh44 {

namespace {

struct Overlay
{
    Q_DECLARE_TR_FUNCTIONS(mesh44::MapOverlay)
};

QPen line(QColor colour, double width, float alpha = 1, Qt::PenStyle style = Qt::SolidLine)
{
    colour.setAlphaF(alpha);
    return QPen(colour, width, style, Qt::RoundCap, Qt::RoundJoin);
}

// Opaque, for what is see-through costs several times as much to draw.
QColor between(const QColor &from, const QColor &to, double share)
{
    const auto mix = [share](int a, int b) { return a + qRound((b - a) * share); };
    return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

void paintPulse(QPainter &painter, QPointF from, QPointF to, double phase, double size)
{
    painter.drawEllipse(from + (to - from) * phase, size, size);
}

QPointF placeOf(const MapView &view, const MapMarks &marks, const MapNodes &nodes, const MapNode &node)
{
    return marks.boxOf(nodes, view, node).center();
}

} // namespace

const MapNode *MapOverlay::nodeOf(Ipv4Prefix prefix) const
{
    const int index = m_nodes.indexOf(prefix);
    return index >= 0 && m_nodes.isDrawn(m_nodes.at(index)) ? &m_nodes.at(index) : nullptr;
}

void MapOverlay::paint(QPainter &painter, const MapView &view, const MapMarks &marks, const MapLook &look,
                       const OverlayFacts &facts)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    m_labels.setFont(scaledFont(look.font, 1.0, QFont::DemiBold));
    paintFlows(painter, view, look, facts);
    for (const auto &prefix : {facts.selected, facts.hovered}) {
        if (prefix)
            paintSpokesOf(painter, view, look, facts, *prefix);
    }
    paintHighlights(painter, view, marks, look);
    paintOwn(painter, view, look, facts);
    paintChosen(painter, view, marks, look, facts);
    painter.restore();
}

void MapOverlay::paintFlows(QPainter &painter, const MapView &view, const MapLook &look,
                            const OverlayFacts &facts) const
{
    std::vector<Ipv4Address> endpoints;
    for (const MapTraffic::Flow &flow : m_traffic.flows())
        endpoints.push_back(flow.endpoint);
    // Traffic is the endpoint's: one spoke, to its widest prefix.
    const std::vector<int> nodes = m_nodes.widestOf(endpoints);
    std::vector<std::pair<QPointF, const MapTraffic::Flow *>> ends;
    for (size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i] >= 0)
            ends.emplace_back(view.toScreen(m_nodes.at(nodes[i]).spot.at), &m_traffic.flows()[i]);
    }
    painter.setPen(line(between(look.colours.land, look.colours.spoke, 0.6), std::max(1.0, look.em * 0.07)));
    for (const auto &[end, flow] : ends)
        painter.drawLine(facts.own, end);
    if (facts.phase < 0)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.colours.spoke);
    for (const auto &[end, flow] : ends) {
        if (flow->in > 0)
            paintPulse(painter, end, facts.own, facts.phase, look.em * 0.16);
        if (flow->out > 0)
            paintPulse(painter, facts.own, end, facts.phase, look.em * 0.16);
    }
}

void MapOverlay::paintSpokesOf(QPainter &painter, const MapView &view, const MapLook &look, const OverlayFacts &facts,
                               Ipv4Prefix prefix) const
{
    const MapNode *node = nodeOf(prefix);
    if (!node)
        return;
    // Its endpoint's other routes, fainter: they share one tunnel.
    painter.setPen(line(look.colours.accent, look.em * 0.06, 0.5F, Qt::DashLine));
    const std::vector<int> siblings = m_nodes.ofEndpoint(node->endpoint);
    for (size_t i = 0; i < std::min(siblings.size(), MapTraffic::kMost); ++i) {
        const MapNode &sibling = m_nodes.at(siblings[i]);
        if (sibling.spot.at != node->spot.at)
            painter.drawLine(facts.own, view.toScreen(sibling.spot.at));
    }
    painter.setPen(line(look.colours.accent, look.em * 0.1, 0.9F));
    painter.drawLine(facts.own, view.toScreen(node->spot.at));
}

void MapOverlay::paintHighlights(QPainter &painter, const MapView &view, const MapMarks &marks,
                                 const MapLook &look) const
{
    painter.setBrush(Qt::NoBrush);
    for (const Highlights::Ring &ring : m_highlights.rings()) {
        const double radius = marks.side(1) * (ring.touch == Touch::Appeared ? 1.5 : 1.2);
        const MapNode node{.prefix = ring.prefix, .endpoint = {}, .spot = ring.spot};
        const QPointF at = placeOf(view, marks, m_nodes, node);
        const Qt::PenStyle style = ring.touch == Touch::Leaves ? Qt::DotLine : Qt::SolidLine;
        painter.setPen(line(look.colours.accent, look.em * 0.11, 1, style));
        painter.drawEllipse(at, radius, radius);
    }
}

void MapOverlay::paintOwn(QPainter &painter, const MapView &view, const MapLook &look, const OverlayFacts &facts) const
{
    const double outer = look.em * 0.5;
    painter.setBrush(look.colours.sea);
    painter.setPen(line(look.colours.own, look.em * 0.11));
    painter.drawEllipse(facts.own, outer, outer);
    painter.drawEllipse(facts.own, outer * 0.5, outer * 0.5);
    if (facts.ownPlaced || facts.moving)
        return;
    painter.setFont(scaledFont(look.font, 0.9));
    painter.setPen(look.colours.faint);
    const QString note = Overlay::tr("This gateway (its subnet has no place)");
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(note);
    const bool onTheRight = facts.own.x() > view.size().width() / 2;
    painter.drawText(facts.own + QPointF(onTheRight ? -outer * 1.6 - width : outer * 1.6, look.em * 0.3), note);
}

void MapOverlay::paintChosen(QPainter &painter, const MapView &view, const MapMarks &marks, const MapLook &look,
                             const OverlayFacts &facts)
{
    LabelPlacer placer(QRectF({}, view.size()));
    const QPointF own(look.em * 0.7, look.em * 0.7);
    placer.block(QRectF(facts.own - own, facts.own + own));
    for (const auto &prefix : {facts.selected, facts.hovered}) {
        const MapNode *node = prefix ? nodeOf(*prefix) : nullptr;
        if (!node)
            continue;
        const bool selected = prefix == facts.selected;
        const QPointF at = placeOf(view, marks, m_nodes, *node);
        const double radius = marks.side(1) * (selected ? 1.15 : 0.95);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(line(look.colours.sea, look.em * 0.3, 0.8F));
        painter.drawEllipse(at, radius, radius);
        painter.setPen(line(look.colours.accent, look.em * (selected ? 0.16 : 0.08)));
        painter.drawEllipse(at, radius, radius);
        if (selected && facts.hasFocus) {
            painter.setPen(line(look.colours.text, 1, 1, Qt::DotLine));
            painter.drawEllipse(at, radius * 1.4, radius * 1.4);
        }
        placer.block(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius));
    }
    if (facts.moving)
        return;
    if (facts.selected)
        paintName(painter, view, marks, look, placer, *facts.selected);
    if (facts.hovered && facts.hovered != facts.selected)
        paintName(painter, view, marks, look, placer, *facts.hovered);
}

void MapOverlay::paintName(QPainter &painter, const MapView &view, const MapMarks &marks, const MapLook &look,
                           LabelPlacer &placer, Ipv4Prefix prefix)
{
    const MapNode *node = nodeOf(prefix);
    if (!node)
        return;
    const QString name = text(prefix);
    const double pad = look.em * 0.25;
    const QSizeF size = m_labels.sizeOf(name) + QSizeF(2 * pad, pad);
    const QRectF box = placer.beside(placeOf(view, marks, m_nodes, *node), marks.side(1) * 1.7, size);
    if (box.isEmpty())
        return;
    QColor ground = look.colours.sea;
    ground.setAlpha(235);
    painter.setPen(line(look.colours.coast, 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(box, pad, pad);
    painter.setPen(look.colours.text);
    m_labels.draw(painter, box.topLeft() + QPointF(pad, pad / 2), name);
}

} // namespace mesh44
