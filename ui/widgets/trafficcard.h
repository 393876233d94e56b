// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"

namespace mesh44 {

class GatewayModel;
class Sparkline;

// What goes through the tunnel, now and in the last ten minutes.
class TrafficCard : public Card
{
    Q_OBJECT

public:
    explicit TrafficCard(GatewayModel &gateway, QWidget *parent = nullptr);
    void refresh();

private:
    struct Direction
    {
        QLabel *rate;
        Sparkline *line;
    };
    Direction add(const QString &word, const QString &name, Sparkline *line);
    void show(const Direction &direction, bool in);

    GatewayModel &m_gateway;
    Direction m_in;
    Direction m_out;
    QLabel *m_span;
};

} // namespace mesh44
