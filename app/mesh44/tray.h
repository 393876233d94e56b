// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/gatewaymodel.h"

#include <QMenu>
#include <QSystemTrayIcon>
#include <QTimer>

#include <memory>

namespace mesh44 {

// An icon among the desktop's, for who wants it: the state as a shape, the switch, the way to the window. It is never
// the only handle: without it everything is in the window, and a desktop that has no tray gets none.
class Tray : public QObject
{
    Q_OBJECT

public:
    explicit Tray(GatewayModel &gateway, QObject *parent = nullptr);

    void setWanted(bool wanted);
    bool isThere() const; // and the desktop shows it
    QMenu &menu() { return m_menu; }

Q_SIGNALS:
    void upRequested();
    void downRequested();
    void toggleWindowRequested(); // a click on the icon
    void openRequested();
    void quitRequested();

private:
    void fillMenu();
    void lookForTray();
    void create();
    void refresh();
    void refreshSwitch();
    void askSwitch();

    GatewayModel &m_gateway;
    QMenu m_menu;
    QAction *m_switch;
    QAction *m_state;
    QTimer m_patience; // a tray may come after us
    std::unique_ptr<QSystemTrayIcon> m_icon;
    bool m_isWanted = false;
    std::optional<Sign> m_shown;
};

// The program's icon with the state's shape on it; Ok has none.
QIcon trayIcon(Sign sign);

} // namespace mesh44
