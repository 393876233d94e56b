// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/peerstable.h"

#include "ui/widgets/signdelegate.h"
#include "ui/widgets/signs.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

namespace mesh44 {

PeersTable::PeersTable(PeersFilter &filter, QWidget *parent) : QTableView(parent), m_filter(filter)
{
    setModel(&filter);
    setItemDelegate(new SignDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setAccessibleName(tr("Peers"));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(em(this, 1.6));
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    orderColumns();
    setSortingEnabled(true);
    sortByColumn(PeersModel::Prefix, Qt::AscendingOrder);
    sizeColumns();
}

// State, prefix, endpoint, region …
void PeersTable::orderColumns()
{
    QHeaderView *header = horizontalHeader();
    header->moveSection(header->visualIndex(PeersModel::State), 0);
    header->moveSection(header->visualIndex(PeersModel::Region), header->visualIndex(PeersModel::Endpoint));
}

void PeersTable::sizeColumns()
{
    const struct
    {
        PeersModel::Column column;
        double ems;
    } widths[] = {
        {PeersModel::State, 7.2},         {PeersModel::Prefix, 8.2},    {PeersModel::Endpoint, 7.4},
        {PeersModel::Region, 9.5},        {PeersModel::Announced, 5.4}, {PeersModel::Installed, 5.0},
        {PeersModel::LastAnnounced, 7.2}, {PeersModel::Reason, 4.0},
    };
    for (const auto &width : widths)
        setColumnWidth(width.column, em(this, width.ems));
}

std::optional<Ipv4Prefix> PeersTable::currentPrefix() const
{
    const QModelIndex current = currentIndex();
    const bool chosen = current.isValid() && selectionModel()->isRowSelected(current.row());
    return chosen ? std::optional(m_filter.routeAt(current).prefix) : std::nullopt;
}

void PeersTable::choose(std::optional<Ipv4Prefix> prefix)
{
    if (prefix == currentPrefix())
        return;
    const QModelIndex row = prefix ? m_filter.indexOf(*prefix) : QModelIndex();
    if (row.isValid())
        setCurrentIndex(row);
    else
        clearSelection();
}

QString PeersTable::selectedText() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList lines;
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (int visual = 0; visual < m_filter.columnCount(); ++visual) {
            const int column = horizontalHeader()->logicalIndex(visual);
            cells.append(row.siblingAtColumn(column).data(PeersModel::CopyRole).toString());
        }
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

void PeersTable::copySelection() const
{
    if (const QString text = selectedText(); !text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void PeersTable::setStale(bool stale)
{
    QPalette colours = QApplication::palette(this);
    if (stale) {
        const QColor grey = colours.color(QPalette::Disabled, QPalette::Text);
        colours.setColor(QPalette::Text, grey);
        colours.setColor(QPalette::Highlight, colours.color(QPalette::Disabled, QPalette::Highlight));
        colours.setColor(QPalette::HighlightedText, colours.color(QPalette::Disabled, QPalette::HighlightedText));
    }
    static_cast<SignDelegate *>(itemDelegate())->setStale(stale);
    setPalette(colours);
}

void PeersTable::refreshAges()
{
    const int x = columnViewportPosition(PeersModel::LastAnnounced);
    viewport()->update(x, 0, columnWidth(PeersModel::LastAnnounced), viewport()->height());
}

void PeersTable::rememberPlace()
{
    const int top = rowAt(0);
    const int bottom = rowAt(viewport()->height() - 1);
    const int current = currentIndex().row();
    const bool currentSeen = current >= top && top >= 0 && (bottom < 0 || current <= bottom);
    const int anchor = currentSeen ? current : top;
    m_anchor = anchor < 0 || top == 0 ? QModelIndex() : m_filter.index(anchor, PeersModel::Prefix);
    m_anchorOffset = anchor - top;
}

void PeersTable::restorePlace()
{
    if (!m_anchor.isValid()) // the top stays the top
        return;
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(m_anchor.row() - m_anchorOffset);
}

void PeersTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && currentPrefix())
        Q_EMIT toggleRequested();
    else if (event->matches(QKeySequence::Copy))
        copySelection();
    else
        QTableView::keyPressEvent(event);
}

void PeersTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (!currentPrefix())
        return;
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    Q_EMIT menuRequested(byKey ? viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()) : event->globalPos());
}

void PeersTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT currentPeerChanged();
}

} // namespace mesh44
