// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"

#include <QScrollArea>

#include <optional>

class QFormLayout;
class QLabel;

namespace mesh44 {

class GatewayModel;
class MasterSwitch;
class PeerActions;
class StateChip;

// The peer that is looked at, with all of its endpoint's routes.
class Inspector : public QScrollArea
{
    Q_OBJECT

public:
    Inspector(GatewayModel &gateway, PeerActions &actions, QWidget *parent = nullptr);

    void setPeer(std::optional<Ipv4Prefix> prefix);
    // Why the last switching did not happen; empty: nothing to say.
    void setFailure(const QString &reason);
    bool showsPeer() const; // and with it what was refused
    void refresh();
    QSize minimumSizeHint() const override;
    static constexpr int64_t kTrafficInterval = 5'000'000; // µs

Q_SIGNALS:
    void filterRequested(const QString &text);
    void trafficRequested(); // while a peer is looked at, and no more often than kTrafficInterval

private:
    QWidget *makeHint();
    QWidget *makePeer();
    QWidget *makeSwitches();
    QFormLayout *makeFacts(QWidget *peer);
    void refreshSwitches();
    void showRoute(const RouteView &route);
    void greyOut(bool stale);
    void showFacts(const RouteView &route);
    void showTraffic(const RouteView &route);
    void showRoutes(const RouteView &route);
    void askForTraffic();

    GatewayModel &m_gateway;
    PeerActions &m_actions;
    std::optional<Ipv4Prefix> m_peer;
    int64_t m_asked = 0; // for the traffic
    QWidget *m_hint = nullptr;
    QWidget *m_peerPage = nullptr;
    StateChip *m_chip = nullptr;
    QLabel *m_prefix = nullptr;
    QLabel *m_sentence = nullptr;
    MasterSwitch *m_endpointSwitch = nullptr;
    MasterSwitch *m_prefixSwitch = nullptr;
    QLabel *m_endpoint = nullptr;
    QLabel *m_region = nullptr;
    QLabel *m_origin = nullptr;
    QLabel *m_facts = nullptr;
    QLabel *m_first = nullptr;
    QLabel *m_last = nullptr;
    QLabel *m_received = nullptr;
    QLabel *m_sent = nullptr;
    QLabel *m_heard = nullptr;
    QLabel *m_failure = nullptr;
    QLabel *m_routesTitle = nullptr;
    QLabel *m_routes = nullptr;
};

} // namespace mesh44
