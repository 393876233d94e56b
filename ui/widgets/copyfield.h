// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace mesh44 {

// A command to run elsewhere: shown whole where there is room, copied with one click.
class CopyField : public QWidget
{
    Q_OBJECT

public:
    explicit CopyField(QWidget *parent = nullptr);
    void setText(const QString &text);
    QString text() const;

private:
    QLineEdit *m_line;
    QPushButton *m_copy;
};

} // namespace mesh44
