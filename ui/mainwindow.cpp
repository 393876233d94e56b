// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/models/words.h"
#include "ui/pages/peerspage.h"
#include "ui/widgets/decisionbar.h"
#include "ui/widgets/headerbar.h"
#include "ui/widgets/peeractions.h"
#include "ui/widgets/signs.h"

#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QStatusBar>
#include <QVBoxLayout>

#include <chrono>

namespace mesh44 {
namespace {

// Why the last burst is less than complete, in brackets.
QString burstWord(const GatewayStatus &status)
{
    if (status.lastBurstComplete)
        return {};
    return status.burstsConfirmed ? MainWindow::tr(" (incomplete)") : MainWindow::tr(" (not yet confirmed)");
}

} // namespace

MainWindow::MainWindow(GatewayModel::Clock clock, QWidget *parent)
    : QMainWindow(parent),
      m_gateway(std::move(clock)),
      m_header(new HeaderBar(m_gateway)),
      m_decision(new DecisionBar(m_gateway)),
      m_peers(new PeersPage(m_gateway)),
      m_burst(new QLabel),
      m_device(new QLabel),
      m_portal(new QPushButton(tr("From the &portal…")))
{
    setWindowTitle(tr("Mesh44"));
    auto *centre = new QWidget(this);
    auto *lines = new QVBoxLayout(centre);
    lines->setContentsMargins({});
    lines->setSpacing(0);
    lines->addWidget(m_header);
    auto *strip = new QVBoxLayout; // as wide as the pages' own
    strip->setContentsMargins(em(this, 0.7), 0, em(this, 0.7), 0);
    strip->addWidget(m_decision);
    lines->addLayout(strip);
    lines->addWidget(m_peers, 1);
    setCentralWidget(centre);

    m_burst->setAccessibleName(tr("Last burst"));
    m_device->setAccessibleName(tr("Tunnel device"));
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins(em(this, 0.4), 0, em(this, 0.7), em(this, 0.2));
    statusBar()->addWidget(m_burst);
    statusBar()->addPermanentWidget(m_device);
    statusBar()->addPermanentWidget(m_portal);
    m_portal->setFlat(true);
    m_portal->setObjectName(QStringLiteral("portal"));
    m_portal->setToolTip(tr("Fetch the mesh from the portal, and see where it has this gateway"));

    connectIntents();
    addShortcuts();
    connect(&m_gateway, &GatewayModel::situationChanged, this, &MainWindow::refreshStatusLine);
    connect(&m_gateway, &GatewayModel::snapshotMissed, this, &MainWindow::refreshRequested);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (isVisible() && !isMinimized())
            m_gateway.secondPassed();
    });
    m_second.setTimerType(Qt::CoarseTimer);
    m_second.start(std::chrono::seconds(1));
    refreshStatusLine();
    resize(em(this, 76), em(this, 46));
}

void MainWindow::connectIntents()
{
    using Kind = Action::Kind;
    connect(m_header, &HeaderBar::upRequested, this, [this] {
        beginAction(Kind::Up);
        Q_EMIT upRequested();
    });
    connect(m_header, &HeaderBar::downRequested, this, [this] {
        beginAction(Kind::Down);
        Q_EMIT downRequested();
    });
    connect(m_decision, &DecisionBar::decided, this, [this](Kind kind) {
        m_gateway.begin({kind, {}});
        Q_EMIT decisionRequested(kind);
    });
    PeerActions &actions = m_peers->actions();
    connect(&actions, &PeerActions::suppressEndpointRequested, this, [this](Ipv4Address address, bool fallback) {
        beginAction(Kind::SuppressEndpoint, Ipv4Prefix::host(address));
        Q_EMIT suppressEndpointRequested(address, fallback);
    });
    connect(&actions, &PeerActions::allowEndpointRequested, this, [this](Ipv4Address address) {
        beginAction(Kind::AllowEndpoint, Ipv4Prefix::host(address));
        Q_EMIT allowEndpointRequested(address);
    });
    connect(&actions, &PeerActions::suppressPrefixRequested, this, [this](Ipv4Prefix prefix, bool fallback) {
        beginAction(Kind::SuppressPrefix, prefix);
        Q_EMIT suppressPrefixRequested(prefix, fallback);
    });
    connect(&actions, &PeerActions::allowPrefixRequested, this, [this](Ipv4Prefix prefix) {
        beginAction(Kind::AllowPrefix, prefix);
        Q_EMIT allowPrefixRequested(prefix);
    });
    connect(m_peers, &PeersPage::retryRequested, this, &MainWindow::retryRequested);
    connect(m_peers, &PeersPage::trafficRequested, this, &MainWindow::trafficRequested);
    connect(m_portal, &QPushButton::clicked, this, &MainWindow::portalRequested);
}

