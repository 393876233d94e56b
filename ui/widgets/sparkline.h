// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chart.h"

namespace mesh44 {

// The last minutes of one value, small, from nothing upwards. Two beside each other are told apart by their form.
class Sparkline : public Chart
{
    Q_OBJECT

public:
    enum class Form { Filled, Line };
    explicit Sparkline(Form form, QWidget *parent = nullptr);

    // The oldest first. ceiling: what reaches the upper edge; the same for those that are compared.
    void setPoints(std::vector<ChartPoint> points, int64_t from, int64_t to, double ceiling);
    bool isEmpty() const { return m_points.empty(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Form m_form;
    std::vector<ChartPoint> m_points;
    int64_t m_from = 0; // µs since the epoch
    int64_t m_to = 0;
    double m_ceiling = 1;
};

} // namespace mesh44
