// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What stays from frame to frame, in two pictures of the widget's size: the ground, and on it the spokes and the marks.
// A frame is one blit. While the view moves, the last picture moves along; it is drawn anew when the view rests.

#include "ui/map/mapmarks.h"

#include <QImage>
#include <QPixmap>

namespace mesh44 {

class MapLayers
{
public:
    void setLook(const MapLook &look);
    const MapLook &look() const { return m_look; }
    MapMarks &marks() { return m_marks; }

    void marksChanged() { m_stillValid = false; }
    void allChanged() { m_groundValid = m_stillValid = false; }
    bool isCrisp(const MapView &view) const { return m_stillValid && m_stillView == view; }

    // moving: what there is, moved, if there is something. spokes may be null.
    void paint(QPainter &painter, const MapNodes &nodes, const MapView &view, const QImage *spokes, bool moving);

private:
    void render(const MapNodes &nodes, const MapView &view, const QImage *spokes);
    QSize pixels(const MapView &view) const;

    MapLook m_look;
    MapMarks m_marks;
    QPixmap m_ground;
    QImage m_still; // no pixmap: its pixels can be written at once
    MapView m_groundView;
    MapView m_stillView;
    bool m_groundValid = false;
    bool m_stillValid = false;
};

} // namespace mesh44
