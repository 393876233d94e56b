// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/signdelegate.h"

#include "ui/models/peersmodel.h"
#include "ui/widgets/signs.h"

#include <QPixmapCache>

namespace mesh44 {

namespace {

QPixmap cachedSign(Sign sign, int size, qreal ratio, const QColor &colour)
{
    const QString key =
        QStringLiteral("mesh44/%1/%2/%3/%4").arg(static_cast<int>(sign)).arg(size).arg(ratio).arg(colour.name());
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = signPixmap(sign, size, ratio, colour);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

} // namespace

// Air between the lines, for eyes and fingers.
QSize SignDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(option.fontMetrics.height() * 8 / 5);
    return size;
}

void SignDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->state &= ~QStyle::State_HasFocus; // the row is what is chosen, not the cell
    const QVariant value = index.data(PeersModel::SignRole);
    if (!value.isValid())
        return;
    const auto sign = static_cast<Sign>(value.toInt());
    const bool chosen = option->state & QStyle::State_Selected;
    const QPalette::ColorRole role = chosen ? QPalette::HighlightedText : QPalette::Text;
    const QColor colour = chosen || m_stale ? option->palette.color(role) : signColour(sign, option->palette);
    const int size = option->fontMetrics.height() * 3 / 4;
    const qreal ratio = option->widget ? option->widget->devicePixelRatioF() : 1.0;
    QIcon icon;
    const QPixmap pixmap = cachedSign(sign, size, ratio, colour);
    for (const auto mode : {QIcon::Normal, QIcon::Selected, QIcon::Disabled})
        icon.addPixmap(pixmap, mode); // else the style tints a selected one
    option->icon = icon;
    option->decorationSize = {size, size};
    option->features |= QStyleOptionViewItem::HasDecoration;
}

} // namespace mesh44
