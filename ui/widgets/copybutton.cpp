// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/copybutton.h"

#include "ui/widgets/signs.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPainter>
#include <QToolTip>

namespace mesh44 {

CopyButton::CopyButton(const QString &name, QLabel *value, QWidget *parent) : QAbstractButton(parent), m_value(value)
{
    setAccessibleName(tr("Copy: %1").arg(name));
    setToolTip(tr("Copy"));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, &CopyButton::copy);
}

void CopyButton::copy()
{
    QApplication::clipboard()->setText(m_value->text());
    QToolTip::showText(mapToGlobal(rect().bottomLeft()), tr("Copied"), this);
}

QSize CopyButton::sizeHint() const
{
    const int side = em(this, 1.0);
    return {side, side};
}

void CopyButton::enterEvent(QEnterEvent *)
{
    update();
}

void CopyButton::leaveEvent(QEvent *)
{
    update();
}

void CopyButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lively = isEnabled() && (underMouse() || hasFocus());
    const QColor colour = palette().color(lively ? QPalette::Active : QPalette::Disabled, QPalette::WindowText);
    const double unit = width() / 12.0;
    painter.setPen(QPen(colour, unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(2 * unit, 2 * unit, 5.5 * unit, 6.5 * unit), unit, unit);
    painter.drawRoundedRect(QRectF(4.5 * unit, 4 * unit, 5.5 * unit, 6.5 * unit), unit, unit);
    if (!hasFocus())
        return;
    painter.setPen(QPen(palette().color(QPalette::Highlight), em(this, 0.09)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 2 * unit, 2 * unit);
}

} // namespace mesh44
