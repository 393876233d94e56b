// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QTransform>

namespace mesh44 {

// What of the map is seen: a centre in map units and a zoom, of which 1 shows all of home.
class MapView
{
public:
    void setSize(QSizeF size) { m_size = size; }
    void setMargin(double margin) { m_margin = margin; } // around home, at zoom 1
    // The rectangle that "fit" shows, the one that the centre cannot leave, and how near one can go.
    void setMap(const QRectF &home, const QRectF &bounds, double maxZoom);

    QSizeF size() const { return m_size; }
    double zoom() const { return m_zoom; }
    QPointF centre() const { return m_centre; }
    double scale() const; // pixels of one map unit
    QPointF toScreen(QPointF map) const;
    QPointF toMap(QPointF screen) const;
    QRectF seen() const; // in map units
    QTransform transform() const;
    // toScreen() of many rectangles.
    class Screen
    {
    public:
        explicit Screen(const MapView &view)
            : m_scale(view.scale()), m_origin(view.toScreen({0, 0})), m_size(view.size())
        {
        }
        QRectF of(const QRectF &map) const
        {
            return {m_origin.x() + map.x() * m_scale, m_origin.y() + map.y() * m_scale, map.width() * m_scale,
                    map.height() * m_scale};
        }
        bool shows(const QRectF &screen) const
        {
            return screen.x() < m_size.width() && screen.right() > 0 && screen.y() < m_size.height()
                   && screen.bottom() > 0;
        }

    private:
        double m_scale;
        QPointF m_origin;
        QSizeF m_size;
    };
    bool isNearest() const { return m_zoom >= m_maxZoom; }
    bool isFitted() const { return m_zoom == 1 && m_centre == m_home.center(); }

    void fit();
    void set(QPointF centre, double zoom);
    // What is under the point stays under it.
    void zoomAt(QPointF screen, double factor);
    void pan(QPointF pixels);
    // Moves no more than it takes to see the point, this far from the edge; false: nothing was to be done.
    bool reveal(QPointF map, double pixels);

    bool operator==(const MapView &) const = default;

private:
    void clamp();

    QSizeF m_size{1, 1};
    QRectF m_home{0, 0, 1, 1};
    QRectF m_bounds{0, 0, 1, 1};
    double m_margin = 0;
    double m_maxZoom = 64;
    QPointF m_centre{0.5, 0.5};
    double m_zoom = 1;
};

} // namespace mesh44
