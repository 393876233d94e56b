// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/placestep.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/settingsmodel.h"
#include "ui/models/settingwords.h"
#include "ui/models/words.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/signs.h"
#include "ui/wizard/factlist.h"

#include <QCheckBox>
#include <QGroupBox>
#include <QVBoxLayout>

namespace mesh44 {

namespace {

QString contentsOf(const FoundSetup &found)
{
    QStringList lines;
    for (const auto &[key, value] : found.assignments)
        lines.append(PlaceStep::tr("%1: %2").arg(settingLabel(text(key)), text(value)));
    if (!found.routes.isEmpty())
        lines.append(PlaceStep::tr("its saved routes, until the first burst"));
    for (const QString &note : found.notes)
        lines.append(PlaceStep::tr("Note: %1").arg(note));
    return lines.join(u'\n');
}

} // namespace

PlaceStep::PlaceStep(GatewayModel &gateway, SettingsModel &settings)
    : WizardStep(gateway, settings, tr("What is there")),
      m_facts(new FactList(this)),
      m_box(new QGroupBox(this)),
      m_contents(new TextLabel(TextLabel::Tone::Plain, 1.0, m_box)),
      m_take(new QCheckBox(m_box))
{
    addWords(
        tr("Seven steps make this computer a gateway of the 44Net mesh. Nothing is changed before the sixth, and that "
           "is taken back by itself if you do not confirm it."));
    add(m_facts);
    auto *box = new QVBoxLayout(m_box);
    box->addWidget(m_take);
    box->addWidget(m_contents);
    m_take->setObjectName(QStringLiteral("take"));
    m_take->setText(tr("&Take it over"));
    m_box->hide();
    add(m_box);
    connect(&gateway, &GatewayModel::situationChanged, this, &PlaceStep::refresh);
    connect(&gateway, &GatewayModel::findingsChanged, this, &PlaceStep::refresh);
    connect(&gateway, &GatewayModel::settingsChanged, this, &WizardStep::changed);
    refresh();
}

void PlaceStep::refresh()
{
    std::vector<Fact> facts;
    const Situation situation = gateway().situation();
    if (!gateway().isLive()) {
        facts.push_back({situation.sign, situation.word, situation.sentence});
        m_facts->setFacts(facts);
        Q_EMIT changed();
        return;
    }
    const GatewayStatus &status = *gateway().status();
    if (status.state == GatewayState::Unsupported || status.state == GatewayState::NoRights
        || status.state == GatewayState::Conflict)
        facts.push_back({situation.sign, situation.word, situation.sentence});
    facts.push_back(underlayFact(status));
    for (const Finding &finding : gateway().findings())
        facts.push_back(findingFact(finding));
    if (gateway().findings().empty())
        facts.push_back({Sign::Ok, tr("Nothing was found that is in the way"), {}});
    m_facts->setFacts(facts);
    Q_EMIT changed();
}

void PlaceStep::setFoundSetup(const FoundSetup &found)
{
    if (found == m_found)
        return;
    m_found = found;
    m_taken = false;
    m_box->setVisible(!found.program.isEmpty());
    m_take->setChecked(true);
    m_box->setTitle(tr("%1 is set up on this computer").arg(found.program));
    m_take->setAccessibleName(tr("Take the set-up of %1 over").arg(found.program));
    m_contents->setText(contentsOf(found));
}

bool PlaceStep::isWanted() const
{
    return !m_found.program.isEmpty() && m_take->isChecked();
}

QByteArray PlaceStep::routes() const
{
    return isWanted() ? m_found.routes : QByteArray();
}

QString PlaceStep::hindrance() const
{
    if (!gateway().isLive())
        return tr("The gateway does not answer now.");
    if (gateway().isForeign())
        return tr("The gateway speaks another version: it can be looked at, and not set up.");
    if (gateway().configureAccess() == Access::Denied)
        return tr("The system does not let you change the configuration from here.");
    if (settings().rowCount() == 0)
        return tr("Asking the gateway for its settings.");
    return {};
}

// Once: what the operator changes in later steps stays.
bool PlaceStep::goOn()
{
    if (isWanted() && !m_taken)
        settings().setAll(m_found.assignments);
    if (!isWanted() && m_taken) {
        for (const auto &[key, value] : m_found.assignments)
            settings().undo(text(key));
    }
    m_taken = isWanted();
    return true;
}

} // namespace mesh44
