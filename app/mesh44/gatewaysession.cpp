// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/gatewaysession.h"

#include "app/mesh44/portalsession.h"
#include "ui/mainwindow.h"

namespace mesh44 {

GatewaySession::GatewaySession(MainWindow &window, PortalSession &portal, QObject *parent)
    : QObject(parent), m_window(window), m_portal(portal)
{
    connect(&window, &MainWindow::hostRequested, this, &GatewaySession::look);
    connect(&window, &MainWindow::portalRequested, &portal, [this] { m_portal.open(&m_window); });
    connect(&m_access, &AccessWatch::accessChanged, this, [this](Access access) {
        m_mayControl = access;
        tellAccess();
    });
    connect(&m_access, &AccessWatch::configureAccessChanged, this, [this](Access access) {
        m_mayConfigure = access;
        tellAccess();
    });
    connect(&window, &MainWindow::foundSetupRequested, this, [this] {
        if (m_host.isEmpty())
            m_finder.find();
        else
            m_window.setFoundSetup({}); // another computer's disk is not read
    });
    connect(&m_finder, &SetupFinder::found, this, [this](const std::optional<FoundSetup> &found) {
        if (m_host.isEmpty()) // else it took longer than the operator
            m_window.setFoundSetup(found);
    });
}

void GatewaySession::look(const QString &host)
{
    if (m_client && host == m_host)
        return;
    m_host = host;
    m_client = std::make_unique<GatewayClient>(host); // the old one's last words go nowhere
    m_window.forget();
    connectFacts();
    connectAnswers();
    connectIntents();
    connectConfiguration();
    tellAccess();
    m_window.setConnection({.kind = ConnectionState::Kind::Connecting, .host = host});
    m_client->start();
}

void GatewaySession::watchAccess()
{
    m_access.start();
}

// polkit of this computer knows nothing about a gateway behind ssh.
void GatewaySession::tellAccess()
{
    m_window.setAccess(m_host.isEmpty() ? m_mayControl : Access::Unknown);
    m_window.gateway().setConfigureAccess(m_host.isEmpty() ? m_mayConfigure : Access::Unknown);
}

void GatewaySession::connectFacts()
{
    GatewayModel &gateway = m_window.gateway();
    connect(m_client.get(), &GatewayClient::connectionChanged, &m_window, &MainWindow::setConnection);
    connect(m_client.get(), &GatewayClient::snapshotTaken, &m_window, &MainWindow::setSnapshot);
    connect(m_client.get(), &GatewayClient::changed, &m_window, &MainWindow::applyDelta);
    connect(m_client.get(), &GatewayClient::burstHeard, &m_window, &MainWindow::setBurst);
    connect(m_client.get(), &GatewayClient::historyTaken, &m_window, &MainWindow::setHistory);
    connect(m_client.get(), &GatewayClient::eventHappened, &m_window, &MainWindow::addEvent);
    connect(m_client.get(), &GatewayClient::trafficTaken, &gateway, &GatewayModel::setTraffic);
    connect(m_client.get(), &GatewayClient::settingsTaken, &gateway, &GatewayModel::setSettings);
    connect(m_client.get(), &GatewayClient::findingsTaken, &gateway, &GatewayModel::setFindings);
    connect(m_client.get(), &GatewayClient::timelineTaken, &gateway, &GatewayModel::setTimeline);
    connect(m_client.get(), &GatewayClient::checksTaken, &gateway, &GatewayModel::setChecks);
}

void GatewaySession::connectAnswers()
{
    connect(m_client.get(), &GatewayClient::actionDone, &m_window, &MainWindow::actionDone);
    connect(m_client.get(), &GatewayClient::actionFailed, &m_window, &MainWindow::actionFailed);
    connect(m_client.get(), &GatewayClient::actionDone, &m_access, &AccessWatch::check);
    connect(m_client.get(), &GatewayClient::actionFailed, &m_access, &AccessWatch::check);
    connect(m_client.get(), &GatewayClient::previewed, &m_window, &MainWindow::showPreview);
    connect(m_client.get(), &GatewayClient::previewFailed, &m_window, &MainWindow::showPreviewFailure);
    connect(m_client.get(), &GatewayClient::imported, &m_portal, &PortalSession::imported);
    connect(m_client.get(), &GatewayClient::importFailed, &m_portal, &PortalSession::importFailed);
    connect(&m_portal, &PortalSession::importRequested, m_client.get(), &GatewayClient::importList);
}

void GatewaySession::connectIntents()
{
    GatewayClient *client = m_client.get();
    connect(&m_window, &MainWindow::upRequested, client, &GatewayClient::up);
    connect(&m_window, &MainWindow::downRequested, client, &GatewayClient::down);
    connect(&m_window, &MainWindow::suppressEndpointRequested, client, &GatewayClient::suppressEndpoint);
    connect(&m_window, &MainWindow::allowEndpointRequested, client, &GatewayClient::allowEndpoint);
    connect(&m_window, &MainWindow::suppressPrefixRequested, client, &GatewayClient::suppressPrefix);
    connect(&m_window, &MainWindow::allowPrefixRequested, client, &GatewayClient::allowPrefix);
    connect(&m_window, &MainWindow::suppressDefaultRequested, client, &GatewayClient::suppressDefault);
    connect(&m_window, &MainWindow::allowDefaultRequested, client, &GatewayClient::allowDefault);
    connect(&m_window, &MainWindow::decisionRequested, client, &GatewayClient::decide);
    connect(&m_window, &MainWindow::refreshRequested, client, &GatewayClient::refresh);
    connect(&m_window, &MainWindow::retryRequested, client, &GatewayClient::refresh);
    connect(&m_window, &MainWindow::trafficRequested, client, &GatewayClient::takeTraffic);
    connect(&m_window, &MainWindow::findingsRequested, client, &GatewayClient::takeFindings);
    connect(&m_window, &MainWindow::timelineRequested, client, &GatewayClient::takeTimeline);
    connect(&m_window, &MainWindow::checksRequested, client, &GatewayClient::takeChecks);
    connect(&m_window, &MainWindow::checkUpRequested, client, &GatewayClient::checkUp);
}

void GatewaySession::connectConfiguration()
{
    connect(&m_window, &MainWindow::settingsRequested, m_client.get(), &GatewayClient::takeSettings);
    connect(&m_window, &MainWindow::previewRequested, m_client.get(), &GatewayClient::preview);
    connect(&m_window, &MainWindow::applyRequested, m_client.get(), &GatewayClient::apply);
    connect(&m_window, &MainWindow::importRequested, m_client.get(), &GatewayClient::importFound);
}

} // namespace mesh44
