// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace mesh44 {

// Asks for a gateway behind ssh, and says what must be there for it.
class HostDialog : public QDialog
{
    Q_OBJECT

public:
    explicit HostDialog(QWidget *parent = nullptr);
    QString host() const;

private:
    void check();

    QLineEdit *m_host;
    QLabel *m_problem;
    QPushButton *m_connect;
};

} // namespace mesh44
