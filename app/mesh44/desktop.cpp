// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/desktop.h"

#include <QApplication>
#include <QEvent>
#include <QMainWindow>

#include <chrono>

namespace mesh44 {

Desktop::Desktop(QMainWindow &window, GatewayModel &gateway, const QDBusConnection &bus, QObject *parent)
    : QObject(parent),
      m_window(window),
      m_gateway(gateway),
      m_wantsTray(tr("Icon in the &tray")),
      m_wantsNotifications(tr("&Notify of faults that last")),
      m_notifier(bus),
      m_tray(gateway)
{
    m_wantsTray.setToolTip(tr("Closing the window leaves the icon; the gateway goes on in any case"));
    for (QAction *action : {&m_wantsTray, &m_wantsNotifications}) {
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, &Desktop::choose);
    }
    m_clock.start();
    m_window.installEventFilter(this);
    connect(&m_notifier, &Notifier::openRequested, this, &Desktop::bringToFront);
    connect(&m_tray, &Tray::openRequested, this, [this] { bringToFront(); });
    connect(&m_tray, &Tray::toggleWindowRequested, this, &Desktop::toggleWindow);
    connect(&m_tray, &Tray::quitRequested, qApp, &QApplication::quit);
    connect(&m_second, &QTimer::timeout, this, &Desktop::look);
    m_second.setTimerType(Qt::VeryCoarseTimer);
    m_second.start(std::chrono::seconds(1));
}

void Desktop::setOptions(const DesktopOptions &options)
{
    m_options = options;
    m_wantsTray.setChecked(options.tray);
    m_wantsNotifications.setChecked(!options.quiet);
    m_tray.setWanted(options.tray);
    look();
}

void Desktop::addTo(QMenu &menu)
{
    QAction *last = nullptr; // the separator before the end
    for (QAction *action : menu.actions())
        last = action->isSeparator() ? action : last;
    menu.insertSeparator(last);
    menu.insertActions(last, {&m_wantsTray, &m_wantsNotifications});
}

void Desktop::choose()
{
    setOptions({.tray = m_wantsTray.isChecked(), .quiet = !m_wantsNotifications.isChecked()});
    Q_EMIT optionsChanged(m_options);
}

void Desktop::bringToFront(const QString &token)
{
    if (!token.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8()); // where Qt for Wayland looks for it, and takes it
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

void Desktop::toggleWindow()
{
    if (m_window.isVisible() && m_window.isActiveWindow())
        m_window.close();
    else
        bringToFront();
}

// With the icon there is a way back; without it, closing the window is the end. The gateway goes on in both.
bool Desktop::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_window && event->type() == QEvent::Close)
        QGuiApplication::setQuitOnLastWindowClosed(!m_tray.isThere());
    return QObject::eventFilter(watched, event);
}

bool Desktop::isHeeded() const
{
    return m_options.quiet || (m_window.isActiveWindow() && m_window.isVisible());
}

void Desktop::look()
{
    const auto cause = rootCause(m_gateway.connection(), m_gateway.status(), m_gateway.now());
    switch (m_gate.look(cause, m_clock.nsecsElapsed() / 1000, isHeeded())) {
    case NotificationGate::Step::Nothing: break;
    case NotificationGate::Step::Withdraw: m_notifier.withdraw(); break;
    case NotificationGate::Step::Tell:
    case NotificationGate::Step::TellOver: m_notifier.show(message()); break;
    }
}

Notifier::Message Desktop::message() const
{
    const Situation situation = m_gateway.situation();
    const QString title = situation.notice ? situation.notice->title : situation.word;
    const QString text = situation.notice ? situation.notice->text : situation.sentence;
    const QString host = m_gateway.connection().host;
    return {situation.sign, host.isEmpty() ? title : tr("%1: %2").arg(host, title), text};
}

void Desktop::refused(const Action &action, const QString &reason)
{
    if (action.isGateway() && !m_window.isVisible())
        m_notifier.show({Sign::Attention, tr("Nothing was switched"), reason});
}

} // namespace mesh44
