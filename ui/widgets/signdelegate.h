// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/condition.h"

#include <QStyledItemDelegate>

namespace mesh44 {

// Puts the sign before the word in cells that have one (PeersModel::SignRole).
class SignDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setStale(bool stale) { m_stale = stale; }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    bool m_stale = false;
};

} // namespace mesh44
