// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The marks of all shown nodes, with the labels that need no pointing at.

#include "ui/map/maplabels.h"
#include "ui/map/maplook.h"
#include "ui/map/mapnodes.h"
#include "ui/map/mapview.h"
#include "ui/map/spritesheet.h"

namespace mesh44 {

class MapMarks
{
public:
    void prepare(const MapLook &look, const MapView &view, const MapNodes &nodes);
    void paint(QPainter &painter, const MapNodes &nodes, const MapView &view);

    // On the screen: the mark of a node, and in the prefix layout its block.
    QRectF boxOf(const MapNodes &nodes, const MapView &view, const MapNode &node) const;
    double side(size_t size) const { return m_sprites.side(size); }

    static constexpr double kNameZoom = 4; // from here on places have names

private:
    void paintStacks(QPainter &painter, const MapNodes &nodes, const MapView &view);
    void labelStacks(QPainter &painter, const MapNodes &nodes, const MapView &view);
    struct Batch
    {
        void add(const QRect &block);
        Sign sign = Sign::Ok;
        QList<QRect> insides;
        QList<QRect> edges;
    };
    void paintRoomy(QPainter &painter, Batch &batch);
    void paintSmall(QPainter &painter, const std::array<QList<QRect>, kSigns> &blocks);
    void paintBlocks(QPainter &painter, const MapNodes &nodes, const MapView &view);
    void labelBlocks(QPainter &painter, const MapNodes &nodes, const MapView &view);

    MapLook m_look;
    SpriteSheet m_sprites;
    LabelCache m_labels;
};

// "Italy · 12", or the prefix of a node that stands alone.
QString stackName(const MapNodes &nodes, const MapStack &stack, bool withPlace);

} // namespace mesh44
