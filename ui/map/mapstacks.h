// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where the shown nodes stand: which of them share a place, in which order they are drawn, what is near a point.
// Worked out when asked for, after a change.

#include "ui/map/pointgrid.h"
#include "ui/models/condition.h"

#include <vector>

namespace mesh44 {

class MapNodes;

struct MapStack
{
    QPointF at;
    int first = 0; // in MapStacks::order()
    int count = 0;
    Sign sign = Sign::Ok;   // of most of its nodes
    Sign urgent = Sign::Ok; // the worst among them, if it is worse than that: Failed or Attention
    bool hasUrgent() const { return urgent != sign && urgent != Sign::Ok; }
    bool operator==(const MapStack &) const = default;
};

// All numbers are node indexes.
class MapStacks
{
public:
    explicit MapStacks(const MapNodes &nodes) : m_nodes(nodes) {} // which must live longer

    void nodesChanged() { m_dirty = true; }

    // The least urgent first: so they are drawn.
    const std::vector<MapStack> &all() const;
    size_t count() const; // of all(), without making them
    // Stack by stack, by prefix within.
    const std::vector<int> &order() const;
    const std::vector<int> &unplaced() const; // shown ones without a place, by prefix
    const std::vector<int> &areas() const;    // of the prefix layout, the widest first

    // Everything there: within the radius, and in the prefix layout what holds the point; the nearest and the
    // narrowest first.
    std::vector<int> hits(QPointF map, double radius) const;
    std::vector<int> nearest(QPointF map, size_t count) const;

private:
    void refresh() const;
    void orderByPlace() const;
    void orderByWidth() const;
    void group() const;
    MapStack stackOf(int first, int count) const;

    const MapNodes &m_nodes;
    mutable bool m_dirty = true;
    mutable bool m_grouped = false;
    mutable size_t m_count = 0;
    mutable std::vector<MapStack> m_stacks;
    mutable std::vector<int> m_order;
    mutable std::vector<int> m_unplaced;
    mutable std::vector<int> m_areas;
    mutable PointGrid m_grid; // of m_order
};

} // namespace mesh44
