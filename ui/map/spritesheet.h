// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Every sign in every size that the map draws, side by side in one picture: ten thousand marks are one call.

#include "ui/map/mapcolours.h"

#include <QPainter>
#include <QPixmap>

namespace mesh44 {

class SpriteSheet
{
public:
    // base: the side of a single mark in pixels of the widget. Does nothing where all is as it was.
    void prepare(const MapColours &colours, double base, qreal ratio);

    // How many routes a mark stands for decides on its size.
    static size_t sizeOf(int count);
    double side(size_t size) const { return m_base * kScales[size]; }
    QPainter::PixmapFragment fragment(QPointF centre, Sign sign, size_t size) const;
    const QPixmap &pixmap() const { return m_pixmap; }

    static constexpr std::array<double, 5> kScales{0.8, 1.0, 1.35, 1.75, 2.2};
    static constexpr size_t kSmall = 0; // the mark beside a mark, and blocks too small for more

private:
    MapColours m_colours;
    double m_base = 0;
    qreal m_ratio = 0;
    int m_cell = 0; // device pixels
    QPixmap m_pixmap;
};

} // namespace mesh44
