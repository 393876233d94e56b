// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/peerstable.h"

#include "ui/widgets/signdelegate.h"
#include "ui/widgets/signs.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>

namespace mesh44 {

PeersTable::PeersTable(PeersFilter &filter, QWidget *parent) : QTreeView(parent), m_filter(filter), m_groups(filter)
{
    setModel(&filter);
    setItemDelegate(new SignDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setAlternatingRowColors(true);
    setUniformRowHeights(true);
    setRootIsDecorated(false);
    setExpandsOnDoubleClick(false);
    setAllColumnsShowFocus(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setAccessibleName(tr("Peers"));
    header()->setSectionsMovable(true);
    header()->setFirstSectionMovable(true);
    header()->setStretchLastSection(true);
    header()->setHighlightSections(false);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header(), &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        QMenu menu(this);
        fillColumnMenu(menu);
        menu.exec(header()->mapToGlobal(position));
    });
    connect(this, &QTreeView::doubleClicked, this, &PeersTable::inspectRequested);
    connect(this, &QTreeView::collapsed, this,
            [this](const QModelIndex &index) { m_shut.insert(m_groups.groupOf(index)); });
    connect(this, &QTreeView::expanded, this,
            [this](const QModelIndex &index) { m_shut.erase(m_groups.groupOf(index)); });
    setSortingEnabled(true);
    resetColumns();
}

void PeersTable::setGrouping(Grouping grouping)
{
    if (grouping == this->grouping())
        return;
    const QByteArray columns = header()->saveState();
    const auto chosen = currentPrefix();
    m_restoring = true;
    m_shut.clear();
    m_groups.setGrouping(grouping);
    setModel(isGrouped() ? static_cast<QAbstractItemModel *>(&m_groups) : &m_filter);
    setRootIsDecorated(isGrouped());
    header()->restoreState(columns); // a new model brings its own
    openGroups();
    choose(chosen);
    m_restoring = false;
}

// State, prefix, endpoint, region …; reasons and dates of what is seldom asked for stay away until they are.
void PeersTable::resetColumns()
{
    const PeersModel::Column order[] = {PeersModel::State,     PeersModel::Prefix,    PeersModel::Endpoint,
                                        PeersModel::Region,    PeersModel::Announced, PeersModel::Installed,
                                        PeersModel::LastHeard, PeersModel::Reason,    PeersModel::LastAnnounced};
    for (int visual = 0; const PeersModel::Column column : order) {
        header()->moveSection(header()->visualIndex(column), visual++);
        setColumnHidden(column, column == PeersModel::LastAnnounced);
    }
    sortByColumn(PeersModel::Prefix, Qt::AscendingOrder);
    sizeColumns();
}

void PeersTable::sizeColumns()
{
    const struct
    {
        PeersModel::Column column;
        double ems;
    } widths[] = {
        {PeersModel::State, 7.4},         {PeersModel::Prefix, 9.6},    {PeersModel::Endpoint, 7.8},
        {PeersModel::Region, 10.5},       {PeersModel::Announced, 5.6}, {PeersModel::Installed, 5.2},
        {PeersModel::LastAnnounced, 7.4}, {PeersModel::LastHeard, 5.4}, {PeersModel::Reason, 4.0},
    };
    for (const auto &width : widths)
        setColumnWidth(width.column, em(this, width.ems));
}

void PeersTable::fillColumnMenu(QMenu &menu)
{
    for (int visual = 0; visual < PeersModel::ColumnCount; ++visual) {
        const int column = header()->logicalIndex(visual);
        QAction *action = menu.addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column != PeersModel::Prefix); // which row would it be
        connect(action, &QAction::toggled, this, [this, column](bool on) { setColumnHidden(column, !on); });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("As they were")), &QAction::triggered, this, &PeersTable::resetColumns);
}

std::optional<Ipv4Prefix> PeersTable::prefixAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const int row = isGrouped() ? m_groups.filterRowOf(index) : index.row();
    return row < 0 ? std::nullopt : std::optional(m_filter.routeAt(m_filter.index(row, 0)).prefix);
}

QModelIndex PeersTable::indexOf(Ipv4Prefix prefix) const
{
    return isGrouped() ? m_groups.indexOf(prefix) : m_filter.indexOf(prefix);
}

std::optional<Ipv4Prefix> PeersTable::currentPrefix() const
{
    const QModelIndex current = currentIndex();
    const bool chosen = current.isValid() && selectionModel()->isRowSelected(current.row(), current.parent());
    return chosen ? prefixAt(current) : std::nullopt;
}

