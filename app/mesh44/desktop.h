// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mesh44/desktopsettings.h"
#include "app/mesh44/notifier.h"
#include "app/mesh44/tray.h"
#include "ui/models/desktopoptions.h"
#include "ui/models/notifications.h"

#include <QAction>
#include <QElapsedTimer>

class QMainWindow;

namespace mesh44 {

// The program on the desktop, besides what the window shows: notifications, the icon in the tray, coming to the front.
class Desktop : public QObject
{
    Q_OBJECT

public:
    Desktop(QMainWindow &window, GatewayModel &gateway, const QDBusConnection &bus, QObject *parent = nullptr);

    void setOptions(const DesktopOptions &options);
    const DesktopOptions &options() const { return m_options; }
    Tray &tray() { return m_tray; }
    // Puts the choices before the last group of the window's menu.
    void addTo(QMenu &menu);

Q_SIGNALS:
    void optionsChanged(const mesh44::DesktopOptions &options); // by the operator

public Q_SLOTS:
    // The window is wanted in front. token: what the compositor asks for, maybe empty.
    void bringToFront(const QString &token = {});
    // A wish of the tray that did not come true, where nobody sees the window.
    void refused(const mesh44::Action &action, const QString &reason);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void look();
    void toggleWindow();
    void choose();
    bool isHeeded() const;
    Notifier::Message message() const;

    QMainWindow &m_window;
    GatewayModel &m_gateway;
    DesktopOptions m_options;
    QAction m_wantsTray;
    QAction m_wantsNotifications;
    Notifier m_notifier;
    Tray m_tray;
    NotificationGate m_gate;
    QElapsedTimer m_clock;
    QTimer m_second; // goes on while the window is hidden
};

} // namespace mesh44
