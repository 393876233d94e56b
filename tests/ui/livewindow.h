// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The window as the program has it, on the gateway of the bus that the environment names.

#include "app/mesh44/gatewaysession.h"
#include "app/mesh44/portalsession.h"
#include "app/mesh44/tokenstore.h"
#include "ui/mainwindow.h"
#include "ui/pages/page.h"

#include <QSettings>
#include <QTemporaryDir>

#include <algorithm>

namespace mesh44::test {

class LiveWindow
{
public:
    LiveWindow()
        : m_settings(m_folder.filePath(QStringLiteral("mesh44.conf")), QSettings::IniFormat),
          m_portal(m_window.gateway(), m_settings, m_keyring, systemNow),
          m_session(m_window, m_portal)
    {
        m_session.look({});
        m_session.watchAccess();
        m_window.show();
    }

    MainWindow &window() { return m_window; }
    GatewayModel &gateway() { return m_window.gateway(); }
    GatewaySession &session() { return m_session; }
    int pageNamed(const QString &name) const
    {
        const auto &pages = m_window.pages();
        return static_cast<int>(std::ranges::find(pages, name, &Page::objectName) - pages.begin());
    }

private:
    QTemporaryDir m_folder;
    QSettings m_settings;
    MainWindow m_window;
    Keyring m_keyring;
    PortalSession m_portal;
    GatewaySession m_session;
};

} // namespace mesh44::test
