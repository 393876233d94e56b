// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/foundsetup.h"
#include "ui/wizard/wizardstep.h"

class QCheckBox;
class QGroupBox;

namespace mesh44 {

class FactList;

// What is there: this computer's way to the Internet, what stands in the way, another program's set-up to take over.
class PlaceStep : public WizardStep
{
    Q_OBJECT

public:
    PlaceStep(GatewayModel &gateway, SettingsModel &settings);

    void setFoundSetup(const FoundSetup &found);
    // The routes to import after the settings are applied; empty: none, or not wanted.
    QByteArray routes() const;
    QString hindrance() const override;
    bool goOn() override;

private:
    void refresh();

    bool isWanted() const;

    FoundSetup m_found;
    bool m_taken = false; // its settings are in the draft
    FactList *m_facts;
    QGroupBox *m_box;
    TextLabel *m_contents;
    QCheckBox *m_take;
};

} // namespace mesh44
