// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizardstep.h"

class QToolButton;

namespace mesh44 {

// Where packets of the subnets go; table numbers for those who want to know.
class RoutingStep : public WizardStep
{
    Q_OBJECT

public:
    RoutingStep(GatewayModel &gateway, SettingsModel &settings);
    QString hindrance() const override;

private:
    QToolButton *m_more;
    QWidget *m_advanced;
};

} // namespace mesh44
