// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What stands on the map: a node for every row of the PeersModel, in the same order, followed change by change.
// What stands at the very same point is a stack: it keeps its true place and is drawn as one.

#include "ui/map/maplayout.h"
#include "ui/map/pointgrid.h"
#include "ui/models/condition.h"

#include <QObject>

#include <vector>

namespace mesh44 {

class PeersModel;

struct MapNode
{
    Ipv4Prefix prefix;
    Ipv4Address endpoint;
    Spot spot;
    Condition condition = Condition::Installed;
    Sign sign() const { return signOf(condition); }
    bool operator==(const MapNode &) const = default;
};

enum class Touch : uint8_t { Appeared, Changed, Leaves };

// Which nodes are shown.
enum class Shown : uint8_t { All, InUse, Attention, Rest };

struct MapStack
{
    QPointF at;
    int first = 0; // in MapNodes::order()
    int count = 0;
    Sign sign = Sign::Ok;   // of most of its nodes
    Sign urgent = Sign::Ok; // the worst among them, if it is worse than that: Failed or Attention
    bool hasUrgent() const { return urgent != sign && urgent != Sign::Ok; }
    bool operator==(const MapStack &) const = default;
};

class MapNodes : public QObject
{
    Q_OBJECT

public:
    explicit MapNodes(PeersModel &peers, QObject *parent = nullptr);

    const MapLayout &layout() const { return *m_layout; }
    void setLayout(LayoutKind kind);
    void setShown(Shown shown);
    Shown shown() const { return m_shown; }
    // From which ages count in the rings.
    void setMoment(int64_t moment);

    int size() const { return static_cast<int>(m_slots.size()); }
    const MapNode &at(int index) const { return m_pool[m_slots[static_cast<size_t>(index)]]; }
    int indexOf(Ipv4Prefix prefix) const; // -1: none
    bool isShown(const MapNode &node) const;
    bool isDrawn(const MapNode &node) const { return node.spot.placed && isShown(node); }

    // Computed when asked for, after a change. The least urgent first: so they are drawn.
    const std::vector<MapStack> &stacks() const;
    size_t placesTaken() const; // as many as there are stacks
    // Node indexes, stack by stack, by prefix within.
    const std::vector<int> &order() const;
    const std::vector<int> &unplaced() const; // shown ones without a place, by prefix
    const std::vector<int> &areas() const;    // of the prefix layout, the widest first

    // Everything there: within the radius, and in the prefix layout what holds the point; the nearest and the
    // narrowest first.
    std::vector<int> hits(QPointF map, double radius) const;
    std::vector<int> nearest(QPointF map, size_t count) const;
    // The shown, placed node after (step 1) or before (-1) it, by prefix; none: the first or the last.
    std::optional<Ipv4Prefix> neighbour(std::optional<Ipv4Prefix> prefix, int step) const;
    std::vector<int> ofEndpoint(Ipv4Address endpoint) const; // shown and placed, the widest first
    // The widest shown and placed one of each; -1: there is none.
    std::vector<int> widestOf(const std::vector<Ipv4Address> &endpoints) const;

Q_SIGNALS:
    // Changed: another state or endpoint. None of it is told for a whole new mesh.
    void touched(const mesh44::MapNode &node, mesh44::Touch touch);
    void changed();

private:
    MapNode makeNode(int row) const;
    void insert(int row);
    void erase(int first, int last);
    void load();
    void update(int first, int last);
    void dirty();
    void refresh() const;
    void sortAreas() const;
    void group() const;
    MapStack stackOf(int first, int count) const;

    PeersModel &m_peers;
    std::unique_ptr<MapLayout> m_layout;
    Shown m_shown = Shown::All;
    // A burst takes rows out here and there: what moves up then is a number each, not the nodes themselves.
    std::vector<MapNode> m_pool;
    std::vector<uint32_t> m_slots; // of each row, in the pool
    std::vector<uint32_t> m_free;

    mutable bool m_dirty = true;
    mutable bool m_grouped = false;
    mutable size_t m_places = 0;
    mutable std::vector<MapStack> m_stacks;
    mutable std::vector<int> m_order;
    mutable std::vector<int> m_unplaced;
    mutable std::vector<int> m_areas;
    mutable PointGrid m_grid; // of m_order
};

} // namespace mesh44
