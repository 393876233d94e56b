// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapnodes.h"

#include "ui/models/peersmodel.h"

#include <algorithm>
#include <unordered_map>

namespace mesh44 {

namespace {

Shown groupOf(Sign sign)
{
    switch (sign) {
    case Sign::Ok:
    case Sign::Manual: return Shown::InUse;
    case Sign::Attention:
    case Sign::Failed: return Shown::Attention;
    case Sign::Off:
    case Sign::Unknown: break;
    }
    return Shown::Rest;
}

} // namespace

MapNodes::MapNodes(PeersModel &peers, QObject *parent)
    : QObject(parent), m_peers(peers), m_layout(makeLayout(LayoutKind::Geographic))
{
    connect(&peers, &QAbstractItemModel::modelReset, this, &MapNodes::load);
    connect(&peers, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        for (int row = first; row <= last; ++row) {
            insert(row);
            Q_EMIT touched(at(row), Touch::Appeared);
        }
        dirty();
    });
    connect(&peers, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this](const QModelIndex &, int first, int last) {
        for (int row = first; row <= last; ++row)
            Q_EMIT touched(at(row), Touch::Leaves);
        erase(first, last);
        dirty();
    });
    connect(&peers, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) { update(first.row(), last.row()); });
    load();
}

MapNode MapNodes::makeNode(int row) const
{
    const RouteView &route = m_peers.routeAt(row);
    return {.prefix = route.prefix,
            .endpoint = route.endpoint,
            .spot = m_layout->spotOf(route),
            .condition = conditionOf(route)};
}

void MapNodes::load()
{
    m_pool.clear();
    m_slots.clear();
    m_free.clear();
    m_pool.reserve(static_cast<size_t>(m_peers.rowCount()));
    for (int row = 0; row < m_peers.rowCount(); ++row)
        insert(row);
    dirty();
}

void MapNodes::insert(int row)
{
    uint32_t slot = static_cast<uint32_t>(m_pool.size());
    if (m_free.empty()) {
        m_pool.push_back(makeNode(row));
    } else {
        slot = m_free.back();
        m_free.pop_back();
        m_pool[slot] = makeNode(row);
    }
    m_slots.insert(m_slots.begin() + row, slot);
}

void MapNodes::erase(int first, int last)
{
    const auto begin = m_slots.begin() + first;
    const auto end = m_slots.begin() + last + 1;
    m_free.insert(m_free.end(), begin, end);
    m_slots.erase(begin, end);
}

void MapNodes::update(int first, int last)
{
    bool differs = false;
    for (int row = first; row <= last; ++row) {
        MapNode &node = m_pool[m_slots[static_cast<size_t>(row)]];
        const RouteView &route = m_peers.routeAt(row);
        const bool same = node.endpoint == route.endpoint && node.condition == conditionOf(route);
        if (same && m_layout->kind() != LayoutKind::Rings) // there the age decides on the place, too
            continue;
        MapNode fresh = makeNode(row);
        differs |= fresh != node;
        node = std::move(fresh);
        if (!same)
            Q_EMIT touched(node, Touch::Changed);
    }
    if (differs)
        dirty();
}

void MapNodes::setLayout(LayoutKind kind)
{
    if (kind == m_layout->kind())
        return;
    m_layout = makeLayout(kind);
    load();
}

void MapNodes::setShown(Shown shown)
{
    if (shown == m_shown)
        return;
    m_shown = shown;
    dirty();
}

void MapNodes::setMoment(int64_t moment)
{
    if (m_layout->setMoment(moment))
        update(0, size() - 1);
}

int MapNodes::indexOf(Ipv4Prefix prefix) const
{
    const int row = m_peers.rowOf(prefix);
    return row < size() ? row : -1;
}

bool MapNodes::isShown(const MapNode &node) const
{
    return m_shown == Shown::All || groupOf(node.sign()) == m_shown;
}

void MapNodes::dirty()
{
    m_stacks.nodesChanged();
    Q_EMIT changed();
}

std::optional<Ipv4Prefix> MapNodes::neighbour(std::optional<Ipv4Prefix> prefix, int step) const
{
    std::vector<Ipv4Prefix> prefixes;
    for (const int index : order())
        prefixes.push_back(at(index).prefix);
    if (prefixes.empty())
        return std::nullopt;
    std::ranges::sort(prefixes);
    if (!prefix)
        return step > 0 ? prefixes.front() : prefixes.back();
    if (step > 0) {
        const auto next = std::ranges::upper_bound(prefixes, *prefix);
        return next == prefixes.end() ? prefixes.front() : *next;
    }
    const auto here = std::ranges::lower_bound(prefixes, *prefix);
    return here == prefixes.begin() ? prefixes.back() : *(here - 1);
}

std::vector<int> MapNodes::ofEndpoint(Ipv4Address endpoint) const
{
    std::vector<int> found;
    for (int i = 0; i < size(); ++i) {
        if (at(i).endpoint == endpoint && isDrawn(at(i)))
            found.push_back(i);
    }
    std::ranges::sort(found, {}, [this](int index) { return std::pair(at(index).prefix.length(), at(index).prefix); });
    return found;
}

std::vector<int> MapNodes::widestOf(const std::vector<Ipv4Address> &endpoints) const
{
    std::unordered_map<Ipv4Address, size_t> wanted;
    for (size_t i = 0; i < endpoints.size(); ++i)
        wanted.emplace(endpoints[i], i);
    std::vector<int> widest(endpoints.size(), -1);
    for (int i = 0; i < size(); ++i) {
        const auto found = wanted.find(at(i).endpoint);
        if (found == wanted.end() || !isDrawn(at(i)))
            continue;
        int &best = widest[found->second];
        const auto width = [this](int index) { return std::pair(at(index).prefix.length(), at(index).prefix); };
        if (best < 0 || width(i) < width(best))
            best = i;
    }
    return widest;
}

} // namespace mesh44
