// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/action.h"

#include <QWidget>

class QLabel;

namespace mesh44 {

class GatewayModel;
class MasterSwitch;
class StateChip;

// The top of the window: the switch, the state in words, and whose gateway this is.
class HeaderBar : public QWidget
{
    Q_OBJECT

public:
    explicit HeaderBar(GatewayModel &gateway, QWidget *parent = nullptr);
    // Why the last switching did not happen; empty: nothing to say.
    void setFailure(const QString &reason);

Q_SIGNALS:
    void upRequested();
    void downRequested();

private:
    void refresh();
    void refreshSwitch();
    void refreshIdentity();

    GatewayModel &m_gateway;
    MasterSwitch *m_switch;
    StateChip *m_chip;
    QLabel *m_sentence;
    QLabel *m_failure;
    QLabel *m_name;
    QLabel *m_place;
};

} // namespace mesh44
