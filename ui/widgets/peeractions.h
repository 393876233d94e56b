// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"
#include "ui/models/action.h"

#include <QObject>

#include <optional>

class QAction;

namespace mesh44 {

class GatewayModel;

// What can be done with the peer that is looked at. Menu, keys and buttons use the same actions, so their
// words and whether they are possible agree everywhere.
class PeerActions : public QObject
{
    Q_OBJECT

public:
    explicit PeerActions(GatewayModel &gateway, QObject *parent = nullptr);

    void setPeer(std::optional<Ipv4Prefix> prefix);
    void refresh();

    // As the helper says; nothing: no peer, or nobody to ask.
    std::optional<bool> endpointOn() const;
    std::optional<bool> prefixOn() const;
    // What was asked for and is not answered yet.
    std::optional<bool> endpointWanted() const;
    std::optional<bool> prefixWanted() const;

    QAction *endpoint() const { return m_endpoint; } // off, or on again
    QAction *endpointFallback() const { return m_endpointFallback; }
    QAction *prefix() const { return m_prefix; }
    QAction *prefixFallback() const { return m_prefixFallback; }

Q_SIGNALS:
    void changed(); // any of the above
    void suppressEndpointRequested(mesh44::Ipv4Address address, bool fallback);
    void allowEndpointRequested(mesh44::Ipv4Address address);
    void suppressPrefixRequested(mesh44::Ipv4Prefix prefix, bool fallback);
    void allowPrefixRequested(mesh44::Ipv4Prefix prefix);

private:
    const RouteView *route() const;
    bool endpointIsOff(const RouteView &route) const;
    std::optional<bool> wanted(Action::Kind on, Action::Kind off, Ipv4Prefix subject) const;
    QString obstacle() const;
    void refreshEndpoint(const RouteView &route);
    void refreshPrefix(const RouteView &route);
    void triggerEndpoint(bool fallback);
    void triggerPrefix(bool fallback);

    GatewayModel &m_gateway;
    std::optional<Ipv4Prefix> m_peer;
    QAction *m_endpoint;
    QAction *m_endpointFallback;
    QAction *m_prefix;
    QAction *m_prefixFallback;
};

} // namespace mesh44
