// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizardstep.h"

namespace mesh44 {

class FactList;

// Who: the callsign, and the subnets.
class WhoStep : public WizardStep
{
    Q_OBJECT

public:
    WhoStep(GatewayModel &gateway, SettingsModel &settings);
    QString hindrance() const override;

private:
    void refresh();

    FactList *m_allocations;
};

} // namespace mesh44
