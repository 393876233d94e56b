// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/maplayers.h"

#include "ui/map/basemap.h"

namespace mesh44 {

void MapLayers::setLook(const MapLook &look)
{
    if (look == m_look)
        return;
    m_look = look;
    allChanged();
}

QSize MapLayers::pixels(const MapView &view) const
{
    return (view.size() * m_look.ratio).toSize().expandedTo({1, 1});
}

void MapLayers::render(const MapNodes &nodes, const MapView &view, const QImage *spokes)
{
    if (!m_groundValid || m_groundView != view) {
        if (m_ground.size() != pixels(view)) // new memory costs as much as what is drawn into it
            m_ground = QPixmap(pixels(view));
        m_ground.setDevicePixelRatio(m_look.ratio);
        QPainter painter(&m_ground);
        paintGround(painter, nodes.layout().kind(), view, m_look);
        m_groundView = view;
        m_groundValid = true;
    }
    m_marks.prepare(m_look, view, nodes);
    if (m_still.size() != m_ground.size())
        m_still = QImage(pixels(view), QImage::Format_RGB32);
    m_still.setDevicePixelRatio(m_look.ratio);
    QPainter painter(&m_still);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.drawPixmap(0, 0, m_ground);
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    if (spokes) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(QRectF({}, view.size()), *spokes);
    }
    m_marks.paint(painter, nodes, view);
    m_stillView = view;
    m_stillValid = true;
}

void MapLayers::paint(QPainter &painter, const MapNodes &nodes, const MapView &view, const QImage *spokes, bool moving)
{
    if (moving && !m_still.isNull() && m_stillView.size() == view.size()) {
        if (m_stillView != view) {
            painter.fillRect(QRectF({}, view.size()), m_look.colours.around);
            painter.save();
            painter.setTransform(m_stillView.transform().inverted() * view.transform(), true);
            painter.drawImage(0, 0, m_still);
            painter.restore();
            return;
        }
    } else if (!isCrisp(view)) {
        render(nodes, view, spokes);
    }
    painter.drawImage(0, 0, m_still);
}

} // namespace mesh44
