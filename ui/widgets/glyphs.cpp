// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/glyphs.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>

namespace mesh44 {

namespace {

// All paths live in a square of 24 units, as most icon sets do.

QPainterPath overviewPath()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(3.5, 3.5, 7, 9), 1.5, 1.5);
    path.addRoundedRect(QRectF(13.5, 3.5, 7, 5), 1.5, 1.5);
    path.addRoundedRect(QRectF(3.5, 15.5, 7, 5), 1.5, 1.5);
    path.addRoundedRect(QRectF(13.5, 11.5, 7, 9), 1.5, 1.5);
    return path;
}

QPainterPath peersPath()
{
    QPainterPath path;
    for (const double y : {6.0, 12.0, 18.0}) {
        path.addEllipse(QPointF(5, y), 1.4, 1.4);
        path.moveTo(9.5, y);
        path.lineTo(20.5, y);
    }
    return path;
}

QPainterPath mapPath()
{
    QPainterPath path;
    path.addEllipse(QRectF(3, 3, 18, 18));
    path.addEllipse(QRectF(8, 3, 8, 18));
    path.moveTo(3.6, 9);
    path.lineTo(20.4, 9);
    path.moveTo(3.6, 15);
    path.lineTo(20.4, 15);
    return path;
}

QPainterPath checkupPath()
{
    QPainterPath path; // a list, ticked
    path.addRoundedRect(QRectF(4.5, 4.5, 15, 16.5), 2, 2);
    path.addRoundedRect(QRectF(9, 2.8, 6, 3.6), 1.2, 1.2);
    path.moveTo(8.2, 13.4);
    path.lineTo(11, 16.2);
    path.lineTo(16, 10.6);
    return path;
}

QPainterPath historyPath()
{
    QPainterPath path;
    path.arcMoveTo(QRectF(3.5, 3.5, 17, 17), 165);
    path.arcTo(QRectF(3.5, 3.5, 17, 17), 165, -320);
    path.moveTo(3.2, 5.2);
    path.lineTo(3.8, 9.8);
    path.lineTo(8.4, 9.2);
    path.moveTo(12, 7.5);
    path.lineTo(12, 12.3);
    path.lineTo(15.4, 14.2);
    return path;
}

QPainterPath settingsPath()
{
    QPainterPath path;
    const struct
    {
        double y, knob;
    } sliders[] = {{6, 15}, {12, 8}, {18, 13}};
    for (const auto &slider : sliders) {
        path.moveTo(3.5, slider.y);
        path.lineTo(slider.knob - 2.3, slider.y);
        path.addEllipse(QPointF(slider.knob, slider.y), 2.3, 2.3);
        path.moveTo(slider.knob + 2.3, slider.y);
        path.lineTo(20.5, slider.y);
    }
    return path;
}

QPainterPath searchPath()
{
    QPainterPath path;
    path.addEllipse(QPointF(10.5, 10.5), 6.5, 6.5);
    path.moveTo(15.4, 15.4);
    path.lineTo(20.5, 20.5);
    return path;
}

QPainterPath closePath()
{
    QPainterPath path(QPointF(6, 6));
    path.lineTo(18, 18);
    path.moveTo(18, 6);
    path.lineTo(6, 18);
    return path;
}

QPainterPath menuPath()
{
    QPainterPath path;
    for (const double y : {6.5, 12.0, 17.5}) {
        path.moveTo(4, y);
        path.lineTo(20, y);
    }
    return path;
}

QPainterPath pathOf(Glyph glyph)
{
    switch (glyph) {
    case Glyph::Overview: return overviewPath();
    case Glyph::Peers: return peersPath();
    case Glyph::Map: return mapPath();
    case Glyph::Checkup: return checkupPath();
    case Glyph::History: return historyPath();
    case Glyph::Settings: return settingsPath();
    case Glyph::Search: return searchPath();
    case Glyph::Close: return closePath();
    case Glyph::Menu: break;
    }
    return menuPath();
}

// Drawn when it is wanted: the colours of then, at the screen's size of then.
class GlyphEngine : public QIconEngine
{
public:
    explicit GlyphEngine(Glyph glyph) : m_glyph(glyph) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const auto role = mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText;
        paintGlyph(*painter, rect, m_glyph, QGuiApplication::palette().color(group, role));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new GlyphEngine(m_glyph); }

private:
    Glyph m_glyph;
};

} // namespace

void paintGlyph(QPainter &painter, const QRectF &box, Glyph glyph, const QColor &colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / 24, box.height() / 24);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(pathOf(glyph));
    painter.restore();
}

QIcon glyphIcon(Glyph glyph)
{
    return QIcon(new GlyphEngine(glyph));
}

} // namespace mesh44
