// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/topbar.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/plaintip.h"
#include "ui/widgets/gatewayselector.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/masterswitch.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/searchfold.h"
#include "ui/widgets/signs.h"
#include "ui/widgets/statechip.h"

#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace mesh44 {

namespace {

constexpr double kRoomyEms = 66;  // of the window's width: from here on there is room for the sentence
constexpr double kFoldedEms = 48; // and below none for the search
constexpr double kLeastEms = 30;  // it needs no more once it is folded

QLabel *plain(const QString &accessibleName, QWidget *parent)
{
    auto *label = new BoundedLabel(parent);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    label->setAccessibleName(accessibleName);
    return label;
}

} // namespace

TopBar::TopBar(GatewayModel &gateway, QWidget *parent)
    : QWidget(parent),
      m_gateway(gateway),
      m_gateways(new GatewaySelector(gateway, this)),
      m_switch(new MasterSwitch(this)),
      m_chip(new StateChip(1.15, this)),
      m_sentence(plain(tr("State in a sentence"), this)),
      m_failure(new TextLabel(TextLabel::Tone::Failed, 1.0, this)),
      m_search(new SearchBox(gateway, this)),
      m_fold(new SearchFold(m_search, this)),
      m_menuButton(new QToolButton(this)),
      m_menu(new QMenu(m_menuButton))
{
    m_failure->setAccessibleName(tr("Refusal"));
    m_failure->hide();
    m_sentence->setMaximumHeight(2 * m_sentence->fontMetrics().lineSpacing());
    m_menuButton->setIcon(glyphIcon(Glyph::Menu));
    m_menuButton->setAutoRaise(true);
    m_menuButton->setFocusPolicy(Qt::StrongFocus);
    m_menuButton->setAccessibleName(tr("Menu"));
    m_menuButton->setToolTip(tr("Menu (F10)"));
    m_menuButton->setShortcut(QKeySequence(Qt::Key_F10));
    connect(m_menuButton, &QToolButton::clicked, this, // as its own menu it would have an arrow, too
            [this] { m_menu->popup(m_menuButton->mapToGlobal(QPoint(0, m_menuButton->height()))); });
    lay();
    connect(m_switch, &MasterSwitch::switchRequested, this, [this](bool on) {
        setFailure({});
        if (on)
            Q_EMIT upRequested();
        else
            Q_EMIT downRequested();
    });
    connect(&m_gateway, &GatewayModel::situationChanged, this, &TopBar::refresh);
    connect(&m_gateway, &GatewayModel::pendingChanged, this, &TopBar::refreshSwitch);
    refresh();
}

void TopBar::lay()
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(em(this, 0.7), em(this, 0.5), em(this, 0.7), em(this, 0.45));
    grid->setHorizontalSpacing(em(this, 0.9));
    auto *state = new QVBoxLayout;
    state->setSpacing(em(this, 0.25));
    state->addWidget(m_chip);
    state->addWidget(m_sentence);
    grid->addWidget(m_gateways, 0, 0, Qt::AlignVCenter);
    grid->addWidget(m_switch, 0, 1, Qt::AlignVCenter);
    grid->addLayout(state, 0, 2, Qt::AlignVCenter);
    grid->addWidget(m_fold, 0, 3, Qt::AlignVCenter);
    grid->addWidget(m_menuButton, 0, 4, Qt::AlignVCenter);
    grid->addWidget(m_failure, 1, 1, 1, 3);
    grid->setColumnStretch(2, 1);
}

void TopBar::setFailure(const QString &reason)
{
    m_failure->setText(reason);
    m_failure->setVisible(!reason.isEmpty());
}

// Where there is little room, the word is enough: the sentence stands on the overview, too.
void TopBar::arrange(int width)
{
    const bool roomy = width >= em(this, kRoomyEms);
    const bool folded = width < em(this, kFoldedEms);
    m_sentence->setVisible(roomy);
    m_fold->setFolded(folded);
    m_chip->setLeast(folded ? 6 : 10);
    m_gateways->setMost(roomy ? 14 : folded ? 5.5 : 9);
}

// It folds before it would be squeezed.
QSize TopBar::minimumSizeHint() const
{
    const QSize now = QWidget::minimumSizeHint();
    return {std::min(now.width(), em(this, kLeastEms)), now.height()};
}

void TopBar::openSearch()
{
    m_fold->open();
}

void TopBar::refresh()
{
    const Situation situation = m_gateway.situation();
    m_chip->setState(situation.sign, situation.word);
    m_chip->setToolTip(plainTip(situation.word % u": " % situation.sentence)); // the word may be cut
    m_sentence->setText(situation.sentence);
    m_sentence->setToolTip(plainTip(situation.sentence)); // for what two lines do not hold
    refreshSwitch();
}

void TopBar::refreshSwitch()
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

} // namespace mesh44