void PeersTable::choose(std::optional<Ipv4Prefix> prefix)
{
    if (prefix == currentPrefix())
        return;
    const QModelIndex row = prefix ? indexOf(*prefix) : QModelIndex();
    if (row.isValid())
        setCurrentIndex(row);
    else
        clearSelection();
}

std::vector<RouteView> PeersTable::selectedRoutes() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, [](const QModelIndex &row) { return std::pair(row.parent().row(), row.row()); });
    std::vector<RouteView> routes;
    for (const QModelIndex &row : rows) {
        if (const auto prefix = prefixAt(row))
            routes.push_back(m_filter.routeAt(m_filter.indexOf(*prefix)));
    }
    return routes;
}

QString PeersTable::selectedText() const
{
    QStringList lines;
    for (const RouteView &route : selectedRoutes()) {
        const QModelIndex row = m_filter.indexOf(route.prefix);
        QStringList cells;
        for (int visual = 0; visual < PeersModel::ColumnCount; ++visual) {
            const int column = header()->logicalIndex(visual);
            if (!isColumnHidden(column))
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
    QPalette colours; // what it does not name comes from the application
    if (stale) {
        for (const auto role : {QPalette::Text, QPalette::Highlight, QPalette::HighlightedText})
            colours.setColor(role, QApplication::palette(this).color(QPalette::Disabled, role));
    }
    static_cast<SignDelegate *>(itemDelegate())->setStale(stale);
    setPalette(colours);
}

void PeersTable::refreshAges()
{
    for (const int column : {PeersModel::LastAnnounced, PeersModel::LastHeard}) {
        if (!isColumnHidden(column))
            viewport()->update(columnViewportPosition(column), 0, columnWidth(column), viewport()->height());
    }
}

void PeersTable::rememberPlace()
{
    const QRect seen = viewport()->rect();
    m_chosen = currentPrefix();
    m_anchor.reset();
    if (verticalScrollBar()->value() > 0) { // else the top stays the top
        const QModelIndex current = currentIndex();
        const bool currentSeen = m_chosen && seen.intersects(visualRect(current));
        QModelIndex anchor = currentSeen ? current : indexAt(QPoint(1, 1));
        while (anchor.isValid() && !prefixAt(anchor))
            anchor = indexBelow(anchor);
        m_anchor = prefixAt(anchor);
        m_anchorTop = visualRect(anchor).top();
    }
    m_restoring = true;
    if (isGrouped())
        m_groups.hold();
}

void PeersTable::restorePlace()
{
    if (isGrouped()) {
        m_groups.release();
        openGroups();
        choose(m_chosen);
    }
    if (m_chosen && !indexOf(*m_chosen).isValid())
        clearSelection(); // its neighbour was not chosen by anybody
    m_restoring = false;
    const QModelIndex anchor = m_anchor ? indexOf(*m_anchor) : QModelIndex();
    if (anchor.isValid()) {
        executeDelayedItemsLayout();
        verticalScrollBar()->setValue(verticalScrollBar()->value() + visualRect(anchor).top() - m_anchorTop);
    }
    if (currentPrefix() != m_chosen)
        Q_EMIT currentPeerChanged();
}

// A group is open unless somebody shut it.
void PeersTable::openGroups()
{
    if (!isGrouped())
        return;
    for (int group = 0; group < m_groups.rowCount(); ++group) {
        const QModelIndex index = m_groups.index(group, 0);
        setFirstColumnSpanned(group, {}, true);
        setExpanded(index, !m_shut.contains(m_groups.groupOf(index)));
    }
}

void PeersTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && currentPrefix())
        Q_EMIT toggleRequested();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentPrefix())
        Q_EMIT inspectRequested();
    else if (event->matches(QKeySequence::Copy))
        copySelection();
    else
        QTreeView::keyPressEvent(event);
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
    QTreeView::selectionChanged(selected, deselected);
    if (m_restoring)
        return;
    // A screen reader chooses a row without making it the current one.
    const QModelIndexList rows = selectionModel()->selectedRows();
    if (rows.size() == 1 && !rows.contains(currentIndex().siblingAtColumn(0)))
        selectionModel()->setCurrentIndex(rows.first(), QItemSelectionModel::NoUpdate);
    Q_EMIT currentPeerChanged();
}

void PeersTable::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        sizeColumns();
}

} // namespace mesh44
