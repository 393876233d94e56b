// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/screenshot.h"

#include "ui/mainwindow.h"

#include <QCoreApplication>
#include <QPixmap>
#include <QTextStream>

namespace mesh44 {

namespace {

constexpr std::chrono::milliseconds kQuiet{1200};

}

Screenshot::Screenshot(MainWindow &window, QString file, std::chrono::seconds longest, QObject *parent)
    : QObject(parent), m_window(window), m_file(std::move(file))
{
    m_quiet.setSingleShot(true);
    m_longest.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, [this] { save(0); });
    connect(&m_longest, &QTimer::timeout, this, [this] { save(1); });
    connect(&window.gateway(), &GatewayModel::peersChanged, this, [this] {
        m_quiet.stop(); // rows still come
        look();
    });
    connect(&window.gateway(), &GatewayModel::situationChanged, this, &Screenshot::look);
    m_longest.start(longest);
}

bool Screenshot::isDefinite() const
{
    GatewayModel &gateway = m_window.gateway();
    switch (gateway.connection().kind) {
    case ConnectionState::Kind::Connecting: return false;
    case ConnectionState::Kind::Live: break;
    default: return true;
    }
    if (!gateway.status() || gateway.status()->state == GatewayState::Waiting)
        return false;
    const GatewayState state = gateway.status()->state;
    const bool running = state == GatewayState::Up || state == GatewayState::Degraded;
    return !running || gateway.peers().rowCount() > 0;
}

void Screenshot::look()
{
    if (!isDefinite())
        m_quiet.stop();
    else if (!m_quiet.isActive())
        m_quiet.start(kQuiet);
}

void Screenshot::save(int code)
{
    m_quiet.stop();
    m_longest.stop();
    disconnect(&m_window.gateway(), nullptr, this, nullptr);
    QTextStream errors(stderr);
    if (!m_window.grab().save(m_file)) {
        errors << tr("The picture cannot be saved as %1.").arg(m_file) << Qt::endl;
        code = 1;
    } else if (code != 0) {
        errors << tr("No live table came in time; the picture shows what there was.") << Qt::endl;
    }
    QCoreApplication::exit(code);
}

} // namespace mesh44
