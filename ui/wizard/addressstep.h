// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizardstep.h"

class QLineEdit;
class QRadioButton;

namespace mesh44 {

class FactList;

// The gateway's address on the Internet: learned, or as the portal has it.
class AddressStep : public WizardStep
{
    Q_OBJECT

public:
    AddressStep(GatewayModel &gateway, SettingsModel &settings);
    QString hindrance() const override;

private:
    void choose(bool automatic);
    void refresh();

    QRadioButton *m_auto;
    QRadioButton *m_given;
    QLineEdit *m_address;
    FactList *m_facts;
};

} // namespace mesh44
