// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/decisionbar.h"

#include "ui/models/gatewaymodel.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/signs.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace mesh44 {

namespace {

BoundedLabel *newSentence(QWidget *parent)
{
    auto *label = new BoundedLabel(parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

DecisionBar::DecisionBar(GatewayModel &gateway, QWidget *parent)
    : QFrame(parent),
      m_gateway(gateway),
      m_title(newSentence(this)),
      m_text(newSentence(this)),
      m_failure(new TextLabel(TextLabel::Tone::Failed, 1.0, this)),
      m_yes(new QPushButton(this)),
      m_no(new QPushButton(this))
{
    m_title->setFont(scaledFont(font(), 1.0, QFont::DemiBold));
    m_yes->setObjectName(QStringLiteral("yes"));
    m_no->setObjectName(QStringLiteral("no"));
    m_failure->hide();
    auto *icon = new SignIcon(0.95, this);
    icon->setSign(Sign::Attention);
    const int gap = em(this, 0.5);
    auto *grid = m_grid = new QGridLayout(this);
    grid->setContentsMargins(gap + em(this, 0.2), gap, gap, gap);
    grid->setHorizontalSpacing(gap);
    grid->setVerticalSpacing(em(this, 0.2));
    grid->addWidget(icon, 0, 0, Qt::AlignTop);
    grid->addWidget(m_title, 0, 1);
    grid->setColumnStretch(1, 1);
    place();
    // Not Maximum: that would be the height for another width.
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    setContentsMargins(0, 0, 0, gap); // gone with the bar
    connect(m_yes, &QPushButton::clicked, this, [this] { decide(m_decision->yes); });
    connect(m_no, &QPushButton::clicked, this, [this] { decide(m_decision->no); });
    connect(&gateway, &GatewayModel::situationChanged, this, &DecisionBar::refresh);
    connect(&gateway, &GatewayModel::pendingChanged, this, &DecisionBar::refreshButtons);
    refresh();
}

void DecisionBar::setTight(bool tight)
{
    if (tight == m_tight)
        return;
    m_tight = tight;
    place();
}

void DecisionBar::place()
{
    const int rows = m_tight ? 1 : 2;
    const int columns = m_tight ? 3 : 1;
    m_grid->addWidget(m_text, 1, 1, 1, columns);
    m_grid->addWidget(m_failure, 2, 1, 1, columns);
    m_grid->addWidget(m_no, 0, 2, rows, 1, Qt::AlignVCenter);
    m_grid->addWidget(m_yes, 0, 3, rows, 1, Qt::AlignVCenter);
    m_title->setMostLines(m_tight ? 2 : 0);
    m_text->setMostLines(m_tight ? 2 : 0);
}

void DecisionBar::decide(Action::Kind kind)
{
    setFailure({});
    Q_EMIT decided(kind);
}

void DecisionBar::setFailure(const QString &reason)
{
    m_failure->setText(reason);
    m_failure->setVisible(!reason.isEmpty());
}

void DecisionBar::refresh()
{
    const auto before = std::exchange(m_decision, m_gateway.decision());
    setVisible(m_decision.has_value());
    refreshButtons();
    if (!m_decision || before == m_decision)
        return;
    m_text->setText(m_decision->text);
    if (before && before->yes == m_decision->yes)
        return; // only the seconds are others, which nobody wants to be read out again
    setFailure({});
    m_title->setText(m_decision->title);
    m_yes->setText(m_decision->yesWord);
    m_no->setText(m_decision->noWord);
    setAccessibleName(m_decision->title);
    setAccessibleDescription(m_decision->text);
}

void DecisionBar::refreshButtons()
{
    if (!m_decision)
        return;
    const bool denied = m_gateway.access() == Access::Denied;
    const bool pending = m_gateway.isPending({m_decision->yes, {}}) || m_gateway.isPending({m_decision->no, {}});
    for (QPushButton *button : {m_yes, m_no}) {
        button->setEnabled(!denied && !pending);
        button->setToolTip(denied ? tr("The system does not let you decide this from here.") : QString());
    }
}

void DecisionBar::paintEvent(QPaintEvent *)
{
    paintStrip(*this, Sign::Attention);
}

} // namespace mesh44
