// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mesh44/accesswatch.h"
#include "app/mesh44/gatewayclient.h"
#include "app/mesh44/setupfinder.h"

#include <memory>

namespace mesh44 {

class MainWindow;
class PortalSession;

// The gateway that the window looks at. Another one takes the place of all that was known of the one before.
class GatewaySession : public QObject
{
    Q_OBJECT

public:
    GatewaySession(MainWindow &window, PortalSession &portal, QObject *parent = nullptr);

    // host: "user@host", empty for this computer.
    void look(const QString &host);
    // Asks polkit what is permitted; once the window is there.
    void watchAccess();

private:
    void connectFacts();
    void connectAnswers();
    void connectIntents();
    void connectConfiguration();
    void tellAccess();

    MainWindow &m_window;
    PortalSession &m_portal;
    AccessWatch m_access;
    SetupFinder m_finder;
    Access m_mayControl = Access::Unknown; // on this computer
    Access m_mayConfigure = Access::Unknown;
    QString m_host;
    std::unique_ptr<GatewayClient> m_client;
};

} // namespace mesh44
