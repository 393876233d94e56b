// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/basemap.h"

#include "ui/map/addressspace.h"
#include "ui/map/projection.h"
#include "ui/map/rings.h"
#include "ui/map/worldoutline.h"
#include "ui/models/words.h"
#include "ui/widgets/signs.h"

#include <QPainter>
#include <QPainterPath>

namespace mesh44 {

namespace {

QPen thin(const QColor &colour, double width = 1)
{
    QPen pen(colour, width);
    pen.setCosmetic(true);
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
}

QPainterPath pathOf(const WorldOutline::Lines &lines, const QRectF &seen, double smallest, bool closed)
{
    QPainterPath path;
    for (const WorldOutline::Line &line : lines) {
        const bool tiny = line.bounds.width() < smallest && line.bounds.height() < smallest;
        if (tiny || !line.touches(seen))
            continue;
        path.addPolygon(line.points);
        if (closed)
            path.closeSubpath();
    }
    return path;
}

void paintWorld(QPainter &painter, const MapView &view, const MapLook &look)
{
    const WorldOutline &world = WorldOutline::builtIn();
    const bool near = view.zoom() >= kNearZoom;
    const double pixel = 1 / view.scale();
    painter.setTransform(view.transform(), true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.colours.sea);
    painter.drawPolygon(worldEdge());
    const QPainterPath land = pathOf(world.lines(near ? WorldOutline::Layer::LandNear : WorldOutline::Layer::LandFar),
                                     view.seen(), pixel, true);
    // Smooth edges of the land cost more than all the rest, and nobody sees them: the coast lies on them.
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillPath(land, look.colours.land);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(thin(look.colours.coast));
    painter.drawPath(land);
    painter.setPen(thin(look.colours.border));
    painter.drawPath(pathOf(world.lines(WorldOutline::Layer::Borders), view.seen(), pixel, false));
}

void paintCentred(QPainter &painter, QPointF at, const QString &text)
{
    const QRectF box = QFontMetricsF(painter.font()).boundingRect(text);
    painter.drawText(QPointF(at.x() - box.width() / 2, at.y() + box.height() * 0.3), text);
}

void paintRingCircles(QPainter &painter, const MapView &view, const MapLook &look)
{
    const QPointF centre = view.toScreen({0, 0});
    painter.setBrush(look.colours.sea);
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(centre, view.scale(), view.scale());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(thin(look.colours.grid));
    for (size_t i = 0; i < kSectors; ++i)
        painter.drawLine(view.toScreen(onRing(kInnerRadius, sector(i).from)), view.toScreen(onRing(1, sector(i).from)));
    painter.setPen(thin(look.colours.coast));
    for (const Band &band : ringBands())
        painter.drawEllipse(centre, band.radius * view.scale(), band.radius * view.scale());
}

void paintRings(QPainter &painter, const MapView &view, const MapLook &look)
{
    paintRingCircles(painter, view, look);
    painter.setFont(scaledFont(look.font, 0.9));
    painter.setPen(look.colours.faint);
    const QFontMetricsF metrics(painter.font());
    for (size_t i = 0; i < ringBands().size(); ++i) {
        const QPointF at = view.toScreen(onRing(ringBands()[i].radius, 0));
        const QString name = bandName(i);
        const QRectF box(at.x() - metrics.horizontalAdvance(name) / 2 - look.em / 4, at.y() - look.em / 2,
                         metrics.horizontalAdvance(name) + look.em / 2, look.em);
        painter.fillRect(box, i + 1 == ringBands().size() ? look.colours.around : look.colours.sea);
        painter.drawText(box, Qt::AlignCenter, name);
    }
    painter.setPen(look.colours.text);
    for (size_t i = 0; i < kSectors; ++i) {
        const double middle = sector(i).from + sector(i).span / 2;
        const QPointF direction = onRing(1, middle);
        // Names stand clear of the circle by half their own width where they stand beside it.
        const double clear = look.em * 0.9 + std::abs(direction.x()) * metrics.horizontalAdvance(sectorName(i)) / 2;
        paintCentred(painter, view.toScreen(direction) + direction * clear, sectorName(i));
    }
}

void paintGrid(QPainter &painter, const QRectF &square, double step, const QRectF &seen)
{
    const QRectF part = square & seen;
    if (part.isEmpty())
        return;
    QList<QLineF> lines;
    for (double x = square.left() + step * std::floor((part.left() - square.left()) / step); x <= part.right();
         x += step)
        lines << QLineF(x, part.top(), x, part.bottom());
    for (double y = step * std::floor(part.top() / step); y <= part.bottom(); y += step)
        lines << QLineF(part.left(), y, part.right(), y);
    painter.drawLines(lines);
}

void paintSquares(QPainter &painter, const MapView &view, const MapLook &look)
{
    painter.save();
    painter.setTransform(view.transform(), true);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const Ipv4Prefix prefix : addressSquares()) {
        const QRectF square = areaOf(prefix);
        painter.fillRect(square, look.colours.sea);
        // Of a /24, a /20, a /16 and a /12: the finer ones come as one comes nearer.
        for (const double side : {16.0, 64.0, 256.0, 1024.0}) {
            if (side * view.scale() < look.em)
                continue;
            painter.setPen(thin(side >= 256 ? look.colours.coast : look.colours.grid, side >= 1024 ? 2 : 1));
            paintGrid(painter, square, side, view.seen());
        }
        painter.setPen(thin(look.colours.coast, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(square);
    }
    painter.restore();
}

// What a /16 is called, and whose it is where there is room for it.
void paintBlockNames(QPainter &painter, const MapView &view, const MapLook &look)
{
    const double side = 256 * view.scale();
    if (side < look.em * 1.5)
        return;
    painter.setFont(scaledFont(look.font, side < look.em * 3 ? 0.8 : 0.9));
    painter.setPen(look.colours.faint);
    for (uint8_t second = 0; second < 192; ++second) {
        const auto block = Ipv4Prefix::covering(Ipv4Address(44, second, 0, 0), 16);
        const QRectF area = areaOf(block);
        if (!area.intersects(view.seen()))
            continue;
        const double inset = look.em * 0.25;
        const QRectF box = (QRectF(view.toScreen(area.topLeft()), QSizeF(side, side)) & QRectF({}, view.size()))
                               .adjusted(inset, inset, -inset, -inset);
        if (box.width() < look.em || box.height() < look.em)
            continue;
        const QString number = QString::number(second);
        const Region *region = side > look.em * 6 ? Regions::builtIn().named(block) : nullptr;
        QString name = side < look.em * 3.5 ? number : u"44." % number;
        if (region)
            name += u'\n' % region->title();
        painter.drawText(box, Qt::AlignRight | Qt::AlignBottom | Qt::TextWordWrap, name);
    }
}

} // namespace

void paintGround(QPainter &painter, LayoutKind kind, const MapView &view, const MapLook &look)
{
    painter.save();
    painter.fillRect(QRectF({}, view.size()), look.colours.around);
    painter.setRenderHint(QPainter::Antialiasing);
    switch (kind) {
    case LayoutKind::Geographic: paintWorld(painter, view, look); break;
    case LayoutKind::Rings: paintRings(painter, view, look); break;
    case LayoutKind::Prefix:
        paintSquares(painter, view, look);
        paintBlockNames(painter, view, look);
        break;
    }
    painter.restore();
}

} // namespace mesh44
