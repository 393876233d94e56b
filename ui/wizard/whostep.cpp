// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/whostep.h"

#include "ui/models/settingsmodel.h"
#include "ui/wizard/factlist.h"
#include "ui/wizard/valuefield.h"

namespace mesh44 {

namespace {

const QString kCallsign = QStringLiteral("gateway.callsign");
const QString kSubnets = QStringLiteral("gateway.subnets");

} // namespace

WhoStep::WhoStep(GatewayModel &gateway, SettingsModel &settings)
    : WizardStep(gateway, settings, tr("Who")), m_allocations(new FactList(this))
{
    addWords(tr("Networks in 44 are allocated at portal.ampr.org, which also has to know this gateway."));
    auto *callsign = new ValueField(settings, kCallsign, this);
    add(callsign);
    add(new ValueField(settings, kSubnets, this));
    add(m_allocations);
    setFocusProxy(callsign);
    connect(&settings, &SettingsModel::draftChanged, this, &WhoStep::refresh);
    refresh();
}

void WhoStep::refresh()
{
    m_allocations->setFacts(allocationFacts(settings().draft().value(kSubnets)));
    Q_EMIT changed();
}

QString WhoStep::hindrance() const
{
    if (settings().draft().value(kSubnets).isEmpty())
        return tr("A gateway needs at least one subnet.");
    return problemOf({kCallsign, kSubnets});
}

} // namespace mesh44
