// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/gatewayselector.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/plaintip.h"
#include "ui/models/words.h"
#include "ui/widgets/hostdialog.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/signs.h"

#include <QActionGroup>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace mesh44 {

namespace {

constexpr qsizetype kMostHosts = 20;

}

GatewaySelector::GatewaySelector(GatewayModel &gateway, QWidget *parent)
    : QWidget(parent),
      m_gateway(gateway),
      m_button(new QToolButton(this)),
      m_menu(new QMenu(m_button)),
      m_place(new ElidedLabel(this))
{
    m_button->setObjectName(QStringLiteral("gateways"));
    m_button->setFont(scaledFont(font(), 1.15, QFont::DemiBold));
    m_button->setAutoRaise(true);
    m_button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_button->setMenu(m_menu);
    m_button->setToolTip(tr("Choose the gateway to look at"));
    m_place->setForegroundRole(QPalette::PlaceholderText);
    m_place->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_place->setAccessibleName(tr("Subnets and host"));
    m_place->setContentsMargins(em(this, 0.6), 0, 0, 0); // under the name's first letter

    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins({});
    lines->setSpacing(0);
    lines->addWidget(m_button, 0, Qt::AlignLeft);
    lines->addWidget(m_place);
    connect(m_menu, &QMenu::aboutToShow, this, &GatewaySelector::fillMenu);
    connect(&gateway, &GatewayModel::situationChanged, this, &GatewaySelector::refresh);
    refresh();
}

void GatewaySelector::setHosts(const QStringList &hosts)
{
    m_hosts.clear();
    for (const QString &host : hosts) {
        if (hostProblem(host).isEmpty() && !m_hosts.contains(host) && m_hosts.size() < kMostHosts)
            m_hosts.append(host);
    }
}

void GatewaySelector::remember(const QString &host)
{
    if (host.isEmpty())
        return;
    m_hosts.removeAll(host);
    m_hosts.prepend(host);
    m_hosts.resize(qMin(m_hosts.size(), kMostHosts));
}

QString GatewaySelector::hostProblem(const QString &host)
{
    if (host.isEmpty())
        return tr("Say which computer: user@host.");
    if (host.startsWith(u'-'))
        return tr("'%1' is no host: expected user@host.").arg(host);
    for (const QChar c : host) {
        if (c.isSpace() || c == u',' || c == u';' || c == u'=' || !c.isPrint())
            return tr("'%1' is no host: expected user@host, without blanks, commas and signs.").arg(host);
    }
    return {};
}

void GatewaySelector::setMost(double ems)
{
    if (ems == m_most)
        return;
    m_most = ems;
    refresh();
}

void GatewaySelector::refresh()
{
    const GatewayStatus *status = m_gateway.status();
    const QString &host = m_gateway.connection().host;
    const QString where = host.isEmpty() ? tr("this computer") : host;
    QStringList place;
    if (status && !status->subnets.empty())
        place.append(
            status->subnets.size() == 1
                ? text(status->subnets.front())
                : tr("%1 and %n more", nullptr, int(status->subnets.size()) - 1).arg(text(status->subnets.front())));
    place.append(where);
    const QString name = status && !status->callsign.empty() ? text(status->callsign) : tr("Gateway");
    const QString shown = m_button->fontMetrics().elidedText(name.simplified(), Qt::ElideRight, em(this, m_most));
    m_button->setText(QString(shown).replace(u'&', QStringLiteral("&&")));
    m_button->setAccessibleName(tr("Gateway: %1, %2").arg(name, where));
    m_button->setToolTip(shown == name ? tr("Choose the gateway to look at") : plainTip(name));
    m_place->setText(place.join(u" · "));
    m_place->setToolTip(plainTip(m_place->text()));
}

void GatewaySelector::fillMenu()
{
    m_menu->clear();
    qDeleteAll(m_menu->findChildren<QMenu *>(Qt::FindDirectChildrenOnly)); // clear() leaves these
    qDeleteAll(m_menu->findChildren<QActionGroup *>(Qt::FindDirectChildrenOnly));
    auto *group = new QActionGroup(m_menu);
    const auto add = [&](const QString &title, const QString &host) {
        QAction *action = m_menu->addAction(title);
        action->setCheckable(true);
        action->setChecked(host == m_gateway.connection().host);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, host] { Q_EMIT hostRequested(host); });
    };
    add(tr("This computer"), {});
    for (const QString &host : std::as_const(m_hosts))
        add(host, host);
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("Another computer…")), &QAction::triggered, this, &GatewaySelector::askForHost);
    if (m_hosts.isEmpty())
        return;
    QMenu *forget = m_menu->addMenu(tr("Forget"));
    for (const QString &host : std::as_const(m_hosts))
        connect(forget->addAction(host), &QAction::triggered, this, [this, host] { m_hosts.removeAll(host); });
}

void GatewaySelector::askForHost()
{
    HostDialog dialog(this);
    if (dialog.exec() == QDialog::Accepted)
        Q_EMIT hostRequested(dialog.host());
}

} // namespace mesh44
