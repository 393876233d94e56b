// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/checkrow.h"

#include "ui/models/words.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/signs.h"

#include <QGridLayout>
#include <QPushButton>
#include <QToolButton>

namespace mesh44 {

namespace {

Sign signOf(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Pass: return Sign::Ok;
    case CheckOutcome::Warn: return Sign::Attention;
    case CheckOutcome::Fail: return Sign::Failed;
    case CheckOutcome::NotTested: break;
    }
    return Sign::Unknown;
}

bool isWrong(const Check &check)
{
    return check.outcome == CheckOutcome::Warn || check.outcome == CheckOutcome::Fail;
}

QString fixWord(const CheckFix &fix)
{
    switch (fix.kind) {
    case FixKind::None: break;
    case FixKind::Up: return CheckRow::tr("Switch the gateway on");
    case FixKind::AllowDefault: return CheckRow::tr("Switch the default route on");
    case FixKind::Set: return CheckRow::tr("Show the setting");
    }
    return {};
}

void showSentence(TextLabel *label, const QString &sentence)
{
    label->setText(sentence);
    label->setVisible(!sentence.isEmpty());
}

} // namespace

QString wordOf(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Pass: return CheckRow::tr("Passed");
    case CheckOutcome::Warn: return CheckRow::tr("Warning");
    case CheckOutcome::Fail: return CheckRow::tr("Failed");
    case CheckOutcome::NotTested: break;
    }
    return CheckRow::tr("Not tested");
}

CheckRow::CheckRow(QWidget *parent)
    : QFrame(parent),
      m_icon(new SignIcon(0.95, this)),
      m_title(new TextLabel(TextLabel::Tone::Plain, 1.0, this)),
      m_seen(new TextLabel(TextLabel::Tone::Quiet, 1.0, this)),
      m_why(new TextLabel(TextLabel::Tone::Quiet, 1.0, this)),
      m_advice(new TextLabel(TextLabel::Tone::Plain, 1.0, this)),
      m_fix(new QPushButton(this)),
      m_fold(new QToolButton(this))
{
    m_title->setObjectName(QStringLiteral("title"));
    m_seen->setObjectName(QStringLiteral("seen"));
    m_why->setObjectName(QStringLiteral("why"));
    m_advice->setObjectName(QStringLiteral("advice"));
    m_fix->setObjectName(QStringLiteral("fix"));
    m_fold->setObjectName(QStringLiteral("fold"));
    m_fold->setAutoRaise(true);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    for (TextLabel *label : {m_title, m_seen, m_why, m_advice}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setFocusPolicy(Qt::ClickFocus);
    }
    arrange();
    connect(m_fix, &QPushButton::clicked, this, [this] { Q_EMIT fixRequested(m_check.fix); });
    connect(m_fold, &QToolButton::clicked, this, [this] {
        m_folds = true;
        unfold(!m_unfolded);
    });
    unfold(false);
}

void CheckRow::arrange()
{
    const int gap = em(this, 0.5);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(gap + em(this, 0.2), em(this, 0.3), gap, em(this, 0.3));
    grid->setHorizontalSpacing(gap);
    grid->setVerticalSpacing(em(this, 0.15));
    grid->addWidget(m_icon, 0, 0, Qt::AlignTop);
    int row = 0;
    for (TextLabel *label : {m_title, m_seen, m_why, m_advice})
        grid->addWidget(label, row++, 1);
    grid->addWidget(m_fix, row, 1, Qt::AlignLeft);
    grid->addWidget(m_fold, 0, 2, Qt::AlignTop);
    grid->setColumnStretch(1, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void CheckRow::setCheck(const Check &check, const QString &blockedBy)
{
    if (check.outcome != m_check.outcome)
        m_folds = false; // another state is told anew
    m_check = check;
    const QString word = wordOf(check.outcome);
    m_icon->setSign(signOf(check.outcome));
    m_title->setTone(isWrong(check) ? TextLabel::Tone::Strong : TextLabel::Tone::Plain);
    m_title->setText(text(check.title));
    m_seen->setTone(isWrong(check) ? TextLabel::Tone::Plain : TextLabel::Tone::Quiet);
    showSentence(m_seen, blockedBy.isEmpty() ? text(check.seen) : tr("Not tested: first, “%1”.").arg(blockedBy));
    m_why->setText(tr("Why it matters: %1").arg(text(check.why)));
    m_advice->setText(text(check.advice));
    setAccessibleName(text(check.title));
    setAccessibleDescription(word % u". " % m_seen->text());
    m_icon->setToolTip(word);
    m_fold->setAccessibleName(tr("More about: %1").arg(text(check.title)));
    unfold(m_folds ? m_unfolded : isWrong(check));
    update();
}

void CheckRow::setFixObstacle(const QString &obstacle)
{
    m_fix->setEnabled(obstacle.isEmpty());
    m_fix->setToolTip(obstacle);
}

void CheckRow::unfold(bool unfolded)
{
    m_unfolded = unfolded;
    m_fold->setArrowType(unfolded ? Qt::DownArrow : Qt::RightArrow);
    m_fold->setAccessibleDescription(unfolded ? tr("unfolded") : tr("folded"));
    m_why->setVisible(unfolded && !m_check.why.empty());
    m_advice->setVisible(unfolded && !m_check.advice.empty());
    showFix();
}

void CheckRow::showFix()
{
    const QString word = fixWord(m_check.fix);
    m_fix->setText(word);
    m_fix->setAccessibleDescription(text(m_check.title));
    m_fix->setVisible(isWrong(m_check) && !word.isEmpty());
}

void CheckRow::paintEvent(QPaintEvent *)
{
    if (isWrong(m_check))
        paintStrip(*this, signOf(m_check.outcome));
}

} // namespace mesh44
