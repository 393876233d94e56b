// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chip.h"

#include "ui/widgets/signs.h"

#include <QPainter>
#include <QPainterPath>

namespace mesh44 {

Chip::Chip(const QString &word, QWidget *parent) : QAbstractButton(parent)
{
    setText(word);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

// Room for the tick, so that nothing moves when it comes.
QSize Chip::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + em(this, 1.9), em(this, 1.45)};
}

void Chip::enterEvent(QEnterEvent *)
{
    update();
}

void Chip::leaveEvent(QEvent *)
{
    update();
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double line = hasFocus() ? em(this, 0.1) : 1;
    const QRectF box = QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2);
    const QColor edge = palette().color(hasFocus() ? QPalette::Highlight : QPalette::Mid);
    painter.setPen(QPen(edge, line));
    painter.setBrush(isChecked() || underMouse() ? signTint(Sign::Ok, palette(), isChecked() ? 0.25 : 0.08)
                                                 : palette().color(QPalette::Base));
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.setPen(palette().color(QPalette::Text));
    const double tick = isChecked() ? em(this, 0.35) : 0;
    painter.drawText(box.adjusted(tick * 2, 0, 0, 0), Qt::AlignCenter, text());
    if (!isChecked())
        return;
    const QPointF middle(box.left() + em(this, 0.7), box.center().y());
    QPainterPath path(middle + QPointF(-tick * 0.8, 0));
    path.lineTo(middle + QPointF(-tick * 0.2, tick * 0.6));
    path.lineTo(middle + QPointF(tick * 0.8, -tick * 0.6));
    painter.strokePath(path, QPen(palette().color(QPalette::Text), em(this, 0.1), Qt::SolidLine, Qt::RoundCap));
}

} // namespace mesh44
