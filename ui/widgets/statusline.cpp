// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statusline.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/words.h"
#include "ui/widgets/signs.h"

#include <QHBoxLayout>
#include <QLabel>

namespace mesh44 {

namespace {

QLabel *fact(const QString &accessibleName, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(accessibleName);
    label->setMinimumWidth(1); // it may be cut, but it never widens the window
    return label;
}

// Why the last burst is less than complete, in brackets.
QString burstWord(const GatewayStatus &status)
{
    if (status.lastBurstComplete)
        return {};
    return status.burstsConfirmed ? StatusLine::tr(" (incomplete)") : StatusLine::tr(" (not yet confirmed)");
}

QString burstText(const GatewayModel &gateway, const GatewayStatus &status)
{
    const int64_t now = gateway.now();
    QString burst = status.lastBurst == 0
                        ? StatusLine::tr("No burst heard")
                        : StatusLine::tr("Last burst %1%2").arg(ageText(now, status.lastBurst), burstWord(status));
    if (gateway.isLive() && status.nextBurst > now)
        burst += StatusLine::tr(", next within %1").arg(clockText(status.nextBurst - now));
    return burst;
}

} // namespace

StatusLine::StatusLine(GatewayModel &gateway, QWidget *parent)
    : QWidget(parent),
      m_gateway(gateway),
      m_burst(fact(tr("Last burst"), this)),
      m_routes(fact(tr("Routes"), this)),
      m_device(fact(tr("Tunnel device"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(em(this, 0.7), em(this, 0.2), em(this, 0.7), em(this, 0.25));
    row->setSpacing(em(this, 1.4));
    row->addWidget(m_burst);
    row->addWidget(m_routes);
    row->addStretch();
    row->addWidget(m_device);
    connect(&gateway, &GatewayModel::situationChanged, this, &StatusLine::refresh);
    refresh();
}

void StatusLine::refresh()
{
    const GatewayStatus *status = m_gateway.status();
    for (QLabel *label : {m_burst, m_routes, m_device})
        label->setVisible(status);
    if (!status)
        return;
    m_burst->setText(burstText(m_gateway, *status));
    m_routes->setText(tr("%1 of %2 routes installed").arg(status->routesInstalled).arg(status->routesAnnounced));
    QStringList device{text(status->device)};
    if (status->mtu)
        device.append(tr("MTU %1").arg(status->mtu));
    if (status->address)
        device.append(text(*status->address));
    m_device->setText(device.join(u" · "));
    for (QLabel *label : {m_burst, m_routes, m_device})
        label->setToolTip(tipText(label->text())); // where it is cut
}

} // namespace mesh44
