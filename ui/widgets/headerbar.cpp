// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/headerbar.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/words.h"
#include "ui/widgets/masterswitch.h"
#include "ui/widgets/signs.h"
#include "ui/widgets/statechip.h"

#include <QGridLayout>
#include <QLabel>

namespace mesh44 {

namespace {

QLabel *plain(const QString &accessibleName, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(accessibleName);
    return label;
}

} // namespace

HeaderBar::HeaderBar(GatewayModel &gateway, QWidget *parent)
    : QWidget(parent),
      m_gateway(gateway),
      m_switch(new MasterSwitch(this)),
      m_chip(new StateChip(1.2, this)),
      m_sentence(plain(tr("State in a sentence"), this)),
      m_failure(plain(tr("Refusal"), this)),
      m_name(plain(tr("Gateway"), this)),
      m_place(plain(tr("Subnets and host"), this))
{
    m_sentence->setWordWrap(true);
    m_failure->setWordWrap(true);
    m_failure->hide();
    m_name->setFont(scaledFont(font(), 1.2, QFont::DemiBold));
    m_name->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_place->setAlignment(Qt::AlignRight | Qt::AlignTop);
    m_place->setForegroundRole(QPalette::PlaceholderText);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(em(this, 0.7), em(this, 0.6), em(this, 0.7), em(this, 0.5));
    grid->setHorizontalSpacing(em(this, 0.8));
    grid->setVerticalSpacing(em(this, 0.15));
    grid->addWidget(m_switch, 0, 0, 2, 1, Qt::AlignVCenter);
    grid->addWidget(m_chip, 0, 1);
    grid->addWidget(m_name, 0, 2);
    grid->addWidget(m_sentence, 1, 1);
    grid->addWidget(m_place, 1, 2);
    grid->addWidget(m_failure, 2, 1, 1, 2);
    grid->setColumnStretch(1, 1);

    connect(m_switch, &MasterSwitch::switchRequested, this, [this](bool on) {
        setFailure({});
        if (on)
            Q_EMIT upRequested();
        else
            Q_EMIT downRequested();
    });
    connect(&m_gateway, &GatewayModel::situationChanged, this, &HeaderBar::refresh);
    connect(&m_gateway, &GatewayModel::pendingChanged, this, &HeaderBar::refreshSwitch);
    refresh();
}

void HeaderBar::setFailure(const QString &reason)
{
    m_failure->setText(reason);
    m_failure->setVisible(!reason.isEmpty());
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, signColour(Sign::Failed, colours));
    m_failure->setPalette(colours);
}

void HeaderBar::refresh()
{
    const Situation situation = m_gateway.situation();
    m_chip->setState(situation.sign, situation.word);
    m_sentence->setText(situation.sentence);
    refreshSwitch();
    refreshIdentity();
}

void HeaderBar::refreshSwitch()
{
    const GatewayStatus *status = m_gateway.status();
    const bool live = m_gateway.isLive();
    m_switch->setTruth(live ? std::optional(status->enabled) : std::nullopt);
    m_switch->setAccess(live ? m_gateway.access() : Access::Unknown);
    m_switch->setEnabled(live && m_gateway.access() != Access::Denied);
    if (m_gateway.isPending({Action::Kind::Up, {}}))
        m_switch->setPending(true);
    else if (m_gateway.isPending({Action::Kind::Down, {}}))
        m_switch->setPending(false);
    else
        m_switch->setPending(std::nullopt);
    if (!live)
        m_switch->setToolTip(tr("There is no gateway service to ask."));
}

void HeaderBar::refreshIdentity()
{
    const GatewayStatus *status = m_gateway.status();
    const QString &host = m_gateway.connection().host;
    QStringList place;
    if (status) {
        for (const Ipv4Prefix subnet : status->subnets)
            place.append(text(subnet));
    }
    place.append(host.isEmpty() ? tr("this computer") : host);
    m_name->setText(status ? text(status->callsign) : QString());
    m_place->setText(place.join(u" · "));
}

} // namespace mesh44
