// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What stands on the map: a node for every row of the PeersModel, in the same order, followed change by change.
// What stands at the very same point is a stack (`mapstacks`): it keeps its true place and is drawn as one.

#include "ui/map/maplayout.h"
#include "ui/map/mapstacks.h"
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

    // Where they stand, and what is shown of them; see MapStacks.
    const std::vector<MapStack> &stacks() const { return m_stacks.all(); }
    size_t placesTaken() const { return m_stacks.count(); }
    const std::vector<int> &order() const { return m_stacks.order(); }
    const std::vector<int> &unplaced() const { return m_stacks.unplaced(); }
    const std::vector<int> &areas() const { return m_stacks.areas(); }
    std::vector<int> hits(QPointF map, double radius) const { return m_stacks.hits(map, radius); }
    std::vector<int> nearest(QPointF map, size_t count) const { return m_stacks.nearest(map, count); }
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

    PeersModel &m_peers;
    std::unique_ptr<MapLayout> m_layout;
    Shown m_shown = Shown::All;
    // A burst takes rows out here and there: what moves up then is a number each, not the nodes themselves.
    std::vector<MapNode> m_pool;
    std::vector<uint32_t> m_slots; // of each row, in the pool
    std::vector<uint32_t> m_free;

    MapStacks m_stacks{*this};
};

} // namespace mesh44
