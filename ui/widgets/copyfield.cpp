// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/copyfield.h"

#include "ui/widgets/signs.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace mesh44 {

CopyField::CopyField(QWidget *parent)
    : QWidget(parent), m_line(new QLineEdit(this)), m_copy(new QPushButton(tr("Copy"), this))
{
    m_line->setReadOnly(true);
    m_line->setFocusPolicy(Qt::ClickFocus); // the button is what the keyboard needs
    m_line->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_line->setAccessibleName(tr("Command"));
    m_copy->setAccessibleName(tr("Copy the command"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(em(this, 0.4));
    row->addWidget(m_line);
    row->addWidget(m_copy);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_line->text()); });
}

void CopyField::setText(const QString &text)
{
    m_line->setText(text);
    m_line->setCursorPosition(0);
    const int wanted = m_line->fontMetrics().horizontalAdvance(text) + em(this, 1.5);
    m_line->setMinimumWidth(qMin(wanted, em(this, 26)));
}

QString CopyField::text() const
{
    return m_line->text();
}

} // namespace mesh44
