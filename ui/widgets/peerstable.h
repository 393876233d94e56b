// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/peersgroups.h"

#include <QTreeView>

#include <optional>
#include <set>

namespace mesh44 {

// The table of peers, with its columns as one wants them, and in groups where one wants them. Rows that come and go
// leave the ones being looked at where they are.
class PeersTable : public QTreeView
{
    Q_OBJECT

public:
    explicit PeersTable(PeersFilter &filter, QWidget *parent = nullptr);

    void setGrouping(Grouping grouping);
    Grouping grouping() const { return m_groups.grouping(); }

    std::optional<Ipv4Prefix> currentPrefix() const; // nothing while no peer is chosen
    // Marks the row of this prefix, where the filter shows it, and lets it be seen.
    void choose(std::optional<Ipv4Prefix> prefix);
    // The chosen rows, in the order shown.
    std::vector<RouteView> selectedRoutes() const;
    // The same as lines of tab-separated text, as the columns stand.
    QString selectedText() const;
    void copySelection() const;

    // Columns to choose from. The state of the header remembers them.
    void fillColumnMenu(QMenu &menu);
    void resetColumns();

    // Data of the past are shown greyed.
    void setStale(bool stale);
    // Repaints the ages that can be seen; nothing is sorted or signalled.
    void refreshAges();

    // Call before and after the model or the filter changes: keeps the current row, else the top one, in its place.
    void rememberPlace();
    void restorePlace();

Q_SIGNALS:
    void currentPeerChanged();
    void toggleRequested();  // Space
    void inspectRequested(); // Return, or twice clicked
    void menuRequested(const QPoint &globalPosition);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void changeEvent(QEvent *event) override;

private:
    bool isGrouped() const { return grouping() != Grouping::None; }
    std::optional<Ipv4Prefix> prefixAt(const QModelIndex &index) const; // nothing for a group
    QModelIndex indexOf(Ipv4Prefix prefix) const;
    void openGroups();
    void sizeColumns();

    PeersFilter &m_filter;
    PeersGroups m_groups;
    std::set<QString> m_shut; // names of groups
    std::optional<Ipv4Prefix> m_anchor;
    std::optional<Ipv4Prefix> m_chosen; // before the groups were made anew
    int m_anchorTop = 0;                // px from the top of the viewport
    bool m_restoring = false;
};

} // namespace mesh44
