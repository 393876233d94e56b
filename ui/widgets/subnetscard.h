// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/prefix.h"
#include "ui/widgets/card.h"

#include <vector>

namespace mesh44 {

class GatewayModel;
class MasterSwitch;

// Who we are in the mesh, and whether the announcer carries our Internet.
class SubnetsCard : public Card
{
    Q_OBJECT

public:
    explicit SubnetsCard(GatewayModel &gateway, QWidget *parent = nullptr);
    void refresh();
    // Of switching the default route; empty: none.
    void setFailure(const QString &reason);

Q_SIGNALS:
    void defaultRequested(bool on);

private:
    void addSwitch();
    void refreshSubnets();
    void refreshSwitch();

    GatewayModel &m_gateway;
    QLabel *m_callsign;
    CardFacts *m_facts = nullptr;
    std::vector<Ipv4Prefix> m_subnets; // as shown
    QWidget *m_defaultRow;
    MasterSwitch *m_switch;
    QLabel *m_default;
    QLabel *m_failure;
};

} // namespace mesh44
