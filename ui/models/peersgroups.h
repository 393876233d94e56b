// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/peersfilter.h"

#include <QAbstractItemModel>

#include <vector>

namespace mesh44 {

enum class Grouping : uint8_t { None, Region, Endpoint };

// The filtered and sorted peers as a tree of two levels: groups by their names, in each its peers in the filter's
// order. A change of the filter's rows makes it anew; between hold() and release() that happens once, at the end.
class PeersGroups : public QAbstractItemModel
{
    Q_OBJECT

public:
    explicit PeersGroups(PeersFilter &filter, QObject *parent = nullptr);

    void setGrouping(Grouping grouping);
    Grouping grouping() const { return m_grouping; }
    void hold();
    void release();

    // -1 for a group.
    int filterRowOf(const QModelIndex &index) const;
    QModelIndex indexOf(Ipv4Prefix prefix) const;
    // The group's name, for a group and for the peers in it.
    QString groupOf(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    using QObject::parent;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    struct Group
    {
        QString name;
        std::vector<int> rows; // of the filter
    };
    void tellData(const QModelIndex &topLeft, const QModelIndex &bottomRight);
    QString nameFor(int filterRow) const;
    QVariant groupData(const Group &group, int column, int role) const;
    void rebuild();

    PeersFilter &m_filter;
    Grouping m_grouping = Grouping::None;
    std::vector<Group> m_groups;
    std::vector<std::pair<int, int>> m_places; // filter's row → group, row in it
    int m_held = 0;
};

} // namespace mesh44
