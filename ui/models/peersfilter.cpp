// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/peersfilter.h"

#include <compare>

namespace mesh44 {

namespace {

template <class T> int threeWay(const T &left, const T &right)
{
    const auto order = left <=> right;
    return order < 0 ? -1 : order > 0 ? 1 : 0;
}

int compareRegions(const Region *left, const Region *right)
{
    if (left == right)
        return 0;
    if (!left || !right) // what has no region comes last
        return left ? -1 : 1;
    return left->name.localeAwareCompare(right->name);
}

} // namespace

PeersFilter::PeersFilter(PeersModel &model, QObject *parent) : QSortFilterProxyModel(parent), m_model(model)
{
    setSortRole(PeersModel::SortRole);
    setSourceModel(&model);
    setDynamicSortFilter(true);
}

void PeersFilter::setQuery(const PeerQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    invalidateFilter();
}

const RouteView &PeersFilter::routeAt(const QModelIndex &proxyIndex) const
{
    return m_model.routeAt(mapToSource(proxyIndex).row());
}

QModelIndex PeersFilter::indexOf(Ipv4Prefix prefix, int column) const
{
    const int row = m_model.rowOf(prefix);
    return row < 0 ? QModelIndex() : mapFromSource(m_model.index(row, column));
}

void PeersFilter::setShown(Shown shown)
{
    if (shown == m_shown)
        return;
    m_shown = shown;
    invalidateFilter();
}

const Region *PeersFilter::regionAt(const QModelIndex &proxyIndex) const
{
    return m_model.regionAt(mapToSource(proxyIndex).row());
}

bool PeersFilter::isShown(const RouteView &route) const
{
    switch (m_shown) {
    case Shown::All: return true;
    case Shown::InUse: return route.installed && route.state == RouteState::Installed;
    case Shown::Heard: return route.lastHeard != 0;
    case Shown::Attention: return conditionOf(route) <= Condition::Stale;
    case Shown::ByHand: break;
    }
    return route.origin != RouteOrigin::Rip44 || route.state == RouteState::Suppressed;
}

bool PeersFilter::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    const RouteView &route = m_model.routeAt(sourceRow);
    if (!isShown(route))
        return false;
    if (m_query.isEmpty())
        return true;
    return m_query.fits(route.prefix, route.endpoint, m_model.wordsAt(sourceRow));
}

bool PeersFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (const int order = compare(left.row(), right.row(), left.column()))
        return order < 0;
    return m_model.routeAt(left.row()).prefix < m_model.routeAt(right.row()).prefix;
}

int PeersFilter::compare(int leftRow, int rightRow, int column) const
{
    const RouteView &left = m_model.routeAt(leftRow);
    const RouteView &right = m_model.routeAt(rightRow);
    switch (column) {
    case PeersModel::State: return threeWay(conditionOf(left), conditionOf(right));
    case PeersModel::Endpoint: return threeWay(left.endpoint, right.endpoint);
    case PeersModel::Region: return compareRegions(m_model.regionAt(leftRow), m_model.regionAt(rightRow));
    case PeersModel::Announced: return threeWay(left.announced, right.announced);
    case PeersModel::Installed: return threeWay(left.installed, right.installed);
    case PeersModel::LastAnnounced: return threeWay(left.lastAnnounced, right.lastAnnounced);
    case PeersModel::LastHeard: return threeWay(left.lastHeard, right.lastHeard);
    case PeersModel::Reason: return left.reason.compare(right.reason);
    default: return threeWay(left.prefix, right.prefix);
    }
}

} // namespace mesh44
