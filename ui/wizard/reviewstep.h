// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizardstep.h"

namespace mesh44 {

class ReviewPane;

// The exact changes. The way on is to apply them, on trial.
class ReviewStep : public WizardStep
{
    Q_OBJECT

public:
    ReviewStep(GatewayModel &gateway, SettingsModel &settings);

    ReviewPane &pane() { return *m_pane; }
    void enter() override;
    QString hindrance() const override;
    void dressNext(QPushButton &button, bool isFree) const override;
    bool goOn() override;

private:
    bool isEmpty() const;
    void noteState();

    ReviewPane *m_pane;
    bool m_applied = false;
};

} // namespace mesh44
