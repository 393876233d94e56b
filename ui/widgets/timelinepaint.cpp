// SPDX-License-Identifier: GPL-3.0-or-later
// How the time line looks.
#include "ui/models/words.h"
#include "ui/widgets/signs.h"
#include "ui/widgets/timelinechart.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace mesh44 {

namespace {

QPen linePen(const QWidget *widget, const QColor &colour, Qt::PenStyle style = Qt::SolidLine)
{
    return {colour, em(widget, 0.09) + 0.4, style, Qt::FlatCap, Qt::RoundJoin};
}

QPen announcedPen(const QWidget *widget)
{
    QPen pen = linePen(widget, widget->palette().color(QPalette::WindowText));
    pen.setDashPattern({3, 2});
    return pen;
}

QColor faded(QColor colour, float alpha)
{
    colour.setAlphaF(alpha);
    return colour;
}

} // namespace

void TimelineChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Boxes all = boxes();
    paintRange(painter, all);
    paintAxis(painter, all);
    if (m_points.empty()) {
        paintNothing(painter, all);
    } else {
        paintCounts(painter, all.counts);
        paintTraffic(painter, all.traffic);
    }
    paintMarks(painter, all.marks);
    paintReadout(painter, all.readout);
    if (!hasFocus())
        return;
    painter.setPen(QPen(palette().color(QPalette::Highlight), em(this, 0.09)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), em(this, 0.2), em(this, 0.2));
}

void TimelineChart::paintNothing(QPainter &painter, const Boxes &boxes) const
{
    paintScale(painter, boxes.counts, {}, {});
    paintScale(painter, boxes.traffic, {}, {});
    painter.drawText(boxes.counts, Qt::AlignCenter, tr("Nothing recorded yet."));
}

// The chosen range, and the moment that is read.
void TimelineChart::paintRange(QPainter &painter, const Boxes &boxes) const
{
    const double top = boxes.counts.top();
    const double bottom = boxes.traffic.bottom();
    const QColor colour = palette().color(QPalette::Highlight);
    if (m_range) {
        const double left = std::clamp(xOf(m_range->from), boxes.counts.left(), boxes.counts.right());
        const double right = std::clamp(xOf(m_range->to), boxes.counts.left(), boxes.counts.right());
        painter.fillRect(QRectF(left, top, right - left, bottom - top), faded(colour, 0.16f));
        painter.setPen(linePen(this, colour));
        painter.drawLine(QPointF(left, top), QPointF(left, bottom));
        painter.drawLine(QPointF(right, top), QPointF(right, bottom));
    }
    const TimelineView *point = pointRead();
    if (!m_look || !point || point->time < m_from || point->time > m_to)
        return;
    painter.setPen(QPen(palette().color(QPalette::WindowText), 1, Qt::DotLine));
    painter.drawLine(QPointF(xOf(point->time), top), QPointF(xOf(point->time), bottom));
}

void TimelineChart::paintScale(QPainter &painter, const QRectF &box, const QString &low, const QString &high) const
{
    painter.setPen(QPen(faded(palette().color(QPalette::Mid), 0.8f), 1));
    for (const double y : {box.top(), box.bottom()})
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const double line = fontMetrics().height();
    const double wide = box.left() - em(this, 0.4);
    painter.drawText(QRectF(0, box.top() - line / 2, wide, line), Qt::AlignRight | Qt::AlignVCenter, high);
    painter.drawText(QRectF(0, box.bottom() - line / 2, wide, line), Qt::AlignRight | Qt::AlignVCenter, low);
}

void TimelineChart::paintCounts(QPainter &painter, const QRectF &box) const
{
    const ValueRange range = countsOf(m_series, m_from, m_to);
    paintScale(painter, box, QLocale().toString(range.low, 'f', 0), QLocale().toString(range.high, 'f', 0));
    const int columns = static_cast<int>(box.width());
    const auto line = [&](const std::vector<ChartPoint> &points) {
        return chartLine(decimate(points, m_from, m_to, columns), box, range.low, range.high);
    };
    painter.strokePath(line(m_series.installed), linePen(this, signColour(Sign::Ok, palette())));
    painter.strokePath(line(m_series.announced), announcedPen(this));
}

void TimelineChart::paintTraffic(QPainter &painter, const QRectF &box) const
{
    const double highest = std::max(highestTraffic(m_series, m_from, m_to), 1.0);
    paintScale(painter, box, QStringLiteral("0"), rateText(highest));
    const int columns = static_cast<int>(box.width());
    const QColor colour = signColour(Sign::Ok, palette());
    const auto in = decimate(m_series.in, m_from, m_to, columns);
    painter.fillPath(chartArea(in, box, 0, highest), faded(colour, 0.3f));
    painter.strokePath(chartLine(decimate(m_series.out, m_from, m_to, columns), box, 0, highest),
                       linePen(this, signColour(Sign::Manual, palette())));
}

