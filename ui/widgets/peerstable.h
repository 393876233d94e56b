// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/peersfilter.h"

#include <QTableView>

#include <optional>

namespace mesh44 {

// The table of peers. Rows that come and go leave the ones being looked at where they are.
class PeersTable : public QTableView
{
    Q_OBJECT

public:
    explicit PeersTable(PeersFilter &filter, QWidget *parent = nullptr);

    std::optional<Ipv4Prefix> currentPrefix() const; // nothing while no row is chosen
    // Marks the row of this prefix, where the filter shows it, and lets it be seen.
    void choose(std::optional<Ipv4Prefix> prefix);
    // The chosen rows as lines of tab-separated text, in the order shown.
    QString selectedText() const;
    void copySelection() const;

    // Data of the past are shown greyed.
    void setStale(bool stale);
    // Repaints the ages that can be seen; nothing is sorted or signalled.
    void refreshAges();

    // Call before and after the model changes: keeps the current row, else the top one, in its place.
    void rememberPlace();
    void restorePlace();

Q_SIGNALS:
    void currentPeerChanged();
    void toggleRequested(); // Space
    void menuRequested(const QPoint &globalPosition);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void orderColumns();
    void sizeColumns();

    PeersFilter &m_filter;
    QPersistentModelIndex m_anchor;
    int m_anchorOffset = 0; // rows below the top
};

} // namespace mesh44
