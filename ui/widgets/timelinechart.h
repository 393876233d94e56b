// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/timeline.h"
#include "ui/widgets/chart.h"

#include <optional>

class QPainter;

namespace mesh44 {

// Announced and installed routes over time, the events below them, and the traffic. A range is chosen by dragging, or
// with Shift and the arrow keys; the moment under the mouse, or where the arrow keys went, is read out at the top.
class TimelineChart : public Chart
{
    Q_OBJECT

public:
    struct Range
    {
        int64_t from = 0; // µs since the epoch, both included
        int64_t to = 0;
        bool operator==(const Range &) const = default;
    };
    struct Marks
    {
        std::vector<int64_t> mesh;    // what the announcer told: routes, endpoints, bursts
        std::vector<int64_t> gateway; // what happened here
    };

    explicit TimelineChart(QWidget *parent = nullptr);

    void setPoints(std::vector<TimelineView> points); // the oldest first
    void setMarks(Marks marks);
    void setSpan(int64_t from, int64_t to);
    void setRange(std::optional<Range> range);
    std::optional<Range> range() const { return m_range; }
    // What stands at the moment that is looked at, or at the end.
    QString readout() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void rangeChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Boxes
    {
        QRectF readout;
        QRectF counts;
        QRectF marks; // two lanes
        QRectF traffic;
        QRectF axis;
    };
    struct Reading
    {
        QString moment;
        QString announced;
        QString installed;
        QString in;
        QString out;
    };
    Boxes boxes() const;
    Reading reading() const;
    int gutter() const;
    int readoutLines() const;
    double xOf(int64_t time) const;
    int64_t timeAt(double x) const;
    const TimelineView *pointRead() const;
    size_t indexRead() const;
    void look(std::optional<int64_t> time);
    void step(int by, bool extend);
    void tell();

    void paintReadout(QPainter &painter, const QRectF &box) const;
    void paintRange(QPainter &painter, const Boxes &boxes) const;
    void paintCounts(QPainter &painter, const QRectF &box) const;
    void paintMarks(QPainter &painter, const QRectF &box) const;
    void paintTraffic(QPainter &painter, const QRectF &box) const;
    void paintAxis(QPainter &painter, const Boxes &boxes) const;
    void paintScale(QPainter &painter, const QRectF &box, const QString &low, const QString &high) const;
    void paintNothing(QPainter &painter, const Boxes &boxes) const;

    std::vector<TimelineView> m_points;
    TimelineSeries m_series;
    Marks m_marks;
    int64_t m_from = 0; // µs since the epoch
    int64_t m_to = 1;
    std::optional<Range> m_range;
    std::optional<int64_t> m_look;   // the moment that is read out
    std::optional<int64_t> m_anchor; // where a range began
    bool m_dragging = false;
};

} // namespace mesh44
