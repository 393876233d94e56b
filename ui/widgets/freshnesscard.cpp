// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/freshnesscard.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/words.h"
#include "ui/widgets/signs.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace mesh44 {

namespace {

constexpr int64_t kUsual = 300'000'000; // µs between two bursts, while none was heard

QString heardText(const GatewayStatus &status)
{
    if (status.lastBurst == 0)
        return FreshnessCard::tr("from %1").arg(text(status.announcer));
    const QString routes = FreshnessCard::tr("%n route(s)", nullptr, static_cast<int>(status.lastBurstRoutes));
    const QString how = status.lastBurstComplete ? FreshnessCard::tr("complete")
                        : status.burstsConfirmed ? FreshnessCard::tr("incomplete")
                                                 : FreshnessCard::tr("not yet confirmed");
    return routes % u", " % how;
}

} // namespace

FreshnessCard::FreshnessCard(GatewayModel &gateway, QWidget *parent)
    : Card(tr("RIP44"), parent),
      m_gateway(gateway),
      m_age(headlineLabel(this)),
      m_burst(valueLabel(this)),
      m_bar(new ThinBar(this)),
      m_next(quietLabel(this))
{
    m_age->setAccessibleName(tr("Last burst"));
    m_age->setObjectName(QStringLiteral("burstAge"));
    m_burst->setAccessibleName(tr("What the last burst held"));
    m_bar->setAccessibleName(tr("Until the next burst"));
    m_next->setObjectName(QStringLiteral("nextBurst"));
    lines()->addWidget(m_age);
    lines()->addWidget(m_burst);
    lines()->addSpacing(em(this, 0.4));
    lines()->addWidget(m_bar);
    lines()->addWidget(m_next);
    lines()->addStretch();
}

void FreshnessCard::refresh()
{
    const GatewayStatus *status = m_gateway.status();
    if (!status)
        return;
    const bool off = status->lastBurst == 0 && status->nextBurst == 0;
    m_age->setText(status->lastBurst ? ageText(m_gateway.now(), status->lastBurst)
                   : off             ? tr("not listening")
                                     : tr("not heard yet"));
    m_age->setToolTip(status->lastBurst ? momentText(m_gateway.now(), status->lastBurst) : QString());
    m_burst->setText(heardText(*status));
    refreshNext();
}

void FreshnessCard::refreshNext()
{
    const GatewayStatus &status = *m_gateway.status();
    const bool expected = status.nextBurst != 0 && m_gateway.isLive();
    m_bar->setVisible(expected);
    m_next->setVisible(expected);
    if (!expected)
        return;
    const int64_t now = m_gateway.now();
    const int64_t since = status.lastBurst ? status.lastBurst : status.nextBurst - kUsual;
    const double span = static_cast<double>(std::max<int64_t>(status.nextBurst - since, 1));
    m_bar->setPassed(static_cast<double>(now - since) / span);
    m_next->setText(now <= status.nextBurst ? tr("next within %1").arg(clockText(status.nextBurst - now))
                                            : tr("overdue by %1").arg(clockText(now - status.nextBurst)));
}

} // namespace mesh44
