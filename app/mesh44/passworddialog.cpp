// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/passworddialog.h"

#include "ui/widgets/signs.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace mesh44 {

PasswordDialog::PasswordDialog(const QString &message, const QString &actionId, const QStringList &people,
                               QWidget *parent)
    : QDialog(parent),
      m_person(new QComboBox(this)),
      m_prompt(new QLabel(tr("Password:"), this)),
      m_answer(new QLineEdit(this)),
      m_words(new QLabel(this)),
      m_continue(nullptr)
{
    setWindowTitle(tr("Authentication is needed"));
    auto *text = new QLabel(message, this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setFont(scaledFont(font(), 1.05, QFont::DemiBold));
    auto *action = new QLabel(actionId, this);
    action->setForegroundRole(QPalette::PlaceholderText);
    m_person->addItems(people);
    m_person->setAccessibleName(tr("Who authenticates"));
    m_answer->setEchoMode(QLineEdit::Password);
    m_answer->setAccessibleName(tr("Password"));
    m_prompt->setBuddy(m_answer);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->hide();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_continue = buttons->button(QDialogButtonBox::Ok);
    m_continue->setText(tr("Authenticate"));
    auto *form = new QFormLayout(this);
    form->setVerticalSpacing(em(this, 0.5));
    form->addRow(text);
    form->addRow(action);
    form->addRow(tr("As:"), m_person);
    form->addRow(m_prompt, m_answer);
    form->addRow(m_words);
    form->addRow(buttons);
    setMinimumWidth(em(this, 26));

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_person, &QComboBox::activated, this, &PasswordDialog::personChanged);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        m_continue->setEnabled(false);
        const QString answer = m_answer->text();
        m_answer->clear();
        Q_EMIT answered(answer);
    });
}

int PasswordDialog::person() const
{
    return m_person->currentIndex();
}

void PasswordDialog::ask(const QString &prompt, bool visible)
{
    m_prompt->setText(prompt.trimmed());
    m_answer->setEchoMode(visible ? QLineEdit::Normal : QLineEdit::Password);
    m_answer->clear();
    m_answer->setFocus();
    m_continue->setEnabled(true);
}

void PasswordDialog::say(const QString &text)
{
    m_words->setText(text);
    m_words->setVisible(!text.isEmpty());
}

} // namespace mesh44
