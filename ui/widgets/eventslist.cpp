// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/eventslist.h"

#include "ui/models/eventsmodel.h"
#include "ui/models/words.h"
#include "ui/widgets/signs.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace mesh44 {

namespace {

QString cell(const QModelIndex &index, int column)
{
    return index.siblingAtColumn(column).data().toString();
}

} // namespace

EventsList::EventsList(EventsModel &events, QWidget *parent) : QListView(parent)
{
    setModel(&events);
    setModelColumn(EventsModel::Text);
    setItemDelegate(new EventDelegate(this));
    setUniformItemSizes(true);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Events"));
}

QString EventsList::selectedText() const
{
    QModelIndexList rows = selectionModel()->selectedIndexes();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList lines;
    for (const QModelIndex &row : rows) {
        lines.append(cell(row, EventsModel::Time) % u'\t' % cell(row, EventsModel::Kind) % u'\t'
                     % cell(row, EventsModel::Subject) % u'\t' % cell(row, EventsModel::Text));
    }
    return lines.join(u'\n');
}

void EventsList::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        QApplication::clipboard()->setText(selectedText());
    else
        QListView::keyPressEvent(event);
}

void EventsList::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect(), Qt::AlignCenter, tr("No events yet."));
}

QSize EventDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int line = option.fontMetrics.height();
    return {line * 10, line * 2 + line * 3 / 5};
}

void EventDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem blank = option;
    blank.text.clear();
    const QWidget *widget = option.widget;
    widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &blank, painter, widget);

    const int line = option.fontMetrics.height();
    const QRect box = option.rect.adjusted(line * 2 / 5, line / 4, -line * 2 / 5, 0);
    const bool chosen = option.state & QStyle::State_Selected;
    const auto draw = [&](int row, QPalette::ColorRole role, const QString &words) {
        painter->setPen(option.palette.color(chosen ? QPalette::HighlightedText : role));
        painter->drawText(box.adjusted(0, row * line, 0, 0), Qt::AlignLeft | Qt::AlignTop,
                          option.fontMetrics.elidedText(words, Qt::ElideRight, box.width()));
    };
    painter->save();
    painter->setFont(option.font);
    const QString subject = cell(index, EventsModel::Subject);
    draw(0, QPalette::PlaceholderText,
         cell(index, EventsModel::Time) % u"  " % cell(index, EventsModel::Kind)
             % (subject.isEmpty() ? QString() : QStringLiteral("  ") % subject));
    draw(1, QPalette::Text, cell(index, EventsModel::Text));
    painter->restore();
}

} // namespace mesh44
