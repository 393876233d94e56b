// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/maplabels.h"

#include <algorithm>

namespace mesh44 {

namespace {

constexpr qsizetype kRemembered = 3000;

} // namespace

bool LabelPlacer::isFree(const QRectF &rect) const
{
    return m_room.contains(rect) && std::ranges::none_of(m_taken, [&](const QRectF &r) { return r.intersects(rect); });
}

bool LabelPlacer::take(const QRectF &rect)
{
    if (m_placed >= kMost || !isFree(rect))
        return false;
    m_taken.push_back(rect);
    ++m_placed;
    return true;
}

QRectF LabelPlacer::beside(QPointF mark, double distance, QSizeF size)
{
    const double middle = mark.y() - size.height() / 2;
    const double centre = mark.x() - size.width() / 2;
    const QPointF corners[] = {{mark.x() + distance, middle},
                               {mark.x() - distance - size.width(), middle},
                               {centre, mark.y() + distance},
                               {centre, mark.y() - distance - size.height()}};
    for (const QPointF &corner : corners) {
        if (const QRectF rect(corner, size); take(rect))
            return rect;
    }
    return {};
}

void LabelCache::setFont(const QFont &font)
{
    if (font == m_font)
        return;
    m_font = font;
    m_texts.clear();
}

const QStaticText &LabelCache::laidOut(const QString &text)
{
    if (m_texts.size() > kRemembered)
        m_texts.clear();
    QStaticText &laidOut = m_texts[text];
    if (laidOut.text().isEmpty()) {
        laidOut.setTextFormat(Qt::PlainText);
        laidOut.setText(text);
        laidOut.prepare({}, m_font);
    }
    return laidOut;
}

QSizeF LabelCache::sizeOf(const QString &text)
{
    return laidOut(text).size();
}

void LabelCache::draw(QPainter &painter, QPointF topLeft, const QString &text)
{
    painter.setFont(m_font);
    painter.drawStaticText(topLeft, laidOut(text));
}

} // namespace mesh44
