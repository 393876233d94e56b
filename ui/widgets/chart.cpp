// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chart.h"

#include <QAccessibleWidget>

#include <algorithm>

namespace mesh44 {

namespace {

class AccessibleChart : public QAccessibleWidget
{
public:
    explicit AccessibleChart(Chart *chart) : QAccessibleWidget(chart, QAccessible::Chart) {}

    QString text(QAccessible::Text which) const override
    {
        const auto *chart = static_cast<const Chart *>(widget());
        return which == QAccessible::Value ? chart->valueText() : QAccessibleWidget::text(which);
    }
};

QAccessibleInterface *makeAccessibleChart(const QString &, QObject *object)
{
    auto *chart = qobject_cast<Chart *>(object);
    return chart ? new AccessibleChart(chart) : nullptr;
}

// From values to places.
class ChartScale
{
public:
    ChartScale(const QRectF &box, size_t columns, double floor, double ceiling)
        : m_box(box),
          m_step(box.width() / static_cast<double>(std::max<size_t>(columns, 1))),
          m_floor(floor),
          m_unit(std::max(box.height(), 0.0) / std::max(ceiling - floor, 1e-9))
    {
    }
    double x(size_t column) const { return m_box.left() + (static_cast<double>(column) + 0.5) * m_step; }
    double y(double value) const
    {
        return std::max(m_box.top(), std::min(m_box.bottom() - (value - m_floor) * m_unit, m_box.bottom()));
    }
    QPointF at(size_t column, double value) const { return {x(column), y(value)}; }

private:
    QRectF m_box;
    double m_step;
    double m_floor;
    double m_unit;
};

// In and out by the values that the neighbours see, and over both extremes in between.
void trace(QPainterPath &path, const ChartScale &scale, size_t at, const ChartColumn &column)
{
    path.lineTo(scale.at(at, column.first));
    if (column.low == column.high)
        return;
    path.lineTo(scale.at(at, column.low));
    path.lineTo(scale.at(at, column.high));
    path.lineTo(scale.at(at, column.last));
}

} // namespace

Chart::Chart(QWidget *parent) : QWidget(parent)
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessibleChart);
        return true;
    }();
    Q_UNUSED(installed)
}

void Chart::setValueText(const QString &text)
{
    if (text == m_valueText)
        return;
    m_valueText = text;
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

QPainterPath chartLine(std::span<const ChartColumn> columns, const QRectF &box, double floor, double ceiling)
{
    const ChartScale scale(box, columns.size(), floor, ceiling);
    QPainterPath path;
    for (size_t i = 0; i < columns.size(); ++i) {
        if (!columns[i].filled)
            continue;
        if (columns[i].gapBefore)
            path.moveTo(scale.at(i, columns[i].first));
        trace(path, scale, i, columns[i]);
    }
    return path;
}

QPainterPath chartArea(std::span<const ChartColumn> columns, const QRectF &box, double floor, double ceiling)
{
    const ChartScale scale(box, columns.size(), floor, ceiling);
    QPainterPath path;
    size_t last = columns.size(); // of the part that is being drawn; columns.size(): none is
    const auto close = [&] {
        if (last == columns.size())
            return;
        path.lineTo(scale.x(last), box.bottom());
        path.closeSubpath();
        last = columns.size();
    };
    for (size_t i = 0; i < columns.size(); ++i) {
        if (!columns[i].filled)
            continue;
        if (columns[i].gapBefore) {
            close();
            path.moveTo(scale.x(i), box.bottom());
        }
        trace(path, scale, i, columns[i]);
        last = i;
    }
    close();
    return path;
}

} // namespace mesh44
