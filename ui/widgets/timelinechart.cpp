// SPDX-License-Identifier: GPL-3.0-or-later
// What the time line knows and does; timelinepaint.cpp draws it.
#include "ui/widgets/timelinechart.h"

#include "ui/models/words.h"
#include "ui/widgets/signs.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>

#include <algorithm>
#include <utility>

namespace mesh44 {

TimelineChart::TimelineChart(QWidget *parent) : Chart(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setCursor(Qt::CrossCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setAccessibleName(tr("Time line of routes and traffic"));
    setAccessibleDescription(tr("Left and Right read it, with Shift they choose a range, Escape gives it up."));
}

void TimelineChart::setPoints(std::vector<TimelineView> points)
{
    m_points = std::move(points);
    m_series = seriesOf(m_points);
    tell();
}

void TimelineChart::setMarks(Marks marks)
{
    m_marks = std::move(marks);
    update();
}

void TimelineChart::setSpan(int64_t from, int64_t to)
{
    if (from == m_from && to == m_to)
        return;
    m_from = from;
    m_to = std::max(to, from + 1);
    tell();
}

void TimelineChart::setRange(std::optional<Range> range)
{
    if (range == m_range)
        return;
    m_range = range;
    if (!range)
        m_anchor.reset();
    tell();
    Q_EMIT rangeChanged();
}

QSize TimelineChart::sizeHint() const
{
    return {em(this, 40), em(this, 12.5)};
}

QSize TimelineChart::minimumSizeHint() const
{
    return {em(this, 16), em(this, 8.5)};
}

TimelineChart::Boxes TimelineChart::boxes() const
{
    const double line = fontMetrics().height();
    const double left = gutter();
    const double wide = width() - left - em(this, 0.6);
    const double lanes = line * 1.6;
    const double gaps = line * 0.9;
    const double told = line * readoutLines();
    const double free = height() - told - line - line * 0.5 - lanes - 2 * gaps;
    Boxes boxes;
    boxes.readout = {0, 0, double(width()), told};
    boxes.counts = {left, told + line * 0.5, wide, free * 0.62};
    boxes.marks = {left, boxes.counts.bottom() + gaps * 0.6, wide, lanes};
    boxes.traffic = {left, boxes.marks.bottom() + gaps * 0.8, wide, free * 0.38};
    boxes.axis = {left, height() - line, wide, line};
    return boxes;
}

// As wide as the widest number beside the scales.
int TimelineChart::gutter() const
{
    return fontMetrics().horizontalAdvance(QStringLiteral("999 MB/s")) + em(this, 0.5);
}

double TimelineChart::xOf(int64_t time) const
{
    const QRectF box = boxes().counts;
    return box.left() + static_cast<double>(time - m_from) / static_cast<double>(m_to - m_from) * box.width();
}

int64_t TimelineChart::timeAt(double x) const
{
    const QRectF box = boxes().counts;
    const double share = std::clamp((x - box.left()) / std::max(box.width(), 1.0), 0.0, 1.0);
    return m_from + static_cast<int64_t>(share * static_cast<double>(m_to - m_from));
}

const TimelineView *TimelineChart::pointRead() const
{
    return m_points.empty() ? nullptr : &m_points[indexRead()];
}

size_t TimelineChart::indexRead() const
{
    return static_cast<size_t>(std::max(nearestPoint(m_points, m_look.value_or(m_to)), 0));
}

TimelineChart::Reading TimelineChart::reading() const
{
    const TimelineView *point = pointRead();
    const QString none = QStringLiteral("–");
    if (!point)
        return {QString(), none, none, none, none};
    const size_t index = indexRead();
    const int64_t passed = index == 0 ? 0 : point->time - m_points[index - 1].time;
    const auto rate = [&](uint64_t bytes) {
        return passed > 0 ? rateText(static_cast<double>(bytes) / (static_cast<double>(passed) / 1e6)) : none;
    };
    return {momentText(m_to, point->time), QLocale().toString(point->announced), QLocale().toString(point->installed),
            rate(point->inBytes), rate(point->outBytes)};
}

QString TimelineChart::readout() const
{
    if (m_points.empty())
        return tr("nothing recorded yet");
    const Reading now = reading();
    return tr("%1: %2 announced, %3 installed, in %4, out %5")
        .arg(now.moment, now.announced, now.installed, now.in, now.out);
}

void TimelineChart::tell()
{
    QString words = readout();
    if (m_range)
        words += u' ' % tr("Range: %1 to %2.").arg(momentText(m_to, m_range->from), momentText(m_to, m_range->to));
    setValueText(words);
    update();
}

void TimelineChart::look(std::optional<int64_t> time)
{
    if (time == m_look)
        return;
    m_look = time;
    tell();
}

void TimelineChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_anchor = timeAt(event->position().x());
    m_dragging = false;
}

void TimelineChart::mouseMoveEvent(QMouseEvent *event)
{
    const double x = event->position().x();
    look(timeAt(x));
    if (!(event->buttons() & Qt::LeftButton) || !m_anchor)
        return;
    m_dragging = m_dragging || std::abs(x - xOf(*m_anchor)) >= QApplication::startDragDistance();
    if (m_dragging)
        setRange(Range{std::min(*m_anchor, *m_look), std::max(*m_anchor, *m_look)});
}

void TimelineChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || std::exchange(m_dragging, false))
        return;
    setRange(std::nullopt); // a click alone gives it up
    m_anchor.reset();
}

void TimelineChart::leaveEvent(QEvent *event)
{
    Chart::leaveEvent(event);
    look(std::nullopt);
}

void TimelineChart::focusOutEvent(QFocusEvent *event)
{
    Chart::focusOutEvent(event);
    if (!underMouse())
        look(std::nullopt);
    update();
}

void TimelineChart::keyPressEvent(QKeyEvent *event)
{
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    const int page = std::max<int>(1, static_cast<int>(m_points.size()) / 20);
    switch (event->key()) {
    case Qt::Key_Left: step(-1, extend); break;
    case Qt::Key_Right: step(1, extend); break;
    case Qt::Key_PageUp: step(-page, extend); break;
    case Qt::Key_PageDown: step(page, extend); break;
    case Qt::Key_Home: step(-static_cast<int>(m_points.size()), extend); break;
    case Qt::Key_End: step(static_cast<int>(m_points.size()), extend); break;
    case Qt::Key_Escape:
        if (!m_range && !m_look) {
            Chart::keyPressEvent(event);
            return;
        }
        setRange(std::nullopt);
        look(std::nullopt);
        break;
    default: Chart::keyPressEvent(event);
    }
}

// From point to point within the span.
void TimelineChart::step(int by, bool extend)
{
    if (m_points.empty())
        return;
    const int64_t before = pointRead()->time;
    if (!extend)
        m_anchor.reset();
    else if (!m_anchor)
        m_anchor = before;
    const int first = std::max(nearestPoint(m_points, m_from), 0);
    const int last = std::max(nearestPoint(m_points, m_to), first);
    const int next = std::clamp(static_cast<int>(indexRead()) + by, first, last);
    look(m_points[static_cast<size_t>(next)].time);
    if (m_anchor)
        setRange(Range{std::min(*m_anchor, *m_look), std::max(*m_anchor, *m_look)});
}

} // namespace mesh44
