// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapstacks.h"

#include "ui/map/mapnodes.h"

#include <algorithm>
#include <array>
#include <ranges>
#include <tuple>

namespace mesh44 {

namespace {

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

bool isSamePlace(const MapNode &a, const MapNode &b)
{
    return std::tuple(a.spot.at.x(), a.spot.at.y()) == std::tuple(b.spot.at.x(), b.spot.at.y());
}

} // namespace

const std::vector<MapStack> &MapStacks::all() const
{
    refresh();
    if (!m_grouped)
        group();
    return m_stacks;
}

size_t MapStacks::count() const
{
    refresh();
    return m_count;
}

const std::vector<int> &MapStacks::order() const
{
    refresh();
    return m_order;
}

const std::vector<int> &MapStacks::unplaced() const
{
    refresh();
    return m_unplaced;
}

const std::vector<int> &MapStacks::areas() const
{
    refresh();
    return m_areas;
}

void MapStacks::refresh() const
{
    if (!m_dirty)
        return;
    m_dirty = m_grouped = false;
    m_order.clear();
    m_unplaced.clear();
    for (int i = 0; i < m_nodes.size(); ++i) {
        const MapNode &node = m_nodes.at(i);
        if (m_nodes.isShown(node))
            (node.spot.placed ? m_order : m_unplaced).push_back(i);
    }
    std::ranges::sort(m_unplaced, {}, [this](int index) { return m_nodes.at(index).prefix; });
    m_areas.clear();
    if (m_nodes.layout().kind() == LayoutKind::Prefix)
        orderByWidth();
    else
        orderByPlace();
    std::vector<QPointF> points;
    points.reserve(m_order.size());
    for (const int index : m_order)
        points.push_back(m_nodes.at(index).spot.at);
    m_grid.build(points, m_nodes.layout().bounds());
}

void MapStacks::orderByPlace() const
{
    std::vector<PlaceKey> keys;
    keys.reserve(m_order.size());
    for (const int index : m_order) {
        const MapNode &node = m_nodes.at(index);
        keys.push_back({node.spot.at.x(), node.spot.at.y(), node.prefix, index});
    }
    std::sort(keys.begin(), keys.end());
    m_count = 0;
    for (size_t i = 0; i < keys.size(); ++i) {
        m_count += i == 0 || keys[i - 1].x != keys[i].x || keys[i - 1].y != keys[i].y;
        m_order[i] = keys[i].index;
    }
}

// No two blocks have the same middle: each is a stack of its own, and one order serves all.
void MapStacks::orderByWidth() const
{
    std::vector<uint64_t> keys; // length, address, index: one number each is sorted fastest
    keys.reserve(m_order.size());
    for (const int index : m_order) {
        const Ipv4Prefix prefix = m_nodes.at(index).prefix;
        keys.push_back(uint64_t{prefix.length()} << 58 | uint64_t{prefix.address().value()} << 26
                       | static_cast<uint64_t>(index));
    }
    std::sort(keys.begin(), keys.end());
    std::ranges::transform(keys, m_order.begin(), [](uint64_t key) { return static_cast<int>(key & 0x3FF'FFFF); });
    m_areas = m_order;
    m_count = m_order.size();
}

void MapStacks::group() const
{
    m_grouped = true;
    m_stacks.clear();
    const int count = static_cast<int>(m_order.size());
    const auto node = [this](int i) -> const MapNode & { return m_nodes.at(m_order[static_cast<size_t>(i)]); };
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

MapStack MapStacks::stackOf(int first, int count) const
{
    std::array<int, 6> signs{};
    for (int i = first; i < first + count; ++i)
        ++signs[static_cast<size_t>(m_nodes.at(m_order[static_cast<size_t>(i)]).sign())];
    const auto most = std::ranges::max_element(signs) - signs.begin();
    MapStack stack{.at = m_nodes.at(m_order[static_cast<size_t>(first)]).spot.at,
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

std::vector<int> MapStacks::hits(QPointF map, double radius) const
{
    refresh();
    std::vector<int> found;
    for (const int index : m_grid.within(map, radius))
        found.push_back(m_order[static_cast<size_t>(index)]);
    for (const int index : std::views::reverse(m_areas)) {
        if (m_nodes.at(index).spot.area.contains(map) && std::ranges::find(found, index) == found.end())
            found.push_back(index);
    }
    return found;
}

std::vector<int> MapStacks::nearest(QPointF map, size_t count) const
{
    refresh();
    std::vector<int> found;
    for (const int index : m_grid.nearest(map, count))
        found.push_back(m_order[static_cast<size_t>(index)]);
    return found;
}

} // namespace mesh44
