// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizardstep.h"

class QComboBox;
class QPlainTextEdit;

namespace mesh44 {

class FactList;

// That protocol 4 reaches this computer, and what it may open then.
class FirewallStep : public WizardStep
{
    Q_OBJECT

public:
    FirewallStep(GatewayModel &gateway, SettingsModel &settings);
    void enter() override;
    QString hindrance() const override;

private:
    void showNote();
    void refresh();

    QComboBox *m_kind;
    TextLabel *m_note;
    QPlainTextEdit *m_command;
    QPushButton *m_copy;
    FactList *m_meter;
    bool m_chosen = false; // the kind, by the operator
};

} // namespace mesh44
