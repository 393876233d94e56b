// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/clearstyle.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace mesh44 {

namespace {

QColor accent(const QStyleOption &option)
{
    return option.palette.color(QPalette::Link); // brighter than the highlight where the ground is dark
}

// The ring around the mark: the text's colour, quieter; the accent's for what is chosen or has the keyboard.
QPen outlineOf(const QStyleOption &option, double side)
{
    const bool isMarked = option.state & (QStyle::State_On | QStyle::State_NoChange | QStyle::State_HasFocus);
    QColor colour = option.palette.color(QPalette::WindowText);
    colour.setAlphaF(0.62F);
    return {option.state & QStyle::State_Enabled && isMarked ? accent(option) : colour, side / 12};
}

QRectF boxOf(const QStyleOption &option)
{
    const double side = qMin(option.rect.width(), option.rect.height()) - 2;
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option.rect).center());
    return box;
}

QColor markOf(const QStyleOption &option)
{
    return option.state & QStyle::State_Enabled ? accent(option)
                                                : option.palette.color(QPalette::Disabled, QPalette::WindowText);
}

void drawRadio(const QStyleOption &option, QPainter &painter)
{
    const QRectF box = boxOf(option);
    painter.setPen(outlineOf(option, box.width()));
    painter.setBrush(option.palette.base());
    painter.drawEllipse(box);
    if (!(option.state & QStyle::State_On))
        return;
    const double inset = box.width() * 0.27;
    painter.setPen(Qt::NoPen);
    painter.setBrush(markOf(option));
    painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset));
}

void drawCheck(const QStyleOption &option, QPainter &painter)
{
    const QRectF box = boxOf(option);
    const double unit = box.width() / 12;
    const bool isOn = option.state & QStyle::State_On;
    painter.setPen(outlineOf(option, box.width()));
    painter.setBrush(isOn ? QBrush(markOf(option)) : option.palette.base());
    painter.drawRoundedRect(box, unit * 1.6, unit * 1.6);
    const QColor mark = isOn ? option.palette.color(QPalette::HighlightedText) : markOf(option);
    painter.setPen(QPen(mark, unit * 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.translate(box.topLeft());
    if (isOn) {
        QPainterPath tick(QPointF(2.8 * unit, 6.2 * unit));
        tick.lineTo(5.1 * unit, 8.6 * unit);
        tick.lineTo(9.3 * unit, 3.7 * unit);
        painter.drawPath(tick);
    } else if (option.state & QStyle::State_NoChange) {
        painter.drawLine(QPointF(3 * unit, 6 * unit), QPointF(9 * unit, 6 * unit));
    }
}

void drawPressedTool(const QStyleOption &option, QPainter &painter)
{
    QColor ground = accent(option);
    painter.setPen(QPen(ground, 1));
    ground.setAlphaF(0.28F);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
}

} // namespace

void ClearStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    const auto draw = [&](auto &&how) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        how(*option, *painter);
        painter->restore();
    };
    if (element == PE_IndicatorRadioButton)
        return draw(drawRadio);
    if (element == PE_IndicatorCheckBox)
        return draw(drawCheck);
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element == PE_PanelButtonTool && option->state & State_On)
        draw(drawPressedTool);
}

} // namespace mesh44
