// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/routescard.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/words.h"
#include "ui/widgets/signbutton.h"
#include "ui/widgets/signs.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace mesh44 {

namespace {

constexpr Condition kCounted[] = {Condition::NotInstalled, Condition::Refused,    Condition::Held,  Condition::Stale,
                                  Condition::Cached,       Condition::Suppressed, Condition::Pinned};

} // namespace

RoutesCard::RoutesCard(GatewayModel &gateway, QWidget *parent)
    : Card(tr("Routes"), parent),
      m_gateway(gateway),
      m_installed(headlineLabel(this)),
      m_of(valueLabel(this)),
      m_endpoints(quietLabel(this)),
      m_grid(new QGridLayout)
{
    m_installed->setAccessibleName(tr("Installed routes"));
    m_installed->setObjectName(QStringLiteral("installedRoutes"));
    lines()->addWidget(m_installed);
    lines()->addWidget(m_of);
    lines()->addWidget(m_endpoints);
    m_grid->setHorizontalSpacing(em(this, 0.8));
    m_grid->setVerticalSpacing(em(this, 0.1));
    m_grid->setColumnStretch(1, 1);
    for (const Condition condition : kCounted) {
        auto *button = new SignButton(signOf(condition), this);
        button->setToolTip(sentenceOf(condition) % u' ' % tr("Show them among the peers."));
        button->hide();
        connect(button, &SignButton::clicked, this, [this, condition] { Q_EMIT peersRequested(wordOf(condition)); });
        m_counts[condition] = button;
    }
    lines()->addSpacing(em(this, 0.2));
    lines()->addLayout(m_grid);
    lines()->addStretch();
}

void RoutesCard::refresh(const RouteTally &tally)
{
    const GatewayStatus *status = m_gateway.status();
    if (!status)
        return;
    m_installed->setText(tr("%1 installed").arg(QLocale().toString(status->routesInstalled)));
    m_of->setText(tr("of %n announced", nullptr, static_cast<int>(status->routesAnnounced)));
    m_endpoints->setText(tr("to %n endpoint(s)", nullptr, static_cast<int>(status->endpoints)));
    for (const auto &[condition, button] : m_counts) {
        const uint32_t count = tally.of(condition);
        button->setVisible(count > 0);
        button->setText(QLocale().toString(count) % u' ' % wordOf(condition).toLower());
    }
    place();
}

// In two columns where there is room.
void RoutesCard::place()
{
    std::vector<SignButton *> shown;
    int widest[2] = {0, 0};
    for (const auto &[condition, button] : m_counts) {
        if (button->isHidden())
            continue;
        int &column = widest[shown.size() % 2];
        column = std::max(column, button->sizeHint().width());
        shown.push_back(button);
    }
    const QMargins margins = lines()->contentsMargins();
    const int room = contentsRect().width() - margins.left() - margins.right();
    const int needed = widest[0] + m_grid->horizontalSpacing() + widest[1];
    // How wide the card is hangs on what is in it: what has become one column needs more to become two again.
    const size_t columns = needed + (m_columns == 1 ? em(this, 2) : 0) <= room ? 2 : 1;
    if (columns == m_columns && shown == m_shown)
        return; // placing them again would lay the page out again, and again
    m_columns = columns;
    m_shown = shown;
    for (size_t i = 0; i < shown.size(); ++i)
        m_grid->addWidget(shown[i], static_cast<int>(i / columns), static_cast<int>(i % columns), Qt::AlignLeft);
}

void RoutesCard::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    place();
}

} // namespace mesh44
