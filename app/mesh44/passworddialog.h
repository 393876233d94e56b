// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace mesh44 {

// Asks for what the authentication of one person wants to know.
class PasswordDialog : public QDialog
{
    Q_OBJECT

public:
    PasswordDialog(const QString &message, const QString &actionId, const QStringList &people,
                   QWidget *parent = nullptr);

    int person() const; // index into people
    void ask(const QString &prompt, bool visible);
    void say(const QString &text); // an error or a hint from the other side

Q_SIGNALS:
    void personChanged();
    void answered(const QString &answer);

private:
    QComboBox *m_person;
    QLabel *m_prompt;
    QLineEdit *m_answer;
    QLabel *m_words;
    QPushButton *m_continue;
};

} // namespace mesh44
