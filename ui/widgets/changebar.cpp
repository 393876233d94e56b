// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/changebar.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/settingsmodel.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/reviewpane.h"
#include "ui/widgets/signs.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace mesh44 {

ChangeBar::ChangeBar(SettingsModel &settings, GatewayModel &gateway, QWidget *parent)
    : QFrame(parent),
      m_settings(settings),
      m_gateway(gateway),
      m_count(new TextLabel(TextLabel::Tone::Strong, 1.0, this)),
      m_hindrance(new TextLabel(TextLabel::Tone::Plain, 1.0, this)),
      m_review(new QPushButton(tr("Re&view…"), this)),
      m_discard(new QPushButton(tr("&Discard"), this))
{
    m_review->setObjectName(QStringLiteral("review"));
    m_discard->setObjectName(QStringLiteral("discard"));
    m_hindrance->setObjectName(QStringLiteral("hindrance"));
    m_review->setToolTip(tr("See what would change in the kernel, then apply it"));
    m_discard->setToolTip(tr("Forget the changes; nothing was applied"));
    auto *words = new QVBoxLayout;
    words->setSpacing(em(this, 0.1));
    words->addWidget(m_count);
    words->addWidget(m_hindrance);
    auto *row = new QHBoxLayout(this);
    const int gap = em(this, 0.5);
    row->setContentsMargins(gap + em(this, 0.2), gap, gap, gap);
    row->setSpacing(gap);
    row->addLayout(words, 1);
    row->addWidget(m_discard);
    row->addWidget(m_review);
    connect(m_review, &QPushButton::clicked, this, &ChangeBar::reviewRequested);
    connect(m_discard, &QPushButton::clicked, this, &ChangeBar::discardRequested);
    connect(&settings, &SettingsModel::draftChanged, this, &ChangeBar::refresh);
    connect(&gateway, &GatewayModel::situationChanged, this, &ChangeBar::refresh);
    refresh();
}

QString ChangeBar::hindrance() const
{
    const SettingsDraft &draft = m_settings.draft();
    if (draft.problemCount() > 0)
        return tr("Values that cannot be used: %n. The words below each say why.", nullptr,
                  static_cast<int>(draft.problemCount()));
    if (draft.conflictCount() > 0)
        return tr("Values that somebody changed meanwhile: %n. Keep yours, or take theirs.", nullptr,
                  static_cast<int>(draft.conflictCount()));
    return applyHindrance(m_gateway);
}

void ChangeBar::refresh()
{
    const int count = static_cast<int>(m_settings.draft().changeCount());
    setVisible(count > 0);
    const QString words = tr("Changes not applied yet: %n", nullptr, count);
    m_count->setText(words);
    setAccessibleName(words);
    const QString why = hindrance();
    m_hindrance->setText(why);
    m_hindrance->setVisible(!why.isEmpty());
    m_review->setEnabled(why.isEmpty());
}

void ChangeBar::paintEvent(QPaintEvent *)
{
    paintStrip(*this, m_settings.draft().problemCount() > 0 ? Sign::Failed : Sign::Ok);
}

} // namespace mesh44
