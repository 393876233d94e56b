// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/peeractions.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/words.h"

#include <QAction>

namespace mesh44 {

PeerActions::PeerActions(GatewayModel &gateway, QObject *parent)
    : QObject(parent),
      m_gateway(gateway),
      m_endpoint(new QAction(this)),
      m_endpointFallback(new QAction(this)),
      m_prefix(new QAction(this)),
      m_prefixFallback(new QAction(this))
{
    connect(m_endpoint, &QAction::triggered, this, [this] { triggerEndpoint(false); });
    connect(m_endpointFallback, &QAction::triggered, this, [this] { triggerEndpoint(true); });
    connect(m_prefix, &QAction::triggered, this, [this] { triggerPrefix(false); });
    connect(m_prefixFallback, &QAction::triggered, this, [this] { triggerPrefix(true); });
    connect(&gateway, &GatewayModel::peersChanged, this, &PeerActions::refresh);
    connect(&gateway, &GatewayModel::situationChanged, this, &PeerActions::refresh);
    connect(&gateway, &GatewayModel::pendingChanged, this, &PeerActions::refresh);
    refresh();
}

void PeerActions::setPeer(std::optional<Ipv4Prefix> prefix)
{
    m_peer = prefix;
    refresh();
}

const RouteView *PeerActions::route() const
{
    const int row = m_peer ? m_gateway.peers().rowOf(*m_peer) : -1;
    return row < 0 ? nullptr : &m_gateway.peers().routeAt(row);
}

bool PeerActions::endpointIsOff(const RouteView &route) const
{
    const EndpointView *endpoint = m_gateway.peers().endpoint(route.endpoint);
    return endpoint && endpoint->suppressed;
}

std::optional<bool> PeerActions::endpointOn() const
{
    const RouteView *here = route();
    return here && m_gateway.isLive() ? std::optional(!endpointIsOff(*here)) : std::nullopt;
}

std::optional<bool> PeerActions::prefixOn() const
{
    const RouteView *here = route();
    return here && m_gateway.isLive() ? std::optional(here->state != RouteState::Suppressed) : std::nullopt;
}

std::optional<bool> PeerActions::wanted(Action::Kind on, Action::Kind off, Ipv4Prefix subject) const
{
    if (m_gateway.isPending({on, subject}))
        return true;
    return m_gateway.isPending({off, subject}) ? std::optional(false) : std::nullopt;
}

std::optional<bool> PeerActions::endpointWanted() const
{
    const RouteView *here = route();
    return here ? wanted(Action::Kind::AllowEndpoint, Action::Kind::SuppressEndpoint, Ipv4Prefix::host(here->endpoint))
                : std::nullopt;
}

std::optional<bool> PeerActions::prefixWanted() const
{
    const RouteView *here = route();
    return here ? wanted(Action::Kind::AllowPrefix, Action::Kind::SuppressPrefix, here->prefix) : std::nullopt;
}

// Why nothing can be switched; empty: it can.
QString PeerActions::obstacle() const
{
    if (!m_gateway.isLive())
        return tr("There is no gateway service to ask.");
    if (m_gateway.isForeign())
        return tr("The gateway service speaks another version than this window.");
    if (m_gateway.access() == Access::Denied)
        return tr("The system does not let you switch things from here.");
    return {};
}

void PeerActions::refresh()
{
    const RouteView *here = route();
    const QString why = obstacle();
    for (QAction *action : {m_endpoint, m_endpointFallback, m_prefix, m_prefixFallback}) {
        action->setEnabled(here && why.isEmpty());
        action->setToolTip(why);
    }
    m_endpointFallback->setVisible(here && !endpointIsOff(*here));
    if (here) {
        refreshEndpoint(*here);
        refreshPrefix(*here);
    } else {
        m_endpoint->setText(tr("Switch endpoint off"));
        m_prefix->setText(tr("Switch prefix off"));
    }
    m_endpointFallback->setText(tr("Switch endpoint off, let wider routes carry its packets"));
    m_prefixFallback->setText(tr("Switch prefix off, let wider routes carry its packets"));
    Q_EMIT changed();
}

void PeerActions::refreshEndpoint(const RouteView &route)
{
    if (endpointWanted()) {
        m_endpoint->setText(tr("Switching endpoint…"));
        m_endpoint->setEnabled(false);
        m_endpointFallback->setEnabled(false);
        return;
    }
    const bool off = endpointIsOff(route);
    m_endpoint->setText(off ? tr("Switch endpoint on") : tr("Switch endpoint off"));
    if (m_endpoint->isEnabled()) {
        m_endpoint->setToolTip(off ? tr("Use all routes of %1 again").arg(text(route.endpoint))
                                   : tr("Drop the packets of all routes of %1").arg(text(route.endpoint)));
    }
}

void PeerActions::refreshPrefix(const RouteView &route)
{
    const bool byEndpoint = endpointIsOff(route);
    const bool off = route.state == RouteState::Suppressed && !byEndpoint;
    const bool pending = prefixWanted().has_value();
    m_prefix->setText(pending ? tr("Switching prefix…") : off ? tr("Switch prefix on") : tr("Switch prefix off"));
    m_prefixFallback->setVisible(!off && !byEndpoint);
    if (byEndpoint)
        m_prefix->setToolTip(tr("Its endpoint is switched off as a whole."));
    else if (m_prefix->isEnabled())
        m_prefix->setToolTip(off ? tr("Use the route to %1 again").arg(text(route.prefix))
                                 : tr("Drop the packets to %1").arg(text(route.prefix)));
    if (byEndpoint || pending) {
        m_prefix->setEnabled(false);
        m_prefixFallback->setEnabled(false);
    }
}

void PeerActions::triggerEndpoint(bool fallback)
{
    const RouteView *here = route();
    if (!here)
        return;
    if (endpointIsOff(*here))
        Q_EMIT allowEndpointRequested(here->endpoint);
    else
        Q_EMIT suppressEndpointRequested(here->endpoint, fallback);
}

void PeerActions::triggerPrefix(bool fallback)
{
    const RouteView *here = route();
    if (!here)
        return;
    if (here->state == RouteState::Suppressed)
        Q_EMIT allowPrefixRequested(here->prefix);
    else
        Q_EMIT suppressPrefixRequested(here->prefix, fallback);
}

} // namespace mesh44
