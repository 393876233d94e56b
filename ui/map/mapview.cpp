// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapview.h"

#include <algorithm>

namespace mesh44 {

void MapView::setMap(const QRectF &home, const QRectF &bounds, double maxZoom)
{
    m_home = home;
    m_bounds = bounds;
    m_maxZoom = maxZoom;
    fit();
}

double MapView::scale() const
{
    const double width = std::max(m_size.width() - 2 * m_margin, 1.0);
    const double height = std::max(m_size.height() - 2 * m_margin, 1.0);
    return std::min(width / m_home.width(), height / m_home.height()) * m_zoom;
}

QPointF MapView::toScreen(QPointF map) const
{
    return (map - m_centre) * scale() + QPointF(m_size.width() / 2, m_size.height() / 2);
}

QPointF MapView::toMap(QPointF screen) const
{
    return (screen - QPointF(m_size.width() / 2, m_size.height() / 2)) / scale() + m_centre;
}

QRectF MapView::seen() const
{
    return {toMap({0, 0}), toMap({m_size.width(), m_size.height()})};
}

QTransform MapView::transform() const
{
    const QPointF origin = toScreen({0, 0});
    return {scale(), 0, 0, scale(), origin.x(), origin.y()};
}

void MapView::fit()
{
    m_zoom = 1;
    m_centre = m_home.center();
}

void MapView::set(QPointF centre, double zoom)
{
    m_centre = centre;
    m_zoom = zoom;
    clamp();
}

void MapView::zoomAt(QPointF screen, double factor)
{
    const QPointF anchor = toMap(screen);
    m_zoom = std::clamp(m_zoom * factor, 1.0, m_maxZoom);
    m_centre += anchor - toMap(screen);
    clamp();
}

void MapView::pan(QPointF pixels)
{
    m_centre -= pixels / scale();
    clamp();
}

bool MapView::reveal(QPointF map, double pixels)
{
    const QPointF at = toScreen(map);
    const auto overshoot = [pixels](double value, double size) {
        const double edge = std::min(pixels, size / 2);
        return value < edge ? edge - value : value > size - edge ? size - edge - value : 0.0;
    };
    const QPointF move(overshoot(at.x(), m_size.width()), overshoot(at.y(), m_size.height()));
    if (move.isNull())
        return false;
    pan(move);
    return true;
}

void MapView::clamp()
{
    m_zoom = std::clamp(m_zoom, 1.0, m_maxZoom);
    m_centre.setX(std::clamp(m_centre.x(), m_bounds.left(), m_bounds.right()));
    m_centre.setY(std::clamp(m_centre.y(), m_bounds.top(), m_bounds.bottom()));
}

} // namespace mesh44
