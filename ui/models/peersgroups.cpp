// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/peersgroups.h"

#include "ui/models/words.h"

#include <algorithm>
#include <map>

namespace mesh44 {

namespace {

// Groups are top-level rows; of a peer the index carries its group's number, counted from 1.
constexpr quintptr kIsGroup = 0;

} // namespace

PeersGroups::PeersGroups(PeersFilter &filter, QObject *parent) : QAbstractItemModel(parent), m_filter(filter)
{
    // Whatever changes the rows: the groups are made anew behind it.
    for (const auto signal : {&QAbstractItemModel::rowsAboutToBeInserted, &QAbstractItemModel::rowsAboutToBeRemoved})
        connect(&filter, signal, this, &PeersGroups::hold);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&filter, signal, this, &PeersGroups::release);
    connect(&filter, &QAbstractItemModel::layoutAboutToBeChanged, this, &PeersGroups::hold);
    connect(&filter, &QAbstractItemModel::layoutChanged, this, &PeersGroups::release);
    connect(&filter, &QAbstractItemModel::modelAboutToBeReset, this, &PeersGroups::hold);
    connect(&filter, &QAbstractItemModel::modelReset, this, &PeersGroups::release);
    connect(&filter, &QAbstractItemModel::dataChanged, this, &PeersGroups::tellData);
}

void PeersGroups::setGrouping(Grouping grouping)
{
    if (grouping == m_grouping)
        return;
    hold();
    m_grouping = grouping;
    release();
}

void PeersGroups::hold()
{
    if (m_held++ == 0)
        beginResetModel();
}

void PeersGroups::release()
{
    if (--m_held > 0)
        return;
    rebuild();
    endResetModel();
}

QString PeersGroups::nameFor(int filterRow) const
{
    const QModelIndex row = m_filter.index(filterRow, 0);
    if (m_grouping == Grouping::Endpoint)
        return text(m_filter.routeAt(row).endpoint);
    const Region *region = m_filter.regionAt(row);
    return region ? region->title() : tr("No region known");
}

void PeersGroups::rebuild()
{
    m_groups.clear();
    m_places.clear();
    if (m_grouping == Grouping::None)
        return;
    std::map<QString, std::vector<int>> groups;
    for (int row = 0; row < m_filter.rowCount(); ++row)
        groups[nameFor(row)].push_back(row);
    for (auto &[name, rows] : groups)
        m_groups.push_back({name, std::move(rows)});
    if (m_grouping == Grouping::Endpoint) // 198.18.9.1 before 198.18.10.1
        std::ranges::sort(m_groups, {}, [this](const Group &group) {
            return m_filter.routeAt(m_filter.index(group.rows.front(), 0)).endpoint;
        });
    m_places.resize(static_cast<size_t>(m_filter.rowCount()));
    for (size_t group = 0; group < m_groups.size(); ++group) {
        for (size_t i = 0; i < m_groups[group].rows.size(); ++i)
            m_places[static_cast<size_t>(m_groups[group].rows[i])] = {static_cast<int>(group), static_cast<int>(i)};
    }
}

void PeersGroups::tellData(const QModelIndex &topLeft, const QModelIndex &bottomRight)
{
    if (m_held > 0 || m_grouping == Grouping::None)
        return;
    for (int row = topLeft.row(); row <= bottomRight.row(); ++row) {
        if (nameFor(row) != m_groups[static_cast<size_t>(m_places[static_cast<size_t>(row)].first)].name) {
            hold(); // it went over to another endpoint
            release();
            return;
        }
    }
    for (int row = topLeft.row(); row <= bottomRight.row(); ++row) {
        const auto [group, place] = m_places[static_cast<size_t>(row)];
        const QModelIndex parent = index(group, 0);
        Q_EMIT dataChanged(index(place, topLeft.column(), parent), index(place, bottomRight.column(), parent));
        Q_EMIT dataChanged(parent, parent);
    }
}

int PeersGroups::filterRowOf(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == kIsGroup)
        return -1;
    return m_groups[index.internalId() - 1].rows[static_cast<size_t>(index.row())];
}

QModelIndex PeersGroups::indexOf(Ipv4Prefix prefix) const
{
    const int row = m_filter.indexOf(prefix).row();
    if (row < 0 || m_places.empty())
        return {};
    const auto [group, place] = m_places[static_cast<size_t>(row)];
    return index(place, PeersModel::Prefix, index(group, 0));
}

QString PeersGroups::groupOf(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const size_t group = index.internalId() == kIsGroup ? static_cast<size_t>(index.row()) : index.internalId() - 1;
    return m_groups[group].name;
}

QModelIndex PeersGroups::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : kIsGroup);
}

QModelIndex PeersGroups::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == kIsGroup)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, kIsGroup);
}

int PeersGroups::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    if (parent.internalId() != kIsGroup || parent.column() != 0)
        return 0;
    return static_cast<int>(m_groups[static_cast<size_t>(parent.row())].rows.size());
}

int PeersGroups::columnCount(const QModelIndex &) const
{
    return PeersModel::ColumnCount;
}

QVariant PeersGroups::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const int row = filterRowOf(index); row >= 0)
        return m_filter.index(row, index.column()).data(role);
    return groupData(m_groups[static_cast<size_t>(index.row())], index.column(), role);
}

// What is worst in it is what one sees of a group that is shut.
QVariant PeersGroups::groupData(const Group &group, int column, int role) const
{
    if (column != PeersModel::Prefix)
        return {};
    if (role == Qt::DisplayRole || role == PeersModel::CopyRole)
        return tr("%1  (%n route(s))", nullptr, static_cast<int>(group.rows.size())).arg(group.name);
    if (role != PeersModel::SignRole)
        return {};
    const auto conditionAt = [this](int row) { return conditionOf(m_filter.routeAt(m_filter.index(row, 0))); };
    return static_cast<int>(signOf(conditionAt(*std::ranges::min_element(group.rows, {}, conditionAt))));
}

QVariant PeersGroups::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_filter.headerData(section, orientation, role);
}

void PeersGroups::sort(int column, Qt::SortOrder order)
{
    m_filter.sort(column, order);
}

} // namespace mesh44
