// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/spritesheet.h"

#include "ui/widgets/signs.h"

#include <cmath>

namespace mesh44 {

namespace {

// The mark on a rim of the ground's colour, so that neighbours stay apart.
void paintMark(QPainter &painter, const QRectF &cell, double side, Sign sign, const MapColours &colours)
{
    const QRectF box(cell.center() - QPointF(side, side) / 2, QSizeF(side, side));
    const double rim = side * 0.12;
    QColor ground = colours.sea;
    ground.setAlpha(sign == Sign::Failed ? 150 : 210);
    paintSign(painter, box.adjusted(-rim, -rim, rim, rim),
              sign == Sign::Off       ? Sign::Manual
              : sign == Sign::Unknown ? Sign::Ok
                                      : sign,
              ground);
    paintSign(painter, box, sign, colours.of(sign));
}

} // namespace

void SpriteSheet::prepare(const MapColours &colours, double base, qreal ratio)
{
    if (colours == m_colours && base == m_base && ratio == m_ratio)
        return;
    m_colours = colours;
    m_base = base;
    m_ratio = ratio;
    const double room = base * kScales.back() * 1.4;
    m_cell = static_cast<int>(std::ceil(room * ratio));
    m_pixmap = QPixmap(m_cell * static_cast<int>(kSigns), m_cell * static_cast<int>(kScales.size()));
    m_pixmap.fill(Qt::transparent);
    QPainter painter(&m_pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    for (size_t size = 0; size < kScales.size(); ++size) {
        for (size_t sign = 0; sign < kSigns; ++sign) {
            const QRectF cell(static_cast<double>(sign) * m_cell, static_cast<double>(size) * m_cell, m_cell, m_cell);
            paintMark(painter, cell, side(size) * ratio, static_cast<Sign>(sign), colours);
        }
    }
}

size_t SpriteSheet::sizeOf(int count)
{
    return count <= 1 ? 1 : count <= 8 ? 2 : count <= 40 ? 3 : 4;
}

QPainter::PixmapFragment SpriteSheet::fragment(QPointF centre, Sign sign, size_t size) const
{
    // No more of the cell than the mark with its rim covers: blending what is empty costs as much.
    const double used = std::min(std::ceil(side(size) * 1.3 * m_ratio), static_cast<double>(m_cell));
    const double inset = std::floor((m_cell - used) / 2);
    const QRectF source(static_cast<double>(sign) * m_cell + inset, static_cast<double>(size) * m_cell + inset,
                        m_cell - 2 * inset, m_cell - 2 * inset);
    return QPainter::PixmapFragment::create(centre, source, 1 / m_ratio, 1 / m_ratio);
}

} // namespace mesh44
