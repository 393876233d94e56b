// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The map itself: shows the mesh, follows the one selection, and is moved by mouse and keys. It never moves by itself
// but to bring into view what was chosen elsewhere.

#include "ui/map/highlights.h"
#include "ui/map/maplayers.h"
#include "ui/map/mapnodes.h"
#include "ui/map/mapoverlay.h"
#include "ui/map/maptraffic.h"
#include "ui/map/spokeslayer.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace mesh44 {

class GatewayModel;
class PeerSelection;

class MapCanvas : public QWidget
{
    Q_OBJECT

public:
    MapCanvas(GatewayModel &gateway, PeerSelection &selection, QWidget *parent = nullptr);

    void setLayoutKind(LayoutKind kind); // the view fits again
    LayoutKind layoutKind() const { return m_nodes.layout().kind(); }
    void setShown(Shown shown);
    void setAllSpokes(bool all);
    bool allSpokes() const { return m_allSpokes; }
    void setReducedMotion(bool reduced);
    bool isPulsing() const { return m_pulse.isActive(); }

    const MapNodes &nodes() const { return m_nodes; }
    const MapView &view() const { return m_view; }
    void setView(QPointF centre, double zoom);
    MapLook look() const;
    const Highlights &highlights() const { return m_highlights; }
    GatewayModel &gateway() { return m_gateway; }
    PeerSelection &selection() { return m_selection; }

    void zoomBy(double factor); // around the middle
    void fit();
    void choose(std::optional<Ipv4Prefix> prefix); // the view stays
    void chooseNeighbour(int step);
    void cycleStack(int step);

    // Where the gateway itself is drawn; true: where its subnet was allocated to.
    std::pair<QPointF, bool> ownPoint() const;
    QRectF boxOf(Ipv4Prefix prefix) const; // empty: not on the map
    // For those who cannot see it: the chosen one first, then what is nearest to it or to the middle.
    std::vector<Ipv4Prefix> spoken() const;
    static constexpr size_t kSpoken = 20;
    // "44.4.0.0/16, 198.51.100.7, Installed, California"
    QString describe(Ipv4Prefix prefix) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void inspectRequested();
    void viewChanged();
    void nodesChanged();
    void allSpokesChanged(bool all);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void connectModels();
    void setUpTimers();
    void moved();
    void refresh();
    void followSelection();
    void followSituation();
    void wantSpokes();
    void startPulses();
    void describeAll();
    QString emptySentence() const;
    double reach() const; // of a click, in map units
    std::vector<int> hitsAt(QPointF screen) const;
    std::vector<int> stackOfSelected() const;
    void click(QPoint position);
    void hover(QPointF position);
    bool showTip(QPoint position, QPoint global);
    bool moveByKey(QKeyEvent *event);
    bool chooseByKey(QKeyEvent *event);

    GatewayModel &m_gateway;
    PeerSelection &m_selection;
    MapNodes m_nodes;
    MapTraffic m_traffic;
    Highlights m_highlights;
    MapView m_view;
    MapLayers m_layers;
    MapOverlay m_overlay;
    SpokesLayer m_spokes;

    QTimer m_rest;   // since the view moved last
    QTimer m_settle; // changes come together
    QTimer m_fade;   // of the highlights
    QTimer m_pulse;
    QElapsedTimer m_clock;
    QElapsedTimer m_sinceCrisp;
    QElapsedTimer m_sinceRefresh;
    int64_t m_pulseFrom = 0; // ms
    std::optional<Ipv4Prefix> m_hovered;
    std::optional<QPoint> m_pressed;
    QPointF m_dragged; // the last position
    bool m_dragging = false;
    bool m_choosing = false;
    bool m_unseenChoice = false; // of a peer, while the map was hidden
    bool m_allSpokes = false;
    bool m_reducedMotion = false;
    bool m_live = false;
};

} // namespace mesh44
