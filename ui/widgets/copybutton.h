// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

class QLabel;

namespace mesh44 {

// Two sheets beside a value: the value to the clipboard. Gone while there is nothing to copy.
class CopyButton : public QAbstractButton
{
    Q_OBJECT

public:
    // name: what the value is, for who does not see it.
    CopyButton(const QString &name, QLabel *value, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void copy();

    QLabel *m_value;
};

} // namespace mesh44
