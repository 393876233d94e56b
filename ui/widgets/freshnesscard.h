// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"

namespace mesh44 {

class GatewayModel;

// How fresh the mesh is: the last burst, and when the next one is due.
class FreshnessCard : public Card
{
    Q_OBJECT

public:
    explicit FreshnessCard(GatewayModel &gateway, QWidget *parent = nullptr);
    void refresh();

private:
    void refreshNext();

    GatewayModel &m_gateway;
    QLabel *m_age;
    QLabel *m_burst;
    ThinBar *m_bar;
    QLabel *m_next;
};

} // namespace mesh44
