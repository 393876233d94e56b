// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapmarks.h"

#include "ui/map/rectfiller.h"
#include "ui/models/words.h"
#include "ui/widgets/signs.h"

#include <algorithm>

namespace mesh44 {

namespace {

// Stacks: from here on marks are smaller until one comes nearer.
constexpr size_t kMany = 250;
constexpr size_t kThousands = 3000;
constexpr double kSmallestBlock = 2; // pixels
constexpr int kCounted = 5;          // routes in a stack whose number is told from afar

QRectF blockOn(const MapView::Screen &screen, const QRectF &area)
{
    const QRectF box = screen.of(area);
    const double wider = std::max(kSmallestBlock - box.width(), 0.0) / 2;
    const double higher = std::max(kSmallestBlock - box.height(), 0.0) / 2;
    return box.adjusted(-wider, -higher, wider, higher);
}

// In the block's corner where there is room, for other blocks may lie inside.
QPointF markIn(const QRectF &block, double side)
{
    const bool roomy = block.width() > side * 3 && block.height() > side * 1.4;
    return roomy ? block.topLeft() + QPointF(side, side) * 0.75 : block.center();
}

bool isPlain(Sign sign)
{
    return sign == Sign::Ok || sign == Sign::Manual;
}

} // namespace

QString stackName(const MapNodes &nodes, const MapStack &stack, bool withPlace)
{
    const MapNode &first = nodes.at(nodes.order()[static_cast<size_t>(stack.first)]);
    if (stack.count == 1)
        return text(first.prefix);
    const Region *region = withPlace ? Regions::builtIn().placed(first.prefix) : nullptr;
    const QString count = QString::number(stack.count);
    return region ? region->title() % QStringLiteral(" · ") % count : count;
}

void MapMarks::prepare(const MapLook &look, const MapView &view, const MapNodes &nodes)
{
    m_look = look;
    const size_t crowd = view.zoom() < 1.5 ? nodes.placesTaken() : 0;
    m_sprites.prepare(look.colours, look.em * (crowd > kThousands ? 0.34 : crowd > kMany ? 0.42 : 0.55), look.ratio);
    m_labels.setFont(scaledFont(look.font, 0.9));
}

void MapMarks::paint(QPainter &painter, const MapNodes &nodes, const MapView &view)
{
    painter.save();
    if (nodes.layout().kind() == LayoutKind::Prefix) {
        paintBlocks(painter, nodes, view);
        labelBlocks(painter, nodes, view);
    } else {
        paintStacks(painter, nodes, view);
        labelStacks(painter, nodes, view);
    }
    painter.restore();
}

void MapMarks::paintStacks(QPainter &painter, const MapNodes &nodes, const MapView &view)
{
    const double reach = m_look.em * 2;
    const QRectF room = QRectF({}, view.size()).adjusted(-reach, -reach, reach, reach);
    std::vector<QPainter::PixmapFragment> fragments;
    fragments.reserve(nodes.stacks().size());
    for (const MapStack &stack : nodes.stacks()) {
        const QPointF at = view.toScreen(stack.at);
        if (!room.contains(at))
            continue;
        const size_t size = SpriteSheet::sizeOf(stack.count);
        fragments.push_back(m_sprites.fragment(at, stack.sign, size));
        if (stack.hasUrgent()) {
            const double shift = m_sprites.side(size) * 0.36;
            fragments.push_back(m_sprites.fragment(at + QPointF(shift, -shift), stack.urgent, SpriteSheet::kSmall));
        }
    }
    painter.drawPixmapFragments(fragments.data(), static_cast<int>(fragments.size()), m_sprites.pixmap());
}

void MapMarks::labelStacks(QPainter &painter, const MapNodes &nodes, const MapView &view)
{
    const bool named = view.zoom() >= kNameZoom;
    const bool hasPlaces = nodes.layout().kind() == LayoutKind::Geographic;
    const QRectF room({}, view.size());
    std::vector<const MapStack *> wanted;
    LabelPlacer placer(room);
    for (const MapStack &stack : nodes.stacks()) {
        const QPointF at = view.toScreen(stack.at);
        if (!room.contains(at))
            continue;
        const double side = m_sprites.side(SpriteSheet::sizeOf(stack.count));
        if (wanted.size() < 600)
            placer.block(QRectF(at.x() - side / 2, at.y() - side / 2, side, side));
        if (named || (hasPlaces && stack.count >= kCounted))
            wanted.push_back(&stack);
    }
    if (wanted.size() > 600) // not a label among so many would find room
        return;
    std::ranges::stable_sort(wanted, std::greater(), &MapStack::count);
    painter.setPen(named ? m_look.colours.text : m_look.colours.faint);
    for (const MapStack *stack : wanted) {
        const QString name = stackName(nodes, *stack, named && hasPlaces);
        const double distance = m_sprites.side(SpriteSheet::sizeOf(stack->count)) * 0.62 + 1;
        const QRectF box = placer.beside(view.toScreen(stack->at), distance, m_labels.sizeOf(name));
        if (!box.isEmpty())
            m_labels.draw(painter, box.topLeft(), name);
    }
}

// Whole pixels and plain rectangles. Those of one colour that follow each other are one batch: there may be ten
// thousand of them, and what is drawn does not depend on which of one colour comes first.
void MapMarks::paintRoomy(QPainter &painter, Batch &batch)
{
    if (batch.insides.isEmpty())
        return;
    const QColor &colour = m_look.colours.of(batch.sign);
    QColor inside = colour;
    inside.setAlpha(46);
    painter.setPen(Qt::NoPen);
    painter.setBrush(inside);
    painter.drawRects(batch.insides);
    fillRects(painter, batch.edges, colour);
    batch.insides.clear();
    batch.edges.clear();
}

void MapMarks::Batch::add(const QRect &block)
{
    insides << block;
    edges << QRect(block.left(), block.top(), block.width(), 1) << QRect(block.left(), block.bottom(), block.width(), 1)
          << QRect(block.left(), block.top(), 1, block.height())
          << QRect(block.right(), block.top(), 1, block.height());
}

// All of a colour at once, the most urgent on top.
void MapMarks::paintSmall(QPainter &painter, const std::array<QList<QRect>, kSigns> &blocks)
{
    for (const Sign sign : {Sign::Off, Sign::Unknown, Sign::Ok, Sign::Manual, Sign::Attention, Sign::Failed})
        fillRects(painter, blocks[static_cast<size_t>(sign)], m_look.colours.of(sign));
}

void MapMarks::paintBlocks(QPainter &painter, const MapNodes &nodes, const MapView &view)
{
    const MapView::Screen screen(view);
    const double side = m_sprites.side(1);
    Batch batch;
    std::array<QList<QRect>, kSigns> small;
    small[static_cast<size_t>(Sign::Ok)].reserve(static_cast<qsizetype>(nodes.areas().size())); // as most are
    std::vector<QPainter::PixmapFragment> fragments;
    for (const int index : nodes.areas()) { // the widest first, so that what is inside lies on top
        const MapNode &node = nodes.at(index);
        const QRectF block = blockOn(screen, node.spot.area);
        if (!screen.shows(block))
            continue;
        const Sign sign = node.sign();
        const bool roomy = block.width() > m_look.em * 0.4 && block.height() > m_look.em * 0.4;
        if (roomy) {
            if (sign != batch.sign)
                paintRoomy(painter, batch);
            batch.sign = sign;
            batch.add(block.toRect());
        } else {
            small[static_cast<size_t>(sign)] << block.toRect();
        }
        if (roomy ? block.width() > m_look.em * 0.9 : !isPlain(sign))
            fragments.push_back(m_sprites.fragment(markIn(block, side), sign, roomy ? 1 : SpriteSheet::kSmall));
    }
    paintRoomy(painter, batch);
    paintSmall(painter, small);
    painter.drawPixmapFragments(fragments.data(), static_cast<int>(fragments.size()), m_sprites.pixmap());
}

void MapMarks::labelBlocks(QPainter &painter, const MapNodes &nodes, const MapView &view)
{
    LabelPlacer placer(QRectF({}, view.size()));
    const MapView::Screen screen(view);
    painter.setPen(m_look.colours.text);
    for (const int index : nodes.areas()) {
        const MapNode &node = nodes.at(index);
        const QRectF block = blockOn(screen, node.spot.area);
        if (std::max(block.width(), block.height()) < m_look.em * 4) // and so are all that follow
            break;
        if (block.width() < m_look.em * 4 || !screen.shows(block))
            continue;
        const QRectF mark = boxOf(nodes, view, node);
        const QString name = text(node.prefix);
        const QSizeF size = m_labels.sizeOf(name);
        const QRectF box(QPointF(mark.right() + m_look.em * 0.15, mark.center().y() - size.height() / 2), size);
        if (block.contains(box) && placer.take(box))
            m_labels.draw(painter, box.topLeft(), name);
    }
}

QRectF MapMarks::boxOf(const MapNodes &nodes, const MapView &view, const MapNode &node) const
{
    const double side = m_sprites.side(1);
    QPointF centre = view.toScreen(node.spot.at);
    if (nodes.layout().kind() == LayoutKind::Prefix)
        centre = markIn(blockOn(MapView::Screen(view), node.spot.area), side);
    return QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side);
}

} // namespace mesh44
