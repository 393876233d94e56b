// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/checkup/check.h"

#include <QFrame>

class QPushButton;
class QToolButton;

namespace mesh44 {

class SignIcon;
class TextLabel;

// One check: what should be so, what was seen; unfolded also why it matters and what to do. What is wrong stands on a
// strip, and is unfolded until somebody folds it.
class CheckRow : public QFrame
{
    Q_OBJECT

public:
    explicit CheckRow(QWidget *parent = nullptr);

    // blockedBy: the title of the check that has to be right first; empty: none.
    void setCheck(const Check &check, const QString &blockedBy);
    const Check &check() const { return m_check; }
    // An empty obstacle: the fix can be asked for.
    void setFixObstacle(const QString &obstacle);
    bool isUnfolded() const { return m_unfolded; }

Q_SIGNALS:
    void fixRequested(const mesh44::CheckFix &fix);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void arrange();
    void unfold(bool unfolded);
    void showFix();

    Check m_check;
    SignIcon *m_icon;
    TextLabel *m_title;
    TextLabel *m_seen;
    TextLabel *m_why;
    TextLabel *m_advice;
    QPushButton *m_fix;
    QToolButton *m_fold;
    bool m_unfolded = false;
    bool m_folds = false; // somebody chose
};

// "Passed", "Failed" …
QString wordOf(CheckOutcome outcome);

} // namespace mesh44
