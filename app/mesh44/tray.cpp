// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/tray.h"

#include "ui/widgets/signs.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainter>

#include <chrono>

namespace mesh44 {

namespace {

constexpr std::chrono::seconds kLookAgain{5};

QPixmap badged(const QIcon &icon, Sign sign, int side)
{
    QPixmap pixmap = icon.pixmap(QSize(side, side), 1.0);
    if (sign == Sign::Ok || pixmap.isNull())
        return pixmap;
    // On a disc of its own, for nobody knows the tray's colour.
    const QPalette light = fusionPalette(Theme::Light);
    const double size = side * 0.58;
    const QRectF disc(pixmap.width() - size, pixmap.height() - size, size, size);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(light.color(QPalette::Base));
    painter.drawEllipse(disc);
    const double inset = size * 0.16;
    paintSign(painter, disc.adjusted(inset, inset, -inset, -inset), sign, signColour(sign, light));
    return pixmap;
}

} // namespace

QIcon trayIcon(Sign sign)
{
    const QIcon plain(QStringLiteral(":/mesh44/icons/org.mesh44.svg"));
    QIcon icon;
    for (const int side : {16, 22, 24, 32, 48, 64})
        icon.addPixmap(badged(plain, sign, side));
    return icon;
}

Tray::Tray(GatewayModel &gateway, QObject *parent)
    : QObject(parent),
      m_gateway(gateway),
      m_switch(m_menu.addAction(tr("&Tunnels"))),
      m_state(m_menu.addAction(QString()))
{
    fillMenu();
    m_patience.setInterval(kLookAgain);
    connect(&m_patience, &QTimer::timeout, this, &Tray::lookForTray);
    connect(&m_gateway, &GatewayModel::situationChanged, this, &Tray::refresh);
    connect(&m_gateway, &GatewayModel::pendingChanged, this, &Tray::refreshSwitch);
    refresh();
}

void Tray::fillMenu()
{
    m_switch->setCheckable(true);
    m_state->setEnabled(false);
    m_menu.addSeparator();
    QAction *open = m_menu.addAction(tr("&Open the window"));
    QAction *quit = m_menu.addAction(tr("&Quit; the gateway goes on"));
    connect(m_switch, &QAction::triggered, this, &Tray::askSwitch);
    connect(open, &QAction::triggered, this, &Tray::openRequested);
    connect(quit, &QAction::triggered, this, &Tray::quitRequested);
}

void Tray::setWanted(bool wanted)
{
    m_isWanted = wanted;
    if (wanted) {
        lookForTray();
        return;
    }
    m_patience.stop();
    m_icon.reset();
    m_shown.reset();
}

void Tray::lookForTray()
{
    if (!m_isWanted || m_icon)
        return;
    if (QSystemTrayIcon::isSystemTrayAvailable()) {
        m_patience.stop();
        create();
    } else if (!m_patience.isActive()) {
        m_patience.start();
    }
}

void Tray::create()
{
    m_icon = std::make_unique<QSystemTrayIcon>();
    m_icon->setContextMenu(&m_menu);
    connect(m_icon.get(), &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            Q_EMIT toggleWindowRequested();
    });
    refresh();
    m_icon->show();
}

bool Tray::isThere() const
{
    return m_icon && QSystemTrayIcon::isSystemTrayAvailable();
}

void Tray::refresh()
{
    const Situation situation = m_gateway.situation();
    m_state->setText(situation.word);
    refreshSwitch();
    if (!m_icon)
        return;
    m_icon->setToolTip(tr("Mesh44: %1").arg(situation.word));
    if (m_shown == situation.sign)
        return;
    m_shown = situation.sign;
    m_icon->setIcon(trayIcon(situation.sign));
}

// It shows what the helper says, and cannot be clicked while an answer is awaited.
void Tray::refreshSwitch()
{
    const bool isLive = m_gateway.isLive();
    const bool isPending = m_gateway.isPending({Action::Kind::Up, {}}) || m_gateway.isPending({Action::Kind::Down, {}});
    m_switch->setChecked(isLive && m_gateway.status()->enabled);
    m_switch->setEnabled(isLive && !isPending && m_gateway.access() != Access::Denied);
}

void Tray::askSwitch()
{
    const bool wanted = m_switch->isChecked(); // a menu checks it at once
    refreshSwitch();
    if (!m_gateway.isLive())
        return;
    if (wanted)
        Q_EMIT upRequested();
    else
        Q_EMIT downRequested();
}

} // namespace mesh44
