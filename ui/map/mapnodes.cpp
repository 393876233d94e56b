// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapnodes.h"

#include "ui/models/peersmodel.h"

#include <algorithm>
#include <array>
#include <ranges>
#include <tuple>
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

int urgencyOf(Sign sign)
{
    switch (sign) {
    case Sign::Failed: return 5;
    case Sign::Attention: return 4;
    case Sign::Manual: return 3;
    case Sign::Ok: return 2;
    case Sign::Unknown: return 1;
    case Sign::Off: break;
    }
    return 0;
}

// What is sorted by, beside each other in memory.
struct PlaceKey
{
    double x;
    double y;
    Ipv4Prefix prefix;
    int index;
    bool operator<(const PlaceKey &other) const
    {
        return x != other.x ? x < other.x : y != other.y ? y < other.y : prefix < other.prefix;
    }
};

struct AreaKey
{
    uint64_t key; // length, then address
    int index;
    bool operator<(const AreaKey &other) const { return key < other.key; }
};

bool isSamePlace(const MapNode &a, const MapNode &b)
{
    return std::tuple(a.spot.at.x(), a.spot.at.y()) == std::tuple(b.spot.at.x(), b.spot.at.y());
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
    m_dirty = true;
    Q_EMIT changed();
}

const std::vector<MapStack> &MapNodes::stacks() const
{
    refresh();
    if (!m_grouped)
        group();
    return m_stacks;
}

size_t MapNodes::placesTaken() const
{
    refresh();
    return m_places;
}

const std::vector<int> &MapNodes::order() const
{
    refresh();
    return m_order;
}

const std::vector<int> &MapNodes::unplaced() const
{
    refresh();
    return m_unplaced;
}

const std::vector<int> &MapNodes::areas() const
{
    refresh();
    return m_areas;
}

void MapNodes::refresh() const
{
    if (!m_dirty)
        return;
    m_dirty = false;
    m_unplaced.clear();
    std::vector<PlaceKey> placed;
    placed.reserve(m_slots.size());
    for (int i = 0; i < size(); ++i) {
        const MapNode &node = at(i);
        if (isShown(node) && node.spot.placed)
            placed.push_back({node.spot.at.x(), node.spot.at.y(), node.prefix, i});
        else if (isShown(node))
            m_unplaced.push_back(i);
    }
    std::sort(placed.begin(), placed.end());
    std::ranges::sort(m_unplaced, {}, [this](int index) { return at(index).prefix; });
    m_order.clear();
    m_places = 0;
    std::vector<QPointF> points;
    points.reserve(placed.size());
    for (const PlaceKey &key : placed) {
        m_places += points.empty() || points.back().x() != key.x || points.back().y() != key.y;
        m_order.push_back(key.index);
        points.emplace_back(key.x, key.y);
    }
    m_grid.build(points, m_layout->bounds());
    sortAreas();
    m_grouped = false;
}

void MapNodes::sortAreas() const
{
    m_areas.clear();
    if (m_layout->kind() != LayoutKind::Prefix)
        return;
    std::vector<AreaKey> keys;
    keys.reserve(m_order.size());
    for (const int index : m_order)
        keys.push_back({uint64_t{at(index).prefix.length()} << 32 | at(index).prefix.address().value(), index});
    std::sort(keys.begin(), keys.end());
    for (const AreaKey &key : keys)
        m_areas.push_back(key.index);
}

void MapNodes::group() const
{
    m_grouped = true;
    m_stacks.clear();
    const int count = static_cast<int>(m_order.size());
    const auto node = [this](int i) -> const MapNode & { return at(m_order[static_cast<size_t>(i)]); };
    for (int first = 0; first < count;) {
        int end = first + 1;
        while (end < count && isSamePlace(node(end), node(first)))
            ++end;
        m_stacks.push_back(stackOf(first, end - first));
        first = end;
    }
    std::ranges::stable_sort(m_stacks, {}, [](const MapStack &stack) {
        return std::pair(urgencyOf(stack.hasUrgent() ? stack.urgent : stack.sign), -stack.count);
    });
}

MapStack MapNodes::stackOf(int first, int count) const
{
    std::array<int, 6> signs{};
    for (int i = first; i < first + count; ++i)
        ++signs[static_cast<size_t>(at(m_order[static_cast<size_t>(i)]).sign())];
    const auto most = std::ranges::max_element(signs) - signs.begin();
    MapStack stack{.at = at(m_order[static_cast<size_t>(first)]).spot.at,
                   .first = first,
                   .count = count,
                   .sign = static_cast<Sign>(most)};
    for (const Sign sign : {Sign::Failed, Sign::Attention}) {
        if (signs[static_cast<size_t>(sign)] > 0) {
            stack.urgent = sign;
            break;
        }
    }
    if (urgencyOf(stack.urgent) <= urgencyOf(stack.sign))
        stack.urgent = stack.sign;
    return stack;
}

std::vector<int> MapNodes::hits(QPointF map, double radius) const
{
    refresh();
    std::vector<int> found;
    for (const int index : m_grid.within(map, radius))
        found.push_back(m_order[static_cast<size_t>(index)]);
    for (const int index : std::views::reverse(m_areas)) {
        if (at(index).spot.area.contains(map) && std::ranges::find(found, index) == found.end())
            found.push_back(index);
    }
    return found;
}

std::vector<int> MapNodes::nearest(QPointF map, size_t count) const
{
    refresh();
    std::vector<int> found;
    for (const int index : m_grid.nearest(map, count))
        found.push_back(m_order[static_cast<size_t>(index)]);
    return found;
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