void MainWindow::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto &&act) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    add(QKeySequence::Find, [this] { m_peers->focusFilter(); });
    add(QKeySequence(Qt::Key_F5), [this] {
        if (m_gateway.isLive())
            Q_EMIT refreshRequested();
        else
            Q_EMIT retryRequested();
    });
    add(QKeySequence(Qt::CTRL | Qt::Key_Q), [this] { close(); });
}

void MainWindow::beginAction(Action::Kind kind, Ipv4Prefix subject)
{
    const Action action{kind, subject};
    if (!action.isGateway())
        m_peers->showFailure(action, {});
    m_gateway.begin(action);
}

void MainWindow::setConnection(const ConnectionState &connection)
{
    m_gateway.setConnection(connection);
    setWindowTitle(connection.host.isEmpty() ? tr("Mesh44") : tr("Mesh44 – %1").arg(connection.host));
}

void MainWindow::setSnapshot(const Snapshot &snapshot)
{
    m_peers->beforeChange();
    m_gateway.setSnapshot(snapshot);
    m_peers->afterChange();
}

void MainWindow::applyDelta(const Delta &delta)
{
    m_peers->beforeChange();
    m_gateway.applyDelta(delta);
    m_peers->afterChange();
}

void MainWindow::setBurst(const BurstView &burst)
{
    m_peers->beforeChange();
    m_gateway.setBurst(burst);
    m_peers->afterChange();
}

void MainWindow::setHistory(const std::vector<EventView> &events)
{
    m_gateway.setHistory(events);
}

void MainWindow::addEvent(const EventView &event)
{
    m_gateway.addEvent(event);
}

void MainWindow::setTraffic(const std::vector<TrafficView> &traffic)
{
    m_gateway.setTraffic(traffic);
}

void MainWindow::setAccess(Access access)
{
    m_gateway.setAccess(access);
}

void MainWindow::actionDone(const Action &action)
{
    m_gateway.granted(action);
}

void MainWindow::actionFailed(const Action &action, const QString &reason)
{
    m_gateway.refused(action);
    if (action.isGateway())
        m_header->setFailure(reason);
    else if (action.isDecision())
        m_decision->setFailure(reason);
    else
        m_peers->showFailure(action, reason);
}

void MainWindow::refreshStatusLine()
{
    const GatewayStatus *status = m_gateway.status();
    m_burst->setVisible(status);
    m_device->setVisible(status && !status->device.empty());
    m_portal->setVisible(m_gateway.isLive() && !m_gateway.isForeign());
    if (!status)
        return;
    const int64_t now = m_gateway.now();
    QString burst = status->lastBurst == 0 ? tr("No burst heard")
                                           : tr("Last burst %1, %2 routes%3")
                                                 .arg(ageText(now, status->lastBurst))
                                                 .arg(status->lastBurstRoutes)
                                                 .arg(burstWord(*status));
    if (m_gateway.isLive() && status->nextBurst > now)
        burst += tr(", next within %1").arg(clockText(status->nextBurst - now));
    m_burst->setText(burst);
    QStringList device{text(status->device)};
    if (status->mtu)
        device.append(tr("MTU %1").arg(status->mtu));
    if (status->address)
        device.append(text(*status->address));
    m_device->setText(device.join(u" · "));
}

void MainWindow::saveTo(QSettings &settings) const
{
    settings.beginGroup(QStringLiteral("window-1")); // a new number when the meaning changes
    settings.setValue(QStringLiteral("size"), size());
    m_peers->saveTo(settings);
    settings.endGroup();
}

void MainWindow::restoreFrom(QSettings &settings)
{
    settings.beginGroup(QStringLiteral("window-1"));
    if (const QSize size = settings.value(QStringLiteral("size")).toSize(); size.isValid())
        resize(size);
    m_peers->restoreFrom(settings);
    settings.endGroup();
}

} // namespace mesh44
