// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sparkline.h"

#include "ui/widgets/signs.h"

#include <QPainter>

#include <utility>

namespace mesh44 {

Sparkline::Sparkline(Form form, QWidget *parent) : Chart(parent), m_form(form)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::MinimumExpanding);
}

void Sparkline::setPoints(std::vector<ChartPoint> points, int64_t from, int64_t to, double ceiling)
{
    m_points = std::move(points);
    m_from = from;
    m_to = to;
    m_ceiling = ceiling > 0 ? ceiling : 1;
    update();
}

QSize Sparkline::sizeHint() const
{
    return {em(this, 10), em(this, 1.9)};
}

QSize Sparkline::minimumSizeHint() const
{
    return {em(this, 4), em(this, 1.9)};
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double line = em(this, 0.085) + 0.4;
    const QRectF box = QRectF(rect()).adjusted(0, line, 0, -line);
    const QColor colour = signColour(isEnabled() ? Sign::Ok : Sign::Unknown, palette());
    const std::vector<ChartColumn> columns = decimate(m_points, m_from, m_to, width());
    painter.setPen(QPen(palette().color(QPalette::Mid), 1));
    painter.drawLine(QPointF(box.left(), box.bottom() + line / 2), QPointF(box.right(), box.bottom() + line / 2));
    if (m_form == Form::Filled) {
        QColor ground = colour;
        ground.setAlphaF(0.3f);
        painter.fillPath(chartArea(columns, box, 0, m_ceiling), ground);
    }
    painter.strokePath(chartLine(columns, box, 0, m_ceiling),
                       QPen(colour, line, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
}

} // namespace mesh44
