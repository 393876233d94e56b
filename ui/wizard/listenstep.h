// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/prefix.h"
#include "ui/models/action.h"
#include "ui/wizard/wizardstep.h"

#include <optional>

namespace mesh44 {

class DecisionBar;
class FactList;

// The trial is kept here, and the first burst awaited. Leaving changes nothing: the gateway runs by itself.
class ListenStep : public WizardStep
{
    Q_OBJECT

public:
    ListenStep(GatewayModel &gateway, SettingsModel &settings);

    DecisionBar &decision() { return *m_decision; }
    // Of the routes that another program had saved; empty: no refusal.
    void setImportFailure(const QString &reason);
    void dressNext(QPushButton &button, bool isFree) const override;

Q_SIGNALS:
    void showPeerRequested(mesh44::Ipv4Prefix prefix);
    void showMapRequested();

private:
    void refresh();

    DecisionBar *m_decision;
    FactList *m_facts;
    QWidget *m_links;
    std::optional<Ipv4Prefix> m_first;
    QString m_importFailure;
};

} // namespace mesh44
