// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace mesh44 {

class GatewayModel;
struct GatewayStatus;

// The foot of the window: the last burst, the routes, the device that carries them.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(GatewayModel &gateway, QWidget *parent = nullptr);

private:
    void refresh();
    void tell(const GatewayStatus &status);

    GatewayModel &m_gateway;
    QWidget *m_facts;
    QLabel *m_burst;
    QLabel *m_routes;
    QLabel *m_device;
};

} // namespace mesh44
