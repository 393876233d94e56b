// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/routingstep.h"

#include "ui/models/settingsmodel.h"
#include "ui/widgets/signs.h"
#include "ui/wizard/choicefield.h"
#include "ui/wizard/valuefield.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace mesh44 {

namespace {

const QStringList kAdvanced{QStringLiteral("routing.mesh_table"), QStringLiteral("routing.source_table"),
                            QStringLiteral("routing.priority"), QStringLiteral("tunnel.device")};

std::vector<ChoiceField::Choice> routingModes()
{
    return {
        {QStringLiteral("full"), RoutingStep::tr("The mesh, and the &Internet by the tunnel (recommended)"),
         RoutingStep::tr(
             "Your 44 addresses reach the other gateways directly, and everybody else by the announcer. Right for "
             "almost everybody.")},
        {QStringLiteral("mesh"), RoutingStep::tr("The mesh a&lone"),
         RoutingStep::tr("Your 44 addresses reach amateur networks, and nothing else.")},
        {QStringLiteral("hybrid"), RoutingStep::tr("The mesh by tunnels, the Internet by your &provider"),
         RoutingStep::tr(
             "What your hosts begin towards the Internet leaves by your provider and with its address; answers to "
             "what came by the announcer go back by it.")},
        {QStringLiteral("bgp"), RoutingStep::tr("Your provider announces your subnets by &BGP"),
         RoutingStep::tr("Only where that is agreed: packets of your subnets leave by the provider, unencapsulated.")},
    };
}

} // namespace

RoutingStep::RoutingStep(GatewayModel &gateway, SettingsModel &settings)
    : WizardStep(gateway, settings, tr("Routing")), m_more(new QToolButton(this)), m_advanced(new QWidget(this))
{
    addWords(tr("Only packets from and to your subnets take these ways. What else this computer does stays as it is."));
    add(new ChoiceField(settings, QStringLiteral("gateway.mode"), routingModes(), this));
    m_more->setObjectName(QStringLiteral("advanced"));
    m_more->setText(tr("&Advanced: tables, priority, device"));
    m_more->setCheckable(true);
    m_more->setAutoRaise(true);
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_more->setArrowType(Qt::RightArrow);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add(m_more);
    auto *fields = new QVBoxLayout(m_advanced);
    fields->setContentsMargins(em(this, 1.0), 0, 0, 0);
    fields->setSpacing(em(this, 0.6));
    for (const QString &key : kAdvanced)
        fields->addWidget(new ValueField(settings, key, m_advanced));
    m_advanced->hide();
    add(m_advanced);
    connect(m_more, &QToolButton::toggled, this, [this](bool open) {
        m_more->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_advanced->setVisible(open);
    });
    connect(&settings, &SettingsModel::draftChanged, this, [this] {
        if (!problemOf(kAdvanced).isEmpty())
            m_more->setChecked(true); // what is wrong must be seen
        Q_EMIT changed();
    });
}

QString RoutingStep::hindrance() const
{
    return problemOf(QStringList{QStringLiteral("gateway.mode")} + kAdvanced);
}

} // namespace mesh44
