// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/addressstep.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/settingsmodel.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/signs.h"
#include "ui/wizard/factlist.h"

#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

namespace mesh44 {

namespace {

const QString kExternalAddress = QStringLiteral("gateway.external_address");
const QString kLearned = QStringLiteral("auto");

} // namespace

AddressStep::AddressStep(GatewayModel &gateway, SettingsModel &settings)
    : WizardStep(gateway, settings, tr("Gateway address")),
      m_auto(new QRadioButton(tr("&Learn it from the announcements (recommended)"), this)),
      m_given(new QRadioButton(tr("It is &this address or DNS name, as the portal has it:"), this)),
      m_address(new QLineEdit(this)),
      m_facts(new FactList(this))
{
    addWords(
        tr("Other gateways send to the address that the portal has for your subnets. The gateway wants to know it, "
           "so that it can tell when something else is announced."));
    m_auto->setObjectName(QStringLiteral("auto"));
    m_given->setObjectName(QStringLiteral("given"));
    m_address->setObjectName(kExternalAddress);
    m_address->setAccessibleName(tr("Address or DNS name of the gateway"));
    m_address->setPlaceholderText(QStringLiteral("gateway.example.net"));
    auto *choices = new QWidget(this);
    auto *box = new QVBoxLayout(choices);
    box->setContentsMargins({});
    box->setSpacing(em(this, 0.35));
    for (QWidget *each : {static_cast<QWidget *>(m_auto), static_cast<QWidget *>(m_given)})
        box->addWidget(each);
    auto *row = new QVBoxLayout;
    row->setContentsMargins(em(this, 1.6), 0, 0, 0);
    row->addWidget(m_address);
    box->addLayout(row);
    add(choices);
    add(m_facts);
    setFocusProxy(m_auto);
    connect(m_auto, &QRadioButton::clicked, this, [this] { choose(true); });
    connect(m_given, &QRadioButton::clicked, this, [this] { choose(false); });
    connect(m_address, &QLineEdit::textEdited, this, [this](const QString &typed) {
        m_given->setChecked(true);
        this->settings().set(kExternalAddress, typed);
    });
    connect(&settings, &SettingsModel::draftChanged, this, &AddressStep::refresh);
    connect(&gateway, &GatewayModel::situationChanged, this, &AddressStep::refresh);
    m_auto->setChecked(true);
    refresh();
}

void AddressStep::choose(bool automatic)
{
    if (automatic) {
        settings().set(kExternalAddress, kLearned);
        return;
    }
    m_address->setFocus(Qt::OtherFocusReason);
    if (!m_address->text().isEmpty())
        settings().set(kExternalAddress, m_address->text());
    refresh();
}

void AddressStep::refresh()
{
    const QString value = settings().draft().value(kExternalAddress);
    if (!value.isEmpty() && value != kLearned && m_address->text().trimmed() != value) { // of the facts, or taken over
        m_address->setText(value);
        m_given->setChecked(true);
    }
    std::vector<Fact> facts;
    if (const QString wrong = settings().draft().problem(kExternalAddress); !wrong.isEmpty())
        facts.push_back({Sign::Failed, tr("It cannot be used as it is"), wrong});
    else if (const GatewayStatus *status = gateway().status(); status && !value.isEmpty())
        facts.push_back(externalFact(*status, m_given->isChecked() && value == kLearned ? QString() : value));
    m_facts->setFacts(facts);
    Q_EMIT changed();
}

QString AddressStep::hindrance() const
{
    if (m_given->isChecked() && m_address->text().trimmed().isEmpty())
        return tr("Type the address or the name, or let it be learned.");
    return problemOf({kExternalAddress});
}

} // namespace mesh44
