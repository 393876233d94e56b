// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/mapexport.h"
#include "ui/map/maplayout.h"
#include "ui/map/mapnodes.h"

#include <QWidget>

#include <vector>

class QAction;
class QActionGroup;
class QMenu;
class QToolButton;

namespace mesh44 {

class MapView;

// What can be done to the map, in a row over it. Where there is little room its buttons give way to menus.
class MapBar : public QWidget
{
    Q_OBJECT

public:
    enum class Room : uint8_t { Enough, Little, Least };

    explicit MapBar(QWidget *parent = nullptr);

    void setLayoutKind(LayoutKind kind);
    void chooseShown(int shown); // a Shown; another number: nothing happens
    void setSpokes(bool all);
    void setLegend(bool shown);
    bool isLegendShown() const;
    void follow(const MapView &view); // how near one is
    void setRoom(Room room);

Q_SIGNALS:
    void layoutChosen(mesh44::LayoutKind kind);
    void shownChosen(mesh44::Shown shown);
    void spokesToggled(bool all);
    void legendToggled(bool shown);
    void legendChosen(); // by hand
    void zoomRequested(double factor);
    void fitRequested();
    void exportRequested(mesh44::MapFormat format);

private:
    void makeActions();
    void makeLayouts();
    void makeShown();
    void makeExports();
    QMenu *makeMore();
    void lay();
    QToolButton *buttonFor(QAction *action);
    QToolButton *menuButton(QMenu *menu);

    QActionGroup *m_layouts;
    QActionGroup *m_shown;
    QMenu *m_layoutMenu;
    QMenu *m_shownMenu;
    QMenu *m_exportMenu;
    QAction *m_spokes;
    QAction *m_legend;
    QAction *m_zoomIn;
    QAction *m_zoomOut;
    QAction *m_fit;
    std::vector<QWidget *> m_first; // the last to leave the bar where there is little room
    std::vector<QWidget *> m_later;
    QToolButton *m_layout = nullptr; // stands for what left
    QToolButton *m_more = nullptr;
};

} // namespace mesh44
