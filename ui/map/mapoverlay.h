// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What lies over the marks and may change with every frame: the gateway itself, what is pointed at or chosen, spokes of
// live traffic, rings around what changed.

#include "ui/map/highlights.h"
#include "ui/map/mapmarks.h"
#include "ui/map/maptraffic.h"

namespace mesh44 {

struct OverlayFacts
{
    std::optional<Ipv4Prefix> selected;
    std::optional<Ipv4Prefix> hovered;
    QPointF own; // on the screen
    bool ownPlaced = false;
    bool hasFocus = false;
    bool moving = false; // labels wait until the view rests
    double phase = -1;   // of the pulses, from 0 to 1; below: there are none
};

class MapOverlay
{
public:
    MapOverlay(const MapNodes &nodes, const MapTraffic &traffic, const Highlights &highlights)
        : m_nodes(nodes), m_traffic(traffic), m_highlights(highlights)
    {
    }

    void paint(QPainter &painter, const MapView &view, const MapMarks &marks, const MapLook &look,
               const OverlayFacts &facts);

private:
    void paintFlows(QPainter &painter, const MapView &view, const MapLook &look, const OverlayFacts &facts) const;
    void paintSpokesOf(QPainter &painter, const MapView &view, const MapLook &look, const OverlayFacts &facts,
                       Ipv4Prefix prefix) const;
    void paintHighlights(QPainter &painter, const MapView &view, const MapMarks &marks, const MapLook &look) const;
    void paintOwn(QPainter &painter, const MapView &view, const MapLook &look, const OverlayFacts &facts) const;
    void paintChosen(QPainter &painter, const MapView &view, const MapMarks &marks, const MapLook &look,
                     const OverlayFacts &facts);
    void paintName(QPainter &painter, const MapView &view, const MapMarks &marks, const MapLook &look,
                   LabelPlacer &placer, Ipv4Prefix prefix);
    const MapNode *nodeOf(Ipv4Prefix prefix) const;

    const MapNodes &m_nodes;
    const MapTraffic &m_traffic;
    const Highlights &m_highlights;
    LabelCache m_labels;
};

} // namespace mesh44
