// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/attention.h"
#include "ui/widgets/card.h"

namespace mesh44 {

class GatewayModel;
class SignButton;

// How much of what is announced is installed, and what became of the rest: each number leads to its peers.
class RoutesCard : public Card
{
    Q_OBJECT

public:
    explicit RoutesCard(GatewayModel &gateway, QWidget *parent = nullptr);
    void refresh(const RouteTally &tally);

Q_SIGNALS:
    void peersRequested(const QString &filter);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();

    GatewayModel &m_gateway;
    QLabel *m_installed;
    QLabel *m_of;
    QLabel *m_endpoints;
    QGridLayout *m_grid;
    std::map<Condition, SignButton *> m_counts;
};

} // namespace mesh44
