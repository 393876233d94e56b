// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/signs.h"

#include <QPainter>
#include <QPainterPath>

namespace mesh44 {

namespace {

struct Hue
{
    QColor light;
    QColor dark;
};

Hue hueOf(Sign sign)
{
    switch (sign) {
    case Sign::Ok: return {QColor(0x00, 0x72, 0xB2), QColor(0x56, 0xB4, 0xE9)};
    case Sign::Attention: return {QColor(0xA8, 0x6E, 0x00), QColor(0xF0, 0xB8, 0x40)};
    case Sign::Failed: return {QColor(0xC2, 0x54, 0x00), QColor(0xFF, 0x8A, 0x50)};
    case Sign::Manual: return {QColor(0x00, 0x87, 0x63), QColor(0x2F, 0xC8, 0x9A)};
    case Sign::Off:
    case Sign::Unknown: break;
    }
    return {QColor(0x6B, 0x6B, 0x6B), QColor(0x9A, 0x9A, 0x9A)};
}

void outline(QPainter &painter, const QColor &colour, double width)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
}

void fill(QPainter &painter, const QColor &colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
}

void paintTriangle(QPainter &painter, const QRectF &box)
{
    QPainterPath path(QPointF(box.center().x(), box.top()));
    path.lineTo(box.bottomRight());
    path.lineTo(box.bottomLeft());
    path.closeSubpath();
    painter.drawPath(path);
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightnessF() < palette.color(QPalette::WindowText).lightnessF();
}

QColor signColour(Sign sign, const QPalette &palette)
{
    const Hue hue = hueOf(sign);
    return isDark(palette) ? hue.dark : hue.light;
}

QColor signTint(Sign sign, const QPalette &palette, double strength)
{
    const QColor base = palette.color(QPalette::Base);
    const QColor hue = signColour(sign, palette);
    const auto mix = [strength](int from, int to) { return from + qRound((to - from) * strength); };
    return {mix(base.red(), hue.red()), mix(base.green(), hue.green()), mix(base.blue(), hue.blue())};
}

void paintSign(QPainter &painter, const QRectF &box, Sign sign, const QColor &colour)
{
    const double line = box.width() * 0.16;
    const double inset = line / 2 + box.width() * 0.06;
    const QRectF inner = box.adjusted(inset, inset, -inset, -inset);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    fill(painter, colour);
    switch (sign) {
    case Sign::Ok: painter.drawEllipse(inner); break;
    case Sign::Attention: paintTriangle(painter, inner); break;
    case Sign::Failed:
        outline(painter, colour, line * 1.3);
        painter.drawLine(inner.topLeft(), inner.bottomRight());
        painter.drawLine(inner.topRight(), inner.bottomLeft());
        break;
    case Sign::Manual: painter.drawRect(inner); break;
    case Sign::Off:
        outline(painter, colour, line);
        painter.drawRect(inner);
        break;
    case Sign::Unknown:
        outline(painter, colour, line);
        painter.drawEllipse(inner);
        break;
    }
    painter.restore();
}

QPixmap signPixmap(Sign sign, int size, qreal ratio, const QColor &colour)
{
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintSign(painter, QRectF(0, 0, size, size), sign, colour);
    return pixmap;
}

void paintPadlock(QPainter &painter, const QRectF &box, const QColor &colour)
{
    const double unit = box.width() / 10;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    outline(painter, colour, unit * 1.3);
    QPainterPath shackle(box.topLeft() + QPointF(2.8 * unit, 5 * unit));
    shackle.arcTo(QRectF(box.left() + 2.8 * unit, box.top() + unit, 4.4 * unit, 5 * unit), 180, -180);
    shackle.lineTo(box.topLeft() + QPointF(7.2 * unit, 5 * unit));
    painter.drawPath(shackle);
    fill(painter, colour);
    painter.drawRoundedRect(QRectF(box.left() + 1.5 * unit, box.top() + 4.6 * unit, 7 * unit, 4.8 * unit), unit, unit);
    painter.restore();
}

int em(const QWidget *widget, double count)
{
    return qRound(widget->fontMetrics().height() * count);
}

QFont scaledFont(const QFont &font, double factor, QFont::Weight weight)
{
    QFont scaled = font;
    if (font.pointSizeF() > 0)
        scaled.setPointSizeF(font.pointSizeF() * factor);
    else
        scaled.setPixelSize(qRound(font.pixelSize() * factor));
    scaled.setWeight(weight);
    return scaled;
}

SignIcon::SignIcon(double ems, QWidget *parent) : QWidget(parent), m_ems(ems)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void SignIcon::setSign(Sign sign)
{
    m_sign = sign;
    update();
}

QSize SignIcon::sizeHint() const
{
    const int side = em(this, m_ems);
    return {side, side};
}

void SignIcon::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSign(painter, rect(), m_sign,
              isEnabled() ? signColour(m_sign, palette()) : signColour(Sign::Unknown, palette()));
}

} // namespace mesh44
