// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/attention.h"
#include "ui/widgets/card.h"

#include <map>
#include <vector>

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
    std::vector<SignButton *> m_shown; // as placed
    size_t m_columns = 0;
};

} // namespace mesh44
