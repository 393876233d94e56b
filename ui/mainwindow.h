// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/gatewaymodel.h"

#include <QMainWindow>
#include <QTimer>

class QLabel;
class QPushButton;
class QSettings;

namespace mesh44 {

class DecisionBar;
class HeaderBar;
class PeersPage;

// The window. Slots take facts from the client, signals that end in Requested carry what the operator
// wants; the window itself never assumes that it happened.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(GatewayModel::Clock clock = systemNow, QWidget *parent = nullptr);

    void saveTo(QSettings &settings) const;
    void restoreFrom(QSettings &settings);
    GatewayModel &gateway() { return m_gateway; }

public Q_SLOTS:
    void setConnection(const mesh44::ConnectionState &connection);
    void setSnapshot(const mesh44::Snapshot &snapshot);
    void applyDelta(const mesh44::Delta &delta);
    void setBurst(const mesh44::BurstView &burst);
    void setHistory(const std::vector<mesh44::EventView> &events);
    void addEvent(const mesh44::EventView &event);
    void setTraffic(const std::vector<mesh44::TrafficView> &traffic);
    void setAccess(mesh44::Access access);
    void actionDone(const mesh44::Action &action);
    void actionFailed(const mesh44::Action &action, const QString &reason);

Q_SIGNALS:
    void upRequested();
    void downRequested();
    void suppressEndpointRequested(mesh44::Ipv4Address address, bool fallback);
    void allowEndpointRequested(mesh44::Ipv4Address address);
    void suppressPrefixRequested(mesh44::Ipv4Prefix prefix, bool fallback);
    void allowPrefixRequested(mesh44::Ipv4Prefix prefix);
    void decisionRequested(mesh44::Action::Kind kind); // Confirm, Rollback, AcceptChanges, RejectChanges
    void refreshRequested();                           // take a new snapshot
    void retryRequested();                             // connect now
    void portalRequested();                            // fetch the mesh from the portal
    void trafficRequested();                           // of all endpoints, for one that is looked at

private:
    void connectIntents();
    void addShortcuts();
    void beginAction(Action::Kind kind, Ipv4Prefix subject = {});
    void refreshStatusLine();

    GatewayModel m_gateway;
    HeaderBar *m_header;
    DecisionBar *m_decision;
    PeersPage *m_peers;
    QLabel *m_burst;
    QLabel *m_device;
    QPushButton *m_portal;
    QTimer m_second;
};

} // namespace mesh44
