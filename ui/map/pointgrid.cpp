// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/pointgrid.h"

#include <algorithm>

namespace mesh44 {

namespace {

double squared(QPointF difference)
{
    return QPointF::dotProduct(difference, difference);
}

} // namespace

int PointGrid::column(double x) const
{
    const double share = (x - m_bounds.left()) / std::max(m_bounds.width(), 1e-9);
    return static_cast<int>(std::clamp(share, 0.0, 0.9999) * kSide);
}

int PointGrid::row(double y) const
{
    const double share = (y - m_bounds.top()) / std::max(m_bounds.height(), 1e-9);
    return static_cast<int>(std::clamp(share, 0.0, 0.9999) * kSide);
}

void PointGrid::build(const std::vector<QPointF> &points, const QRectF &bounds)
{
    m_points = points;
    m_bounds = bounds;
    m_begin.assign(kSide * kSide + 1, 0);
    m_order.resize(points.size());
    std::vector<size_t> cells;
    cells.reserve(points.size());
    for (const QPointF &point : points) {
        cells.push_back(static_cast<size_t>(row(point.y()) * kSide + column(point.x())));
        ++m_begin[cells.back() + 1];
    }
    for (size_t cell = 1; cell < m_begin.size(); ++cell)
        m_begin[cell] += m_begin[cell - 1];
    std::vector<int> next(m_begin.begin(), m_begin.end() - 1);
    for (size_t i = 0; i < points.size(); ++i)
        m_order[static_cast<size_t>(next[cells[i]]++)] = static_cast<int>(i);
}

std::vector<int> PointGrid::within(QPointF centre, double radius) const
{
    std::vector<std::pair<double, int>> found;
    if (m_points.empty())
        return {};
    for (int y = row(centre.y() - radius); y <= row(centre.y() + radius); ++y) {
        const auto first = static_cast<size_t>(y * kSide + column(centre.x() - radius));
        const auto last = static_cast<size_t>(y * kSide + column(centre.x() + radius));
        for (int i = m_begin[first]; i < m_begin[last + 1]; ++i) {
            const int index = m_order[static_cast<size_t>(i)];
            const double distance = squared(m_points[static_cast<size_t>(index)] - centre);
            if (distance <= radius * radius)
                found.emplace_back(distance, index);
        }
    }
    std::ranges::sort(found);
    std::vector<int> indexes;
    for (const auto &[distance, index] : found)
        indexes.push_back(index);
    return indexes;
}

std::vector<int> PointGrid::nearest(QPointF centre, size_t count) const
{
    count = std::min(count, m_points.size());
    double radius = std::max(m_bounds.width(), m_bounds.height()) / kSide;
    std::vector<int> indexes = within(centre, radius);
    // A point may lie outside the bounds, and so may the centre: until enough are found, look further.
    for (int step = 0; indexes.size() < count && step < 40; ++step)
        indexes = within(centre, radius *= 2);
    indexes.resize(std::min(count, indexes.size()));
    return indexes;
}

} // namespace mesh44
