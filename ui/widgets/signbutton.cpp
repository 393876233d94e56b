// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/signbutton.h"

#include "ui/widgets/signs.h"

#include <QPainter>

namespace mesh44 {

SignButton::SignButton(Sign sign, QWidget *parent) : QAbstractButton(parent), m_sign(sign)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize SignButton::sizeHint() const
{
    return {em(this, 1.25) + fontMetrics().horizontalAdvance(text()), em(this, 1.3)};
}

void SignButton::enterEvent(QEnterEvent *)
{
    update();
}

void SignButton::leaveEvent(QEvent *)
{
    update();
}

void SignButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = em(this, 0.62);
    const double edge = em(this, 0.12);
    paintSign(painter, {edge, (height() - side) / 2, side, side}, m_sign, signColour(m_sign, palette()));
    const QRectF words = QRectF(rect()).adjusted(edge + side + em(this, 0.35), 0, 0, 0);
    QFont lettering = font();
    lettering.setUnderline(underMouse());
    painter.setFont(lettering);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, text());
    if (!hasFocus())
        return;
    painter.setPen(QPen(palette().color(QPalette::Highlight), em(this, 0.09)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), edge, edge);
}

} // namespace mesh44
