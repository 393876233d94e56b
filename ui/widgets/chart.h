// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/decimation.h"

#include <QPainterPath>
#include <QWidget>

#include <span>
#include <vector>

namespace mesh44 {

// A drawing of values over time. A screen reader is told that it is a chart, its name, and its values as a sentence.
class Chart : public QWidget
{
    Q_OBJECT

public:
    explicit Chart(QWidget *parent = nullptr);

    // What somebody who does not see the drawing wants to know.
    void setValueText(const QString &text);
    const QString &valueText() const { return m_valueText; }

private:
    QString m_valueText;
};

// The columns as a line within `box`, broken where something is not known; values from `floor` to `ceiling`.
QPainterPath chartLine(std::span<const ChartColumn> columns, const QRectF &box, double floor, double ceiling);
// The same, filled down to the floor.
QPainterPath chartArea(std::span<const ChartColumn> columns, const QRectF &box, double floor, double ceiling);

} // namespace mesh44
