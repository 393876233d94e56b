// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/mapexport.h"
#include "ui/map/maplayout.h"
#include "ui/models/interval.h"
#include "ui/pages/page.h"

#include <QTimer>

class QLabel;
class QPushButton;
class QToolButton;

namespace mesh44 {

class Banner;
class GatewayModel;
class MapBar;
class MapCanvas;
class MapLegend;
class PeerSelection;

// The mesh as a map, with what can be done to the map around it.
class MapPage : public Page
{
    Q_OBJECT

public:
    using Format = MapFormat;

    MapPage(GatewayModel &gateway, PeerSelection &selection, QWidget *parent = nullptr);

    bool showsPeers() const override { return true; }
    void offerPeer(bool offered) override;
    void takeFocus() override;
    void setReducedMotion(bool reduced);
    MapCanvas &canvas() { return *m_canvas; }

    QByteArray exported(Format format) const;
    // Says so on the page where it cannot be written.
    void exportTo(const QString &file, Format format);

    void saveTo(QSettings &settings) const override;
    void restoreFrom(QSettings &settings) override;

    static constexpr int64_t kTrafficInterval = 5'000'000; // µs

Q_SIGNALS:
    void trafficRequested(); // while the page is seen, and no more often than kTrafficInterval
    void inspectRequested();
    void retryRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeFoot();
    void connectParts();
    void setLayoutKind(LayoutKind kind);
    void refreshFoot();
    void refreshSituation();
    void openTray();
    void askForFile(Format format);
    void askForTraffic();
    void arrange();

    GatewayModel &m_gateway;
    PeerSelection &m_selection;
    MapCanvas *m_canvas;
    MapLegend *m_legend;
    Banner *m_banner;
    Banner *m_situation;
    QLabel *m_caption;
    QToolButton *m_tray;
    QPushButton *m_inspect; // where the chosen peer has no room beside the page
    MapBar *m_bar;
    QTimer m_trafficTimer;
    Interval m_asked{kTrafficInterval};
    bool m_legendChosen = false; // by hand: the size of the page decides no more
};

} // namespace mesh44
