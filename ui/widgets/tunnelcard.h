// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"

namespace mesh44 {

class GatewayModel;

// What carries the packets, and between which addresses.
class TunnelCard : public Card
{
    Q_OBJECT

public:
    explicit TunnelCard(GatewayModel &gateway, QWidget *parent = nullptr);
    void refresh();

private:
    GatewayModel &m_gateway;
    CardFacts *m_facts;
    QLabel *m_device;
    QLabel *m_mtu;
    QLabel *m_address;
    QLabel *m_underlay;
    QLabel *m_external;
};

} // namespace mesh44
