// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/roomystyle.h"

#include <QApplication>
#include <QFontMetrics>
#include <QStyleOption>

namespace mesh44 {

namespace {

int air(const QStyleOption &option)
{
    return option.fontMetrics.height() * 3 / 5;
}

bool isWorded(const QStyleOption &option)
{
    const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(&option);
    return button && !button->text.isEmpty() && button->icon.isNull() && !(button->state & QStyle::State_AutoRaise);
}

} // namespace

QSize RoomyStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                   const QWidget *widget) const
{
    QSize wanted = ClearStyle::sizeFromContents(type, option, size, widget);
    if (option && (type == CT_PushButton || (type == CT_ToolButton && isWorded(*option))))
        wanted.rwidth() += air(*option);
    return wanted;
}

int RoomyStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    const int length = ClearStyle::pixelMetric(metric, option, widget);
    if (metric != PM_SmallIconSize && metric != PM_ButtonIconSize)
        return length;
    return qMax(length, (widget ? widget->fontMetrics() : QFontMetrics(QApplication::font())).height());
}

} // namespace mesh44
