// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/reviewstep.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/settingsmodel.h"
#include "ui/models/settingwords.h"
#include "ui/models/words.h"
#include "ui/widgets/reviewpane.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace mesh44 {

ReviewStep::ReviewStep(GatewayModel &gateway, SettingsModel &settings)
    : WizardStep(gateway, settings, tr("Review")), m_pane(new ReviewPane(gateway, this))
{
    add(m_pane, 1);
    connect(m_pane, &ReviewPane::stateChanged, this, &ReviewStep::noteState);
    connect(&settings, &SettingsModel::draftChanged, this, [this] { // the facts moved
        if (isVisible() && m_pane->state() != ReviewPane::State::Applying)
            enter();
    });
}

bool ReviewStep::isEmpty() const
{
    return m_pane->state() == ReviewPane::State::Nothing;
}

void ReviewStep::enter()
{
    if (hindrance().isEmpty() || settings().draft().changeCount() == 0)
        m_pane->review(settings().draft());
    Q_EMIT changed();
}

QString ReviewStep::hindrance() const
{
    const SettingsDraft &draft = settings().draft();
    for (const SettingView &fact : draft.facts()) {
        const QString key = text(fact.key);
        if (!draft.problem(key).isEmpty())
            return tr("%1: %2").arg(settingLabel(key), draft.problem(key));
        if (draft.isConflict(key))
            return tr("Somebody set %1 to %2 meanwhile. Close this, and start again.")
                .arg(settingLabel(key), text(fact.value));
    }
    return isEmpty() ? QString() : applyHindrance(gateway());
}

void ReviewStep::dressNext(QPushButton &button, bool isFree) const
{
    if (isEmpty())
        return WizardStep::dressNext(button, isFree);
    m_pane->dress(button);
    button.setEnabled(isFree && button.isEnabled());
}

bool ReviewStep::goOn()
{
    if (isEmpty())
        return true;
    m_pane->apply();
    return false; // when it is granted
}

void ReviewStep::noteState()
{
    const bool was = std::exchange(m_applied, m_pane->state() == ReviewPane::State::Applied);
    if (m_applied && !was)
        Q_EMIT finished();
    else
        Q_EMIT changed();
}

} // namespace mesh44
