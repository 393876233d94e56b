// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>

#include <vector>

namespace mesh44 {

// Points in a grid of equal cells: what is near a point is found without looking at all of them.
class PointGrid
{
public:
    void build(const std::vector<QPointF> &points, const QRectF &bounds);
    // Indexes of the points within the radius, the nearest first.
    std::vector<int> within(QPointF centre, double radius) const;
    // The nearest points, at most this many, the nearest first.
    std::vector<int> nearest(QPointF centre, size_t count) const;

private:
    static constexpr int kSide = 96;
    int column(double x) const;
    int row(double y) const;

    std::vector<QPointF> m_points;
    std::vector<int> m_begin; // of each cell in m_order, and the end of the last
    std::vector<int> m_order;
    QRectF m_bounds;
};

} // namespace mesh44
