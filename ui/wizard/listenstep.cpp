// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/listenstep.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/settingsmodel.h"
#include "ui/models/words.h"
#include "ui/widgets/decisionbar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/signs.h"
#include "ui/wizard/factlist.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace mesh44 {

namespace {

Fact routeFact(const std::optional<RouteView> &first)
{
    if (!first)
        return {Sign::Unknown, ListenStep::tr("No route installed yet"), {}};
    return {Sign::Ok, ListenStep::tr("First route installed: %1").arg(text(first->prefix)),
            ListenStep::tr("By %1. The gateway is part of the mesh.").arg(text(first->endpoint))};
}

// What is other than waiting and being up.
Fact stateFact(const Situation &situation, const GatewayStatus &status)
{
    switch (status.state) {
    case GatewayState::Up: return {Sign::Ok, ListenStep::tr("The gateway is up"), {}};
    case GatewayState::Waiting: return {Sign::Ok, ListenStep::tr("The gateway is up, and listens"), {}};
    default: return {situation.sign, situation.word, situation.sentence};
    }
}

} // namespace

ListenStep::ListenStep(GatewayModel &gateway, SettingsModel &settings)
    : WizardStep(gateway, settings, tr("Listen")),
      m_decision(new DecisionBar(gateway, this)),
      m_facts(new FactList(this)),
      m_links(new QWidget(this))
{
    m_decision->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred); // as high as its lines, once wrapped
    add(m_decision);
    addWords(
        tr("The announcer sends the whole mesh about every five minutes; the first routes come with it. Keep the "
           "change if this computer is still reached as it should be: that need not wait for the burst. This window "
           "may be closed meanwhile, the gateway stays."));
    add(m_facts);
    auto *peer = new QPushButton(tr("&Show it among the peers"), m_links);
    auto *map = new QPushButton(tr("Show the &map"), m_links);
    peer->setObjectName(QStringLiteral("peer"));
    map->setObjectName(QStringLiteral("map"));
    auto *row = new QHBoxLayout(m_links);
    row->setContentsMargins({});
    row->addWidget(peer);
    row->addWidget(map);
    row->addStretch(1);
    add(m_links);
    connect(peer, &QPushButton::clicked, this, [this] {
        if (m_first)
            Q_EMIT showPeerRequested(*m_first);
    });
    connect(map, &QPushButton::clicked, this, &ListenStep::showMapRequested);
    connect(&gateway, &GatewayModel::situationChanged, this, &ListenStep::refresh);
    connect(&settings, &SettingsModel::draftChanged, this, &ListenStep::refresh);
    connect(&gateway, &GatewayModel::peersChanged, this, &ListenStep::refresh);
    refresh();
}

void ListenStep::refresh()
{
    const Situation situation = gateway().situation();
    std::vector<Fact> facts;
    std::optional<RouteView> first;
    if (!gateway().isLive()) {
        facts.push_back({situation.sign, situation.word, situation.sentence});
    } else {
        const GatewayStatus &status = *gateway().status();
        first = firstInstalled(gateway().peers());
        if (status.trial.by.empty() && settings().draft().changeCount() > 0)
            facts.push_back(
                {Sign::Attention, tr("What you want is not in force"),
                 tr("It was taken back, or it was not applied yet. Back leads to the review, where it still "
                    "stands.")});
        if (!m_importFailure.isEmpty())
            facts.push_back({Sign::Attention, tr("The saved routes were not taken over"), m_importFailure});
        facts.push_back(stateFact(situation, status));
        facts.push_back(hearingFact(status, gateway().now()));
        facts.push_back(burstFact(status, gateway().now()));
        facts.push_back(routeFact(first));
    }
    m_first = first ? std::optional(first->prefix) : std::nullopt;
    m_facts->setFacts(facts);
    m_links->setVisible(first.has_value());
    Q_EMIT changed();
}

void ListenStep::setImportFailure(const QString &reason)
{
    m_importFailure = reason;
    refresh();
}

void ListenStep::dressNext(QPushButton &button, bool isFree) const
{
    WizardStep::dressNext(button, isFree);
    button.setText(tr("&Done"));
}

} // namespace mesh44
