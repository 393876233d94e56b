// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/subnetscard.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/words.h"
#include "ui/widgets/masterswitch.h"
#include "ui/widgets/signs.h"

#include <QHBoxLayout>
#include <QLabel>

namespace mesh44 {

SubnetsCard::SubnetsCard(GatewayModel &gateway, QWidget *parent)
    : Card(tr("My subnets"), parent),
      m_gateway(gateway),
      m_callsign(headlineLabel(this)),
      m_defaultRow(new QWidget(this)),
      m_switch(new MasterSwitch(m_defaultRow)),
      m_default(valueLabel(this)),
      m_failure(valueLabel(this))
{
    m_callsign->setAccessibleName(tr("Callsign"));
    m_failure->setAccessibleName(tr("Refusal"));
    m_failure->hide();
    lines()->addWidget(m_callsign);
    addSwitch();
    lines()->addStretch();
    refresh();
}

void SubnetsCard::addSwitch()
{
    m_switch->setObjectName(QStringLiteral("defaultSwitch"));
    m_switch->setAccessibleName(tr("Default route by the announcer"));
    auto *row = new QHBoxLayout(m_defaultRow);
    row->setContentsMargins({});
    row->addWidget(m_switch);
    row->addStretch();
    lines()->addSpacing(em(this, 0.6));
    lines()->addWidget(m_default);
    lines()->addWidget(m_defaultRow);
    lines()->addWidget(m_failure);
    connect(m_switch, &MasterSwitch::switchRequested, this, [this](bool on) {
        setFailure({});
        Q_EMIT defaultRequested(on);
    });
}

void SubnetsCard::refresh()
{
    const GatewayStatus *status = m_gateway.status();
    if (!status)
        return;
    m_callsign->setText(status->callsign.empty() ? tr("no callsign") : text(status->callsign));
    refreshSubnets();
    refreshSwitch();
}

void SubnetsCard::refreshSubnets()
{
    const GatewayStatus &status = *m_gateway.status();
    if (m_facts && m_subnets == status.subnets)
        return;
    m_subnets = status.subnets;
    delete m_facts;
    m_facts = new CardFacts(this);
    for (const Ipv4Prefix subnet : m_subnets)
        m_facts->set(m_facts->add(tr("Subnet"), true), text(subnet), {});
    if (m_subnets.empty())
        m_facts->set(m_facts->add(tr("Subnet")), {}, tr("none is configured"));
    lines()->insertWidget(lines()->indexOf(m_callsign) + 1, m_facts);
}

void SubnetsCard::refreshSwitch()
{
    const GatewayStatus &status = *m_gateway.status();
    const bool live = m_gateway.isLive();
    m_defaultRow->setVisible(status.hasDefault);
    m_default->setText(
        status.hasDefault
            ? tr("Internet through the announcer (default route)")
            : tr("The default route is not through the announcer in mode \"%1\".").arg(text(status.mode)));
    // A service of old has one in mode "full", and does not say so.
    m_default->setVisible(status.hasDefault || status.mode == "mesh" || status.mode == "bgp");
    m_switch->setTruth(live ? std::optional(!status.defaultSuppressed) : std::nullopt);
    m_switch->setAccess(live ? m_gateway.access() : Access::Unknown);
    m_switch->setEnabled(live && m_gateway.access() != Access::Denied);
    m_switch->setPending(m_gateway.isPending({Action::Kind::AllowDefault, {}})      ? std::optional(true)
                         : m_gateway.isPending({Action::Kind::SuppressDefault, {}}) ? std::optional(false)
                                                                                    : std::nullopt);
    if (!live)
        m_switch->setToolTip(tr("There is no gateway service to ask."));
    else if (m_gateway.access() != Access::Denied)
        m_switch->setToolTip(status.defaultSuppressed ? tr("Send what is not for the mesh to the announcer again")
                                                      : tr("Drop what is not for the mesh"));
}

void SubnetsCard::setFailure(const QString &reason)
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, signColour(Sign::Failed, colours));
    m_failure->setPalette(colours);
    m_failure->setText(reason);
    m_failure->setVisible(!reason.isEmpty());
}

} // namespace mesh44
