// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/attentionrow.h"

#include "ui/widgets/copyfield.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/signs.h"

#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace mesh44 {

namespace {

constexpr qsizetype kMostDetails = 8; // the rest is counted

QLabel *sentenceLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::ClickFocus);
    return label;
}

void showText(QLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

QString fewLines(const QStringList &details)
{
    QStringList lines = details.mid(0, kMostDetails);
    if (details.size() > kMostDetails)
        lines.append(AttentionRow::tr("… and %1 more").arg(details.size() - kMostDetails));
    return lines.join(u'\n');
}

} // namespace

AttentionRow::AttentionRow(bool strip, QWidget *parent)
    : QFrame(parent),
      m_strip(strip),
      m_icon(new SignIcon(0.95, this)),
      m_title(sentenceLabel(this)),
      m_text(sentenceLabel(this)),
      m_follows(sentenceLabel(this)),
      m_details(sentenceLabel(this)),
      m_failure(sentenceLabel(this)),
      m_command(new CopyField(this)),
      m_act(new QPushButton(this)),
      m_no(new QPushButton(this))
{
    m_title->setFont(scaledFont(font(), 1.0, QFont::DemiBold));
    m_details->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_follows->setForegroundRole(QPalette::PlaceholderText);
    m_act->setObjectName(QStringLiteral("act"));
    m_no->setObjectName(QStringLiteral("no"));
    m_failure->hide();
    arrange();
    connect(m_act, &QPushButton::clicked, this, [this] {
        setFailure({});
        if (m_item.decision)
            Q_EMIT decided(m_item.decision->yes);
        else
            Q_EMIT actRequested(m_item);
    });
    connect(m_no, &QPushButton::clicked, this, [this] {
        setFailure({});
        Q_EMIT decided(m_item.decision->no);
    });
}

void AttentionRow::arrange()
{
    const int gap = em(this, 0.5);
    auto *grid = new QGridLayout(this);
    const int edge = m_strip ? gap : em(this, 0.1);
    grid->setContentsMargins(m_strip ? gap + em(this, 0.2) : edge, edge, edge, edge);
    grid->setHorizontalSpacing(gap);
    grid->setVerticalSpacing(em(this, 0.2));
    grid->addWidget(m_icon, 0, 0, Qt::AlignTop);
    int row = 0;
    for (QWidget *part : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_text),
                          static_cast<QWidget *>(m_follows), static_cast<QWidget *>(m_details)})
        grid->addWidget(part, row++, 1);
    grid->addWidget(m_command, row++, 1, Qt::AlignLeft);
    grid->addWidget(m_failure, row, 1);
    grid->addWidget(m_no, 0, 2, 3, 1, Qt::AlignVCenter);
    grid->addWidget(m_act, 0, 3, 3, 1, Qt::AlignVCenter);
    grid->setColumnStretch(1, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void AttentionRow::setItem(const AttentionItem &item)
{
    if (item == m_item)
        return;
    if (item.id != m_item.id)
        setFailure({});
    m_item = item;
    showNotice();
    showButtons();
    update();
}

void AttentionRow::showNotice()
{
    const Notice &notice = m_item.notice;
    m_icon->setSign(notice.sign);
    m_title->setText(notice.title);
    showText(m_text, notice.text);
    showText(m_follows,
             m_item.follows.isEmpty() ? QString() : tr("This follows from it: %1").arg(m_item.follows.join(u' ')));
    showText(m_details, fewLines(notice.details));
    m_command->setText(notice.command);
    m_command->setVisible(!notice.command.isEmpty());
    setAccessibleName(notice.title);
    setAccessibleDescription(notice.text);
}

void AttentionRow::showButtons()
{
    const auto &decision = m_item.decision;
    m_act->setText(decision ? decision->yesWord : m_item.word);
    m_act->setVisible(m_item.act != AttentionItem::Act::None);
    m_act->setAccessibleDescription(m_item.notice.title);
    m_no->setVisible(decision.has_value());
    if (decision)
        m_no->setText(decision->noWord);
}

void AttentionRow::setFailure(const QString &reason)
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, signColour(Sign::Failed, colours));
    m_failure->setPalette(colours);
    showText(m_failure, reason);
}

void AttentionRow::setDecidable(bool decidable, const QString &obstacle)
{
    const bool asks = m_item.decision.has_value();
    for (QPushButton *button : {m_act, m_no}) {
        button->setEnabled(decidable || !asks);
        button->setToolTip(asks ? obstacle : QString());
    }
}

void AttentionRow::paintEvent(QPaintEvent *)
{
    if (m_strip)
        paintStrip(*this, m_item.notice.sign);
}

} // namespace mesh44
