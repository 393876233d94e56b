// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statechip.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/signs.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>

namespace mesh44 {

StateChip::StateChip(double scale, QWidget *parent)
    : QWidget(parent), m_icon(new SignIcon(0.72 * scale, this)), m_word(new ElidedLabel(this))
{
    m_word->setTextFormat(Qt::PlainText);
    m_word->setFont(scaledFont(font(), scale, QFont::DemiBold));
    m_word->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_word->setAccessibleName(tr("State"));
    m_word->setLeast(10); // others give way first
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(em(this, 0.35 * scale));
    row->addWidget(m_icon, 0, Qt::AlignVCenter);
    row->addWidget(m_word, 1, Qt::AlignVCenter);
}

void StateChip::setState(Sign sign, const QString &word)
{
    m_icon->setSign(sign);
    if (word == m_word->text())
        return;
    m_word->setText(word);
    m_word->setAccessibleDescription(word);
    QAccessibleEvent changed(m_word, QAccessible::Alert); // a screen reader says it
    QAccessible::updateAccessibility(&changed);
}

void StateChip::setLeast(double ems)
{
    m_word->setLeast(ems);
}

QString StateChip::word() const
{
    return m_word->text();
}

} // namespace mesh44
