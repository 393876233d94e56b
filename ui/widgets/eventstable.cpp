// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/eventstable.h"

#include "ui/models/words.h"
#include "ui/widgets/signs.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace mesh44 {

EventsTable::EventsTable(EventsFilter &events, QWidget *parent) : QTableView(parent), m_events(events)
{
    setModel(&events);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setAccessibleName(tr("Events"));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(em(this, 1.6));
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setColumnWidth(EventsModel::Time, em(this, 8.2));
    setColumnWidth(EventsModel::Kind, em(this, 5));
    setColumnWidth(EventsModel::Subject, em(this, 9));
    connect(&events, &EventsFilter::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { keepPlace(first, last); });
    connect(&events, &EventsFilter::modelReset, this, &EventsTable::scrollToTop);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &EventsTable::rowsAboveChanged);
}

const EventView *EventsTable::currentEvent() const
{
    const QModelIndex current = currentIndex();
    const bool chosen = current.isValid() && selectionModel()->isRowSelected(current.row());
    return chosen ? &m_events.eventAt(current.row()) : nullptr;
}

QString EventsTable::selectedText() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList lines;
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (int column = 0; column < EventsModel::ColumnCount; ++column)
            cells.append(row.siblingAtColumn(column).data().toString());
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

void EventsTable::copySelection() const
{
    if (const QString text = selectedText(); !text.isEmpty())
        QApplication::clipboard()->setText(text);
}

int EventsTable::rowsAbove() const
{
    return verticalScrollBar()->value();
}

bool EventsTable::isHeld() const
{
    return rowsAbove() > 0 || viewport()->underMouse() || currentEvent();
}

// Rows are the unit of the scroll bar.
void EventsTable::keepPlace(int first, int last)
{
    if (!isHeld() || first > rowsAbove())
        return;
    const int place = rowsAbove() + last - first + 1;
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(place);
}

void EventsTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentEvent())
        Q_EMIT activatedByKey();
    else
        QTableView::keyPressEvent(event);
}

void EventsTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (!currentEvent())
        return;
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    Q_EMIT menuRequested(byKey ? viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()) : event->globalPos());
}

void EventsTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_events.rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect(), Qt::AlignCenter,
                     m_events.sourceModel()->rowCount() > 0 ? tr("No event fits.") : tr("No events yet."));
}

void EventsTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT currentEventChanged();
}

} // namespace mesh44