// Two lanes of ticks: what the mesh told, and what happened here.
void TimelineChart::paintMarks(QPainter &painter, const QRectF &box) const
{
    const double lane = box.height() / 2;
    const auto draw = [&](const std::vector<int64_t> &times, double top, Sign sign) {
        painter.setPen(linePen(this, signColour(sign, palette())));
        double last = -1;
        for (const int64_t time : times) {
            const double x = qRound(xOf(time)) + 0.5;
            if (time < m_from || time > m_to || x == last)
                continue;
            painter.drawLine(QPointF(x, top + lane * 0.15), QPointF(x, top + lane * 0.85));
            last = x;
        }
    };
    draw(m_marks.mesh, box.top(), Sign::Unknown);
    draw(m_marks.gateway, box.top() + lane, Sign::Attention);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.8);
    painter.setFont(small);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const double wide = box.left() - em(this, 0.4);
    painter.drawText(QRectF(0, box.top(), wide, lane), Qt::AlignRight | Qt::AlignVCenter, tr("mesh"));
    painter.drawText(QRectF(0, box.top() + lane, wide, lane), Qt::AlignRight | Qt::AlignVCenter, tr("gateway"));
    painter.setFont(font());
}

void TimelineChart::paintAxis(QPainter &painter, const Boxes &boxes) const
{
    const QRectF &box = boxes.axis;
    const double room = em(this, 5.5);
    for (const TimeTick &tick : timeTicks(m_from, m_to, std::max(1, static_cast<int>(box.width() / room)))) {
        const double x = xOf(tick.time);
        painter.setPen(QPen(faded(palette().color(QPalette::Mid), 0.5f), 1));
        painter.drawLine(QPointF(x, boxes.counts.top()), QPointF(x, boxes.traffic.bottom()));
        painter.setPen(palette().color(QPalette::PlaceholderText));
        const double left = std::min(x - room / 2, width() - room);
        const auto side = left < x - room / 2 ? Qt::AlignRight : Qt::AlignHCenter;
        painter.drawText(QRectF(left, box.top(), room, box.height()), side | Qt::AlignBottom, tick.text);
    }
}

// The legend and the values in one: each number behind the form of its line.
void TimelineChart::paintReadout(QPainter &painter, const QRectF &box) const
{
    const QColor ok = signColour(Sign::Ok, palette());
    const Reading now = reading();
    QRectF line(box.left(), box.top(), box.width(), fontMetrics().height());
    double x = box.left() + em(this, 0.2);
    const auto write = [&](const QString &text, QPalette::ColorRole role) {
        painter.setPen(palette().color(role));
        painter.drawText(QRectF(x, line.top(), line.right() - x, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         text);
        x += fontMetrics().horizontalAdvance(text) + em(this, 0.4);
    };
    const auto value = [&](const QPen &pen, const QString &name, const QString &number) {
        painter.setPen(pen);
        painter.drawLine(QPointF(x, line.center().y()), QPointF(x + em(this, 1.3), line.center().y()));
        x += em(this, 1.6);
        write(name, QPalette::PlaceholderText);
        write(number, QPalette::WindowText);
        x += em(this, 0.7);
    };
    write(now.moment, QPalette::WindowText);
    const double begin = std::max(x, box.left() + gutter()) + em(this, 0.3);
    x = begin;
    value(announcedPen(this), tr("announced"), now.announced);
    value(linePen(this, ok), tr("installed"), now.installed);
    if (readoutLines() > 1) {
        line.translate(0, line.height());
        x = begin;
    }
    value(QPen(faded(ok, 0.45f), em(this, 0.45), Qt::SolidLine, Qt::FlatCap), tr("in"), now.in);
    value(linePen(this, signColour(Sign::Manual, palette())), tr("out"), now.out);
}

// By the widest numbers, so that nothing moves while one reads along.
int TimelineChart::readoutLines() const
{
    const QString words = tr("announced") % tr("installed") % tr("in") % tr("out");
    const QString numbers = QStringLiteral("99999999") % QStringLiteral("999 kB/s999 kB/s");
    const int around = gutter() + em(this, 0.5 + 4 * (1.6 + 0.8 + 0.7));
    return around + fontMetrics().horizontalAdvance(words % numbers) > width() ? 2 : 1;
}

} // namespace mesh44
