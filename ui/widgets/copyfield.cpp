// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/copyfield.h"

#include "ui/widgets/signs.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace mesh44 {

namespace {

constexpr double kMostEms = 26;
constexpr double kLeastEms = 8; // where there is little room: the rest is scrolled, and copied all the same

// As wide as what it shows.
class CommandLine : public QLineEdit
{
public:
    using QLineEdit::QLineEdit;
    QSize sizeHint() const override { return {widthUpTo(kMostEms), QLineEdit::sizeHint().height()}; }
    QSize minimumSizeHint() const override { return {widthUpTo(kLeastEms), QLineEdit::minimumSizeHint().height()}; }

private:
    int widthUpTo(double ems) const
    {
        return std::min(fontMetrics().horizontalAdvance(text()) + em(this, 1.5), em(this, ems));
    }
};

} // namespace

CopyField::CopyField(QWidget *parent)
    : QWidget(parent), m_line(new CommandLine(this)), m_copy(new QPushButton(tr("Copy"), this))
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
    m_line->updateGeometry();
}

QString CopyField::text() const
{
    return m_line->text();
}

} // namespace mesh44
